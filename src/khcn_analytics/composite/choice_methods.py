"""Units ranked by weighted columns in one step: weighted sum, weighted product, TOPSIS.

For a flat table, and to see whether another method would choose otherwise. Higher scores are better.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, get_args

import polars as pl

from khcn_analytics.composite.aggregating import weighted_mean
from khcn_analytics.composite.criteria import check_equal_criteria, checked_criteria, refuse_below
from khcn_analytics.composite.ranking import Ties, with_ranks
from khcn_analytics.errors import UnknownNameError, WrongUseError

Scaling = Literal["none", "sum", "vector", "min_max"]


def scale_columns(
    data: pl.DataFrame,
    codes: Collection[str],
    scaling: Scaling,
    *,
    lower_is_better: Collection[str] = (),
    unit: str = "unit",
) -> pl.DataFrame:
    """Columns on one scale, on which higher is better.

    Args:
        data: One row a unit, all values known.
        codes: The columns.
        scaling: ``none``; ``sum``, each value over the sum of its column, of 1/x where lower is better;
            ``vector``, over the length of the column, with the sign changed where lower is better;
            ``min_max``, 0 for the worst and 1 for the best.
        lower_is_better: Columns of which less is better.
        unit: Column of the units.

    Returns:
        The units and the columns.

    Raises:
        UnknownNameError: If the scaling, or a column that should be lower, is unknown.
        WrongUseError: If values are missing, of the wrong sign, or all equal where that leaves no scale.

    Examples:
        >>> import polars as pl
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [9.0, 10.0, 5.0]})
        >>> scale_columns(data, ["a"], "min_max")["a"].to_list()
        [0.0, 0.5, 1.0]
    """
    if scaling not in get_args(Scaling):
        raise UnknownNameError("cách quy về một thang", "scaling", scaling, get_args(Scaling))
    check_equal_criteria(data, codes, lower_is_better, unit)
    _refuse(data, codes, scaling, lower_is_better, unit)
    lower = frozenset(lower_is_better)
    return data.select(unit, *(_scaled(code, scaling, lower=code in lower).alias(code) for code in codes))


def weighted_sum(
    data: pl.DataFrame,
    weights: Mapping[str, float],
    *,
    scaling: Scaling = "none",
    lower_is_better: Collection[str] = (),
    ties: Ties = "competition",
    unit: str = "unit",
) -> pl.DataFrame:
    """The mean of the columns by their weights.

    Args:
        data: One row a unit, all values known.
        weights: Weight of each column; only shares of their sum matter.
        scaling: See ``scale_columns``.
        lower_is_better: Columns of which less is better.
        ties: Equal scores (see ``with_ranks``).
        unit: Column of the units.

    Returns:
        The units, ``score`` and ``rank``, in the order of the data.

    Raises:
        WrongUseError: If values are missing or of the wrong sign, or weights negative.

    Examples:
        >>> import polars as pl
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [9.0, 10.0, 5.0]})
        >>> weighted_sum(data, {"a": 0.5, "b": 0.5}).rows()
        [('X', 5.0, 2.0), ('Y', 6.5, 1.0), ('Z', 5.0, 2.0)]
    """
    shares = checked_criteria(data, weights, lower_is_better, unit)
    scaled = scale_columns(data, weights, scaling, lower_is_better=lower_is_better, unit=unit)
    return with_ranks(scaled.select(unit, weighted_mean(shares, "arithmetic").alias("score")), "score", ties=ties)


def weighted_product(
    data: pl.DataFrame,
    weights: Mapping[str, float],
    *,
    lower_is_better: Collection[str] = (),
    ties: Ties = "competition",
    unit: str = "unit",
) -> pl.DataFrame:
    """The geometric mean of the columns by their weights; columns of which less is better count as 1/x.

    No scaling is needed: that of a column multiplies all scores by the same number.

    Args:
        data: One row a unit, all values positive.
        weights: Weight of each column; only shares of their sum matter.
        lower_is_better: Columns of which less is better.
        ties: Equal scores (see ``with_ranks``).
        unit: Column of the units.

    Returns:
        The units, ``score`` and ``rank``, in the order of the data.

    Raises:
        WrongUseError: If values are missing or not positive, or weights negative.

    Examples:
        >>> import polars as pl
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [9.0, 10.0, 5.0]})
        >>> weighted_product(data, {"a": 0.7, "b": 0.3}).select("unit", "rank").rows()
        [('X', 3.0), ('Y', 2.0), ('Z', 1.0)]
    """
    shares = checked_criteria(data, weights, lower_is_better, unit)
    refuse_below(data, weights, unit, zero_allowed=False)
    logarithms = pl.sum_horizontal(
        pl.col(code).cast(pl.Float64).log() * (-share if code in lower_is_better else share)
        for code, share in shares.items()
    )
    return with_ranks(data.select(unit, logarithms.exp().alias("score")), "score", ties=ties)


def topsis(
    data: pl.DataFrame,
    weights: Mapping[str, float],
    *,
    scaling: Scaling = "vector",
    lower_is_better: Collection[str] = (),
    ties: Ties = "competition",
    unit: str = "unit",
) -> pl.DataFrame:
    """How near each unit is to the best of every column, and how far from the worst (Hwang and Yoon 1981).

    Args:
        data: One row a unit, all values known.
        weights: Weight of each column; only shares of their sum matter.
        scaling: See ``scale_columns``.
        lower_is_better: Columns of which less is better.
        ties: Equal scores (see ``with_ranks``).
        unit: Column of the units.

    Returns:
        The units, ``to_best``, ``to_worst`` (distances), ``score`` (to_worst / (to_best + to_worst)) and ``rank``.

    Raises:
        WrongUseError: If values are missing, weights negative, or all units alike.

    Examples:
        >>> import polars as pl
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [9.0, 10.0, 5.0]})
        >>> topsis(data, {"a": 0.7, "b": 0.3}).select("unit", "rank").rows()
        [('X', 3.0), ('Y', 2.0), ('Z', 1.0)]
    """
    shares = checked_criteria(data, weights, lower_is_better, unit)
    scaled = scale_columns(data, weights, scaling, lower_is_better=lower_is_better, unit=unit)
    weighted = {code: pl.col(code) * share for code, share in shares.items()}
    ends = {
        "to_best": pl.sum_horizontal((each - each.max()) ** 2 for each in weighted.values()).sqrt(),
        "to_worst": pl.sum_horizontal((each - each.min()) ** 2 for each in weighted.values()).sqrt(),
    }
    found = scaled.select(unit, **ends)
    if (found["to_best"] + found["to_worst"] == 0).any():
        raise WrongUseError(
            "Mọi đơn vị giống hệt nhau ở các cột có trọng số nên TOPSIS không phân biệt được.",
            "All units are alike in the columns that have weight: TOPSIS can't tell them apart.",
        )
    scored = found.with_columns(score=pl.col("to_worst") / (pl.col("to_best") + pl.col("to_worst")))
    return with_ranks(scored, "score", ties=ties)


def _scaled(code: str, scaling: Scaling, *, lower: bool) -> pl.Expr:
    value = pl.col(code).cast(pl.Float64)
    turned = -value if lower else value
    if scaling == "min_max":
        return (turned - turned.min()) / (turned.max() - turned.min())
    if scaling == "vector":
        return turned / (value**2).sum().sqrt()
    if scaling == "sum":
        part = 1 / value if lower else value
        return part / part.sum()
    return turned


def _refuse(
    data: pl.DataFrame, codes: Collection[str], scaling: Scaling, lower_is_better: Collection[str], unit: str
) -> None:
    if scaling == "sum":
        refuse_below(data, codes, unit, zero_allowed=True)
        refuse_below(data, lower_is_better, unit, zero_allowed=False)
    flat = {
        "sum": [code for code in codes if not (data[code] != 0).any()],
        "vector": [code for code in codes if not (data[code] != 0).any()],
        "min_max": [code for code in codes if data[code].n_unique() == 1],
        "none": [],
    }[scaling]
    if flat:
        raise WrongUseError(
            f"{len(flat)} cột không quy về thang “{scaling}” được vì các giá trị đều bằng nhau hoặc bằng 0: "
            f"{', '.join(flat)}. Hãy bỏ ra.",
            f"{len(flat)} column(s) have no “{scaling}” scale, for their values are all equal or 0: {', '.join(flat)}. "
            "Leave them out.",
        )
