"""At this pace, is the target met? Targets of the year beside the estimate of what it will end with."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.schemas.columns import Date, Number, Text
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks
from khcn_analytics.schemas.targets import Targets
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.estimates import ESTIMATE_REASONS, YearEstimates
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.target_codes import TARGET_OPERATORS

OUTLOOK_LABELS: dict[str, Label] = {
    "met": Label("đã đạt chỉ tiêu", "the target is met already"),
    "likely_met": Label("theo tiến độ này có khả năng đạt chỉ tiêu", "at this pace the target is likely met"),
    "uncertain": Label(
        "theo tiến độ này chưa rõ có đạt chỉ tiêu hay không", "at this pace the target may be met or missed"
    ),
    "likely_missed": Label("theo tiến độ này khó đạt chỉ tiêu", "at this pace the target is likely missed"),
    "missed": Label("đã vượt mức chỉ tiêu cho phép", "more is done already than the target allows"),
}
OUTLOOK_REASONS: dict[str, Label] = {
    "no_estimate": Label("chưa tính ước thực hiện của chỉ số này", "this indicator was not estimated"),
    **ESTIMATE_REASONS,
}

# A share such as 3/10 is not always the same binary fraction as the 0.3 that was promised.
_AS_GOOD_AS = 1e-9


class TargetOutlooks(AcrossBreaks):
    """A target of the year beside its estimate: one row is one target.

    ``outlook`` is ``met`` or ``missed`` only where what the year has so far settles it: enough is done already, or more
    than was allowed. A range holds the truth in 4 of 5 years, so that where all of it lies on one side the target is
    ``likely_met`` or ``likely_missed``, and where it lies on both sides ``uncertain``. ``missed_by`` is how far the estimate
    lies from what is asked for, 0 where it meets it, null without one. ``status`` is always
    ``estimate``. ``reason`` says why there is no outlook. The breaks are those of the estimate.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    operator: Text = pa.Field(isin=TARGET_OPERATORS.codes)
    target: Number = pa.Field()
    upper_target: Number = pa.Field(nullable=True)
    so_far: Number = pa.Field(nullable=True)
    estimate: Number = pa.Field(nullable=True)
    low: Number = pa.Field(nullable=True)
    high: Number = pa.Field(nullable=True)
    outlook: Text = pa.Field(nullable=True, isin=list(OUTLOOK_LABELS))
    missed_by: Number = pa.Field(nullable=True, ge=0)
    status: Text = pa.Field(isin=["estimate"])
    reason: Text = pa.Field(nullable=True, isin=list(OUTLOOK_REASONS))

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("outlook").is_null() == pl.col("reason").is_not_null())


