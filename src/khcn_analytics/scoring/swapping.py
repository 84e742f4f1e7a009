"""What would turn the order of two units: the smallest change of one weight, in closed form.

One weight moves by ``d`` as a share of all weights and the others shrink or grow together to make
room for it. The difference of two totals is then a straight line in ``d``; where it crosses zero the
units change places.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.matrix import Numbers, ScoreMatrix, UnitKey, unit_name
from khcn_analytics.vocabulary.labels import Label

SWAP_REASONS: dict[str, Label] = {
    "out_of_reach": Label(
        "không trọng số nào của riêng tiêu chí này đổi được thứ tự", "no weight of this criterion alone turns the order"
    ),
    "not_applicable": Label(
        "có tiêu chí không xét cho một trong hai đơn vị", "a criterion is not applicable to one of the two units"
    ),
    "bounded": Label(
        "điểm của một trong hai đơn vị đã chạm mức sàn hoặc mức trần",
        "a total of the two is at the floor or the ceiling",
    ),
}
_NEARLY_ZERO = 1e-12


class Overtaking(pa.DataFrameModel):
    """The change of one weight that lets the second unit draw level with the first: one row is one criterion.

    Weights are shares of the whole, 0 to 1. ``change`` is ``weight_needed`` - ``weight``; beyond it the order is turned.
    The row with the smallest absolute change comes first. Both are null where ``reason`` says why:
    ``out_of_reach`` (the weight would have to be below 0 or above 1), ``not_applicable`` or ``bounded``
    (the difference is no straight line there).
    """

    criterion: Text = pa.Field()
    weight: Number = pa.Field(ge=0, le=1)
    weight_needed: Number = pa.Field(nullable=True, ge=0, le=1)
    change: Number = pa.Field(nullable=True)
    reason: Text = pa.Field(nullable=True, isin=list(SWAP_REASONS))

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("change").is_null() == pl.col("reason").is_not_null())


def overtaking(matrix: ScoreMatrix, ahead: UnitKey, behind: UnitKey) -> DataFrame[Overtaking]:
    """How little each weight would have to change for one unit to draw level with another.

    Args:
        matrix: Scores.
        ahead: Department and unit with the larger total.
        behind: Department and unit with the smaller one.

    Returns:
        One row a criterion, the smallest change first, those out of reach last.

    Raises:
        UnknownNameError: If there is no such unit.
        WrongUseError: If the first unit is not ahead of the second.

    Examples:
        >>> import numpy as np
        >>> from khcn_analytics.scoring import ScoreMatrix
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> overtaking(matrix, ("so_a", "A"), ("so_a", "B")).select("criterion", "weight", "weight_needed").rows()
        [('c1', 0.6, 0.5555555555555556), ('c2', 0.4, 0.4444444444444445)]
    """
    first, second = matrix.row_of(ahead), matrix.row_of(behind)
    totals = matrix.totals()[0]
    if totals[first] <= totals[second]:
        raise WrongUseError(
            f"“{unit_name(ahead)}” không đứng trên “{unit_name(behind)}”: {totals[first]:g} và {totals[second]:g} điểm.",
            f"“{unit_name(ahead)}” is not ahead of “{unit_name(behind)}”: {totals[first]:g} and {totals[second]:g} points.",
        )
    weights = matrix.weights / matrix.weights.sum()
    needed, reason = _needed(matrix, weights, first, second)
    frame = pl.DataFrame(
        {"criterion": list(matrix.criteria), "weight": weights, "weight_needed": needed}, nan_to_null=True
    ).with_columns(
        change=pl.col("weight_needed") - pl.col("weight"),
        reason=pl.when(pl.col("weight_needed").is_null()).then(pl.lit(reason)),
    )
    nearest = pl.col("change").abs()
    return as_result(frame.sort(nearest, nulls_last=True, maintain_order=True), Overtaking)


def _needed(matrix: ScoreMatrix, weights: Numbers, first: int, second: int) -> tuple[Numbers, str]:
    """The weights that draw level; NaN where there is none, for the reason told."""
    nowhere = np.full(len(weights), np.nan)
    pair = matrix.shares[[first, second]]
    if np.isnan(pair).any():
        return nowhere, "not_applicable"
    content = matrix.weights @ pair.T
    offsets = (matrix.bonus - matrix.penalty)[[first, second]]
    if not np.allclose(matrix.totals()[0][[first, second]], content + offsets):
        return nowhere, "bounded"
    scale = matrix.weights.sum()
    gaps = scale * (pair[0] - pair[1])
    gap = float(weights @ gaps + offsets[0] - offsets[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        others = (weights @ gaps - weights * gaps) / (1 - weights)
        steps = np.where(np.abs(gaps - others) > _NEARLY_ZERO, -gap / (gaps - others), np.nan)
    levels = weights + steps
    return np.where((levels >= 0) & (levels <= 1), levels, np.nan), "out_of_reach"


class Dominance(pa.DataFrameModel):
    """Pairs in which one unit is at least as good in everything: no weights turn their order.

    One row is one such pair within a rank group. Bonus and penalty count too.
    """

    rank_group: Text = pa.Field()
    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    dominated_department: Text = pa.Field()
    dominated_unit: Text = pa.Field(nullable=True)


def dominance(matrix: ScoreMatrix) -> DataFrame[Dominance]:
    """The pairs of units whose order no weights can turn.

    Args:
        matrix: Scores; a unit to which something is not applicable is in no pair.

    Returns:
        One row a pair, in the order of the matrix.

    Examples:
        >>> import numpy as np
        >>> from khcn_analytics.scoring import ScoreMatrix
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> dominance(matrix).is_empty()
        True
    """
    offsets = (matrix.bonus - matrix.penalty)[:, np.newaxis]
    everything = np.concatenate([matrix.shares, offsets], axis=1)
    rows = []
    for group, members in matrix.members.items():
        own = everything[members]
        better = (own[:, np.newaxis] >= own).all(axis=2) & (own[:, np.newaxis] > own).any(axis=2)
        rows += [(group, *matrix.units[members[one]], *matrix.units[members[two]]) for one, two in np.argwhere(better)]
    names = ["rank_group", "department", "unit", "dominated_department", "dominated_unit"]
    return as_result(pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row"), Dominance)
