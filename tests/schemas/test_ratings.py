"""Each rule of a rating is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, ratings

from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.ratings import RATINGS, Ratings
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"unit": ["Phòng A", "Phòng A"]}),
    "whole_department_or_its_units": ("warning", {"unit": [None, "Phòng A"]}),
    "all_staff_or_its_groups": ("warning", {"subject_kind": ["individual", "civil_servant"], "unit": None}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Ratings)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_rating_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(ratings(**columns), RATINGS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"unit": None, "level": ["excellent", "good", "completed", "not_completed"], "subjects": [1, 2, 0, 0]},
        {"unit": None, "subject_kind": ["party_cell", "party_member"]},
        {"unit": None, "year": [2020, 2021]},
        {"unit": None, "department": ["cao_bang", "kon_tum"]},
        # The whole department in one year, its units in another.
        {"unit": [None, "Phòng A"], "year": [2020, 2021]},
        {"unit": [None, "Phòng A"], "subject_kind": ["party_cell", "collective"]},
        # Units may record it either way; the Party's figures are others.
        {"unit": ["Phòng A", "Phòng B"], "subject_kind": ["individual", "employee"]},
        {"unit": None, "subject_kind": ["individual", "party_member"]},
        {"unit": None, "subject_kind": ["individual", "civil_servant"], "year": [2020, 2021]},
        {"level": "excellent", "subjects": 40},  # ceilings are a matter of law, not of data
    ],
)
def test_a_rating_that_is_in_order_has_no_problems(columns):
    assert broken_rules(ratings(**columns), RATINGS) == []


@pytest.mark.parametrize("unit", [None, "Phòng A"])
def test_a_level_entered_twice_is_refused_with_or_without_a_unit(unit):
    assert broken_rules(ratings(unit=[unit, unit], subjects=[4, 5]), RATINGS) == [("key_is_unique", "error")] * 2


def test_a_whole_and_its_units_are_told_at_other_levels_too():
    frame = ratings(unit=[None, "Phòng A", "Phòng B"], level=["excellent", "good", "good"])
    assert broken_rules(frame, RATINGS) == [("whole_department_or_its_units", "warning")] * 3


@pytest.mark.parametrize("column", ["department", "subject_kind", "year", "level", "subjects"])
def test_a_rating_without_what_is_required_is_refused(column):
    assert broken_rules(ratings(**{column: None}), RATINGS) == [("required", "error")]


@pytest.mark.parametrize(("columns", "rule"), [({"subjects": -1}, "at_least"), ({"year": 20}, "at_least")])
def test_a_number_out_of_range_is_refused(columns, rule):
    assert broken_rules(ratings(**columns), RATINGS) == [(rule, "error")]


def test_nested_levels_are_explained_where_the_level_is_entered():
    assert "tốt trở lên" in column_cards(Ratings)["level"].description.vi


@pytest.mark.parametrize("group", ["civil_servant", "public_employee", "employee"])
@pytest.mark.parametrize("units", [[None, "Phòng A"], ["Phòng A", None], ["Phòng A", "Phòng A"]])
def test_all_staff_and_one_of_its_groups_count_people_twice(group, units):
    frame = ratings(subject_kind=["individual", group], unit=units, level=["excellent", "good"])
    assert broken_rules(frame, RATINGS) == [("all_staff_or_its_groups", "warning")] * 2
