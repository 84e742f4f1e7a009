from __future__ import annotations

import pytest
from scoring.matrices import matrix, random_matrix

from khcn_analytics.errors import WrongUseError
from khcn_analytics.scoring.removal import leave_one_out


def test_ranks_without_each_criterion_are_those_worked_by_hand():
    # Totals 62, 58, 50; without c1: 8, 28, 35; without c2: 54, 30, 15.
    left = leave_one_out(matrix([[0.9, 0.2], [0.5, 0.7], [0.25, 0.875]], [60.0, 40.0]))

    assert left.select("criterion", "unit", "rank", "rank_without", "shift").rows() == [
        ("c1", "A", 1, 3, -2),
        ("c1", "B", 2, 2, 0),
        ("c1", "C", 3, 1, 2),
        ("c2", "A", 1, 1, 0),
        ("c2", "B", 2, 2, 0),
        ("c2", "C", 3, 3, 0),
    ]
    assert left["mean_shift"].unique().sort().to_list() == pytest.approx([0, 4 / 3])


def test_a_criterion_that_says_the_same_of_all_shifts_nobody():
    left = leave_one_out(matrix([[0.9, 0.5], [0.4, 0.5]], [60.0, 40.0])).filter(criterion="c2")

    assert left["shift"].to_list() == [0, 0]


def test_the_only_criterion_cannot_be_left_out():
    with pytest.raises(WrongUseError, match="một tiêu chí"):
        leave_one_out(random_matrix(3, 1))


def test_a_unit_to_which_nothing_else_applies_has_no_rank_without():
    # 62; 30 of 60 become 50 of 100; 51.
    nothing = float("nan")
    left = leave_one_out(matrix([[0.9, 0.2], [0.5, nothing], [0.25, 0.9]], [60.0, 40.0])).filter(criterion="c1")

    assert left.select("unit", "rank", "rank_without", "shift").rows() == [
        ("A", 1, 2, -1),
        ("B", 3, None, None),
        ("C", 2, 1, 1),
    ]
    assert left["mean_shift"].to_list() == [1, 1, 1]
