"""What each criterion does to ranks: the ranks without it."""

from __future__ import annotations

import numpy as np
import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.matrix import ScoreMatrix
from khcn_analytics.scoring.robustness import units_of


class RanksWithout(pa.DataFrameModel):
    """Ranks as if a criterion were not in the scheme: one row is one unit without one criterion.

    ``shift`` is ``rank`` - ``rank_without``: above 0 the unit would stand higher without the criterion.
    ``mean_shift`` is the mean of its absolute values over all units: what the criterion does to ranks.
    """

    criterion: Text = pa.Field()
    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    rank: Number = pa.Field(ge=1)
    rank_without: Number = pa.Field(ge=1)
    shift: Number = pa.Field()
    mean_shift: Number = pa.Field(ge=0)


def leave_one_out(matrix: ScoreMatrix) -> DataFrame[RanksWithout]:
    """The ranks without each criterion in turn; the others keep their weights.

    Args:
        matrix: Scores under at least two criteria.

    Returns:
        For each criterion the units, both in the order of the matrix.

    Raises:
        WrongUseError: If there is only one criterion.
    """
    if len(matrix.criteria) < 2:
        raise WrongUseError(
            "Bảng điểm chỉ có một tiêu chí nên không bỏ bớt được.",
            "The scheme has one criterion: none can be left out.",
        )
    ranks = matrix.ranks(matrix.totals())[0]
    parts = []
    for criterion in matrix.criteria:
        fewer = matrix.without(criterion)
        left = fewer.ranks(fewer.totals())[0]
        parts.append(
            units_of(matrix).with_columns(
                pl.Series("rank", ranks),
                pl.Series("rank_without", left),
                pl.Series("shift", ranks - left),
                criterion=pl.lit(criterion),
                mean_shift=pl.lit(float(np.abs(ranks - left).mean())),
            )
        )
    return as_result(pl.concat(parts).select("criterion", pl.exclude("criterion")), RanksWithout)
