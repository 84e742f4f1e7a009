from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.matrices import matrix, random_matrix

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.swapping import dominance, overtaking

A, B = ("so", "A"), ("so", "B")


def test_the_weight_at_which_two_draw_level_is_that_worked_by_hand():
    # A: 60 + 0, B: 0 + 40; level where both weigh one half.
    found = overtaking(matrix([[1.0, 0.0], [0.0, 1.0]], [60.0, 40.0]), A, B)

    assert found["weight_needed"].to_list() == pytest.approx([0.5, 0.5])
    assert sorted(found["change"].to_list()) == pytest.approx([-0.1, 0.1])


def test_bonus_points_move_the_weight_needed():
    # 100 w1 against 100 (1 - w1) + 10 of B: level at w1 = 0,55.
    found = overtaking(matrix([[1.0, 0.0], [0.0, 1.0]], [60.0, 40.0], bonus=[0.0, 10.0]), A, B)

    assert found.filter(criterion="c1")["weight_needed"].item() == pytest.approx(0.55)


@given(st.integers(0, 10_000))
def test_at_the_weight_needed_the_two_are_level(seed: int):
    scores = random_matrix(2, 4, seed)
    totals = scores.totals()[0]
    ahead, behind = (A, B) if totals[0] > totals[1] else (B, A)
    shares = scores.weights / scores.weights.sum()

    for row in overtaking(scores, ahead, behind).drop_nulls("change").iter_rows(named=True):
        column = scores.criteria.index(row["criterion"])
        moved = shares * (1 - row["weight_needed"]) / (1 - shares[column])
        moved[column] = row["weight_needed"]
        level = scores.totals(moved[np.newaxis, :] * scores.weights.sum())[0]
        assert level[0] == pytest.approx(level[1], abs=1e-6)


def test_the_smallest_change_comes_first_and_what_is_out_of_reach_last():
    # A is better in c1 and c2, B in c3 only.
    found = overtaking(matrix([[0.9, 0.6, 0.2], [0.5, 0.5, 0.9]], [50.0, 40.0, 10.0]), A, B)

    changes = found["change"].abs().drop_nulls().to_list()
    assert changes == sorted(changes)
    assert found["criterion"].to_list()[-1] == "c2"
    assert found["reason"].to_list()[-1] == "out_of_reach"


def test_no_weight_overtakes_a_unit_better_in_everything():
    found = overtaking(matrix([[0.9, 0.8], [0.5, 0.5]], [50.0, 50.0]), A, B)

    assert found["reason"].to_list() == ["out_of_reach", "out_of_reach"]


def test_where_something_is_not_applicable_it_is_said():
    found = overtaking(matrix([[0.9, float("nan")], [0.5, 0.5]], [50.0, 50.0]), A, B)

    assert found["reason"].to_list() == ["not_applicable", "not_applicable"]


def test_where_a_total_is_at_the_floor_it_is_said():
    found = overtaking(matrix([[0.9, 0.5], [0.1, 0.0]], [50.0, 50.0], penalty=[0.0, 20.0], floor=0.0), A, B)

    assert found["reason"].to_list() == ["bounded", "bounded"]


@pytest.mark.parametrize(("ahead", "behind"), [(B, A), (A, A)])
def test_who_is_not_ahead_cannot_be_overtaken(ahead: tuple[str, str], behind: tuple[str, str]):
    with pytest.raises(WrongUseError, match="không đứng trên"):
        overtaking(matrix([[0.9], [0.5]], [10.0]), ahead, behind)


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownNameError):
        overtaking(random_matrix(2, 2), A, ("so", "Z"))


def test_dominance_is_better_in_something_and_worse_in_nothing():
    found = dominance(matrix([[0.9, 0.5], [0.9, 0.4], [0.2, 0.6]], [50.0, 50.0]))

    assert found.select("unit", "dominated_unit").rows() == [("A", "B")]


def test_equal_units_and_those_of_other_groups_do_not_dominate():
    equal = dominance(matrix([[0.9, 0.5], [0.9, 0.5]], [50.0, 50.0]))
    apart = dominance(matrix([[0.9, 0.5], [0.1, 0.1]], [50.0, 50.0], rank_groups=["x", "y"]))

    assert (equal.height, apart.height) == (0, 0)


def test_a_penalty_can_undo_dominance():
    assert dominance(matrix([[0.9, 0.5], [0.8, 0.4]], [50.0, 50.0], penalty=[2.0, 0.0])).is_empty()
