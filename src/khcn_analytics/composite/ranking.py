"""Units by their scores, with the convention for ties and rounding said aloud."""

from __future__ import annotations

from typing import Literal, get_args

import polars as pl

from khcn_analytics.errors import UnknownNameError, WrongUseError

Ties = Literal["competition", "dense", "average"]
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
        decimals: Scores are equal when they are so once rounded to as many, as UNDP ranks its index; of
            ``None`` the exact score counts, as COINr ranks.

    Returns:
        The same rows in the same order, and ``rank``.

    Raises:
        UnknownNameError: If the way to treat ties, or the column, is unknown.
        WrongUseError: If decimals are negative.

    Examples:
        >>> scores = pl.DataFrame({"unit": ["a", "b", "c"], "score": [0.6664, 0.6661, 0.5]})
        >>> with_ranks(scores, "score")["rank"].to_list()
        [1.0, 2.0, 3.0]
        >>> with_ranks(scores, "score", decimals=3)["rank"].to_list()
        [1.0, 1.0, 3.0]
    """
    if ties not in get_args(Ties):
        raise UnknownNameError("cách xếp hạng khi bằng điểm", "way to rank ties", ties, get_args(Ties))
    if column not in scores.columns:
        raise UnknownNameError("cột điểm", "column of scores", column, scores.columns)
    if decimals is not None and decimals < 0:
        raise WrongUseError(
            f"Số chữ số thập phân không thể âm, đang là {decimals}.",
            f"The number of decimals can't be negative; it is {decimals}.",
        )
    # Scores that are equal need not be the same binary fraction.
    exact = pl.col(column).cast(pl.Float64).round_sig_figs(12)
    counted = exact if decimals is None else exact.round(decimals, mode="half_away_from_zero")
    return scores.with_columns(rank=counted.rank(_POLARS_NAMES[ties], descending=True).cast(pl.Float64))
