"""Units by their scores, with the convention for ties and rounding said aloud."""

from __future__ import annotations

from typing import Literal, get_args

import polars as pl

from khcn_analytics.composite.requiring import require_frame, with_numbers
from khcn_analytics.errors import UnknownNameError, WrongUseError

Ties = Literal["competition", "dense", "average"]
NEGLIGIBLE = 1e-12
"""What a sum of binary fractions may be out by, as a share of the greatest number in it or beside it."""
_POLARS_NAMES: dict[Ties, Literal["min", "dense", "average"]] = {
    "competition": "min",
    "dense": "dense",
    "average": "average",
}


def with_ranks(
    scores: pl.DataFrame, column: str, *, ties: Ties = "competition", decimals: int | None = None
) -> pl.DataFrame:
    """Scores with ``rank``, the highest first.

    Args:
        scores: One row a unit.
        column: What to rank by; a unit without a score has no rank.
        ties: Equal scores: ``competition`` 1, 1, 3; ``dense`` 1, 1, 2; ``average`` 1.5, 1.5, 3.
        decimals: Scores are equal when they are so once rounded to as many, halves away from 0, as UNDP ranks
            its index; of ``None`` the exact score counts, as COINr ranks.

    Returns:
        The same rows in the same order, and ``rank``.

    Raises:
        UnknownNameError: If the way to treat ties, or the column, is unknown.
        WrongUseError: If decimals are no whole number of 0 or more, or scores are no finite numbers.

    Examples:
        >>> scores = pl.DataFrame({"unit": ["a", "b", "c"], "score": [0.6664, 0.6661, 0.5]})
        >>> with_ranks(scores, "score")["rank"].to_list()
        [1.0, 2.0, 3.0]
        >>> with_ranks(scores, "score", decimals=3)["rank"].to_list()
        [1.0, 1.0, 3.0]
    """
    if ties not in get_args(Ties):
        raise UnknownNameError("cách xếp hạng khi bằng điểm", "way to rank ties", ties, get_args(Ties))
    require_frame(scores)
    if column not in scores.columns:
        raise UnknownNameError("cột điểm", "column of scores", column, scores.columns)
    exact = with_numbers(scores, [column])[column]
    counted = exact if decimals is None else _rounded(exact, _checked_decimals(decimals))
    return scores.with_columns(rank=levels(counted).rank(_POLARS_NAMES[ties], descending=True).cast(pl.Float64))


def levels(values: pl.Series) -> pl.Series:
    """0 for the lowest value, 1 for the next, and so on; values that differ by nothing but binary digits share one.

    Examples:
        >>> levels(pl.Series([0.3, 0.1 + 0.2, None, 0.25])).to_list()
        [1, 1, None, 0]
    """
    numbers = values.cast(pl.Float64)
    distinct = numbers.drop_nulls().unique().sort()
    greatest = max((abs(each) for each in distinct), default=0.0)
    apart = distinct.diff().fill_null(0.0) > NEGLIGIBLE * greatest
    return numbers.replace_strict(distinct, apart.cum_sum(), default=None, return_dtype=pl.Int64)


def _checked_decimals(decimals: object) -> int:
    if isinstance(decimals, int) and decimals >= 0:
        return decimals
    raise WrongUseError(
        f"Số chữ số thập phân phải là số nguyên và không thể âm, đang là {decimals}.",
        f"The number of decimals must be whole and can't be negative; it is {decimals}.",
    )


def _rounded(values: pl.Series, decimals: int) -> pl.Series:
    """Rounded as people do, half away from 0."""
    # As a binary fraction 1.0005 is less than itself: digits beyond the twelfth are no part of a score.
    shifted = (values.abs() * 10.0**decimals).round_sig_figs(12)
    return values.sign() * (shifted + 0.5).floor()
