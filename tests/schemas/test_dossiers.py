"""Each rule of a dossier is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, dossiers

from khcn_analytics.schemas.dossiers import DOSSIERS, Dossiers
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"dossier_id": ["HS-1", "HS-1"]}),
    "received_on_before_due_on": ("error", {"received_on": "2020-03-02", "due_on": "2020-03-01"}),
    "received_on_before_resolved_on": (
        "error",
        {"received_on": "2020-03-02", "due_on": "2020-03-09", "resolved_on": "2020-03-01"},
    ),
    "dossier_with_result_has_resolved_date": ("warning", {"result": "granted"}),
    "resolved_dossier_has_due_date": ("warning", {"received_on": "2020-03-02", "resolved_on": "2020-03-09"}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Dossiers)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_dossier_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(dossiers(**columns), DOSSIERS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        # Received, due and resolved on one day.
        dict.fromkeys(("received_on", "due_on", "resolved_on"), "2020-03-01"),
        {"received_on": "2020-03-01", "due_on": "2020-03-02", "resolved_on": "2020-03-03"},  # late is no error
        {"received_on": "2020-03-01", "due_on": "2020-03-02"},  # pending
        {"received_on": "2020-03-01", "due_on": "2020-03-02", "resolved_on": "2020-03-02", "result": "refused"},
        {"dossier_id": "HS-1", "department": ["cao_bang", "kon_tum"]},
    ],
)
def test_a_dossier_that_is_in_order_has_no_problems(columns):
    assert broken_rules(dossiers(**columns), DOSSIERS) == []


@pytest.mark.parametrize("column", ["dossier_id", "department", "received_on"])
def test_a_dossier_without_what_is_required_is_refused(column):
    assert broken_rules(dossiers(**{column: None}), DOSSIERS) == [("required", "error")]
