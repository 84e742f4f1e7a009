"""Scores as the numbers that questions of robustness are asked of."""

from __future__ import annotations

import numpy as np
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.scoring.matrix import ScoreMatrix
from khcn_analytics.scoring.results import UNIT, ScorePoints, ScoreTotals
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.scoring.tree import path


def matrix_of(scheme: Scheme, totals: DataFrame[ScoreTotals], points: DataFrame[ScorePoints]) -> ScoreMatrix:
    """Shares, weights, bonus and penalty of every unit that has a total.

    Args:
        scheme: The scheme.
        totals: Totals of the scoring.
        points: Its points.
    """
    units = totals.filter(pl.col("total").is_not_null())
    columns = []
    for each in scheme.criteria:
        of_one = points.filter(pl.col("code") == each.code).select(*UNIT, "share")
        joined = units.select(UNIT).join(of_one, on=UNIT, how="left", nulls_equal=True, maintain_order="left")
        columns.append(joined["share"].cast(pl.Float64).fill_null(np.nan).to_numpy())
    return ScoreMatrix(
        units=tuple(units.select(UNIT).iter_rows()),
        rank_groups=tuple(units["rank_group"]),
        criteria=tuple(each.code for each in scheme.criteria),
        paths=tuple(path(scheme, each.group) for each in scheme.criteria),
        shares=np.column_stack(columns),
        weights=np.array([each.maximum for each in scheme.criteria]),
        bonus=units["bonus"].to_numpy(),
        penalty=units["penalty"].to_numpy(),
        floor=scheme.floor,
        ceiling=scheme.ceiling,
        order=scheme.order,
        method=scheme.ranking.method,
    )
