from __future__ import annotations

import numpy as np
import pytest
from scoring.matrices import matrix, random_matrix

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.sobol import sobol_indices, weight_sensitivity


def test_indices_of_the_ishigami_function_are_those_known_in_closed_form():
    # Ishigami & Homma 1990 with a = 7, b = 0.1: first 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437.
    random = np.random.default_rng(3)
    one, other = random.uniform(-np.pi, np.pi, size=(2, 200_000, 3))
    mixed = np.array([_ishigami(np.where(np.arange(3) == each, other, one)) for each in range(3)])

    first, total = sobol_indices(_ishigami(one), _ishigami(other), mixed)

    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.02)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.02)


def _ishigami(x: np.ndarray) -> np.ndarray:
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_a_criterion_that_says_the_same_of_all_decides_nothing():
    shares = np.random.default_rng(1).random((12, 3))
    shares[:, 2] = 0.5
    found = weight_sensitivity(matrix(shares.tolist(), [40.0, 40.0, 20.0]), samples=500)

    # Others keep the total together with it, so it is not quite nothing.
    assert found["total"][2] < found["total"][:2].min()


def test_where_ranks_never_move_there_is_nothing_to_share_out():
    found = weight_sensitivity(matrix([[0.9, 0.9], [0.1, 0.1]], [50.0, 50.0]), samples=50)

    assert found["reason"].to_list() == ["no_variance", "no_variance"]
    assert found["first"].null_count() == found["total_high"].null_count() == 2


def test_the_rank_of_one_unit_can_be_asked_for():
    scores = random_matrix(6, 4)
    found = weight_sensitivity(scores, share=0.9, of=("so", "C"), samples=400)

    assert found["criterion"].to_list() == list(scores.criteria)
    assert (found["total_low"] <= found["total_high"]).all()


def test_the_same_seed_gives_the_same_estimates():
    scores = random_matrix(6, 3)

    assert weight_sensitivity(scores, samples=100, seed=5).equals(weight_sensitivity(scores, samples=100, seed=5))


@pytest.mark.parametrize(("share", "samples"), [(0.0, 100), (1.2, 100), (0.5, 1)])
def test_settings_out_of_range_are_refused(share: float, samples: int):
    with pytest.raises(WrongUseError):
        weight_sensitivity(random_matrix(3, 2), share=share, samples=samples)


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownNameError):
        weight_sensitivity(random_matrix(3, 2), of=("so", "Z"))


def test_ranks_that_move_in_one_sample_of_eighty_have_bounds_all_the_same():
    # Resamples without that sample estimate nothing and are left out.
    scores = matrix([[0.9, 0.1], [0.1, 0.8]], [48.0, 52.0])
    found = weight_sensitivity(scores, share=0.035, samples=40, seed=3)

    assert found["reason"].to_list() == [None, None]
    assert found.select("first_low", "first_high", "total_low", "total_high").null_count().row(0) == (0, 0, 0, 0)


def test_first_indices_of_different_samples_are_near_each_other():
    scores = random_matrix(8, 4)
    found = [weight_sensitivity(scores, share=0.9, of=("so", "C"), samples=4_000, seed=seed) for seed in (1, 2)]

    assert found[0]["first"].to_list() == pytest.approx(found[1]["first"].to_list(), abs=0.06)
