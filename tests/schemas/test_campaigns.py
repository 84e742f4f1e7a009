"""Each rule of a campaign is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import awards, broken_rules, campaigns

from khcn_analytics.schemas.campaigns import CAMPAIGN_IS_KNOWN, CAMPAIGNS, Campaigns
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"campaign_id": ["PT-1", "PT-1"]}),
    "launched_on_before_ends_on": ("error", {"launched_on": "2020-03-02", "ends_on": "2020-03-01"}),
    "launch_has_date": ("warning", {"launched_on": None}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Campaigns)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_campaign_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(campaigns(**columns), CAMPAIGNS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"launched_on": "2020-03-01", "ends_on": "2020-03-01"},
        {"ends_on": None},  # still running
        {"contents": 0},
        {"campaign_id": ["PT-1", "PT-1"], "department": ["cao_bang", "kon_tum"]},
    ],
)
def test_a_campaign_that_is_in_order_has_no_problems(columns):
    assert broken_rules(campaigns(**columns), CAMPAIGNS) == []


@pytest.mark.parametrize("column", ["campaign_id", "department", "name"])
def test_a_campaign_without_what_is_required_is_refused(column):
    assert broken_rules(campaigns(**{column: None}), CAMPAIGNS) == [("required", "error")]


def test_a_record_belongs_to_no_campaign_or_to_one_of_its_department():
    records = awards(
        campaign_id=["PT-1", "PT-2", None, "PT-1"], department=["cao_bang", "cao_bang", "cao_bang", "kon_tum"]
    )

    held = CAMPAIGN_IS_KNOWN.holds(records, campaigns(campaign_id=["PT-1", "PT-9"]))

    assert held.to_list() == [True, False, True, False]
