"""Each rule of a score entry is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, score_entries

from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.score_entries import SCORE_ENTRIES, ScoreEntries

A = {"unit": "Phòng A"}
LAYERS = ["self", "reviewed", "decided"]
BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {**A, "points": [9.5, 9.5]}),
    "period_is_readable": ("error", {"period": "nhiệm kỳ tới"}),
    "one_row_a_period": ("error", {**A, "period": ["2020", "năm 2020"]}),
    "entry_says_something": ("error", {"points": None, "actual": None}),
    "difference_has_reason": ("warning", {**A, "layer": ["self", "reviewed"], "points": [9.5, 9.0]}),
    "layers_in_order": (
        "warning",
        {**A, "layer": ["self", "reviewed"], "scored_on": ["2020-12-10", "2020-12-09"]},
    ),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(ScoreEntries)}


@pytest.mark.parametrize("rule", BROKEN)
def test_an_entry_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(score_entries(**columns), SCORE_ENTRIES)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"points": 0.0},
        {"points": None, "actual": 0.0},
        {"points": None, "actual": -1.5},  # a change may be negative, points may not
        {**A, "layer": LAYERS},
        {**A, "criterion": ["B1", "B2"], "points": [9.5, 4.0]},
        {"unit": ["Phòng A", None], "layer": ["self", "reviewed"], "points": [9.5, 9.0]},
        {**A, "layer": ["self", "reviewed"], "scored_on": ["2020-12-10", "2020-12-10"]},
        {**A, "layer": ["self", "reviewed"], "scored_on": ["2020-12-10", None]},
        {**A, "layer": ["self", "reviewed"], "points": [9.5, None], "actual": [None, 1.0]},
    ],
)
def test_an_entry_that_is_in_order_has_no_problems(columns):
    assert broken_rules(score_entries(**columns), SCORE_ENTRIES) == []


@pytest.mark.parametrize("column", ["department", "scheme", "period", "criterion", "layer"])
def test_an_entry_without_what_is_required_is_refused(column):
    assert broken_rules(score_entries(**{column: None}), SCORE_ENTRIES) == [("required", "error")]


@pytest.mark.parametrize(
    ("points", "reasons", "found"),
    [
        ([9.5, 9.0, 9.0], [None, "Thiếu minh chứng", None], 0),  # the decision follows the review
        ([9.5, 9.0, 9.5], [None, "Thiếu minh chứng", None], 1),  # it goes back, and doesn't say why
        ([9.5, 9.0, 9.5], [None, "Thiếu minh chứng", "Đã bổ sung"], 0),
        ([9.5, 9.5, 8.0], [None, None, None], 1),
        ([9.5, None, 8.0], [None, None, None], 1),  # a review without points: beside the self-score
    ],
)
def test_a_layer_that_differs_from_the_one_before_says_why(points, reasons, found):
    frame = score_entries(**A, layer=LAYERS, points=points, actual=1.0, reason=reasons)
    assert broken_rules(frame, SCORE_ENTRIES) == [("difference_has_reason", "warning")] * found


def test_what_was_counted_may_differ_as_well():
    frame = score_entries(**A, layer=["reviewed", "self"], points=None, actual=[0.0, 1.0])
    assert broken_rules(frame, SCORE_ENTRIES) == [("difference_has_reason", "warning")]


def test_a_decision_without_review_is_held_against_the_self_score():
    frame = score_entries(**A, layer=["self", "decided"], points=[9.5, 8.0], scored_on=["2020-12-10", "2020-12-01"])
    assert broken_rules(frame, SCORE_ENTRIES) == [("difference_has_reason", "warning"), ("layers_in_order", "warning")]


def test_layers_are_held_against_each_other_however_the_period_is_written():
    frame = score_entries(**A, layer=["self", "reviewed"], period=["2020", "năm 2020"], points=[9.5, 9.0])
    assert broken_rules(frame, SCORE_ENTRIES) == [("difference_has_reason", "warning")]


def test_units_schemes_periods_and_departments_have_nothing_to_do_with_each_other():
    for column, two in {
        "unit": ["Phòng A", "Phòng B"],
        "scheme": ["mau_100", "mau_1000"],
        "period": ["2020", "2021"],
        "department": ["cao_bang", "kon_tum"],
    }.items():
        frame = score_entries(**{**A, column: two}, layer=["self", "reviewed"], points=[9.5, 9.0])
        assert broken_rules(frame, SCORE_ENTRIES) == []


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("points", -0.5, "at_least"),
        ("points", float("nan"), "a_number"),
        ("points", float("inf"), "a_number"),
        ("actual", float("nan"), "a_number"),
    ],
)
def test_points_are_finite_and_not_below_zero(column, value, rule):
    assert (rule, "error") in broken_rules(score_entries(**{column: value}), SCORE_ENTRIES)
