"""Small score matrices whose totals and ranks are worked by hand."""

from __future__ import annotations

import numpy as np

from khcn_analytics.scoring.matrix import ScoreMatrix
from khcn_analytics.scoring.schemes import DEFAULT_ORDER, RankMethod, Step


def matrix(
    shares: list[list[float]],
    weights: list[float],
    *,
    paths: list[tuple[str, ...]] | None = None,
    rank_groups: list[str] | None = None,
    bonus: list[float] | None = None,
    penalty: list[float] | None = None,
    floor: float | None = None,
    ceiling: float | None = None,
    order: tuple[Step, ...] = DEFAULT_ORDER,
    method: RankMethod = "competition",
) -> ScoreMatrix:
    """Units "A", "B" … of one department under criteria "c1", "c2" …, all in one group unless told."""
    units = len(shares)
    return ScoreMatrix(
        tuple(("so", chr(ord("A") + each)) for each in range(units)),
        tuple(rank_groups or ["khối"] * units),
        tuple(f"c{each + 1}" for each in range(len(weights))),
        tuple(paths or [("G",)] * len(weights)),
        np.array(shares),
        np.array(weights),
        np.array(bonus or [0.0] * units),
        np.array(penalty or [0.0] * units),
        floor,
        ceiling,
        order,
        method,
    )


def random_matrix(units: int, criteria: int, seed: int = 0) -> ScoreMatrix:
    """A matrix of no meaning."""
    random = np.random.default_rng(seed)
    return matrix(random.random((units, criteria)).tolist(), (1 + 9 * random.random(criteria)).tolist())
