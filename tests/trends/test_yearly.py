"""The rows of the yearly table: every figure and every reason by hand."""

import pytest
from builders import day, targets, values

from khcn_analytics.errors import IncomparableError
from khcn_analytics.indicators.derived import judged_targets
from khcn_analytics.periods import Period
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.yearly import yearly
from khcn_analytics.vocabulary.labels import Label

YEAR = Period("year", 2020)
RATE = "initiatives.recognition_rate"
PLAN = ("operator", "target", "is_met", "over_target", "of_target", "target_reason")


def plan(figures, **columns):
    """Targets of 2020, judged by the values given."""
    records = targets(unit=None, **columns)
    return judged_targets(records, ["tasks", "initiatives"], lambda *_: figures, "calendar")


def row(base, value, indicator="tasks.accepted", **target):
    figures = values(year=[2019, 2020], value=[base, value], indicator=indicator)
    judged = plan(figures, indicator=indicator, **target) if target else None
    return yearly(figures, YEAR, judged).row(0, named=True)


def test_this_year_stands_beside_last_year_and_the_plan():
    found = row(8, 12, target=9.0)

    assert (found["base"], found["value"], found["absolute"], found["relative"]) == (8, 12, 4, 0.5)
    assert [found[name] for name in PLAN] == ["at_least", 9, True, 3, pytest.approx(12 / 9), None]


def test_only_rows_of_the_period_are_told():
    assert yearly(values(year=[2018, 2019, 2020], value=[1, 2, 3]), YEAR)["value"].to_list() == [3]


def test_without_a_plan_there_is_nothing_to_hold_against():
    found = row(8, 12)
    assert [found[name] for name in PLAN] == [None, None, None, None, None, "no_target"]


@pytest.mark.parametrize(
    ("operator", "target", "upper", "value", "expected"),
    [
        ("at_most", 10.0, None, 12, (False, 2, 1.2, None)),
        ("at_least", 0.0, None, 3, (True, 3, None, "zero_target")),
        ("equal", 12.0, None, 12, (True, 0, 1, None)),
        ("between", 10.0, 15.0, 12, (True, None, None, "between")),
        ("at_least", 9.0, None, None, (None, None, None, "no_value")),
    ],
)
def test_each_kind_of_target(operator, target, upper, value, expected):
    found = row(8, value, operator=operator, target=target, upper_target=upper)
    assert tuple(found[name] for name in PLAN[2:]) == expected


def test_a_share_is_held_against_the_plan_in_points():
    found = row(0.8, 0.85, RATE, target=0.9)
    assert (found["is_met"], found["target_reason"]) == (False, "share")
    assert found["over_target"] == pytest.approx(-0.05)


def test_a_missing_value_and_a_missing_base_say_why():
    assert (row(None, 5)["base_flag"], row(None, 5)["reason"]) == ("not_covered", "base_without_value")
    assert (row(5, None)["value_flag"], row(5, None)["reason"]) == ("not_covered", "no_value")


def test_a_base_that_was_not_computed_is_told():
    found = yearly(values(year=[2020], value=[5]), YEAR).row(0, named=True)
    assert (found["base_flag"], found["reason"]) == (None, "no_base")


def test_the_target_of_another_period_or_unit_is_not_taken():
    figures = values(year=[2019, 2020], value=[8, 12])
    other_year = plan(figures, period="2019", target=9.0)
    of_unit = judged_targets(targets(unit="Văn phòng"), ["tasks"], lambda *_: figures, "calendar")
    assert yearly(figures, YEAR, other_year)["target"].to_list() == [None]
    assert yearly(figures, YEAR, of_unit)["target"].to_list() == [None]


def test_the_target_of_a_department_is_none_of_its_levels():
    figures = values(year=[2019, 2020, 2020], value=[8, 12, 9], level=["national", "national", "provincial"])
    judged = plan(values(year=[2020], value=[21]), target=9.0)
    assert yearly(figures, YEAR, judged)["target_reason"].to_list() == ["no_target", "no_target"]


def test_rows_follow_the_catalogue():
    codes = ["initiatives.submitted", "tasks.accepted", "tasks.proposed"]
    found = yearly(values(year=[2020, 2020, 2020], value=[1, 2, 3], indicator=codes), YEAR)
    assert found["indicator"].to_list() == ["tasks.proposed", "tasks.accepted", "initiatives.submitted"]


def test_no_values_make_no_rows():
    assert yearly(values(year=[2020], value=[1]).clear(), YEAR).is_empty()


def test_a_period_that_is_not_among_the_values_is_refused_as_in_a_comparison():
    with pytest.raises(IncomparableError, match="không có giá trị nào của năm 2020"):
        yearly(values(year=[2019], value=[1]), YEAR)


def test_a_break_takes_the_change_away_and_is_told():
    new_way = Break("new-way", Label("Cách tính mới.", "A new way."), day("2020-07-01"))
    found = yearly(values(year=[2019, 2020], value=[4, 5]), YEAR, breaks=[new_way]).row(0, named=True)
    assert (found["value"], found["base"], found["absolute"], found["reason"]) == (5, 4, None, "break")
    assert (found["break_vi"], found["break_en"]) == ("Cách tính mới.", "A new way.")
