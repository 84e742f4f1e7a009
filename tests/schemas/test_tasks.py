"""Each rule of a task is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, tasks

from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.tasks import TASKS, Tasks

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"task_id": ["NV-1", "NV-1"]}),
    "proposed_on_before_approved_on": ("error", {"proposed_on": "2020-03-02", "approved_on": "2020-03-01"}),
    "approved_on_before_contracted_on": ("error", {"approved_on": "2020-03-02", "contracted_on": "2020-03-01"}),
    "contracted_on_before_started_on": ("warning", {"contracted_on": "2020-03-02", "started_on": "2020-03-01"}),
    "started_on_before_due_on": ("error", {"started_on": "2020-03-02", "due_on": "2020-03-01"}),
    "due_on_before_extended_until": ("error", {"due_on": "2020-03-02", "extended_until": "2020-03-01"}),
    "started_on_before_accepted_on": ("error", {"started_on": "2020-03-02", "accepted_on": "2020-03-01"}),
    "started_on_before_terminated_on": ("error", {"started_on": "2020-03-02", "terminated_on": "2020-03-01"}),
    "accepted_on_before_settled_on": (
        "warning",
        {"started_on": "2020-01-01", "accepted_on": "2020-03-02", "settled_on": "2020-03-01"},
    ),
    "accepted_or_terminated": (
        "error",
        {"started_on": "2020-01-01", "accepted_on": "2020-03-01", "terminated_on": "2020-03-01"},
    ),
    "plan_year_not_before_approval": ("warning", {"approved_on": "2021-01-01", "plan_year": 2020}),
    "rated_task_has_acceptance_date": ("warning", {"outcome": "passed"}),
    "stopped_task_has_termination_date": ("warning", {"outcome": "suspended"}),
    "ended_task_has_start_date": ("warning", {"accepted_on": "2020-03-01"}),
    "task_not_approved_has_no_approval": ("error", {"outcome": "not_approved", "approved_on": "2020-03-01"}),
    "task_without_applicant_has_no_contract": ("error", {"outcome": "no_applicant", "contracted_on": "2020-03-01"}),
    "state_budget_within_total": ("error", {"budget_vnd": 10**8, "state_budget_vnd": 10**8 + 1}),
    "budget_vnd_not_suspiciously_small": ("warning", {"budget_vnd": 850}),
    "state_budget_vnd_not_suspiciously_small": ("warning", {"state_budget_vnd": 600}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Tasks)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_task_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(tasks(**columns), TASKS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        # A whole life in one day.
        dict.fromkeys(
            ("proposed_on", "approved_on", "contracted_on", "started_on", "due_on", "accepted_on", "settled_on"),
            "2020-03-01",
        ),
        {"started_on": "2020-01-01", "terminated_on": "2020-03-01", "outcome": "terminated"},
        {"outcome": "no_applicant", "approved_on": "2020-03-01"},
        {"started_on": "2020-01-01", "terminated_on": "2020-03-01", "outcome": "suspended"},
        {"approved_on": "2020-12-31", "plan_year": [2020, 2021]},
        {"plan_year": 2020},  # the day of approval is not known
        {"budget_vnd": 10**8, "state_budget_vnd": 10**8},
        {"state_budget_vnd": 10**8},  # the total is not known
        {"task_id": "NV-1", "department": ["cao_bang", "kon_tum"]},
    ],
)
def test_a_task_that_is_in_order_has_no_problems(columns):
    assert broken_rules(tasks(**columns), TASKS) == []


@pytest.mark.parametrize("field", ["4", "402", "40201", "4020199", "1", "6", None])
def test_a_field_of_research_has_one_three_five_or_seven_digits(field):
    assert broken_rules(tasks(field=field), TASKS) == []


@pytest.mark.parametrize(
    "field", ["402x", "x402", "1402", "12", "402010", "40201999", "0", "7", " 402", "402\n", "402 nông nghiệp"]
)
def test_a_field_that_only_begins_like_a_code_is_refused(field):
    assert broken_rules(tasks(field=field), TASKS) == [("format", "error")]


def test_a_field_in_full_width_digits_is_refused():
    assert broken_rules(tasks(field="4０２"), TASKS) == [("format", "error")]


@pytest.mark.parametrize("column", ["task_id", "department", "title", "level"])
def test_a_task_without_what_is_required_is_refused(column):
    assert broken_rules(tasks(**{column: None}), TASKS) == [("required", "error")]


@pytest.mark.parametrize("title", ["", "  "])
def test_a_blank_title_is_a_missing_title(title):
    assert broken_rules(tasks(title=title), TASKS) == [("required", "error")]


@pytest.mark.parametrize("column", ["kind", "level", "programme", "managed_by", "selection", "outcome"])
@pytest.mark.parametrize("value", ["đề tài", "Provincial", "provincial ", "xxx"])
def test_a_coded_column_holds_codes_only(column, value):
    assert broken_rules(tasks(**{column: value}), TASKS) == [("one_of", "error")]


@pytest.mark.parametrize("column", ["budget_vnd", "state_budget_vnd"])
def test_a_budget_is_not_negative(column):
    assert broken_rules(tasks(**{column: -1}), TASKS) == [("at_least", "error")]
    assert broken_rules(tasks(**{column: 0}), TASKS) == []
