from dataclasses import replace

import polars as pl
from builders import sheet

from khcn_analytics.io.files.sheets import MARKS
from khcn_analytics.io.schemes.cells import Cell
from khcn_analytics.io.schemes.rows import table_in
from khcn_analytics.io.schemes.words import COLUMNS

NEEDED = frozenset({"label_vi", "maximum"})


def test_the_header_is_found_below_titles_by_any_of_its_names():
    found = table_in(
        sheet(("BẢNG ĐIỂM",), (), ("STT", "NỘI DUNG", "Thang điểm"), ("1", "Sáng kiến", "10")), COLUMNS, NEEDED
    )

    assert found is not None
    assert (found.header, sorted(found.columns)) == (3, ["label_vi", "maximum", "number"])
    assert [(row.at, row.text("label_vi"), row.text("maximum")) for row in found.rows] == [(4, "Sáng kiến", "10")]


def test_a_sheet_without_the_columns_holds_no_table():
    assert table_in(sheet(("TT", "Nội dung"), ("1", "a")), COLUMNS, NEEDED) is None
    assert table_in(sheet(), COLUMNS, NEEDED) is None


def test_columns_that_are_not_known_are_told_if_anything_stands_in_them():
    rows = (("Nội dung", "Điểm", "Điểm tự chấm", "Ý kiến"), ("a", "1", None, "tốt"), (None, None, None, None, "x"))
    found = table_in(sheet(*rows), COLUMNS, NEEDED)

    assert found is not None
    assert found.unknown == ("Ý kiến", "?")


def test_columns_that_are_there_twice_are_told():
    found = table_in(sheet(("Nội dung", "Điểm tối đa", "Thang điểm"), ("a", "1", "1")), COLUMNS, NEEDED)

    assert found is not None
    assert found.twice == ("Điểm tối đa", "Thang điểm")


def test_headings_merged_over_lines_go_on_and_points_do_not():
    cells = sheet(
        ("Nhóm", "Nội dung", "Điểm"),
        ("Chuyên môn", "a", "10"),
        (None, "b", None),
        merged=[(2, 0, 3, 0), (2, 2, 3, 2)],
    )
    found = table_in(cells, COLUMNS, NEEDED)

    assert found is not None
    assert [row.text("heading") for row in found.rows] == ["Chuyên môn", "Chuyên môn"]
    assert [row.text("maximum") for row in found.rows] == ["10", None]


def test_what_is_special_about_a_cell_is_kept():
    special = [(2, 1, "number", None), (3, 1, "error", "#N/A"), (4, 1, "percent", None), (4, None, "hidden", None)]
    marks = pl.DataFrame(special, schema=MARKS, orient="row")
    rows = (("Nội dung", "Điểm"), ("a", "1.234"), ("b", "#N/A"), ("c", "0.1"))
    found = table_in(replace(sheet(*rows), marks=marks), COLUMNS, NEEDED)

    assert found is not None
    assert [row.cells["maximum"] for row in found.rows] == [
        Cell("1.234", is_number=True),
        Cell("#N/A", is_broken=True),
        Cell("0.1", is_percent=True),
    ]
    assert [row.is_hidden for row in found.rows] == [False, False, True]
