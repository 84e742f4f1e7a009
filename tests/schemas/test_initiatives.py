"""Each rule of an initiative is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, initiatives

from khcn_analytics.schemas.initiatives import INITIATIVES, Initiatives
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"initiative_id": ["SK-1", "SK-1"]}),
    "submitted_on_before_grassroots_recognised_on": (
        "error",
        {"submitted_on": "2020-03-02", "grassroots_recognised_on": "2020-03-01"},
    ),
    "submitted_on_before_rejected_on": ("error", {"submitted_on": "2020-03-02", "rejected_on": "2020-03-01"}),
    "grassroots_recognised_on_before_scope_recognised_on": (
        "error",
        {"grassroots_recognised_on": "2020-03-02", "scope_recognised_on": "2020-03-01", "scope": "provincial"},
    ),
    "recognised_or_rejected": ("error", {"grassroots_recognised_on": "2020-03-01", "rejected_on": "2020-03-01"}),
    "scope_date_has_scope": ("error", {"scope_recognised_on": "2020-03-01"}),
    "scope_has_date": ("warning", {"scope": "national"}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Initiatives)}


@pytest.mark.parametrize("rule", BROKEN)
def test_an_initiative_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(initiatives(**columns), INITIATIVES)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {
            **dict.fromkeys(("submitted_on", "grassroots_recognised_on", "scope_recognised_on"), "2020-03-01"),
            "scope": "national",
        },
        {"submitted_on": "2020-03-01", "rejected_on": "2020-03-02"},
        {"scope": "provincial", "scope_recognised_on": "2020-03-01"},  # the grassroots date is not known
        {"initiative_year": 2019, "grassroots_recognised_on": "2020-03-01"},
    ],
)
def test_an_initiative_that_is_in_order_has_no_problems(columns):
    assert broken_rules(initiatives(**columns), INITIATIVES) == []


@pytest.mark.parametrize("column", ["initiative_id", "department", "title"])
def test_an_initiative_without_what_is_required_is_refused(column):
    assert broken_rules(initiatives(**{column: None}), INITIATIVES) == [("required", "error")]


@pytest.mark.parametrize(
    ("column", "smallest"), [("authors", 1), ("batch", 1), ("initiative_year", 1990), ("benefit_vnd", 0)]
)
def test_a_number_has_a_smallest_value(column, smallest):
    assert broken_rules(initiatives(**{column: smallest}), INITIATIVES) == []
    assert broken_rules(initiatives(**{column: smallest - 1}), INITIATIVES) == [("at_least", "error")]


def test_a_day_entered_as_a_batch_is_refused():
    assert broken_rules(initiatives(batch=20241231), INITIATIVES) == [("at_most", "error")]
