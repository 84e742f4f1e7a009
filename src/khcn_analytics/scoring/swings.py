"""What a score hangs on: each weight in turn made smaller and larger."""

from __future__ import annotations

import numpy as np
import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.matrix import ScoreMatrix, UnitKey


class WeightSwings(pa.DataFrameModel):
    """The total and the rank of one unit with less and more of each weight: one row is one criterion.

    The other weights grow or shrink together, so that all still sum to the points of the scheme. Rows
    are in the order of how far they move the total, the largest first.
    """

    criterion: Text = pa.Field()
    total: Number = pa.Field()
    total_at_less: Number = pa.Field()
    total_at_more: Number = pa.Field()
    rank: Number = pa.Field(ge=1)
    rank_at_less: Number = pa.Field(ge=1)
    rank_at_more: Number = pa.Field(ge=1)


def weight_swings(matrix: ScoreMatrix, unit: UnitKey, share: float = 0.25) -> DataFrame[WeightSwings]:
    """Where each weight takes the total and the rank of a unit.

    Args:
        matrix: Scores under at least two criteria.
        unit: Department and unit.
        share: How much of a weight is taken away or added, above 0 and at most 1; never so much is added
            that nothing is left for the others.

    Returns:
        One row a criterion, the largest move of the total first.

    Raises:
        UnknownNameError: If there is no such unit.
        WrongUseError: If ``share`` is out of its range or there is only one criterion.

    Examples:
        >>> import numpy as np
        >>> from khcn_analytics.scoring import ScoreMatrix
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> weight_swings(matrix, ("so_a", "A")).select("criterion", "total_at_less", "total_at_more").rows()
        [('c1', 72.5, 87.5), ('c2', 85.0, 75.0)]
    """
    row = matrix.row_of(unit)
    if not 0 < share <= 1 or len(matrix.criteria) < 2:
        raise WrongUseError(
            f"Cần ít nhất 2 tiêu chí (hiện có {len(matrix.criteria)}) và share từ trên 0 đến 1, không phải {share:g}.",
            f"At least 2 criteria (there are {len(matrix.criteria)}) and a share above 0 and up to 1 are needed, "
            f"not {share:g}.",
        )
    whole = matrix.weights.sum()
    moved = np.minimum(np.outer([1 - share, 1 + share], matrix.weights), whole)
    eye = np.eye(len(matrix.criteria))
    # The others share what is left in the proportions they have.
    left = (whole - moved) / (whole - matrix.weights)
    sets = np.where(eye, moved[:, :, np.newaxis], left[:, :, np.newaxis] * matrix.weights)
    totals = [matrix.totals(each) for each in (matrix.weights[np.newaxis, :], *sets)]
    ranks = [matrix.ranks(each)[:, row] for each in totals]
    criteria = len(matrix.criteria)
    frame = pl.DataFrame(
        {
            "criterion": list(matrix.criteria),
            "total": np.repeat(totals[0][:, row], criteria),
            "total_at_less": totals[1][:, row],
            "total_at_more": totals[2][:, row],
            "rank": np.repeat(ranks[0], criteria),
            "rank_at_less": ranks[1],
            "rank_at_more": ranks[2],
        }
    )
    reach = (pl.col("total_at_more") - pl.col("total_at_less")).abs()
    return as_result(frame.sort(reach, descending=True, maintain_order=True), WeightSwings)
