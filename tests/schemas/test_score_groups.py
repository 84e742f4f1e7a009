"""Each rule of a score group is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, score_groups

from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.score_groups import SCORE_GROUPS, ScoreGroups

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"unit": ["Phòng A", "Phòng A"], "rank_group": ["Khối 1", "Khối 2"]}),
    "period_is_readable": ("error", {"period": "nhiệm kỳ tới"}),
    "one_row_a_period": ("error", {"unit": "Phòng A", "period": ["6T/2020", "2020H1"]}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(ScoreGroups)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_group_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(score_groups(**columns), SCORE_GROUPS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"unit": ["Phòng A", "Phòng B"]},  # two of one group
        {"unit": [None, "Phòng A"]},  # the department among other departments, and one of its units
        {"unit": "Phòng A", "period": ["2020", "2021", "6T/2020"]},
        {"unit": "Phòng A", "scheme": ["mau_100", "mau_1000"], "rank_group": ["Khối 1", "Khối 2"]},
        {"unit": "Phòng A", "period": ["2020", "năm 2020 (chốt ngày 14)"]},  # two calendars
    ],
)
def test_a_group_that_is_in_order_has_no_problems(columns):
    assert broken_rules(score_groups(**columns), SCORE_GROUPS) == []


def test_the_whole_department_is_in_one_group_too():
    assert broken_rules(score_groups(unit=[None, None]), SCORE_GROUPS) == [("key_is_unique", "error")] * 2


def test_periods_that_can_not_be_read_are_not_taken_for_the_same():
    frame = score_groups(unit="Phòng A", period=["13/2020", "Quý V/2020"])
    assert broken_rules(frame, SCORE_GROUPS) == [("period_is_readable", "error")] * 2


@pytest.mark.parametrize("column", ["department", "scheme", "period", "rank_group"])
def test_a_group_without_what_is_required_is_refused(column):
    assert broken_rules(score_groups(**{column: None}), SCORE_GROUPS) == [("required", "error")]
