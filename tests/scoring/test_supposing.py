import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.building import by_unit, criterion, entered, events, item, scheme, scored, values

from khcn_analytics.errors import ScoreInputsError, UnknownNameError, WrongUseError
from khcn_analytics.scoring.rules import Band, Bands, PerCount, Proportional
from khcn_analytics.scoring.schemes import Rounding
from khcn_analytics.scoring.supposing import Supposition, what_if

INITIATIVES = "initiatives.grassroots_recognised"
COUNTED = criterion("A1", PerCount(2.0), 10.0, indicator=INITIATIVES, missing="zero")
GIVEN = criterion("A2", maximum=10.0)
SCHEME = scheme(COUNTED, GIVEN, events=(item("T1", points_each=2.0, cap=4.0), item("P1", "penalty", 3.0)))


def scores(**changes):
    made = {
        "values": values(initiatives__grassroots_recognised={"X": 2.0, "Y": 4.0}),
        "entries": entered(A2={"X": 7.0, "Y": 5.0}),
        "events": events({"unit": "Y", "item": "P1"}),
    }
    return scored(SCHEME, ["X", "Y"], **{**made, **changes})


def test_what_is_counted_can_be_supposed():
    # X: 4 + 7 = 11, Y: 8 + 5 - 3 = 10; with 5 initiatives X has 17.
    found = what_if(scores(), [Supposition("X", "A1", 5)])

    assert by_unit(found.totals(), "total") == {"X": 11, "Y": 10}
    assert by_unit(found.totals(), "supposed_total") == {"X": 17, "Y": 10}
    assert by_unit(found.totals(), "change") == {"X": 6, "Y": 0}


def test_points_that_people_give_can_be_supposed():
    found = what_if(scores(), [Supposition("Y", "A2", 9.5, "points")])

    assert by_unit(found.totals(), "supposed_total") == {"X": 11, "Y": 14.5}
    assert by_unit(found.totals(), "shift") == {"X": -1, "Y": 1}


def test_supposed_points_go_before_what_is_counted_and_a_supposed_count_before_points():
    with_points = what_if(scores(), [Supposition("X", "A1", 1.5, "points")]).after
    again = what_if(with_points, [Supposition("X", "A1", 3)])

    assert by_unit(with_points.totals, "total")["X"] == 8.5
    assert by_unit(again.totals(), "supposed_total")["X"] == 13


@pytest.mark.parametrize(("code", "quantity", "total"), [("T1", 1, 13), ("T1", 5, 15), ("P1", 0, 11), ("P1", 2, 5)])
def test_how_many_events_there_are_can_be_supposed(code, quantity, total):
    found = what_if(scores(events=events({"unit": "X", "item": "P1"})), [Supposition("X", "P1", 0)])
    found = what_if(found.after, [Supposition("X", code, quantity)])

    assert by_unit(found.totals(), "supposed_total")["X"] == total


def test_no_events_of_an_item_takes_them_all_away():
    found = what_if(scores(), [Supposition("Y", "P1", 0)])

    assert by_unit(found.totals(), "supposed_total")["Y"] == 13
    assert found.steps().select("unit", "code", "step", "value", "supposed", "change").rows() == [
        ("Y", "P1", "penalty", -3, 0, 3)
    ]


def test_an_item_that_an_indicator_counts_is_supposed_the_same_way():
    made = scheme(GIVEN, events=(item("T9", points_each=1.0, indicator=INITIATIVES),))
    was = scored(
        made, ["X"], entries=entered(A2={"X": 7.0}), values=values(initiatives__grassroots_recognised={"X": 1})
    )

    assert by_unit(what_if(was, [Supposition("X", "T9", 4)]).totals(), "supposed_total") == {"X": 11}


def test_of_the_same_thing_the_last_holds():
    found = what_if(scores(), [Supposition("X", "A1", 5), Supposition("X", "A1", 0)])

    assert by_unit(found.totals(), "supposed_total")["X"] == 7


