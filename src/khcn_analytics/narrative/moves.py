"""How large a change is beside changes of other indicators."""

from __future__ import annotations

import polars as pl

from khcn_analytics.indicators.measures import Mean, Ratio
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.narrative.phrases import MEASURED
from khcn_analytics.schemas.results import Changes, IndicatorValues
from khcn_analytics.trends.change import shares

FEW = 20
"""Added to counts before they are compared, so that from 1 to 2 is not the largest move of a year."""

_BREAK = ("break_vi", "break_en")


def with_size(changes: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
    """The changes with ``size``, by which the largest are found, ``flag``, why there is no value, and breaks.

    The size is the change relative to the mean of value and base, which treats rises and falls
    alike and exists where the base is 0. Counts have :data:`FEW` added, as small ones move by
    themselves. For a share the mean is taken of it and of its complement, so that the size is twice
    the points, less where the share is of few.

    Args:
        changes: Rows of :class:`Changes` or :class:`ChangesAcrossBreaks`; without breaks ``break_vi`` and
            ``break_en`` are null.
        values: The values they were made from.
    """
    keys = [name for name in values.columns if name not in {"value", "numerator", "denominator", "flag"}]
    value, base = pl.col(Changes.value), pl.col(Changes.base)
    move, mean = (value - base).abs(), (value.abs() + base.abs()) / 2
    code, of = pl.col(Changes.indicator), pl.col(IndicatorValues.denominator)
    size = (
        pl.when(code.is_in(shares()))
        .then(2 * move * (of / (of + FEW)).fill_null(1))
        .when(code.is_in(_counts()))
        .then(move / (mean + FEW))
        .when(mean > 0)
        .then(move / mean)
        .otherwise(0)
    )
    no_breaks = [pl.lit(None, pl.String).alias(name) for name in _BREAK if name not in changes.columns]
    return (
        changes.join(
            values.select(*keys, "denominator", "flag"), on=keys, how="left", nulls_equal=True, maintain_order="left"
        )
        .with_columns(size.alias("size"), *no_breaks)
        .drop("denominator")
    )


def _counts() -> list[str]:
    """The indicators whose small values move by themselves."""
    return [
        code
        for code, card in INDICATORS.items()
        if not isinstance(card.measure, Ratio | Mean) and not card.unit.is_money and card.unit not in MEASURED
    ]
