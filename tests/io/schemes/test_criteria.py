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


def test_headings_merged_across_the_table_hold_number_and_text():
    sheets = read(HEADER, ("I. Chuyên môn",), ("1", "Sáng kiến", "5"))

    assert sheets.content["groups"][0]["label_vi"] == "Chuyên môn"
    assert groups(sheets) == [("I", None, 5)]


@pytest.mark.parametrize("merged", [(), [(2, 0, 3, 0)]])
def test_groups_may_stand_in_a_column_of_their_own(merged):
    sheets = read(
        ("Nhóm tiêu chí", "TT", "Nội dung", "Điểm"),
        ("Chuyên môn", "1", "Sáng kiến", "30"),
        (None, "2", "Hồ sơ", "20"),
        ("Thi đua", "1", "Phong trào", "50"),
        merged=merged,
    )

    assert groups(sheets) == [("N1", None, 50), ("N2", None, 50)]
    assert criteria(sheets) == [("N1.1", "N1", 30), ("N1.2", "N1", 20), ("N2.1", "N2", 50)]


def test_lines_without_groups_stand_in_one():
    sheets = read(HEADER, ("01", "Đăng ký đúng hạn", "10"), ("02", "Phong trào", "20"))

    assert groups(sheets) == [("TC", None, 30)]
    assert criteria(sheets) == [("01", "TC", 10), ("02", "TC", 20)]


def test_a_column_that_names_the_group_goes_before_numbers():
    sheets = read(
        ("TT", "Mã", "Nội dung", "Thuộc nhóm", "Điểm"),
        ("1", "A", "Chuyên môn", None, "10"),
        ("2", "A1", "Sáng kiến", "A", "10"),
    )

    assert groups(sheets) == [("A", None, 10)]
    assert criteria(sheets) == [("A1", "A", 10)]


def test_own_codes_are_kept():
    sheets = read(("TT", "Mã", "Nội dung", "Điểm"), ("I", "CM", "Chuyên môn", None), ("1", "SK", "Sáng kiến", "10"))

    assert (groups(sheets), criteria(sheets)) == ([("CM", None, 10)], [("SK", "CM", 10)])


def test_the_columns_of_a_rule_make_one():
    header = ("TT", "Nội dung", "Điểm", "Cách chấm", "Chỉ tiêu", "Chỉ số", "Thiết lập")
    sheets = read(
        header,
        ("I", "A"),
        ("1", "a", "10", "Theo tỷ lệ", "90%", "dossiers.on_time_rate", "floor = 0.5"),
        ("2", "b", "10", "có/không", "1", "ratings.good_or_better_share"),
        ("3", "c", "5", "Trừ mỗi lần muộn", None, None, "points_per_late = 1"),
    )

    assert [each["rule"] for each in sheets.content["criteria"]] == [
        {"kind": "proportional", "floor": 0.5, "target": 0.9},
        {"kind": "yes_no", "threshold": 1},
        {"kind": "deadline", "points_per_late": 1},
    ]
    assert told(sheets) == []


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


@pytest.mark.parametrize("settings", ["floor: 0.5", 'kind = "manual"', "target = 3", "floor = 0 }\nx = { a = 1"])
def test_settings_that_can_not_be_meant_are_told(settings):
    header = ("TT", "Nội dung", "Điểm", "Cách chấm", "Chỉ tiêu", "Thiết lập")
    sheets = read(header, ("I", "A"), ("1", "a", "10", "theo tỷ lệ", "5", settings))

    assert [(line, vi[:22]) for _, line, vi in told(sheets)] == [(3, "không hiểu “Thiết lập”")]


def test_a_total_that_is_no_number_is_told():
    assert "“một trăm” không phải số" in told(read(HEADER, ("1", "a", "9"), ("", "Cộng", "một trăm")))[0][2]


def test_signatures_below_the_total_are_no_part_of_the_table():
    sheets = read(HEADER, ("1", "a", "9"), (None, "Cộng", "9"), (None, "NGƯỜI LẬP BẢNG"))

    assert told(sheets) == []


def test_errors_of_the_spreadsheet_are_told():
    marks = pl.DataFrame([(2, 2, "error", "#REF!")], schema=MARKS, orient="row")
    sheets = read_sheet(replace(sheet(HEADER, ("1", "a", "#REF!")), marks=marks))

    assert [(line, vi) for _, line, vi in told(sheets)] == [(2, "ô có lỗi hoặc công thức chưa tính: #REF!")]
