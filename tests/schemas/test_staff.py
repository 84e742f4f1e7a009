"""Each rule of staff is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, staff

from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.staff import STAFF, Staff

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"unit": "Trung tâm A", "unit_kind": [None, None]}),
    "unit_counts_once": ("warning", {"unit": "Trung tâm A", "unit_kind": ["service_unit", None]}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Staff)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_unit_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(staff(**columns), STAFF)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"headcount": 0},
        {"unit_kind": ["leadership", "division", "branch", "service_unit", None]},
        {"unit": "Trung tâm A", "year": [2019, 2020], "unit_kind": ["service_unit", None]},
        {"unit": "Văn phòng", "department": ["cao_bang", "kon_tum"]},
    ],
)
def test_a_unit_that_is_in_order_has_no_problems(columns):
    assert broken_rules(staff(**columns), STAFF) == []


@pytest.mark.parametrize("column", ["department", "unit", "year", "headcount"])
def test_a_unit_without_what_is_required_is_refused(column):
    assert broken_rules(staff(**{column: None}), STAFF) == [("required", "error")]


def test_a_headcount_is_not_negative():
    assert broken_rules(staff(headcount=-1), STAFF) == [("at_least", "error")]