def test_another_maximum_keeps_the_shares_earned():
    # X: A1 4 of 10 becomes 8 of 20; Y: 8 of 10 becomes 16 of 20.
    found = what_if(scores(), maxima={"A1": 20.0})

    assert by_unit(found.totals(), "supposed_total") == {"X": 15, "Y": 18}
    assert found.after.scheme.maximum == 30
    assert found.after.scheme.digest != found.before.scheme.digest


def test_points_given_grow_with_their_maximum():
    assert by_unit(what_if(scores(), maxima={"A2": 5.0}).totals(), "supposed_total") == {"X": 7.5, "Y": 7.5}


def test_bands_grow_with_their_maximum():
    banded = criterion("A1", Bands((Band(None, 0.0), Band(2.0, 4.0))), 10.0, indicator=INITIATIVES)
    was = scored(scheme(banded), ["X"], values=values(initiatives__grassroots_recognised={"X": 3.0}))

    assert by_unit(what_if(was, maxima={"A1": 5.0}).totals(), "supposed_total") == {"X": 2}


def test_nothing_supposed_changes_nothing():
    found = what_if(scores())

    assert found.totals()["change"].to_list() == [0, 0]
    assert found.steps().is_empty()


def test_a_unit_without_a_total_can_get_one():
    made = scheme(criterion("A2", maximum=10.0, missing="block"))
    was = scored(made, ["X", "Y"], entries=entered(A2={"X": 7.0}))
    found = what_if(was, [Supposition("Y", "A2", 8.0, "points")]).totals()

    assert by_unit(found, "total") == {"X": 7, "Y": None}
    assert by_unit(found, "supposed_rank") == {"X": 2, "Y": 1}
    assert by_unit(found, "change")["Y"] is None


@given(st.integers(0, 9), st.integers(0, 40).map(lambda each: each / 4), st.integers(0, 3), st.sampled_from([0, 1]))
def test_the_steps_that_differ_add_up_to_the_change(count, points, quantity, decimals):
    made = scheme(
        criterion("A1", Proportional(7.0), 10.0, indicator=INITIATIVES),
        GIVEN,
        events=(item("T1", cap=3.0), item("P1", "penalty", 3.0)),
        floor=0.0,
        rounding=Rounding(decimals, ("criterion", "total")),
    )
    was = scored(
        made, ["X"], values=values(initiatives__grassroots_recognised={"X": 3.0}), entries=entered(A2={"X": 1.25})
    )
    found = what_if(
        was,
        [Supposition("X", "A1", count), Supposition("X", "A2", points, "points"), Supposition("X", "P1", quantity)],
    )

    assert found.steps()["change"].sum() == pytest.approx(found.totals()["change"].item(), abs=1e-9)


@pytest.mark.parametrize(
    ("supposed", "error"),
    [
        (Supposition("X", "A9", 1), UnknownNameError),
        (Supposition("Z", "A1", 1), UnknownNameError),
        (Supposition("X", "A1", 1, department="ha_giang"), UnknownNameError),
        (Supposition("X", "A2", 1), WrongUseError),
        (Supposition("X", "T1", 1, "points"), WrongUseError),
        (Supposition("X", "A2", 11, "points"), ScoreInputsError),
    ],
)
def test_what_cannot_be_is_refused(supposed, error):
    with pytest.raises(error):
        what_if(scores(), [supposed])


@pytest.mark.parametrize(
    ("maxima", "error"), [({"A9": 5.0}, UnknownNameError), ({"A1": 0.0}, WrongUseError), ({"A1": -1.0}, WrongUseError)]
)
def test_a_maximum_that_cannot_be_is_refused(maxima, error):
    with pytest.raises(error):
        what_if(scores(), maxima=maxima)


@pytest.mark.parametrize("value", [None, "5", float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_refused(value):
    with pytest.raises(WrongUseError, match="con số"):
        what_if(scores(), [Supposition("X", "A1", value)])


def test_a_kind_of_supposition_that_is_none_is_refused():
    with pytest.raises(UnknownNameError, match="points"):
        what_if(scores(), [Supposition("X", "A1", 1, "point")])  # type: ignore[arg-type]
