"""Values against targets: distances by hand, a reason wherever there is none."""

import pytest
from builders import day, inspections, tasks
from builders import targets as any_targets

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.trends.against_target import against_target

# Three tasks were accepted in 2020, two by Phòng A, one of them in the first half.
DATA = {
    "tasks": tasks(
        unit=["Phòng A", "Phòng A", "Phòng B"],
        started_on="2019-01-01",
        accepted_on=["2020-03-01", "2020-09-01", "2020-09-01"],
    ),
    # 5 of 20 subjects in violation.
    "inspections": inspections(subjects=20, violating_subjects=5, started_on="2020-05-01"),
}


def targets(**columns):
    """Targets of the department for accepted tasks in 2020, unless said otherwise."""
    return any_targets(**{"unit": None, "indicator": "tasks.accepted", "period": "2020", **columns})


def judged(data=DATA, coverage=None, calendar="calendar", **columns):
    found = against_target(targets(**columns), data, coverage=coverage, calendar=calendar)
    return found.select("actual", "difference", "relative", "verdict", "reason").rows()


@pytest.mark.parametrize(
    ("operator", "target", "expected"),
    [
        ("at_least", 2.0, (3, 1, 0.5, "met", None)),
        ("at_least", 3.0, (3, 0, 0, "met", None)),
        ("at_least", 4.0, (3, -1, -0.25, "missed", None)),
        ("at_most", 4.0, (3, -1, -0.25, "met", None)),
        ("at_most", 2.0, (3, 1, 0.5, "missed", None)),
        ("equal", 3.0, (3, 0, 0, "met", None)),
        ("equal", 4.0, (3, -1, -0.25, "missed", None)),
        ("at_least", 0.0, (3, 3, None, "met", "zero_target")),
        ("at_most", 0.0, (3, 3, None, "missed", "zero_target")),
    ],
)
def test_the_difference_leads_from_target_to_value_and_the_operator_judges(operator, target, expected):
    assert judged(operator=operator, target=target) == [expected]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2.0, 4.0, (3, 0, 0, "met", None)),
        (3.0, 3.0, (3, 0, 0, "met", None)),
        (4.0, 6.0, (3, -1, -0.25, "missed", None)),
        (1.0, 2.0, (3, 1, 0.5, "missed", None)),
    ],
)
def test_a_range_is_missed_by_the_way_to_its_nearer_end(low, high, expected):
    assert judged(operator="between", target=low, upper_target=high) == [expected]


def test_a_share_lies_so_many_points_from_its_target():
    assert judged(indicator="inspections.violation_rate", operator="at_most", target=0.2) == [
        (0.25, pytest.approx(0.05), None, "missed", "share")
    ]


def test_what_binary_fractions_miss_is_no_difference():
    # 3 of 20, promised as 0.1 + 0.05, which is another binary fraction.
    data = {"inspections": inspections(subjects=20, violating_subjects=3, started_on="2020-05-01")}
    found = judged(data, indicator="inspections.violation_rate", operator="equal", target=0.1 + 0.05)
    assert found == [(0.15, 0, None, "met", "share")]


@pytest.mark.parametrize("indicator", ["nowhere.known", "initiatives.submitted", "targets.met"])
def test_what_these_data_do_not_give_is_not_judged(indicator):
    assert judged(indicator=indicator) == [(None, None, None, "not_judged", "not_computed")]


@pytest.mark.parametrize(
    ("columns", "coverage", "reason"),
    [
        ({}, {"tasks": Coverage(day("2019-01-01"), day("2020-10-01"))}, "not_covered"),
        ({"indicator": "inspections.violation_rate", "period": "2021", "target": 0.1}, None, "zero_denominator"),
    ],
)
def test_a_value_that_is_missing_gives_its_reason(columns, coverage, reason):
    assert judged(coverage=coverage, **columns) == [(None, None, None, "not_judged", reason)]


def test_each_unit_and_each_period_has_its_own_target():
    found = judged(unit=[None, "Phòng A", "Phòng A"], period=["2020", "2020", "6T/2020"], target=[3.0, 3.0, 1.0])
    assert [row[1] for row in found] == [0, -1, 0]


def test_a_target_may_fall_on_any_day():
    # One was accepted until 31 August, three until 1 September.
    assert judged(period=["đến 31/8/2020", "đến 1/9/2020"], target=3.0) == [
        (1, -2, pytest.approx(-2 / 3), "missed", None),
        (3, 0, 0, "met", None),
    ]


def test_the_days_and_kind_of_the_period_are_told():
    found = against_target(targets(period="6T/2020"), DATA, calendar="administrative")
    assert found.select("period_start", "period_end", "period_kind").row(0) == (
        day("2019-12-15"),
        day("2020-06-15"),
        "half",
    )


def test_no_targets_have_no_results():
    assert against_target(targets(indicator=[]), DATA).is_empty()


def test_a_period_that_cannot_be_read_is_refused():
    with pytest.raises(InvalidPeriodError, match="sau Tết"):
        against_target(targets(period="sau Tết"), DATA)
