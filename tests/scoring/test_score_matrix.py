"""The matrix of a scoring gives back its exact totals."""

import numpy as np
import pytest
from scoring.building import criterion, entered, events, group, item, scheme, scored

MADE = scheme(
    criterion("A1", maximum=20),
    criterion("C1", maximum=10, group="C"),
    criterion("C2", maximum=10, group="C"),
    criterion("B1", maximum=40, group="B", missing="block"),
    criterion("B2", maximum=20, group="B", missing="zero"),
    groups=[group("A", 40), group("C", 20, "A"), group("B", 60)],
    events=(item("T1", points_each=3), item("P1", "penalty", 4)),
    bonus_cap=5,
    floor=0,
    ceiling=90,
)
GIVEN = {
    "entries": entered(
        A1={"W": 20, "X": 12.5, "Y": None, "Z": 3},
        C1={"W": 10, "X": 5, "Y": None, "Z": 1},
        C2={"W": 10, "X": None, "Y": None, "Z": 1},
        B1={"W": 40, "X": 31.7, "Y": 12, "Z": None},
        B2={"W": 20, "X": None, "Y": 7, "Z": 2},
    ),
    "events": events(
        {"unit": "X", "item": "T1", "quantity": 4.0},
        {"unit": "Y", "item": "P1", "quantity": 20.0},
    ),
}


def test_its_totals_are_the_exact_ones_of_all_that_have_one():
    found = scored(MADE, ("W", "X", "Y", "Z"), **GIVEN)
    matrix = found.matrix()
    with_total = found.totals.drop_nulls("total")

    assert [unit for _, unit in matrix.units] == with_total["unit"].to_list() == ["W", "X", "Y"]
    assert matrix.totals()[0] == pytest.approx(with_total["exact"].to_list())
    # X: A = (12.5 + 5 × 2) = 22.5; 22.5 + 31.7 + 5 of 12 bonus points.
    assert matrix.totals()[0].tolist() == pytest.approx([90, 59.2, 0])


def test_what_is_not_applicable_is_no_number_and_what_counts_as_zero_is_zero():
    matrix = scored(MADE, ("W", "X", "Y", "Z"), **GIVEN).matrix()
    assert matrix.criteria == ("A1", "C1", "C2", "B1", "B2")
    assert matrix.paths == (("A",), ("A", "C"), ("A", "C"), ("B",), ("B",))
    np.testing.assert_allclose(matrix.shares[1], [0.625, 0.5, np.nan, 31.7 / 40, 0])
    assert (matrix.bonus.tolist(), matrix.penalty.tolist()) == ([0, 5, 0], [0, 0, 80])
