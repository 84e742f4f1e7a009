"""Values against the targets that were set for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.derived import judged_targets
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.periods import Calendar, parse_period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.results import TargetResults
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.change import shares

# As near as binary fractions come to a share such as 3/10.
_NO_DIFFERENCE = 1e-9


def against_target(
    targets: pl.DataFrame | pl.LazyFrame,
    datasets: Mapping[str, pl.DataFrame | pl.LazyFrame],
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
) -> DataFrame[TargetResults]:
    """How far each value lies from its target, and whether that meets it.

    A target is judged by its own operator, not by the direction of the indicator: one of "at most
    20" is met by 15 even where more would be better.

    Args:
        targets: Records of ``targets``.
        datasets: Validated records by dataset name, from which the values are computed.
        coverage: The days each dataset is complete for; a target whose period reaches outside is
            not judged.
        calendar: The calendar on which the periods of targets are read.

    Returns:
        One row for each target, in the same order.

    Raises:
        InvalidPeriodError: If a target's period can't be read.

    Examples:
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([7, 8]),
        ...     started_on=pl.date(2020, 5, 1),
        ... )
        >>> wanted = pl.select(
        ...     department=pl.lit("cao_bang"), unit=pl.lit(None, pl.String),
        ...     indicator=pl.lit("inspections.checked_subjects"), period=pl.lit("2020"),
        ...     operator=pl.lit("at_least"), target=pl.lit(20.0), upper_target=pl.lit(None, pl.Float64),
        ...     campaign_id=pl.lit(None, pl.String),
        ... )
        >>> against_target(wanted, {"inspections": frame}).select("actual", "difference", "relative", "verdict").row(0)
        (15.0, -5.0, -0.25, 'missed')
    """
    values_of = partial(compute, datasets, coverage=coverage, calendar=calendar)
    judged = judged_targets(targets, datasets, values_of, calendar)
    kinds = {text: parse_period(text, calendar).kind for text in judged["period"].unique()}
    placed = judged.with_columns(
        pl.col("period").replace_strict(kinds, default=None, return_dtype=pl.String).alias(TargetResults.period_kind)
    )
    found = placed.with_columns(_difference()).with_columns(_relative(), _verdict()).with_columns(_reason())
    return as_result(found.select(*column_types(TargetResults)), TargetResults)


def _end() -> pl.Expr:
    """The end of the range that counts: the upper one only for what lies above it."""
    target, upper = pl.col(TargetResults.target), pl.col(TargetResults.upper_target)
    return pl.when(pl.col(TargetResults.actual) > upper).then(upper).otherwise(target)


def _difference() -> pl.Expr:
    actual, upper = pl.col(TargetResults.actual), pl.col(TargetResults.upper_target)
    within = (actual >= pl.col(TargetResults.target)) & (actual <= upper)
    difference = actual - _end()
    is_none = within.fill_null(value=False) | (difference.abs() <= _NO_DIFFERENCE)
    return pl.when(is_none).then(0.0).otherwise(difference).alias(TargetResults.difference)


def _relative() -> pl.Expr:
    can_be_told = pl.col(TargetResults.indicator).is_in(shares()).not_() & (_end() != 0)
    return pl.when(can_be_told).then(pl.col(TargetResults.difference) / _end().abs()).alias(TargetResults.relative)


def _verdict() -> pl.Expr:
    is_met = pl.col("is_met")
    judged = pl.when(is_met).then(pl.lit("met")).when(is_met.not_()).then(pl.lit("missed"))
    return judged.otherwise(pl.lit("not_judged")).alias(TargetResults.verdict)


def _reason() -> pl.Expr:
    no_relative = (
        pl.when(pl.col(TargetResults.indicator).is_in(shares()))
        .then(pl.lit("share"))
        .when(pl.col(TargetResults.relative).is_null())
        .then(pl.lit("zero_target"))
    )
    return pl.coalesce(TargetResults.reason, no_relative).alias(TargetResults.reason)
