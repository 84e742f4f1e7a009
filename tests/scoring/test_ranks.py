"""Ranks by hand: ties stay ties, tie-breakers decide in turn, small gaps are told."""

import polars as pl
import pytest
from scoring.building import YEAR, by_unit, criterion, entered, events, group, groups_of, item, scheme, scored

from khcn_analytics.scoring.inputs import score_inputs
from khcn_analytics.scoring.schemes import Ranking, Rounding
from khcn_analytics.scoring.scores import score

ABCD = {"W": 9, "X": 7, "Y": 7, "Z": 5}


def made(*criteria, ranking=None, **fields):
    return scheme(*(criteria or (criterion("A1"), criterion("A2"))), ranking=ranking or Ranking(), **fields)


def ranks(scheme_, units, **frames):
    return scored(scheme_, units, **frames).ranks()


@pytest.mark.parametrize(
    ("method", "expected"),
    [("competition", [1, 2, 2, 4]), ("dense", [1, 2, 2, 3]), ("average", [1, 2.5, 2.5, 4])],
)
def test_ranks_after_a_tie(method, expected):
    found = ranks(made(criterion("A1"), ranking=Ranking(method=method)), list(ABCD), entries=entered(A1=ABCD))

    assert found["unit"].to_list() == ["W", "X", "Y", "Z"]
    assert found["rank"].to_list() == expected
    assert found["tied_with"].to_list() == [None, "Y", "X", None]
    assert found["gap"].to_list() == [2, 2, 2, None]
    assert found["ranked"].to_list() == [4, 4, 4, 4]


def test_each_rank_group_is_ranked_by_itself():
    groups = {"W": "Khối 1", "X": "Khối 2", "Y": "Khối 1", "Z": "Khối 2"}
    found = ranks(made(criterion("A1")), groups, entries=entered(A1=ABCD))
    assert found.select("rank_group", "unit", "rank").rows() == [
        ("Khối 1", "W", 1),
        ("Khối 1", "Y", 2),
        ("Khối 2", "X", 1),
        ("Khối 2", "Z", 2),
    ]


@pytest.mark.parametrize(("on", "expected"), [("rounded", [1, 1]), ("exact", [1, 2])])
def test_totals_that_round_alike_tie_only_where_rounded_ones_are_ranked(on, expected):
    one = made(criterion("A1"), ranking=Ranking(on=on), rounding=Rounding(1))
    found = ranks(one, ["X", "Y"], entries=entered(A1={"X": 7.04, "Y": 7.01}))
    assert found["rank"].to_list() == expected


def test_sums_that_binary_fractions_tell_apart_tie():
    found = ranks(made(), ["X", "Y"], entries=entered(A1={"X": 0.1, "Y": 0.3}, A2={"X": 0.2, "Y": 0}))
    assert found["rank"].to_list() == [1, 1]


def test_tie_breakers_decide_in_turn_and_say_which():
    three = made(criterion("A1"), criterion("A2"), criterion("A3"), ranking=Ranking(tie_breakers=("A1", "A2")))
    given = entered(
        A1={"V": 5, "W": 4, "X": 4, "Y": 4, "Z": 1},
        A2={"V": 0, "W": 3, "X": 2, "Y": 2, "Z": 0},
        A3={"V": 5, "W": 3, "X": 4, "Y": 4, "Z": 0},
    )
    found = ranks(three, ["V", "W", "X", "Y", "Z"], entries=given)

    assert found.select("unit", "total", "rank", "decided_by", "tied_with", "gap").rows() == [
        ("V", 10, 1, "A1", None, 0),
        ("W", 10, 2, "A2", None, 0),
        ("X", 10, 3, "A2", "Y", 9),
        ("Y", 10, 3, "A2", "X", 9),
        ("Z", 1, 5, None, None, None),
    ]


