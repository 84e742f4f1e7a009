"""Each rule of an inspection is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, inspections

from khcn_analytics.schemas.inspections import INSPECTIONS, Inspections
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"inspection_id": ["TT-1", "TT-1"]}),
    "started_on_before_ended_on": ("error", {"started_on": "2020-03-02", "ended_on": "2020-03-01"}),
    "violating_within_subjects": ("error", {"subjects": 3, "violating_subjects": 4}),
    "fined_within_violating": ("error", {"subjects": 3, "violating_subjects": 1, "fined_subjects": 2}),
    "fines_have_fined_subjects": ("warning", {"fines_vnd": 5_000_000}),
    "no_inspection_after_inspectorates_end": ("warning", {"activity": "inspection", "started_on": "2025-07-01"}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Inspections)}


@pytest.mark.parametrize("rule", BROKEN)
def test_an_inspection_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(inspections(**columns), INSPECTIONS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"started_on": "2020-03-01", "ended_on": "2020-03-01"},
        {"subjects": 3, "violating_subjects": 3, "fined_subjects": 3, "fines_vnd": 1},
        {"subjects": 3, "fined_subjects": 3},  # violations are not known
        {"subjects": 0, "violating_subjects": 0, "fined_subjects": 0, "fines_vnd": 0},
        {"activity": "inspection", "started_on": "2025-06-30"},  # the last day of the inspectorates
        {"activity": "check", "started_on": "2025-07-01"},
    ],
)
def test_an_inspection_that_is_in_order_has_no_problems(columns):
    assert broken_rules(inspections(**columns), INSPECTIONS) == []


def test_fines_with_no_subject_fined_are_questioned():
    columns = {"violating_subjects": 1, "fined_subjects": 0, "fines_vnd": 1}
    assert broken_rules(inspections(**columns), INSPECTIONS) == [("fines_have_fined_subjects", "warning")]


@pytest.mark.parametrize("column", ["inspection_id", "department", "activity", "started_on", "subjects"])
def test_an_inspection_without_what_is_required_is_refused(column):
    assert broken_rules(inspections(**{column: None}), INSPECTIONS) == [("required", "error")]


@pytest.mark.parametrize("column", ["subjects", "violating_subjects", "fined_subjects", "fines_vnd"])
def test_a_count_is_not_negative(column):
    assert broken_rules(inspections(**{column: -1}), INSPECTIONS) == [("at_least", "error")]


def test_what_the_law_calls_inspection_is_cited_on_the_rule():
    rule = next(each for each in rules_of(Inspections) if each.name == "no_inspection_after_inspectorates_end")
    assert "84/2025/QH15" in rule.source
