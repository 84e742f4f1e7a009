from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from builders import sheet

from khcn_analytics.io.files.sheets import MARKS
from khcn_analytics.io.schemes.content import Sheets
from khcn_analytics.io.schemes.criteria import read_criteria
from khcn_analytics.io.schemes.rows import table_in
from khcn_analytics.io.schemes.words import COLUMNS

HEADER = ("TT", "Nội dung tiêu chí", "Điểm tối đa")


def read(*rows, merged=(), **about: Any):
    return read_sheet(sheet(*rows, merged=merged, name="Bảng điểm"), **about)


def read_sheet(one, **about: Any):
    table = table_in(one, COLUMNS, frozenset({"label_vi", "maximum"}))
    assert table is not None
    sheets = Sheets(content=dict(about))
    read_criteria(table, sheets)
    return sheets


def groups(sheets):
    return [(each["code"], each.get("parent"), each.get("maximum")) for each in sheets.content["groups"]]


def criteria(sheets):
    return [(each["code"], each.get("group"), each.get("maximum")) for each in sheets.content["criteria"]]


def told(sheets):
    return [(each.sheet, each.line, each.vi) for each in sheets.mistakes]


def test_roman_and_arabic_numbers_make_the_tree():
    sheets = read(
        ("BẢNG ĐIỂM THI ĐUA NĂM 2024",),
        HEADER,
        ("I", "Nhiệm vụ chuyên môn", "60"),
        ("1", "Sáng kiến", "40"),
        ("2", "Hồ sơ", None),
        ("2.1", "Đúng hạn", "15"),
        ("2.2", "Đủ", "5"),
        ("II", "Thi đua", None),
        ("1", "Phong trào", "40"),
        (None, "Tổng cộng", "100"),
    )

    assert told(sheets) == []
    assert groups(sheets) == [("I", None, 60), ("I.2", "I", 20), ("II", None, 40)]
    assert criteria(sheets) == [("I.1", "I", 40), ("I.2.1", "I.2", 15), ("I.2.2", "I.2", 5), ("II.1", "II", 40)]
    assert sheets.content["maximum"] == 100


def test_what_a_line_does_not_tell_is_scored_by_people_and_blocks():
    line = read(HEADER, ("I", "A", None), ("1", "Phối hợp", "5")).content["criteria"][0]

    assert (line["rule"], line["missing"], line["label_en"]) == ({"kind": "manual"}, "block", "Phối hợp")


def test_everything_that_a_table_can_have_wrong_is_told_with_sheet_and_row():
    sheets = read(
        ("TT", "Nội dung", "Điểm", "Chỉ tiêu", "Thiết lập", "Ghi chép"),
        ("I", "A", "20", "5"),
        ("1", "a", "10", "90%"),
        ("2", "b", "10", None, "floor: 0.5"),
        (None, "Ghi chú ở giữa", None, None, None, "x"),
        (None, "Tổng cộng", "25"),
        (None, "Thưởng", "5"),
    )

    assert [(sheet_, line, vi[:30]) for sheet_, line, vi in sorted(told(sheets))] == [
        ("Bảng điểm", 1, "không biết cột “Ghi chép”; hãy"),
        ("Bảng điểm", 2, "dòng nhóm không có “Chỉ tiêu”;"),
        ("Bảng điểm", 3, "cách chấm này không dùng “Chỉ "),
        ("Bảng điểm", 4, "không hiểu “Thiết lập”, hoặc t"),
        ("Bảng điểm", 5, "không rõ dòng thuộc nhóm nào: "),
        ("Bảng điểm", 6, "dòng tổng cộng ghi 25, các nhó"),
        ("Bảng điểm", 7, "dòng có điểm đứng dưới dòng tổ"),
    ]


def test_a_total_that_is_no_number_is_told():
    assert "“một trăm” không phải số" in told(read(HEADER, ("1", "a", "9"), ("", "Cộng", "một trăm")))[0][2]


def test_signatures_below_the_total_are_no_part_of_the_table():
    sheets = read(HEADER, ("1", "a", "9"), (None, "Cộng", "9"), (None, "NGƯỜI LẬP BẢNG"))

    assert told(sheets) == []


def test_errors_of_the_spreadsheet_are_told():
    marks = pl.DataFrame([(2, 2, "error", "#REF!")], schema=MARKS, orient="row")
    sheets = read_sheet(replace(sheet(HEADER, ("1", "a", "#REF!")), marks=marks))

    assert [(line, vi) for _, line, vi in told(sheets)] == [(2, "ô có lỗi hoặc công thức chưa tính: #REF!")]


@pytest.mark.parametrize("label", ["Tổng", "Tổng cộng", "Cộng", "TỔNG SỐ:"])
def test_a_line_with_a_code_is_no_total_whatever_it_is_called(label):
    sheets = read(("Mã", "Nội dung", "Điểm"), ("A1", label, "5"), ("A2", "Hồ sơ", "10"), (None, label, "15"))

    assert told(sheets) == []
    assert criteria(sheets) == [("A1", "TC", 5), ("A2", "TC", 10)]


def test_a_line_with_a_number_is_no_total_either():
    sheets = read(HEADER, ("I", "Nhóm", None), ("1", "Tổng", "10"), ("2", "b", "10"), (None, "Tổng", "20"))

    assert told(sheets) == []
    assert [each[2] for each in criteria(sheets)] == [10, 10]


def test_a_total_in_percent_is_told():
    assert "“100%” không phải số" in told(read(HEADER, ("1", "a", "1"), ("", "Cộng", "100%")))[0][2]


def test_points_that_can_not_be_added_up_are_told_where_they_are():
    sheets = read(HEADER, ("I", "A", None), ("1", "a", "nhiều"), ("2", "b", "10"))

    assert sheets.follows == {("groups", 0, "maximum"), ("maximum",)}


def test_a_line_that_stands_nowhere_is_told_once_and_no_total_is_held_against_it():
    sheets = read(HEADER, ("I", "A", None), ("1", "a", "10"), (None, "b", "5"), (None, "Tổng", "15"))

    assert [(line, vi[:30]) for _, line, vi in told(sheets)] == [(4, "không rõ dòng thuộc nhóm nào: ")]
    assert {("criteria", 1, "code"), ("criteria", 1, "group")} <= sheets.follows


def test_a_group_stays_one_where_its_only_criterion_names_another():
    header = ("Mã", "Nội dung", "Thuộc nhóm", "Điểm", "Cách chấm")
    sheets = read(header, ("A", "a", None, "10"), ("A1", "b", "AX", "10", "chấm tay"))

    assert (groups(sheets), criteria(sheets)) == ([("A", None, 10)], [("A1", "AX", 10)])


def test_hidden_lines_are_told():
    marks = pl.DataFrame([(2, None, "hidden", None)], schema=MARKS, orient="row")
    sheets = read_sheet(replace(sheet(HEADER, ("1", "a", "5"), ("2", "b", "5")), marks=marks))

    assert [(line, vi[:12]) for _, line, vi in told(sheets)] == [(2, "dòng đang ẩn")]