def target_outlook(
    estimates: DataFrame[YearEstimates], targets: pl.DataFrame, until: Period
) -> DataFrame[TargetOutlooks]:
    """Judge the targets of the year that ``until`` belongs to.

    Args:
        estimates: Estimates by department, or by department and unit.
        targets: Records of ``targets``; those of other periods are not looked at.
        until: The period the year so far ends with, as for :func:`estimate_year`.

    Returns:
        One row for each target of the year, in their order, whether it was estimated or not. Targets of a whole department are judged
        by estimates of the department, those of a unit by estimates of units.

    Raises:
        WrongUseError: If the estimates are split by more than department and unit.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> until = kh.parse_period("9T/2025")
        >>> estimates = kh.estimate(workspace, until)
        >>> found = kh.trends.target_outlook(estimates, workspace.datasets["targets"], until)
        >>> found["outlook"].drop_nulls().unique().sort().to_list()
        ['likely_met', 'likely_missed', 'uncertain']
    """
    more = sorted(set(estimates.columns) - set(YearEstimates.to_schema().columns))
    if more:
        raise WrongUseError(
            f"Chỉ tiêu giao cho sở hoặc đơn vị, không giao theo {', '.join(more)}. Hãy ước lại theo sở hoặc đơn vị.",
            f"Targets are set for departments and units, not by {', '.join(more)}. Estimate by department or unit.",
        )
    of_year = _of_the_year(targets, Period("year", until.year, 1, until.calendar))
    key = [Targets.department, Targets.unit, Targets.indicator, "period_start", "period_end"]
    figures = (YearEstimates.so_far, YearEstimates.estimate, YearEstimates.low, YearEstimates.high, *BREAK_COLUMNS)
    found = estimates.select(*key, *figures, YearEstimates.reason, found=True)
    beside = of_year.join(found, on=key, how="left", nulls_equal=True, maintain_order="left")
    reason = pl.when(pl.col("found").is_null()).then(pl.lit("no_estimate")).otherwise(TargetOutlooks.reason)
    judged = (
        beside.with_columns(reason.alias(TargetOutlooks.reason), *_bounds())
        .with_columns(_done())
        .with_columns(_outlook(), _missed_by(), pl.lit("estimate").alias(TargetOutlooks.status))
        .with_columns(
            pl.when(pl.col(TargetOutlooks.outlook).is_null()).then(TargetOutlooks.reason).alias(TargetOutlooks.reason)
        )
    )
    names = [name for name in TargetOutlooks.to_schema().columns if name not in BREAK_COLUMNS]
    return as_result(judged.select(*names, *BREAK_COLUMNS), TargetOutlooks)


def _of_the_year(targets: pl.DataFrame, year: Period) -> pl.DataFrame:
    """The targets whose period is the year, however it is written."""
    written = [text for text in targets[Targets.period].unique() if parse_period(text, year.calendar) == year]
    return targets.filter(pl.col(Targets.period).is_in(written)).with_columns(
        pl.lit(year.start).alias("period_start"), pl.lit(year.end).alias("period_end")
    )


def _bounds() -> list[pl.Expr]:
    """The smallest and the largest figure that meets a target."""
    operator, target = pl.col(Targets.operator), pl.col(Targets.target)
    return [
        pl.when(operator != "at_most").then(target).otherwise(-float("inf")).alias("from"),
        pl.when(operator == "between")
        .then(Targets.upper_target)
        .when(operator == "at_least")
        .then(float("inf"))
        .otherwise(target)
        .alias("to"),
    ]


def _beyond(figure: str) -> pl.Expr:
    """How far a figure lies outside the bounds."""
    distance = pl.max_horizontal(pl.col("from") - pl.col(figure), pl.col(figure) - pl.col("to"), pl.lit(0.0))
    return pl.when(pl.col(figure).is_not_null()).then(pl.when(distance > _AS_GOOD_AS).then(distance).otherwise(0.0))


def _missed_by() -> pl.Expr:
    return _beyond(YearEstimates.estimate).alias(TargetOutlooks.missed_by)


def _done() -> pl.Expr:
    """What the year has so far and keeps, of what accumulates."""
    of_years = ["few_past_years", "break", "nothing_by_then", "nothing_so_far", "more_by_then"]
    accumulates = pl.col(TargetOutlooks.reason).is_in(of_years) | pl.col(YearEstimates.low).is_not_null()
    return pl.when(accumulates).then(YearEstimates.so_far).alias("done")


def _outlook() -> pl.Expr:
    done, least, most = pl.col("done"), pl.col(YearEstimates.low), pl.col(YearEstimates.high)
    first, last = pl.col("from") - _AS_GOOD_AS, pl.col("to") + _AS_GOOD_AS
    is_enough = (done >= first) & (pl.col("to") == float("inf"))
    return (
        pl.when(is_enough)
        .then(pl.lit("met"))
        .when(done > last)
        .then(pl.lit("missed"))
        .when((least >= first) & (most <= last))
        .then(pl.lit("likely_met"))
        .when((most < first) | (least > last))
        .then(pl.lit("likely_missed"))
        .when(least.is_not_null())
        .then(pl.lit("uncertain"))
        .alias(TargetOutlooks.outlook)
    )
