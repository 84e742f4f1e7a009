"""What belongs to a scoring is chosen, and what can't be right is refused, all at once."""

import polars as pl
import pytest
from scoring.building import (
    YEAR,
    criterion,
    entered,
    entries,
    events,
    groups_of,
    inputs,
    item,
    scheme,
    scored,
    targets,
    values,
)

from khcn_analytics.errors import InvalidPeriodError, ScoreInputsError, WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.scoring.inputs import score_inputs
from khcn_analytics.scoring.rules import Proportional, YesNo
from khcn_analytics.scoring.scores import score

MADE = scheme(
    criterion("A1", Proportional(), indicator="tasks.accepted"),
    criterion("B1", group="B"),
    criterion("C1", YesNo(), group="C"),
    events=(item("T1"), item("T2", indicator="awards.received")),
)


def mistakes(units=("X",), made=MADE, **frames):
    with pytest.raises(ScoreInputsError) as caught:
        inputs(made, units, **frames)
    return [en for _, en in caught.value.mistakes]


def test_rows_of_other_schemes_periods_and_units_are_counted_and_set_aside():
    mine = entered(B1={"X": 3})
    found = inputs(
        MADE,
        entries=pl.concat([mine, mine.with_columns(scheme=pl.lit("khac")), mine.with_columns(period=pl.lit("2023"))]),
        values=values(tasks__accepted={"X": 3, "Y": 2}, tasks__running={"X": 1}),
        targets=targets("tasks.accepted", {"X": 4, "Z": 3}),
    )
    assert found.set_aside == {"participants": 0, "values": 2, "targets": 1, "entries": 2}
    assert (found.entries.height, found.values.height, found.targets.height) == (1, 1, 1)


def test_a_period_is_the_same_however_it_is_written():
    written = groups_of(["X"], period=pl.lit("năm 2024"))
    assert score_inputs(MADE, YEAR, written).participants.height == 1


def test_a_period_that_cannot_be_read_is_refused():
    with pytest.raises(InvalidPeriodError, match="sang năm"):
        score_inputs(MADE, YEAR, groups_of(["X"], period=pl.lit("sang năm")))


def test_a_scheme_scores_its_own_kind_of_period_only():
    with pytest.raises(WrongUseError, match="quý I/2024"):
        score_inputs(MADE, Period("quarter", 2024, 1), groups_of(["X"]))


def test_nobody_to_score_is_refused():
    [only] = mistakes(())
    assert "score_groups" in only


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        (
            {"entries": entered(Z9={"X": 1})},
            "entries for criteria the scheme doesn't have: 1 row(s) (cao_bang · X · Z9 · decided)",
        ),
        (
            {"entries": entered(B1={"X": 10.5})},
            "points above the maximum of the criterion: 1 row(s) (cao_bang · X · B1 · decided · 10,5)",
        ),
        ({"entries": entered(B1={"X": -1})}, "points below 0: 1 row(s)"),
        ({"entries": entered(B1={"Y": 1})}, "entries of units that are not scored: 1 row(s) (cao_bang · Y · B1)"),
        (
            {"entries": pl.concat([entered(B1={"X": 1}), entered(B1={"X": 2})])},
            "criteria scored several times in one layer: 2 row(s) (cao_bang · X · B1 · decided)",
        ),
        ({"entries": entered("actual", A1={"X": 1})}, "rows without points for criteria that an indicator counts"),
        ({"entries": entered("actual", B1={"X": 1})}, "rows without points for criteria that an indicator counts"),
        ({"entries": entered(B1={"X": float("nan")})}, "numbers that are infinite or no numbers: 1 row(s)"),
        ({"values": values(tasks__accepted={"X": float("inf")})}, "numbers that are infinite or no numbers: 1 row(s)"),
        (
            {"values": pl.concat([values(tasks__accepted={"X": 1})] * 2)},
            "indicators with several values: 2 row(s)",
        ),
        (
            {"targets": pl.concat([targets("tasks.accepted", {"X": 1})] * 2)},
            "indicators with several targets: 2 row(s)",
        ),
        ({"events": events({"unit": "X", "item": "T9"})}, "events of items the scheme doesn't have: 1 row(s)"),
        ({"events": events({"unit": "X", "item": "T2"})}, "events of items that an indicator counts: 1 row(s)"),
        ({"events": events({"unit": "Y", "item": "T1"})}, "events of units that are not scored: 1 row(s)"),
        ({"events": events({"unit": "X", "item": "T1", "quantity": -1.0})}, "quantities not above 0"),
        (
            {"events": pl.concat([events({"unit": "X", "item": "T1"})] * 2)},
            "events with the same ID: 2 row(s) (cao_bang · D0)",
        ),
    ],
)
def test_what_cannot_be_right_is_told_with_where_and_how_many(frames, expected):
    [only] = mistakes(**frames)
    assert only.startswith(expected)


def test_units_are_told_from_departments_and_from_themselves():
    assert mistakes(("X", None))[0].startswith("this scheme scores units, not")
    [twice] = mistakes(("X",), scheme(criterion("B1"), scored="department"))
    assert twice.startswith("this scheme scores whole departments, not: 1 row(s)")
    with pytest.raises(ScoreInputsError, match="several times"):
        score_inputs(MADE, YEAR, pl.concat([groups_of(["X"])] * 2))


def test_all_mistakes_are_told_at_once():
    found = mistakes(
        entries=entries(
            {"unit": "X", "criterion": "Z9", "points": 1.0},
            {"unit": "X", "criterion": "B1", "points": 11.0},
            {"unit": "Y", "criterion": "B1", "points": 1.0},
        ),
        events=events({"unit": "X", "item": "T9"}),
    )
    assert len(found) == 4


def test_many_rows_are_counted_and_the_first_three_shown():
    [only] = mistakes(entries=entered(Z9=dict.fromkeys(["X"]) | {"X": 1}, Z8={"X": 1}, Z7={"X": 1}, Z6={"X": 1}))
    assert "4 row(s)" in only
    assert only.count(";") == 2


def test_inputs_of_another_scheme_are_refused_when_they_are_scored():
    given = inputs(MADE, entries=entered(B1={"X": 10}))
    smaller = scheme(criterion("B1", maximum=5))
    with pytest.raises(ScoreInputsError, match="B1"):
        score(smaller, YEAR, given)


def test_inputs_of_another_period_are_refused_when_they_are_scored():
    with pytest.raises(WrongUseError, match="năm 2023"):
        score(MADE, Period("year", 2023), inputs(MADE))


def test_points_that_only_binary_fractions_put_above_the_maximum_are_no_mistake():
    found = scored(scheme(criterion("B1", maximum=0.3)), entries=entered(B1={"X": 0.1 + 0.2}))
    assert found.points.select("share", "points").row(0) == (1, 0.3)


def test_values_that_tell_no_department_are_refused():
    made = scheme(criterion("A1", Proportional(2.0), indicator="tasks.accepted"))
    nobodys = values(tasks__accepted={"X": 3.0}).with_columns(department=pl.lit(None, pl.String))

    with pytest.raises(WrongUseError, match="department"):
        inputs(made, ["X"], values=nobodys)
