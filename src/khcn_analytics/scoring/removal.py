"""What each criterion does to ranks: the ranks without it."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.progress import reported
from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.matrix import ScoreMatrix
from khcn_analytics.scoring.robustness import units_of
from khcn_analytics.vocabulary.labels import Label

_LEAVING_OUT = Label("Bỏ từng tiêu chí", "Leaving out each criterion")


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
        One row a criterion and unit, both in the order of the matrix: ``rank``, ``rank_without`` and their
        ``shift``.

    Raises:
        WrongUseError: If there is only one criterion.

    Examples:
        >>> import numpy as np
        >>> from khcn_analytics.scoring import ScoreMatrix
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> leave_one_out(matrix).select("criterion", "unit", "rank", "rank_without").rows()
        [('c1', 'A', 1.0, 2.0), ('c1', 'B', 2.0, 1.0), ('c2', 'A', 1.0, 1.0), ('c2', 'B', 2.0, 2.0)]
    """
    if len(matrix.criteria) < 2:
        raise WrongUseError(
            "Bảng tiêu chí chỉ có một tiêu chí nên không bỏ bớt được.",
            "The scheme has one criterion: none can be left out.",
        )
    ranked = units_of(matrix).with_columns(pl.Series("rank", matrix.ranks(matrix.totals())[0]))
    parts = []
    for criterion in reported(_LEAVING_OUT, matrix.criteria):
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
