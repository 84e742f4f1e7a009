from dataclasses import replace
from datetime import date

import polars as pl
from builders import sheet

from khcn_analytics.errors import SchemeMistake
from khcn_analytics.io.files.sheets import MARKS
from khcn_analytics.io.schemes.content import Sheets, read_events, read_settings
from khcn_analytics.io.schemes.rows import table_in
from khcn_analytics.io.schemes.words import EVENT_COLUMNS
from khcn_analytics.scoring.scheme_entries import Finding
from khcn_analytics.vocabulary.labels import Label

PAIRS = {"entry": ("Mục",), "value": ("Giá trị",)}


def settings(*rows):
    table = table_in(sheet(("Mục", "Giá trị"), *rows, name="Bảng tiêu chí"), PAIRS, frozenset(PAIRS))
    assert table is not None
    sheets = Sheets()
    read_settings(table, sheets)
    return sheets


def test_settings_are_the_entries_of_the_scheme():
    sheets = settings(
        ("Mã bảng tiêu chí", "mau"),
        ("Áp dụng từ ngày", "01/01/2024"),
        ("Trần điểm thưởng", "7,5"),
        ("Trần điểm trừ", None),
        ("Làm tròn ở", "nhóm; tổng"),
    )

    assert sheets.content == {
        "code": "mau",
        "valid_from": date(2024, 1, 1),
        "bonus_cap": 7.5,
        "rounding": {"at": ["group", "total"]},
    }
    assert sheets.places["rounding", "at"] == ("Bảng tiêu chí", 6)
    assert sheets.mistakes == []


def test_settings_that_are_not_known_or_there_twice_are_told():
    sheets = settings(("Mã bảng tiêu chí", "a"), ("Mã bảng tiêu chí", "b"), ("Màu sắc", "xanh"))

    assert [(each.line, each.vi) for each in sheets.mistakes] == [
        (3, "mục “Mã bảng tiêu chí” ghi hai lần."),
        (4, "không có mục “Màu sắc”."),
    ]


def test_items_are_read_row_by_row():
    rows = (("Mã", "Nội dung", "Loại", "Điểm mỗi lần", "Tối đa"), ("T1", "Khen thưởng", "thưởng", "2", "4"))
    table = table_in(sheet(*rows, name="Thưởng, trừ"), EVENT_COLUMNS, frozenset({"label_vi"}))
    assert table is not None
    sheets = Sheets()
    read_events(table, sheets)

    (item,) = sheets.content["events"]
    assert item == {
        "code": "T1",
        "label_vi": "Khen thưởng",
        "label_en": "Khen thưởng",
        "kind": "bonus",
        "points_each": 2,
        "cap": 4,
    }


def test_a_finding_is_told_at_its_row_with_the_header_of_its_column():
    sheets = Sheets(places={(): ("Tiêu chí", 1), ("criteria", 0): ("Tiêu chí", 7), ("maximum",): ("Bảng tiêu chí", 12)})
    said = Label("“maximum” cần một số.", "“maximum” takes a number.")

    assert sheets.placed(Finding(("criteria", 0, "maximum"), said)) == SchemeMistake(
        7, "“Điểm tối đa” cần một số.", "“Điểm tối đa” takes a number.", "Tiêu chí"
    )
    assert sheets.placed(Finding(("maximum",), said)) == SchemeMistake(
        12, "“Tổng điểm tối đa” cần một số.", "“Tổng điểm tối đa” takes a number.", "Bảng tiêu chí"
    )
    assert sheets.placed(Finding(("ranking", "on"), Label("thiếu “on”", "no “on”"))) == SchemeMistake(
        1, "thiếu “Xếp hạng theo”", "no “Xếp hạng theo”", "Tiêu chí"
    )


def test_what_follows_from_another_mistake_is_not_told():
    sheets = Sheets(places={(): ("Tiêu chí", 1)})
    sheets.follow(("groups", 0), ["maximum"])

    assert sheets.placed(Finding(("groups", 0, "maximum"), Label("thiếu", "missing"))) is None
    assert sheets.placed(Finding(("groups", 0, "code"), Label("thiếu", "missing"))) is not None


def test_rows_that_are_hidden_and_cells_that_are_broken_are_told():
    marks = pl.DataFrame([(3, None, "hidden", None), (3, 1, "error", "#REF!")], schema=MARKS, orient="row")
    rows = (("Mục", "Giá trị"), ("Mã bảng tiêu chí", "a"), ("Trần điểm trừ", "#REF!"))
    table = table_in(replace(sheet(*rows, name="Bảng tiêu chí"), marks=marks), PAIRS, frozenset(PAIRS))
    assert table is not None
    sheets = Sheets()
    read_settings(table, sheets)

    assert [(each.line, each.vi) for each in sheets.mistakes] == [
        (3, "dòng đang ẩn mà có nội dung; hãy bỏ ẩn (kể cả bộ lọc) nếu dùng, hoặc xóa dòng."),
        (3, "ô có lỗi hoặc công thức chưa tính: #REF!"),
    ]
    assert sheets.follows == {("penalty_cap",)}
