"""Each rule of a published figure is broken once; contradicting figures are both kept."""

from typing import Any

import pytest
from builders import broken_rules, published

from khcn_analytics.schemas.published import KEY, PUBLISHED, Published
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"locator": ["đoạn 1", "đoạn 1"]}),
    "period_has_length": ("error", {"period_start": "2020-01-01", "period_end": "2020-01-01"}),
    "share_between_0_and_1": ("error", {"indicator": "tasks.agriculture_share", "value": 85.0}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Published)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_figure_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(published(**columns), PUBLISHED)) == {(rule, severity)}


def test_figures_that_contradict_each_other_are_both_kept():
    assert broken_rules(published(locator="đoạn 1", value=[9.0, 10.0]), PUBLISHED) == []


@pytest.mark.parametrize("note", [None, "nhắc lại"])
def test_a_figure_entered_twice_is_refused_with_or_without_a_note(note):
    assert len(broken_rules(published(locator="đoạn 1", note=[note, note]), PUBLISHED)) == 2


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_figure_is_a_finite_number(value):
    assert ("a_number", "error") in broken_rules(published(value=value), PUBLISHED)


def test_a_figure_may_be_negative_or_have_decimals():
    assert broken_rules(published(value=[-1.5, 0.0, 1e12]), PUBLISHED) == []


@pytest.mark.parametrize("indicator", ["tasks.agriculture_share", "tasks.accepted_on_time_rate"])
@pytest.mark.parametrize(("value", "problems"), [(0.0, 0), (1.0, 0), (1.001, 1), (-0.001, 1)])
def test_a_share_lies_between_0_and_1_both_included(indicator, value, problems):
    assert len(broken_rules(published(indicator=indicator, value=value), PUBLISHED)) == problems


@pytest.mark.parametrize("indicator", ["accepted", "tasks.", "Tasks.accepted", "tasks.accepted (cũ)", "nv tasks.x"])
def test_an_indicator_is_written_as_a_code(indicator):
    assert broken_rules(published(indicator=indicator), PUBLISHED) == [("format", "error")]


@pytest.mark.parametrize("column", [name for name in (*KEY, "source") if name != "note"])
def test_a_figure_without_what_is_required_is_refused(column):
    assert broken_rules(published(**{column: None}), PUBLISHED) == [("required", "error")]


@pytest.mark.parametrize("column", ["printed_name", "printed_unit"])
def test_name_and_unit_as_printed_may_be_missing(column):
    assert broken_rules(published(**{column: None}), PUBLISHED) == []
    assert broken_rules(published().drop(column), PUBLISHED) == []


def test_a_figure_printed_twice_in_one_place_under_two_names_still_needs_a_note():
    twice = published(locator="đoạn 1", printed_name=["Dự án", "Công trình"])

    assert broken_rules(twice, PUBLISHED) == [("key_is_unique", "error")] * 2
