import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.building import criterion, entered, events, group, item, scheme, scored

from khcn_analytics.scoring.parts import score_parts
from khcn_analytics.scoring.schemes import Rounding

SCHEME = scheme(
    criterion("A1", group="A"),
    criterion("B1", group="B1g"),
    groups=[group("A", 10.0), group("B", 10.0), group("B1g", 10.0, "B")],
    events=(item("T1", points_each=2.0), item("P1", "penalty", 3.0)),
    rounding=Rounding(0, ("total",)),
)


def parts(points, *happened, units=("X",)):
    return score_parts(scored(SCHEME, units, entries=entered(**points), events=events(*happened)))


def test_parts_are_the_groups_at_the_top_then_bonus_penalty_and_adjustments():
    found = parts({"A1": {"X": 8.0}, "B1": {"X": 5.25}}, {"unit": "X", "item": "T1"}, {"unit": "X", "item": "P1"})

    # 8 + 5,25 + 2 - 3 = 12,25, rounded to 12.
    assert found.select("part", "points").rows() == [
        ("A", 8),
        ("B", 5.25),
        ("bonus", 2),
        ("penalty", -3),
        ("adjusted", -0.25),
    ]
    assert found["after"].to_list() == [8, 13.25, 15.25, 12.25, 12]


def test_what_takes_away_lies_left_of_zero():
    found = parts({"A1": {"X": 8.0}, "B1": {"X": 5.0}}, {"unit": "X", "item": "P1"})

    assert found.select("part", "starts_at", "ends_at").rows() == [("A", 0, 8), ("B", 8, 13), ("penalty", -3, 0)]


def test_parts_that_nobody_has_are_left_out_and_those_somebody_has_are_there_for_all():
    found = parts(
        {"A1": {"X": 8.0, "Y": 6.0}, "B1": {"X": 5.0, "Y": 5.0}}, {"unit": "Y", "item": "T1"}, units=("X", "Y")
    )

    assert found.select("unit", "part", "points").rows() == [
        *(("X", "A", 8), ("X", "B", 5), ("X", "bonus", 0)),
        *(("Y", "A", 6), ("Y", "B", 5), ("Y", "bonus", 2)),
    ]


def test_points_of_what_is_not_applicable_are_in_the_group_that_they_are_shared_out_in():
    made = scheme(criterion("A1", group="A"), criterion("A2", group="A"), criterion("B1", group="B"))
    found = score_parts(scored(made, ["X"], entries=entered(A1={"X": 6.0}, B1={"X": 5.0})))

    assert found.select("part", "points").rows() == [("A", 12), ("B", 5)]


def test_who_has_no_total_has_no_parts():
    made = scheme(criterion("A1", missing="block"))

    assert score_parts(scored(made, ["X", "Y"], entries=entered(A1={"X": 6.0})))["unit"].to_list() == ["X"]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 3), st.integers(0, 3))
def test_parts_add_up_to_the_total(first, second, bonus, penalty):
    happened = [{"unit": "X", "item": "T1"}] * bonus + [{"unit": "X", "item": "P1"}] * penalty
    scores = scored(SCHEME, ["X"], entries=entered(A1={"X": first / 4}, B1={"X": second / 4}), events=events(*happened))
    found = score_parts(scores)

    assert found["points"].sum() == pytest.approx(scores.totals["total"].item())
    assert found["after"].to_list()[-1] == pytest.approx(scores.totals["total"].item())