def test_a_group_and_an_item_can_break_a_tie():
    two = scheme(
        criterion("A1"),
        criterion("B1", group="B"),
        events=(item("T1", points_each=1), item("P1", "penalty", 1)),
        ranking=Ranking(tie_breakers=("B",)),
    )
    given = {"entries": entered(A1={"X": 5, "Y": 3}, B1={"X": 3, "Y": 5})}
    found = ranks(two, ["X", "Y"], **given)
    assert by_unit(found, "rank") == {"Y": 1, "X": 2}
    assert by_unit(found, "decided_by") == {"Y": "B", "X": "B"}


def test_fewer_penalty_points_break_a_tie():
    one = scheme(criterion("A1"), events=(item("P1", "penalty", 1),), ranking=Ranking(tie_breakers=("P1",)))
    found = ranks(one, ["X", "Y"], entries=entered(A1={"X": 6, "Y": 5}), events=events({"unit": "X", "item": "P1"}))
    assert by_unit(found, "rank") == {"Y": 1, "X": 2}


def test_what_is_not_applicable_breaks_no_tie():
    # Y's A1 is not applicable: its A2 counts for both, 5 × 20 / 10 = 10.
    one = made(ranking=Ranking(tie_breakers=("A1",)))
    found = ranks(one, ["X", "Y"], entries=entered(A1={"X": 7, "Y": None}, A2={"X": 3, "Y": 5}))
    assert found.select("total", "rank", "decided_by", "tied_with").rows() == [(10, 1, None, "Y"), (10, 1, None, "X")]


@pytest.mark.parametrize(
    ("resolution", "expected"),
    [
        (0.0, [False, False, False]),
        (0.5, [True, False, False]),
        (0.02, [False, False, False]),
        (2.5, [True, True, False]),
    ],
)
def test_a_gap_below_the_resolution_is_close(resolution, expected):
    # 62.86 - 62.84 = 0.02, not less than 0.02.
    one = made(criterion("A1", maximum=100), ranking=Ranking(resolution=resolution))
    found = ranks(one, ["X", "Y", "Z"], entries=entered(A1={"X": 62.86, "Y": 62.84, "Z": 60.84}))
    assert found["gap"].to_list() == [0.02, 2, None]
    assert found["close"].to_list() == expected


def test_a_tie_is_not_close():
    one = made(criterion("A1"), ranking=Ranking(resolution=1))
    assert ranks(one, ["X", "Y"], entries=entered(A1={"X": 5, "Y": 5}))["close"].to_list() == [False, False]


def test_who_has_no_total_has_no_rank_but_a_reason():
    one = made(criterion("A1", missing="block"), criterion("A2"))
    found = ranks(one, ["X", "Y"], entries=entered(A1={"Y": 1}, A2={"X": 9, "Y": 1}))
    assert found.select("unit", "rank", "ranked", "reason").rows() == [("Y", 1, 1, None), ("X", None, 1, "blocked")]


@pytest.mark.parametrize(
    ("unit", "names"), [(None, ("cao_bang", "kon_tum")), ("Văn phòng", ("cao_bang/Văn phòng", "kon_tum/Văn phòng"))]
)
def test_units_of_several_departments_are_told_apart_in_ties(unit, names):
    one = made(criterion("A1"), scored="department" if unit is None else "unit")
    here, given = groups_of([unit]), entered(A1={unit: 5})
    there = pl.lit("kon_tum").alias("department")
    found = score_inputs(
        one, YEAR, pl.concat([here, here.with_columns(there)]), entries=pl.concat([given, given.with_columns(there)])
    )
    told = score(one, YEAR, found).ranks()
    assert told.select("department", "rank", "tied_with").rows() == [
        ("cao_bang", 1, names[1]),
        ("kon_tum", 1, names[0]),
    ]


def test_nested_groups_break_ties():
    nested = scheme(
        criterion("A1"),
        criterion("C1", group="C"),
        groups=[group("A", 20), group("C", 10, "A")],
        ranking=Ranking(tie_breakers=("C",)),
    )
    found = ranks(nested, ["X", "Y"], entries=entered(A1={"X": 4, "Y": 6}, C1={"X": 6, "Y": 4}))
    assert by_unit(found, "rank") == {"X": 1, "Y": 2}
