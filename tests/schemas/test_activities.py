"""Each rule of an activity is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import activities, broken_rules

from khcn_analytics.schemas.activities import ACTIVITIES, Activities
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.validation import check_frame

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"note": ["Hội thảo A", "Hội thảo A"]}),
    "amount_vnd_not_suspiciously_small": ("warning", {"activity": "donations", "amount_vnd": 30}),
    "only_some_activities_have_an_amount": ("error", {"activity": "news_items", "amount_vnd": 5_000_000}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Activities)}


@pytest.mark.parametrize("rule", BROKEN)
def test_an_activity_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(activities(**columns), ACTIVITIES)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"quantity": 0},  # told to be none
        {"activity": "donations", "quantity": 45, "amount_vnd": 29_831_000},
        {"activity": "donations", "quantity": 45, "amount_vnd": None},
        {"activity": "donations", "quantity": 0, "amount_vnd": 0},
        {"activity": "provincial_workshops", "note": ["Hội thảo A", "Hội thảo B"]},  # two of one day
        {"note": None, "unit": ["Phòng A", "Phòng B", None]},
        {"note": None, "done_on": ["2020-05-04", "2020-05-05"]},
        {"note": None, "activity": ["bulletin_issues", "news_items"]},
        {"note": None, "department": ["cao_bang", "kon_tum"]},
    ],
)
def test_an_activity_that_is_in_order_has_no_problems(columns):
    assert broken_rules(activities(**columns), ACTIVITIES) == []


@pytest.mark.parametrize("quantity", [[3, 3], [3, 4]])
@pytest.mark.parametrize("unit", [None, "Phòng A"])
@pytest.mark.parametrize("note", [None, "tin"])
def test_rows_that_nothing_tells_apart_are_one_row_entered_twice(quantity, unit, note):
    frame = activities(unit=unit, note=note, quantity=quantity)
    assert broken_rules(frame, ACTIVITIES) == [("key_is_unique", "error")] * 2


def test_the_amount_of_another_activity_is_told_with_those_that_have_one():
    told = check_frame(activities(activity="news_items", amount_vnd=5_000_000), ACTIVITIES).problems.row(0, named=True)

    assert told["field"] == "amount_vnd"
    assert "Lượt người đóng góp, ủng hộ" in told["message_vi"]
    assert "Service, consultancy and transfer contracts" in told["message_en"]


@pytest.mark.parametrize("column", ["department", "activity", "done_on", "quantity"])
def test_an_activity_without_what_is_required_is_refused(column):
    assert broken_rules(activities(**{column: None}), ACTIVITIES) == [("required", "error")]


@pytest.mark.parametrize("columns", [{"quantity": -1}, {"activity": "donations", "amount_vnd": -1}])
def test_a_count_is_not_negative(columns):
    assert broken_rules(activities(**columns), ACTIVITIES) == [("at_least", "error")]


def test_an_activity_is_one_of_the_catalogue():
    assert broken_rules(activities(activity="picnics"), ACTIVITIES) == [("one_of", "error")]
