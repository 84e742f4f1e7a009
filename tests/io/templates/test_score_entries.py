"""The sheet that points are entered on, as people open it and as it is read back."""

import openpyxl
import pytest
from scoring.building import criterion, entries, inputs, scheme

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.checking import check
from khcn_analytics.io.templates.score_entries import write_entries_template
from khcn_analytics.scoring.rules import PerCount, YesNo

COUNTED = criterion("A1", PerCount(1.0), indicator="tasks.accepted")
BY_POINTS, BY_YES = criterion("B1", maximum=20.0), criterion("B2", YesNo(), maximum=5.0)
MADE = scheme(COUNTED, BY_POINTS, BY_YES)
GIVEN = entries(
    {"unit": "Phòng A", "criterion": "B1", "layer": "self", "points": 18.0, "scored_by": "Lê Ấm"},
    {"unit": "Phòng A", "criterion": "B1", "layer": "reviewed", "points": 17.5, "reason": "Thiếu minh chứng"},
    {"unit": "Phòng A", "criterion": "B2", "layer": "self", "actual": 1.0},
    {"unit": "Phòng B", "criterion": "B1", "layer": "self", "points": 16.0},
)


def written(path, layer="decided", made=MADE, given=GIVEN):
    units = {"Phòng B": "Khối 1", "Phòng A": "Khối 1", "Chi cục": "Khối 2"}
    write_entries_template(made, inputs(made, units, entries=given), layer, "năm 2024", path)
    return path


def rows(path):
    header, *found = openpyxl.load_workbook(path)["Điểm chấm"].iter_rows(values_only=True)
    return [dict(zip(header, each, strict=True)) for each in found]


def test_one_row_is_one_unit_and_criterion_that_no_indicator_counts(tmp_path):
    found = rows(written(tmp_path / "nhap.xlsx"))

    # By rank group and unit, criteria in the order of the scheme.
    assert [(each["Đơn vị"], each["Tiêu chí"]) for each in found] == [
        (unit, code) for unit in ("Phòng A", "Phòng B", "Chi cục") for code in ("B1", "B2")
    ]
    assert {(each["Kỳ"], each["Bảng tiêu chí"], each["Bước chấm"]) for each in found} == {
        ("năm 2024", "thu", "quyết định")
    }


def test_label_maximum_and_what_to_enter_stand_beside_the_code(tmp_path):
    first, second = rows(written(tmp_path / "nhap.xlsx"))[:2]

    assert (first["(Tên của tiêu chí)"], first["(Nhiều nhất)"], first["(Cách ghi)"]) == ("Tiêu chí B1", 20, "ghi điểm")
    assert (second["(Nhiều nhất)"], second["(Cách ghi)"]) == (5, "ghi kết quả thực hiện")


def test_the_last_layer_before_is_shown(tmp_path):
    found = rows(written(tmp_path / "nhap.xlsx"))
    before = {(each["Đơn vị"], each["Tiêu chí"]): each["(Ở bước trước)"] for each in found}

    # Reviewed before self-scored; what was counted of a criterion that asks for it.
    assert before["Phòng A", "B1"] == 17.5
    assert before["Phòng A", "B2"] == 1
    assert before["Phòng B", "B1"] == 16
    assert before["Chi cục", "B1"] is None


def test_what_was_entered_in_this_layer_reads_back_equal_and_the_rest_is_asked_for(tmp_path):
    found = check(written(tmp_path / "nhap.xlsx", "self"))
    key = ["unit", "criterion"]
    ours = GIVEN.filter(layer="self")

    assert found.clean.sort(key).drop("period").equals(ours.select(found.clean.columns).sort(key).drop("period"))
    assert found.problems.filter(severity="error")["rule"].to_list() == ["entry_says_something"] * 3
    # Columns that are only read are told, and nothing is kept out for them.
    assert set(found.problems.filter(severity="warning")["rule"]) == {"unknown_column"}


def test_a_sheet_that_is_filled_in_has_no_errors(tmp_path):
    path = written(tmp_path / "nhap.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Điểm chấm"]
    points = next(cell.column for cell in sheet[1] if cell.value == "Điểm")
    reason = next(cell.column for cell in sheet[1] if cell.value == "Lý do")
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, points, 4)
        sheet.cell(row, reason, "Họp hội đồng")
    book.save(path)
    found = check(path)

    assert found.clean.height == 6
    assert found.clean["points"].to_list() == [4.0] * 6
    assert found.problems.filter(severity="error").is_empty()


def test_a_scheme_without_anything_to_enter_is_refused(tmp_path):
    with pytest.raises(WrongUseError, match="không có tiêu chí nào phải nhập"):
        written(tmp_path / "nhap.xlsx", made=scheme(COUNTED), given=None)


def test_nothing_is_written_over(tmp_path):
    path = written(tmp_path / "nhap.xlsx")
    with pytest.raises(WrongUseError):
        written(path)
