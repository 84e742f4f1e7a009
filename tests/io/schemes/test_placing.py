from dataclasses import replace

import polars as pl
import pytest
from builders import sheet

from khcn_analytics.io.files.sheets import MARKS
from khcn_analytics.io.schemes.content import Sheets
from khcn_analytics.io.schemes.placing import lines_in_place
from khcn_analytics.io.schemes.rows import table_in
from khcn_analytics.io.schemes.words import COLUMNS

HEADER, TWO = ("TT", "Nội dung", "Điểm"), ("Nội dung tiêu chí", "Điểm tối đa")


def place(*rows, merged=(), marks=()):
    one = sheet(*rows, merged=merged, name="Bảng điểm")
    one = replace(one, marks=pl.DataFrame(list(marks), schema=MARKS, orient="row"))
    table = table_in(one, COLUMNS, frozenset({"label_vi", "maximum"}))
    assert table is not None
    sheets = Sheets()
    return lines_in_place(list(table.rows), table, sheets), sheets


def tree(*rows, merged=()):
    lines, sheets = place(*rows, merged=merged)
    assert sheets.mistakes == []
    return [(each.code, each.parent) for each in lines]


def told(*rows, marks=()):
    return [(each.line, each.vi) for each in place(*rows, marks=marks)[1].mistakes]


def test_headings_merged_across_the_table_hold_number_and_text():
    lines, _ = place(HEADER, ("I. Chuyên môn",), ("1", "Sáng kiến", "5"))

    assert [(each.code, each.parent, each.row.text("label_vi")) for each in lines] == [
        ("I", None, "Chuyên môn"),
        ("I.1", "I", "Sáng kiến"),
    ]


@pytest.mark.parametrize("merged", [(), [(2, 0, 3, 0)]])
def test_groups_may_stand_in_a_column_of_their_own(merged):
    rows = (
        ("Nhóm tiêu chí", "TT", "Nội dung", "Điểm"),
        ("Chuyên môn", "1", "Sáng kiến", "30"),
        (None, "2", "Hồ sơ", "20"),
        ("Thi đua", "1", "Phong trào", "50"),
    )

    assert tree(*rows, merged=merged) == [
        ("N1", None),
        ("N1.1", "N1"),
        ("N1.2", "N1"),
        ("N2", None),
        ("N2.1", "N2"),
    ]


def test_a_column_that_names_the_group_goes_before_numbers():
    header = ("TT", "Mã", "Nội dung", "Thuộc nhóm", "Điểm")

    assert tree(header, ("1", "A", "a", None, "10"), ("2", "A1", "b", "A", "10")) == [("A", None), ("A1", "A")]


def test_own_codes_are_kept():
    header = ("TT", "Mã", "Nội dung", "Điểm")

    assert tree(header, ("I", "CM", "a", None), ("1", "SK", "b", "10")) == [("CM", None), ("SK", "CM")]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ((HEADER, ("01", "a", "10"), ("02", "b", "20")), ["01", "02"]),
        ((TWO, ("Sáng kiến", "10"), ("5 sáng kiến cấp tỉnh", "20")), ["1", "2"]),
        ((("Mã", *TWO), ("K1", "a", "10"), ("K2", "b", "20")), ["K1", "K2"]),
        ((("Mã", *TWO), ("K1", "a", "10"), (None, "b", "20")), ["K1", None]),
    ],
)
def test_lines_without_groups_stand_in_one(rows, codes):
    assert tree(*rows) == [("TC", None), *((code, "TC") for code in codes)]


def test_numbers_before_the_text_are_numbers():
    lines, _ = place(TWO, ("I. Chuyên môn", None), ("1.1 Sáng kiến", "10"), ("a) Hồ sơ", "5"), ("- Đủ", "5"))

    assert [(each.code, each.parent, each.row.text("label_vi")) for each in lines] == [
        ("I", None, "Chuyên môn"),
        ("I.1.1", "I", "Sáng kiến"),
        ("I.1.1.a", "I.1.1", "Hồ sơ"),
        ("I.1.1.a.1", "I.1.1.a", "Đủ"),
    ]


def test_lines_that_stand_nowhere_are_told_and_not_put_into_one_group():
    rows = (TWO, ("I. Chuyên môn", "60"), ("Sáng kiến", "30"))
    lines, _ = place(*rows)

    assert told(*rows) == [(3, "không rõ dòng thuộc nhóm nào: cột “TT” cần ghi như I, 1, 1.1, a.")]
    assert [(each.code, each.parent, each.is_unplaced) for each in lines] == [("I", None, False), (None, None, True)]


def test_a_number_that_shows_an_error_is_told_elsewhere():
    assert told(HEADER, ("I", "a", None), ("#REF!", "b", "5"), marks=[(3, 0, "error", "#REF!")]) == []


def test_codes_within_codes_are_no_list():
    rows = (("Mã", *TWO), ("I", "a", "15"), ("I.1", "b", "10"), ("I.2", "c", "5"))

    assert told(*rows) == [
        (
            3,
            "2 mã như nằm trong mã khác (“I.1” trong “I”) mà bảng không ghi nhóm; hãy thêm cột “TT” hoặc “Thuộc nhóm”.",
        )
    ]
