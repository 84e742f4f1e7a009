"""Points of one layer: what is entered, what is computed, what is missing and why."""

import pytest
from scoring.building import criterion, entered, entries, events, item, scheme, scored, targets, values

from khcn_analytics.scoring.rules import PerCount, Proportional, YesNo


def rows(made, units=("X",), layer="decided", **frames):
    found = scored(made, units, layer, **frames).points
    return found.select("unit", "actual", "points", "origin", "reason").rows()


BY_INDICATOR = scheme(criterion("A1", Proportional(), indicator="tasks.accepted"))


def test_the_indicator_against_the_target_of_the_unit():
    found = scored(
        BY_INDICATOR,
        ("X", "Y"),
        values=values(tasks__accepted={"X": 3, "Y": 2, "Z": 9}),
        targets=targets("tasks.accepted", {"X": 4, "Y": 2}),
    )
    assert found.points.select("unit", "actual", "target", "share", "exact", "points", "origin").rows() == [
        ("X", 3, 4, 0.75, 7.5, 7.5, "computed"),
        ("Y", 2, 2, 1, 10, 10, "computed"),
    ]


def test_a_whole_department_is_scored_by_its_own_values():
    made = scheme(criterion("A1", Proportional(), indicator="tasks.accepted"), scored="department")
    given = {
        "values": values(tasks__accepted={None: 3, "X": 1}),
        "targets": targets("tasks.accepted", {None: 4, "X": 1}),
    }
    assert rows(made, (None,), **given) == [(None, 3, 7.5, "computed", None)]


@pytest.mark.parametrize("flag", ["not_covered", "zero_denominator", "not_reported", "period_kind", "part_missing"])
def test_why_there_is_no_value_carries_over(flag):
    found = rows(BY_INDICATOR, values=values(tasks__accepted={"X": flag}), targets=targets("tasks.accepted", {"X": 4}))
    assert found == [("X", None, None, None, flag)]


def test_a_unit_without_figures_has_no_points_and_never_zero():
    found = rows(
        BY_INDICATOR,
        ("X", "Y"),
        values=values(tasks__accepted={"X": 4}),
        targets=targets("tasks.accepted", {"X": 4, "Y": 4}),
    )
    assert found == [("X", 4, 10, "computed", None), ("Y", None, None, None, "not_in_values")]


def test_a_unit_without_target_has_no_points():
    assert rows(BY_INDICATOR, values=values(tasks__accepted={"X": 4})) == [("X", 4, None, None, "no_target")]


def test_entered_points_stand_before_computed_ones():
    given = {
        "values": values(tasks__accepted={"X": 3}),
        "targets": targets("tasks.accepted", {"X": 4}),
        "entries": entered(A1={"X": 8.25}),
    }
    assert rows(BY_INDICATOR, **given) == [("X", 3, 8.25, "entered", None)]
    # In another layer there are only the computed ones.
    assert rows(BY_INDICATOR, layer="reviewed", **given) == [("X", 3, 7.5, "computed", None)]


def test_what_was_counted_by_hand_is_scored_by_the_rule():
    made = scheme(criterion("C2", YesNo(), 5), criterion("C3", PerCount(2)))
    given = entered("actual", C2={"X": 1, "Y": 0}, C3={"X": 2})
    assert rows(made, ("X", "Y"), entries=given) == [
        ("X", 1, 5, "computed", None),
        ("Y", 0, 0, "computed", None),
        ("X", 2, 4, "computed", None),
        ("Y", None, None, None, "not_entered"),
    ]


@pytest.mark.parametrize(("layer", "expected"), [("self", 9), ("reviewed", 7), ("decided", None)])
def test_no_layer_stands_in_for_another(layer, expected):
    made = scheme(criterion("B1"))
    given = entries(
        {"unit": "X", "criterion": "B1", "layer": "self", "points": 9.0},
        {"unit": "X", "criterion": "B1", "layer": "reviewed", "points": 7.0},
    )
    [(_, _, points, origin, reason)] = rows(made, layer=layer, entries=given)
    assert points == expected
    assert (origin, reason) == ((None, "not_entered") if expected is None else ("entered", None))


@pytest.mark.parametrize(("layer", "expected"), [("self", 12), ("reviewed", 4), ("decided", 4)])
def test_claims_and_what_was_rejected_count_only_where_the_unit_scores_itself(layer, expected):
    made = scheme(criterion("A1"), events=(item("T1", points_each=2),))
    given = events(
        {"unit": "X", "item": "T1", "quantity": 2.0},
        {"unit": "X", "item": "T1", "quantity": 1.0, "status": "claimed"},
        {"unit": "X", "item": "T1", "quantity": 3.0, "status": "rejected"},
    )
    found = scored(made, layer=layer, events=given).points.filter(code="T1")
    assert found["points"].to_list() == [expected]


def test_who_has_no_events_has_none():
    made = scheme(criterion("A1"), events=(item("T1"),))
    assert rows(made)[1] == ("X", 0, 0, "entered", None)


def test_an_item_can_count_an_indicator():
    made = scheme(criterion("A1"), events=(item("T1", points_each=2, cap=5, indicator="awards.received"),))
    found = rows(made, ("X", "Y", "Z"), values=values(awards__received={"X": 2, "Y": 3, "Z": "not_covered"}))
    assert found[3:] == [
        ("X", 2, 4, "computed", None),
        ("Y", 3, 5, "computed", None),
        ("Z", None, None, None, "not_covered"),
    ]


def test_less_than_nothing_is_no_bonus_and_no_penalty():
    made = scheme(criterion("A1"), events=(item("P1", "penalty", indicator="awards.received"),))
    assert rows(made, values=values(awards__received={"X": -3}))[1] == ("X", -3, 0, "computed", None)
