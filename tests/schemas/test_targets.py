"""Each rule of a target is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, campaigns, targets

from khcn_analytics.schemas.json_schema import json_schema
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.targets import TARGETS, Targets
from khcn_analytics.schemas.validation import check_frame

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"unit": ["Phòng A", "Phòng A"]}),
    "period_is_readable": ("error", {"period": "nhiệm kỳ tới"}),
    "one_target_a_period": ("error", {"unit": "Phòng A", "period": ["6T/2020", "2020H1"]}),
    "upper_target_where_between": ("error", {"operator": "at_least", "target": 9.0, "upper_target": 9.0}),
    "target_within_upper_target": ("error", {"operator": "between", "target": 9.0, "upper_target": 8.9}),
    "share_between_0_and_1": ("error", {"indicator": "tasks.on_time_rate", "target": 85.0}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Targets)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_target_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(targets(**columns), TARGETS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"operator": ["at_least", "at_most", "equal"]},
        {"operator": "between", "target": 9.0, "upper_target": 9.0},
        {"indicator": "tasks.on_time_rate", "target": [0.0, 1.0]},
        {"indicator": "tasks.on_time_rate", "operator": "between", "target": 0.8, "upper_target": 1.0},
        {"unit": "Phòng A", "period": ["2020", "6T/2020", "9T/2020", "Quý I/2020", "2020-03", "năm 2021", "2021-2025"]},
        {"unit": "Phòng A", "period": ["2020", "năm 2020 (chốt ngày 14)"]},  # two calendars
        {"unit": [None, "Phòng A"]},
        {"unit": "Phòng A", "indicator": ["tasks.accepted", "initiatives.recognised"]},
    ],
)
def test_a_target_that_is_in_order_has_no_problems(columns):
    assert broken_rules(targets(**columns), TARGETS) == []


def test_a_target_between_needs_its_upper_bound():
    frame = targets(operator="between", upper_target=None)
    assert broken_rules(frame, TARGETS) == [("upper_target_where_between", "error")]


def test_the_upper_bound_of_a_share_is_a_share():
    frame = targets(indicator="tasks.on_time_rate", operator="between", target=0.8, upper_target=1.01)
    assert broken_rules(frame, TARGETS) == [("share_between_0_and_1", "error")]


def test_the_whole_department_has_one_target_too():
    assert broken_rules(targets(unit=[None, None]), TARGETS) == [("key_is_unique", "error")] * 2


def test_periods_that_can_not_be_read_are_not_taken_for_the_same():
    frame = targets(unit="Phòng A", period=["13/2020", "Quý V/2020"])
    assert broken_rules(frame, TARGETS) == [("period_is_readable", "error")] * 2


def test_one_target_in_two_spellings_and_a_row_twice():
    # The first two share their key; the third is the same year in other words.
    frame = targets(unit="Phòng A", period=["2020", "2020", "năm 2020"])
    assert broken_rules(frame, TARGETS) == [
        ("key_is_unique", "error"),
        ("key_is_unique", "error"),
        ("one_target_a_period", "error"),
    ]


@pytest.mark.parametrize("column", ["department", "indicator", "period", "operator", "target"])
def test_a_target_without_what_is_required_is_refused(column):
    assert broken_rules(targets(**{column: None}), TARGETS) == [("required", "error")]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_target_is_a_finite_number(value):
    assert ("a_number", "error") in broken_rules(targets(target=value), TARGETS)


def test_an_indicator_is_written_as_in_published_figures():
    written = [json_schema(each)["properties"]["indicator"]["pattern"] for each in (TARGETS, PUBLISHED)]
    assert written[0] == written[1]
    assert broken_rules(targets(indicator="Số nhiệm vụ"), TARGETS) == [("format", "error")]


def test_the_campaign_is_known_if_one_is_named():
    frame = targets(campaign_id=["PT-1", "PT-2", None])

    problems = check_frame(frame, TARGETS, beside={"campaigns": campaigns(campaign_id="PT-1")}).problems

    assert problems.select("rule", "severity", "row").rows() == [("campaign_is_known", "error", 2)]
