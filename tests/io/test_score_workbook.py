"""The scores as a planner prints them."""

from dataclasses import replace
from math import fsum

import openpyxl
import pytest
from scoring.building import criterion, entered, events, group, item, scheme, scored

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.score_workbook import write_scores
from khcn_analytics.score_wording import ranks_in_words
from khcn_analytics.scoring.layers import layer_differences
from khcn_analytics.scoring.rules import PerCount
from khcn_analytics.scoring.schemes import Rounding

# A2 is not applicable to Phòng A, so its 10 points are shared out; a third of a point is rounded away.
MADE = scheme(
    criterion("A1", maximum=20.0),
    criterion("A2", PerCount(1.0), maximum=10.0),
    criterion("B1", group="B", maximum=10.0, missing="block"),
    groups=(group("A", 30.0), group("B", 10.0)),
    events=(item("T1"), item("P1", "penalty", points_each=1.0)),
    rounding=Rounding(1, ("total",)),
)
UNITS = {"Phòng A": "Khối 1", "Phòng B": "Khối 1", "Chi cục": "Khối 2"}


@pytest.fixture
def scores():
    points = entered(A1={"Phòng A": 10.11, "Phòng B": 20, "Chi cục": 18}, B1={"Phòng A": 9, "Phòng B": 8})
    happened = events({"unit": "Phòng A", "item": "T1"}, {"unit": "Phòng B", "item": "P1"})
    return scored(MADE, UNITS, entries=points, events=happened)


def written(scores, path, language="vi"):
    ranks = ranks_in_words(scores.ranks(), scores.totals, scores.scheme, language)
    differences = layer_differences(scores.scheme, scores.period, scores.inputs)
    write_scores(scores, ranks, differences, path, language=language)
    return openpyxl.load_workbook(path)


def rows(book, sheet):
    return [list(each) for each in book[sheet].iter_rows(values_only=True)]


def test_ranks_stand_by_rank_group_with_what_they_are_made_of(scores, tmp_path):
    book = written(scores, tmp_path / "diem.xlsx")
    found = rows(book, "Xếp hạng")

    assert found[0][0] == "Bảng thử (thu 1), năm 2024, điểm quyết định"
    assert found[1][0] == "Bảng tiêu chí tự đặt, để minh họa."
    assert found[2][0] == "Khối 1"
    assert found[3][:6] == ["Hạng", "Đơn vị", "Điểm nội dung", "Điểm thưởng", "Điểm trừ", "Tổng điểm"]
    # Phòng B: 20 of 20 counts as 30 of 30, and 8, less 1. Phòng A: 10.11 / 20 × 30 = 15.165, and 9 and 2.
    assert found[4][:7] == [1, "Phòng B", 38, 0, 1, 37, 10.8]
    assert found[5][:7] == [2, "Phòng A", 24.165, 2, 0, 26.2, None]


def test_who_has_no_total_stands_last_and_it_is_said_why(scores, tmp_path):
    found = rows(written(scores, tmp_path / "diem.xlsx"), "Xếp hạng")
    last = next(each for each in found if each[1] == "Chi cục")

    assert (last[0], last[5]) == (None, None)
    assert "B1" in last[7]


def test_points_of_a_unit_add_up_to_its_total(scores, tmp_path):
    found = rows(written(scores, tmp_path / "diem.xlsx"), "Điểm từng tiêu chí")
    header = next(place for place, each in enumerate(found) if each[0] == "Mã")
    table = found[header + 1 : header + 8]

    assert found[header][3:] == ["Phòng B", "Phòng A"]
    assert [each[0] for each in table] == ["A1", "A2", "B1", "T1", "P1", None, None]
    # 26.2 - (10.11 + 9 + 2) = 5.09: shared out 5.055, rounded up 0.035.
    assert [each[4] for each in table] == [10.11, None, 9, 2, 0, 5.09, 26.2]
    assert [each[3] for each in table] == [20, None, 8, 0, -1, 10, 37]
    assert fsum(each[4] or 0 for each in table[:-1]) == pytest.approx(table[-1][4])


def test_lines_of_an_account_add_up_to_its_total(scores, tmp_path):
    found = rows(written(scores, tmp_path / "diem.xlsx"), "Diễn giải")
    top = next(place for place, each in enumerate(found) if each[0] == "Phòng A") + 2
    end = next(place for place in range(top, len(found)) if found[place][1] == "Tổng điểm")

    assert fsum(each[2] for each in found[top:end]) == pytest.approx(26.2)
    assert found[end][2] == 26.2


def test_three_layers_stand_side_by_side_without_names(tmp_path):
    given = entered(A1={"Phòng A": 10}, B1={"Phòng A": 9})
    own = given.with_columns(
        layer=given["layer"].replace("decided", "self"), scored_by=given["unit"].replace("Phòng A", "Lê Ấm")
    )
    book = written(scored(MADE, ["Phòng A"], entries=given.vstack(own)), tmp_path / "diem.xlsx")
    found = rows(book, "Ba bước chấm")

    assert found[2][:6] == ["Đơn vị", "Mã", "Nội dung", "Tự chấm", "Thẩm định", "Quyết định"]
    assert found[3][:6] == ["Phòng A", "A1", "Tiêu chí A1", 10, None, 10]
    assert "Lê Ấm" not in {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


def test_a_scheme_of_a_document_is_not_called_made(scores, tmp_path):
    printed = replace(scores, scheme=replace(scores.scheme, origin="printed"))
    assert rows(written(printed, tmp_path / "diem.xlsx"), "Xếp hạng")[1][0] == "Khối 1"


def test_english(scores, tmp_path):
    book = written(scores, tmp_path / "scores.xlsx", "en")
    assert book.sheetnames == ["Ranks", "Points by criterion", "Accounts", "Three layers"]


def test_the_same_scores_give_the_same_bytes(scores, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        written(scores, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_nothing_is_written_over(scores, tmp_path):
    written(scores, tmp_path / "diem.xlsx")
    with pytest.raises(WrongUseError):
        written(scores, tmp_path / "diem.xlsx")
