import pytest
from builders import day, inspections, tasks
from builders import targets as any_targets

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.schemas.results import FLAGS
from khcn_analytics.target_wording import NOT_JUDGED, targets_in_words
from khcn_analytics.trends.against_target import against_target
from khcn_analytics.vocabulary.labels import Label

# Three tasks were accepted in 2020, two of them by Phòng A; 5 of 20 subjects were in violation.
DATA = {
    "tasks": tasks(unit=["Phòng A", "Phòng A", "Phòng B"], started_on="2019-01-01", accepted_on="2020-03-01"),
    "inspections": inspections(subjects=20, violating_subjects=5, started_on="2020-05-01"),
}


def results(coverage=None, **columns):
    asked = {"unit": None, "indicator": "tasks.accepted", "period": "2020", "operator": "at_least", **columns}
    return against_target(any_targets(**asked), DATA, coverage=coverage)


def words(language="vi", coverage=None, **columns):
    return targets_in_words(results(coverage, **columns), language).row(0, named=True)


def test_a_target_that_was_missed():
    row = words(target=4.0)

    assert (row["indicator_name"], row["period_name"]) == ("Nhiệm vụ nghiệm thu", "năm 2020")
    assert (row["actual_text"], row["target_text"], row["verdict_text"]) == ("3", "từ 4 trở lên", "không đạt")
    assert (row["difference_text"], row["note"]) == ("−1 (−25 %)", None)


@pytest.mark.parametrize(
    ("operator", "upper", "vi", "en", "difference"),
    [
        ("at_least", None, "từ 3 trở lên", "at least 3", "đúng chỉ tiêu"),
        ("at_most", None, "không quá 3", "at most 3", "đúng chỉ tiêu"),
        ("equal", None, "bằng 3", "exactly 3", "đúng chỉ tiêu"),
        ("between", 5.0, "từ 3 đến 5", "3 to 5", "trong khoảng"),
    ],
)
def test_each_operator_has_words(operator, upper, vi, en, difference):
    row = words(operator=operator, target=3.0, upper_target=upper)

    assert (row["target_text"], row["difference_text"], row["verdict_text"]) == (vi, difference, "đạt")
    assert words("en", operator=operator, target=3.0, upper_target=upper)["target_text"] == en


def test_a_share_is_told_in_percent_and_points():
    row = words(indicator="inspections.violation_rate", operator="at_most", target=0.2)

    assert (row["actual_text"], row["target_text"], row["difference_text"]) == ("25 %", "không quá 20 %", "+5 điểm %")


def test_a_target_of_0_has_no_percent_and_says_why():
    row = words(operator="at_most", target=0.0)

    assert (row["difference_text"], row["note"]) == ("+3", "chỉ tiêu bằng 0, không tính được tỷ lệ")


def test_a_target_that_was_not_judged_says_why():
    row = words("en", coverage={"tasks": Coverage(day("2019-01-01"), day("2020-10-01"))})

    assert (row["actual_text"], row["difference_text"], row["verdict_text"]) == ("–", "–", "not judged")
    assert row["note"] == "the data do not cover this period"


def test_an_indicator_nobody_knows_goes_by_its_code():
    row = words(indicator="nowhere.known", target=1234.5)

    assert (row["indicator_name"], row["theme"], row["unit_name"]) == ("nowhere.known", "–", "–")
    assert (row["target_text"], row["verdict_text"]) == ("từ 1.234,5 trở lên", "chưa xét được")
    assert row["note"].startswith("không tính được chỉ số này")


def test_groups_are_named():
    frame = results(unit=["Phòng A", None])

    assert targets_in_words(frame)["group_name"].to_list() == ["Phòng A", "Toàn sở"]
    named = targets_in_words(
        frame, split=("department", "unit"), departments={frame["department"][0]: Label("Sở A", "A")}
    )
    assert named["group_name"].to_list() == ["Sở A · Phòng A", "Sở A · Toàn sở"]


def test_rows_and_figures_are_untouched():
    frame = results(unit=["Phòng A", None])

    assert targets_in_words(frame).select(frame.columns).equals(frame)


def test_every_reason_has_words():
    assert {*FLAGS, "not_computed", "zero_target"} == set(NOT_JUDGED)
