"""The estimate to the end of the year (ước thực hiện cả năm), from the year so far and past years.

Only what accumulates is estimated: counts and sums over the year. A backlog at the year's end does
not follow from one at the half-year, and a ratio does not grow with the year: both are refused with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.measures import Flow, Mean, Measure, Ratio, Running
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import Date, Integer, Number, Text
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.learned_years import with_breaks_of_years, with_learned_since
from khcn_analytics.trends.seasonal import seasonal_estimates
from khcn_analytics.trends.year_so_far import year_so_far, yearly_progress
from khcn_analytics.vocabulary.labels import Label

ESTIMATE = Label("ước thực hiện", "estimate")
"""What an estimate is called wherever it is shown."""

ESTIMATE_REASONS: dict[str, Label] = {
    "stock": Label("chỉ số tính tại một thời điểm, không cộng dồn theo năm", "told as of a day: nothing accumulates"),
    "ratio": Label("tỷ lệ không cộng dồn theo năm", "a ratio does not accumulate over the year"),
    "no_value_so_far": Label("chưa có số liệu từ đầu năm", "no value for the year so far"),
    "few_past_years": Label("chưa đủ 3 năm trước có số liệu", "fewer than 3 past years with values"),
    "break": Label(
        "chuỗi số liệu bị gãy, từ đó đến nay chưa đủ 3 năm trước để ước",
        "the series breaks, with fewer than 3 past years since then",
    ),
    "nothing_by_then": Label(
        "các năm trước đến kỳ này hầu như chưa phát sinh", "past years had almost nothing by then"
    ),
    "more_by_then": Label(
        "các năm trước, số đến kỳ này lớn hơn số cả năm: số liệu mâu thuẫn, hãy xem lại",
        "past years had more by then than in the whole year: the figures contradict each other, look at them again",
    ),
    "nothing_so_far": Label("năm nay chưa phát sinh", "nothing happened this year so far"),
}


class YearEstimates(AcrossBreaks):
    """What a year is likely to end with: one row is one indicator of one group.

    ``so_far`` is the figure from the start of the year until ``so_far_end`` (the day after the
    last one counted); ``share`` the part of a year that the ``past_years`` reached by then, and ``error``
    how far off they would have been estimated (relative, root mean square). ``estimate`` lies
    between ``low`` and ``high``, a range made to hold the truth in 4 of 5 years. ``status`` is always
    ``estimate``: these are no results. ``reason`` says why there is none.

    Of the past years only those after the last break that leaves nothing to compare are learned from;
    ``left_out`` tells how many are before it. The breaks are those from the first of all these years to the
    end of the year.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field(isin=["year"])
    so_far_end: Date = pa.Field()
    so_far: Number = pa.Field(nullable=True)
    past_years: Integer = pa.Field(ge=0)
    left_out: Integer = pa.Field(ge=0)
    share: Number = pa.Field(nullable=True)
    error: Number = pa.Field(nullable=True, ge=0)
    estimate: Number = pa.Field(nullable=True)
    low: Number = pa.Field(nullable=True)
    high: Number = pa.Field(nullable=True)
    status: Text = pa.Field(isin=["estimate"])
    reason: Text = pa.Field(nullable=True, isin=list(ESTIMATE_REASONS))

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(
            (pl.col(name).is_null() == pl.col("reason").is_not_null()) for name in ("estimate", "low", "high")
        ).select(pl.all_horizontal(pl.all()))


def estimate_year(
    values: DataFrame[IndicatorValues], until: Period, *, breaks: Iterable[Break] = ()
) -> DataFrame[YearEstimates]:
    """Estimate the year that ``until`` belongs to.

    Args:
        values: Values of any indicators and groups, for the periods of :func:`periods_for_estimate`;
            other periods among them are not looked at. Past years without a value are left out, and
            ``past_years`` tells how many remain, at most the 7 before.
        until: The period the year so far ends with.
        breaks: What may lie within the series (see ``breaks``).

    Returns:
        One row for each indicator and group, in the order given.

    Raises:
        WrongUseError: If the year is over by then, a value belongs to a span of years, or a series
            has two values for one period.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.trends.year_so_far import periods_for_estimate
        >>> days = [f"{year}-{month}-01" for year in range(2016, 2020) for month in ("03", "09")][:-1]
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), started_on=pl.Series(days).str.to_date(),
        ...     subjects=pl.Series([10, 10, 20, 20, 30, 30, 25]),
        ... )
        >>> until = Period("half", 2019, 1)
        >>> values = compute({"inspections": frame}, periods_for_estimate(until, 3),
        ...                  indicators=["inspections.checked_subjects"])
        >>> estimate_year(values, until).select("so_far", "share", "estimate", "status").rows()
        [(25.0, 0.5, 50.0, 'estimate')]
    """
    so_far, year = year_so_far(until), Period("year", until.year, 1, until.calendar)
    years, series = yearly_progress(values, until)
    asked = series.select("series").with_columns(pl.lit(until.year, pl.Int64).alias("year"))
    rows = pl.concat([years.join(asked, on=["series", "year"], how="anti"), _progress_of(years, asked)])
    known = tuple(breaks)
    found = seasonal_estimates(with_learned_since(rows, series, known, until.calendar)).filter(year=until.year)
    told = (
        series.join(found, on="series", maintain_order="left")
        .with_columns(pl.coalesce(refusals(), "reason").alias(YearEstimates.reason))
        .with_columns(
            pl.when(pl.col(YearEstimates.reason).is_null()).then(name).alias(name)
            for name in ("share", "error", "estimate", "low", "high")
        )
        .with_columns(
            pl.lit(year.start).alias(YearEstimates.period_start),
            pl.lit(year.end).alias(YearEstimates.period_end),
            pl.lit("year").alias(YearEstimates.period_kind),
            pl.lit(so_far.end).alias(YearEstimates.so_far_end),
            pl.lit("estimate").alias(YearEstimates.status),
        )
    )
    keys = [name for name in series.columns if name != "series"]
    told = with_breaks_of_years(told, known, until.calendar)
    return as_result(told.select(*keys, *_RESULT), YearEstimates)


_RESULT = (
    *(YearEstimates.period_start, YearEstimates.period_end, YearEstimates.period_kind, YearEstimates.so_far_end),
    *(YearEstimates.so_far, YearEstimates.past_years, YearEstimates.left_out),
    *(YearEstimates.share, YearEstimates.error),
    *(YearEstimates.estimate, YearEstimates.low, YearEstimates.high, YearEstimates.status, YearEstimates.reason),
    *BREAK_COLUMNS,
)


def _progress_of(years: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """The rows asked for, empty where nothing is known."""
    return asked.join(years, on=["series", "year"], how="left").select(years.columns)


def refusals() -> pl.Expr:
    """Why an indicator can't be estimated at all; null for those that can."""
    reasons = {code: _refusal(card.measure) for code, card in INDICATORS.items()}
    return pl.col(IndicatorValues.indicator).replace_strict(reasons, default=None, return_dtype=pl.String)


def _refusal(measure: Measure) -> str | None:
    if isinstance(measure, Ratio | Mean):
        return "ratio"
    # What is open in a part of a year is open in the year, so it accumulates as events do.
    return None if isinstance(measure, Flow | Running) else "stock"
