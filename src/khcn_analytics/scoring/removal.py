"""What each criterion does to ranks: the ranks without it."""

from __future__ import annotations

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

    ``shift`` is ``rank`` - ``rank_without``: above 0 the unit would stand higher without the criterion. Both are null
    for a unit to which nothing else applies. ``mean_shift`` is the mean of its absolute values over the other
    units: what the criterion does to ranks.
    """

    criterion: Text = pa.Field()
    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    rank: Number = pa.Field(ge=1)
    rank_without: Number = pa.Field(nullable=True, ge=1)
    shift: Number = pa.Field(nullable=True)
    mean_shift: Number = pa.Field(nullable=True, ge=0)


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
            "Bảng tiêu chí chỉ có một tiêu chí nên không bỏ bớt được.",
            "The scheme has one criterion: none can be left out.",
        )
    ranked = units_of(matrix).with_columns(pl.Series("rank", matrix.ranks(matrix.totals())[0]))
    parts = []
    for criterion in matrix.criteria:
        fewer = matrix.without(criterion)
        left = units_of(fewer).with_columns(pl.Series("rank_without", fewer.ranks(fewer.totals())[0], dtype=pl.Float64))
        parts.append(
            ranked.join(
                left, on=["department", "unit", "rank_group"], how="left", nulls_equal=True, maintain_order="left"
            )
            .with_columns(shift=pl.col("rank") - pl.col("rank_without"))
            .select(pl.lit(criterion).alias("criterion"), pl.all(), pl.col("shift").abs().mean().alias("mean_shift"))
        )
    return as_result(pl.concat(parts), RanksWithout)
