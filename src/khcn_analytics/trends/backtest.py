"""How good the estimates would have been: past years, each estimated from the years before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import Boolean, Integer, Number, Text
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.estimates import refusals
from khcn_analytics.trends.learned_years import with_breaks_of_years, with_learned_since
from khcn_analytics.trends.seasonal import seasonal_estimates
from khcn_analytics.trends.year_so_far import yearly_progress


class Backtests(AcrossBreaks):
    """A past year beside its estimate: one row is one indicator, one group, one year.

    ``error`` is estimate / actual - 1, null where the year ended with 0; ``held`` tells whether
    the range held the truth. ``left_out`` and the breaks are as in :class:`YearEstimates`.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    year: Integer = pa.Field()
    so_far: Number = pa.Field()
    past_years: Integer = pa.Field(ge=0)
    left_out: Integer = pa.Field(ge=0)
    estimate: Number = pa.Field()
    low: Number = pa.Field()
    high: Number = pa.Field()
    actual: Number = pa.Field()
    error: Number = pa.Field(nullable=True)
    held: Boolean = pa.Field()


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How good estimates were.

    Attributes:
        count: How many years of how many series were estimated.
        mean_error: Mean size of the relative error.
        median_error: Median size of the relative error.
        bias: Mean relative error: above 0, too much was estimated.
        held: Share of the ranges that held the truth.
    """

    count: int
    mean_error: float | None
    median_error: float | None
    bias: float | None
    held: float | None


def backtest(
    values: DataFrame[IndicatorValues], until: Period, *, breaks: Iterable[Break] = ()
) -> DataFrame[Backtests]:
    """Estimate every year that has enough years before it and is over.

    Args:
        values: Values of many years, for the periods of :func:`periods_for_estimate`.
        until: The period the year so far ended with, of any year.
        breaks: What may lie within the series (see ``breaks``): a year that could not have been estimated
            because of one is not tested.

    Returns:
        One row for each estimate that could be made. A year is estimated from what was known of
        the years before it, never from later ones.

    Raises:
        WrongUseError: If the year is over by then, a value belongs to a span of years, or a series
            has two values for one period.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> until = kh.parse_period("9T/2025")
        >>> periods = [each for year in kh.years(2018, 2024) for each in (year, until.of_year(year.year))]
        >>> values = kh.compute(workspace.datasets, periods, indicators=["tasks.accepted"], coverage=workspace.coverage)
        >>> kh.trends.backtest(values, until).select("year", "past_years").rows()
        [(2021, 3), (2022, 4), (2023, 5), (2024, 6)]
    """
    years, series = yearly_progress(values, until)
    known = tuple(breaks)
    learned = with_learned_since(years, series, known, until.calendar)
    estimates = seasonal_estimates(learned).filter(pl.col("reason").is_null(), pl.col("total").is_not_null())
    tested = (
        series.filter(refusals().is_null())
        .join(estimates, on="series", maintain_order="left")
        .sort("series", "year")
        .rename({"total": "actual"})
        .with_columns(
            error=pl.when(pl.col("actual") != 0).then(pl.col("estimate") / pl.col("actual") - 1),
            # A bound that was reached is not always the same binary fraction.
            held=pl.col("actual").is_between(pl.col("low") * (1 - _ROUNDING), pl.col("high") * (1 + _ROUNDING)),
        )
    )
    tested = with_breaks_of_years(tested, known, until.calendar)
    keys = [name for name in series.columns if name != "series"]
    return as_result(tested.select(*keys, *_RESULT), Backtests)


_ROUNDING = 1e-9
_RESULT = (
    *(Backtests.year, Backtests.so_far, Backtests.past_years, Backtests.left_out),
    *(Backtests.estimate, Backtests.low, Backtests.high, Backtests.actual, Backtests.error, Backtests.held),
    *BREAK_COLUMNS,
)


def accuracy(tests: DataFrame[Backtests]) -> Accuracy:
    """What the estimates come to, all together; null where there are none.

    Args:
        tests: Rows of :func:`backtest`, of as many indicators as the answer should be about.

    Returns:
        How many years were estimated, how far off, and how often the range held the truth.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> until = kh.parse_period("9T/2025")
        >>> periods = [each for year in kh.years(2018, 2024) for each in (year, until.of_year(year.year))]
        >>> values = kh.compute(workspace.datasets, periods, indicators=["tasks.accepted"], coverage=workspace.coverage)
        >>> kh.trends.accuracy(kh.trends.backtest(values, until)).count
        4
    """
    error = pl.col(Backtests.error)
    found = tests.select(
        count=pl.len(),
        mean_error=error.abs().mean(),
        median_error=error.abs().median(),
        bias=error.mean(),
        held=pl.col(Backtests.held).mean(),
    )
    return Accuracy(**found.row(0, named=True))
