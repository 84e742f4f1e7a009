import pytest
from scoring.building import criterion, entered, group, inputs, scheme

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.reweighting import reweighted
from khcn_analytics.scoring.rules import Band, Bands, Deadline, PerCount
from khcn_analytics.vocabulary.units import Direction

MADE = scheme(
    criterion("A1", PerCount(2.0), 10.0, group="A1g"),
    criterion("A2", Bands((Band(None, 0.0), Band(3.0, 8.0))), 8.0, group="A"),
    criterion("B1", Deadline(1.0), 5.0, group="B", direction=Direction.LOWER),
    groups=[group("A", 20.0), group("A1g", 10.0, "A"), group("B", 5.0)],
)


def test_nothing_asked_changes_nothing():
    given = inputs(MADE)

    assert reweighted(MADE, given, {}) == (MADE, given)


def test_groups_above_grow_with_what_stands_under_them():
    made, _ = reweighted(MADE, inputs(MADE), {"A1": 15.0, "B1": 4.0})

    assert {each.code: each.maximum for each in made.groups} == {"A": 25, "A1g": 15, "B": 4}
    assert made.maximum == 29


def test_rules_that_state_points_state_them_on_the_other_scale():
    made, _ = reweighted(MADE, inputs(MADE), {"A1": 5.0, "A2": 4.0, "B1": 10.0})

    assert made.criterion("A1").rule == PerCount(1.0)
    assert made.criterion("A2").rule == Bands((Band(None, 0.0), Band(3.0, 4.0)))
    assert made.criterion("B1").rule == Deadline(2.0)


def test_only_points_of_the_criterion_asked_for_grow():
    made = scheme(criterion("A1"), criterion("A2"))
    given = inputs(made, entries=entered(A1={"X": 8.0}, A2={"X": 6.0}))
    _, grown = reweighted(made, given, {"A1": 5.0})

    assert grown.entries.select("criterion", "points").rows() == [("A1", 4), ("A2", 6)]


@pytest.mark.parametrize("maximum", [0.0, -5.0, float("inf"), float("nan"), 1e12, "60", None, True])
def test_a_maximum_that_is_none_is_refused(maximum):
    with pytest.raises(WrongUseError):
        reweighted(MADE, inputs(MADE), {"A1": maximum})


def test_an_unknown_criterion_is_refused():
    with pytest.raises(UnknownNameError):
        reweighted(MADE, inputs(MADE), {"Z1": 5.0})


def test_a_whole_number_is_the_same_maximum_as_a_fraction():
    whole, fraction = (reweighted(MADE, inputs(MADE), {"A1": each})[0] for each in (20, 20.0))

    assert whole.digest == fraction.digest
