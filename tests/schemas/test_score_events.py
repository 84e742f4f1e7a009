"""Each rule of a score event is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, score_events

from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.score_events import SCORE_EVENTS, ScoreEvents

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"event_id": ["DTT-1", "DTT-1"]}),
    "period_is_readable": ("error", {"period": "nhiệm kỳ tới"}),
    "quantity_above_zero": ("error", {"quantity": 0.0}),
    "happened_within_period": ("warning", {"happened_on": "2021-01-01"}),
    "rejection_has_reason": ("warning", {"status": "rejected", "reason": None}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(ScoreEvents)}


@pytest.mark.parametrize("rule", BROKEN)
def test_an_event_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(score_events(**columns), SCORE_EVENTS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"quantity": 0.5},
        {"happened_on": ["2020-01-01", "2020-12-31"]},
        {"happened_on": "2019-12-15"},  # in the administrative year 2020
        {"status": "rejected", "reason": "Trùng với lần khác"},
        {"status": ["claimed", "accepted"]},
        {"event_id": "DTT-1", "department": ["cao_bang", "kon_tum"]},
        {"unit": "Phòng A", "item": "T1", "happened_on": ["2020-05-04", "2020-05-04"]},  # two awards on one day
    ],
)
def test_an_event_that_is_in_order_has_no_problems(columns):
    assert broken_rules(score_events(**columns), SCORE_EVENTS) == []


@pytest.mark.parametrize(
    "column",
    ["event_id", "department", "scheme", "period", "item", "happened_on", "quantity", "evidence", "status"],
)
def test_an_event_without_what_is_required_is_refused(column):
    assert broken_rules(score_events(**{column: None}), SCORE_EVENTS) == [("required", "error")]


def test_blank_evidence_is_none():
    assert broken_rules(score_events(evidence="  "), SCORE_EVENTS) == [("required", "error")]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_quantity_is_a_finite_number(value):
    assert ("a_number", "error") in broken_rules(score_events(quantity=value), SCORE_EVENTS)
