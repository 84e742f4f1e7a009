from __future__ import annotations

import pytest
from scoring.matrices import matrix, random_matrix

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.swings import weight_swings


def test_totals_with_less_and_more_of_a_weight_are_those_worked_by_hand():
    # c1 of 60 becomes 45 or 75; c2 of 40 becomes 30 or 50, c1 then 70 or 50.
    found = weight_swings(matrix([[1.0, 0.5], [0.0, 1.0]], [60.0, 40.0], bonus=[2.0, 0.0]), ("so", "A"), 0.25)

    assert found.select("criterion", "total", "total_at_less", "total_at_more").rows() == [
        ("c1", 82.0, pytest.approx(45 + 27.5 + 2), pytest.approx(75 + 12.5 + 2)),
        ("c2", 82.0, pytest.approx(70 + 15 + 2), pytest.approx(50 + 25 + 2)),
    ]


def test_ranks_move_with_the_weights():
    found = weight_swings(matrix([[1.0, 0.0], [0.0, 1.0]], [55.0, 45.0]), ("so", "A"), 0.5)

    assert found.filter(criterion="c1").select("rank", "rank_at_less", "rank_at_more").row(0) == (1, 2, 1)
    assert found.filter(criterion="c2").select("rank", "rank_at_less", "rank_at_more").row(0) == (1, 1, 2)


def test_a_weight_never_takes_more_than_all_points():
    found = weight_swings(matrix([[1.0, 0.0]], [80.0, 20.0]), ("so", "A"), 0.5)

    assert found.filter(criterion="c1")["total_at_more"].item() == 100


def test_the_largest_move_comes_first():
    found = weight_swings(random_matrix(5, 6), ("so", "B"))
    moves = (found["total_at_more"] - found["total_at_less"]).abs().to_list()

    assert moves == sorted(moves, reverse=True)


@pytest.mark.parametrize("share", [0.0, 1.1, -0.5])
def test_a_share_out_of_range_is_refused(share):
    with pytest.raises(WrongUseError):
        weight_swings(random_matrix(3, 3), ("so", "A"), share)


def test_one_criterion_has_no_others_to_make_room():
    with pytest.raises(WrongUseError, match="2 tiêu chí"):
        weight_swings(random_matrix(3, 1), ("so", "A"))


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownNameError):
        weight_swings(random_matrix(3, 3), ("so", "Z"))
