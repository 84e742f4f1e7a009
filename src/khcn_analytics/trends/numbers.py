"""Figures that are no numbers: refused before anything is made of them."""

from __future__ import annotations

import polars as pl

from khcn_analytics.errors import WrongUseError

_FIGURES = ("value", "numerator", "denominator")


def need_numbers(values: pl.DataFrame) -> None:
    """Raise where a figure is there but is not a finite number; what is missing is null.

    Args:
        values: Values of indicators.

    Raises:
        WrongUseError: If a value, numerator or denominator is NaN or infinite, of which polars would make
            the largest value of a series, or a change that is no number either.
    """
    figures = [pl.col(name) for name in _FIGURES if name in values.columns]
    finite = pl.all_horizontal(each.cast(pl.Float64).is_finite().fill_null(value=True) for each in figures)
    wrong = values.filter(finite.not_())
    if wrong.height:
        named = ", ".join(wrong["indicator"].unique(maintain_order=True).head(5))
        raise WrongUseError(
            f"Có {wrong.height} dòng có số là NaN hoặc vô hạn ({named}). Số chưa biết phải để trống (null), kèm flag.",
            f"{wrong.height} row(s) have a figure that is NaN or infinite ({named}). What is not known is null, with a flag.",
        )
