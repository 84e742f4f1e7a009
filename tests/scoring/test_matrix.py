from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scoring.matrices import matrix, random_matrix

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.scoring.matrix import ranks_of
from khcn_analytics.scoring.schemes import RankMethod, Step

NA = float("nan")


def test_totals_are_shares_of_maxima_with_bonus_and_penalty():
    scores = matrix([[1.0, 0.5], [0.5, 1.0]], [60.0, 40.0], bonus=[3.0, 0.0], penalty=[0.0, 8.0])

    assert scores.totals().tolist() == [[83.0, 62.0]]


def test_the_published_example_of_97_and_10_is_107_without_a_ceiling_and_100_with_one():
    # Thành phố Hồ Chí Minh, bảng biểu 4: 97 + 10 = 107.
    assert matrix([[0.97]], [100.0], bonus=[10.0]).totals().tolist() == [[107.0]]
    assert matrix([[0.97]], [100.0], bonus=[10.0], ceiling=100.0).totals().tolist() == [[100.0]]


def test_a_ceiling_before_the_bonus_leaves_the_bonus_whole():
    order: tuple[Step, ...] = ("content", "ceiling", "bonus", "penalty", "floor")
    scores = matrix([[1.0]], [100.0], bonus=[10.0], ceiling=90.0, floor=0.0, order=order)

    assert scores.totals().tolist() == [[100.0]]


def test_a_total_below_the_floor_is_the_floor():
    assert matrix([[0.0]], [100.0], penalty=[8.0], floor=0.0).totals().tolist() == [[0.0]]


def test_what_is_not_applicable_hands_its_points_to_its_group_first():
    scores = matrix([[NA, 0.5, 1.0]], [30.0, 10.0, 60.0], paths=[("A",), ("A",), ("B",)])

    # Group A: 5 of 10 become 20 of 40.
    assert scores.totals().tolist() == [[80.0]]


def test_a_group_that_is_not_applicable_hands_its_points_to_the_groups_beside_it():
    scores = matrix([[NA, NA, 0.5]], [30.0, 10.0, 60.0], paths=[("A",), ("A",), ("B",)])

    assert scores.totals().tolist() == [[50.0]]


def test_points_are_shared_out_level_by_level():
    scores = matrix(
        [[NA, 1.0, 0.5, 0.0]], [10.0, 10.0, 20.0, 60.0], paths=[("A", "A1"), ("A", "A1"), ("A", "A2"), ("B",)]
    )

    # A1: 10 of 10 become 20 of 20; A: 20 + 10 of 40; B: 0 of 60.
    assert scores.totals().tolist() == [[30.0]]


def test_a_unit_to_which_nothing_applies_has_no_points():
    assert matrix([[NA, NA]], [60.0, 40.0]).totals().tolist() == [[0.0]]


@given(arrays(float, (4, 5), elements=st.floats(0, 1)), st.integers(0, 1000))
def test_all_applicable_is_the_plain_sum_however_deep_the_groups(shares: np.ndarray, seed: int):
    flat = matrix(shares.tolist(), [5.0, 10.0, 20.0, 30.0, 35.0])
    deep = matrix([*shares.tolist(), [NA, 1.0, 1.0, 1.0, 1.0]], flat.weights.tolist(), paths=_PATHS)
    weights = np.random.default_rng(seed).random((3, 5))

    assert np.allclose(deep.totals(weights)[:, :4], flat.totals(weights))


_PATHS = [("A", "A1"), ("A", "A2"), ("A",), ("B",), ("B", "B1")]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("competition", [4, 2, 1, 2]),
        ("dense", [3, 2, 1, 2]),
        ("average", [4, 2.5, 1, 2.5]),
    ],
)
def test_ties_take_the_places_of_the_method(method: RankMethod, expected: list[float]):
    assert ranks_of(np.array([[5.0, 7.0, 9.0, 7.0]]), method).tolist() == [expected]


@pytest.mark.parametrize(("method", "tied"), [("competition", 1.0), ("dense", 1.0), ("average", 2.0)])
def test_all_equal_share_one_rank(method: RankMethod, tied: float):
    assert ranks_of(np.array([[0.1 + 0.2, 0.3, 0.3]]), method).tolist() == [[tied] * 3]


@given(arrays(float, st.tuples(st.just(3), st.integers(1, 8)), elements=st.integers(0, 4).map(float)))
def test_competition_ranks_count_who_is_better(totals: np.ndarray):
    better = (totals[:, np.newaxis, :] > totals[:, :, np.newaxis]).sum(axis=2)

    assert (ranks_of(totals, "competition") == better + 1).all()


def test_ranks_are_within_rank_groups():
    scores = matrix([[0.9], [0.5], [0.7], [0.8]], [10.0], rank_groups=["x", "y", "x", "y"])

    assert scores.ranks(scores.totals()).tolist() == [[1, 2, 2, 1]]


def test_without_a_criterion_the_others_keep_their_weights():
    scores = matrix([[1.0, 0.5]], [60.0, 40.0], bonus=[5.0]).without("c1")

    assert (scores.criteria, scores.totals().tolist()) == (("c2",), [[25.0]])


def test_an_unknown_unit_is_told_with_those_there_are():
    with pytest.raises(UnknownNameError, match="so/A"):
        random_matrix(2, 2).row_of(("so", "Z"))
