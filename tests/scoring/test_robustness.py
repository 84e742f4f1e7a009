from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.matrices import matrix, random_matrix

from khcn_analytics.errors import WrongUseError
from khcn_analytics.scoring.robustness import Dirichlet, Spread, rank_ranges, weight_draws

WEIGHTS = np.array([60.0, 30.0, 10.0])


@given(st.floats(0.01, 1.0), st.integers(0, 100))
def test_draws_keep_the_total_and_stay_near(share: float, seed: int):
    drawn = weight_draws(WEIGHTS, Spread(share), 50, seed=seed)

    assert np.allclose(drawn.sum(axis=1), 100)
    # Before the total is kept each weight is within the share; keeping it divides by 1 - share at the least.
    assert (drawn >= WEIGHTS * (1 - share) / (1 + share) - 1e-9).all()
    assert share == 1.0 or (drawn <= WEIGHTS * (1 + share) / (1 - share) + 1e-9).all()


def test_dirichlet_draws_have_the_mean_and_variance_of_their_concentration():
    drawn = weight_draws(WEIGHTS, Dirichlet(40.0), 100_000) / 100
    share = WEIGHTS / 100

    assert np.allclose(drawn.mean(axis=0), share, atol=0.002)
    assert np.allclose(drawn.var(axis=0), share * (1 - share) / 41, rtol=0.03)


def test_dirichlet_without_a_concentration_takes_any_weights_alike():
    drawn = weight_draws(WEIGHTS, Dirichlet(), 100_000) / 100

    assert np.allclose(drawn.mean(axis=0), 1 / 3, atol=0.005)


@pytest.mark.parametrize("how", [Spread(), Dirichlet(), Dirichlet(10.0)])
def test_the_same_seed_gives_the_same_draws_and_another_does_not(how: Spread | Dirichlet):
    assert (weight_draws(WEIGHTS, how, 5, seed=7) == weight_draws(WEIGHTS, how, 5, seed=7)).all()
    assert (weight_draws(WEIGHTS, how, 5, seed=7) != weight_draws(WEIGHTS, how, 5, seed=8)).any()


def test_a_unit_best_in_everything_is_first_in_every_draw():
    ranges = rank_ranges(matrix([[0.5, 0.2], [0.9, 0.8], [0.2, 0.5]], [50.0, 50.0]), Dirichlet(), 500)

    assert ranges.filter(unit="B").select("rank", "lowest", "highest", "first").row(0) == (1, 1, 1, 1)
    assert ranges["first"].sum() == 1


def test_mirrored_units_are_each_first_in_half_of_the_draws():
    ranges = rank_ranges(matrix([[1.0, 0.0], [0.0, 1.0]], [50.0, 50.0]), Spread(0.5), 20_000, places=1)

    assert ranges["rank"].to_list() == [1, 1]
    assert ranges["first"].to_list() == pytest.approx([0.5, 0.5], abs=0.015)
    assert ranges["first"].to_list() == ranges["top"].to_list()


def test_the_share_of_draws_in_which_b_leads_is_that_worked_by_hand():
    # A leads where w1 > w2; w1 is even on 45 to 75, w2 on 30 to 50: w1 < w2 in a triangle of 5 by 5 out of 30 by 20.
    ranges = rank_ranges(matrix([[1.0, 0.0], [0.0, 1.0]], [60.0, 40.0]), Spread(0.25), 100_000)

    assert ranges["first"].to_list() == pytest.approx([1 - 12.5 / 600, 12.5 / 600], abs=0.002)


def test_units_of_different_rank_groups_do_not_meet():
    scores = matrix([[0.1, 0.9], [0.9, 0.1]], [50.0, 50.0], rank_groups=["x", "y"])

    assert rank_ranges(scores, Dirichlet(), 100)["highest"].to_list() == [1, 1]


def test_ranks_lie_within_their_number_and_the_top_grows_with_its_places():
    scores = random_matrix(8, 5)
    two, four = rank_ranges(scores, draws=300, places=2), rank_ranges(scores, draws=300, places=4)

    assert (two["highest"] <= 8).all()
    assert (two["top"] <= four["top"]).all()
    assert two["first"].sum() == pytest.approx(1)


@pytest.mark.parametrize(
    ("how", "draws"), [(Spread(0.0), 10), (Spread(1.5), 10), (Dirichlet(0.0), 10), (Spread(), 0), (Dirichlet(-1.0), 10)]
)
def test_settings_out_of_range_are_refused(how: Spread | Dirichlet, draws: int):
    with pytest.raises(WrongUseError):
        weight_draws(WEIGHTS, how, draws)


def test_a_top_of_no_places_is_refused():
    with pytest.raises(WrongUseError, match="hạng đầu"):
        rank_ranges(random_matrix(3, 2), places=0)
