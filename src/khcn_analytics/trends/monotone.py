"""Is it a trend? The test of Mann and Kendall and the slope of Sen, for many series at once.

Only values of the same part of the year are compared with each other (a quarter with the same
quarter of other years), as the seasonal test of Hirsch, Slack and Smith (1982) does; of yearly
values this is the test of Mann (1945) itself. Slopes are per year, over the true years between.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.columns import Integer, Number, Text
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.crossing import break_columns, is_not_comparable
from khcn_analytics.trends.kendall import Blocks, exact_p_value, normal_p_value, slopes_cut_off
from khcn_analytics.trends.true_years import PART, YEAR, series_keys, with_true_years
from khcn_analytics.trends.windows import window_end, window_start
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction

FEWEST_YEARS = 5
"""Below, no test can tell: the smallest p-value of 4 values is 0.083."""
MOST_EXACT = 10
"""Up to so many values the distribution is exact; above, the normal approximation is close enough."""

TREND_LABELS: dict[str, Label] = {
    "rising": Label("xu hướng tăng", "rising trend"),
    "falling": Label("xu hướng giảm", "falling trend"),
    "none": Label("chưa thấy xu hướng rõ", "no clear trend"),
}
NOT_ENOUGH_DATA = Label("chưa đủ dữ liệu", "not enough data")


class TrendTests(AcrossBreaks):
    """Whether a series has a trend: one row is one series.

    ``points`` is the number of values that are compared: a quarter that no other year has is compared with nothing.
    ``missing_years`` names the years between the first value and the last that lack one; of parts of a year, one
    that other years of the series have. ``trend`` is ``rising``, ``falling`` or ``none`` (no trend that
    chance could not make); ``verdict`` (``better``, ``worse``, ``neither``) is its judgement by the card's
    direction, null without a trend. ``slope`` is the median change per year, ``slope_low`` and
    ``slope_high`` its interval, null where so few values allow none of that confidence.
    Where ``reason`` is ``not_enough_data``, or ``break`` (a break within the series leaves nothing to compare: cut the
    series there), the rest is null.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_kind: Text = pa.Field()
    calendar: Text = pa.Field()
    first_year: Integer = pa.Field(nullable=True)
    last_year: Integer = pa.Field(nullable=True)
    points: Integer = pa.Field(ge=0)
    missing_years: Text = pa.Field(nullable=True)
    s: Integer = pa.Field(nullable=True)
    p_value: Number = pa.Field(nullable=True, ge=0, le=1)
    method: Text = pa.Field(nullable=True, isin=["exact", "normal"])
    slope: Number = pa.Field(nullable=True)
    slope_low: Number = pa.Field(nullable=True)
    slope_high: Number = pa.Field(nullable=True)
    trend: Text = pa.Field(nullable=True, isin=list(TREND_LABELS))
    verdict: Text = pa.Field(nullable=True, isin=["better", "worse", "neither"])
    reason: Text = pa.Field(nullable=True, isin=["not_enough_data", "break"])

    @pa.dataframe_check(name="trend_or_reason")
    def trend_or_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("trend").is_null() == pl.col("reason").is_not_null())


def trend_tests(
    values: DataFrame[IndicatorValues], *, alpha: float = 0.05, breaks: Iterable[Break] = ()
) -> DataFrame[TrendTests]:
    """Test every series for a trend.

    Args:
        values: Values of any indicators and groups, for several years. Values without a number
            are gaps: the years are told and slopes are taken over the true years between.
        alpha: A trend is told where the p-value is not above; the interval of the slope has the
            confidence 1 - alpha.
        breaks: What may lie within the series (see ``breaks``).

    Returns:
        One row for each series (indicator, group, kind of period, calendar), in the order given.

    Raises:
        WrongUseError: If alpha lies outside 0.001 to 0.5, a value is no number, a period is a span of years, or a series
            has two values for one period.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([20, 22, 25, 31, 33]),
        ...     started_on=pl.date_range(pl.date(2016, 5, 1), pl.date(2020, 5, 1), "1y", eager=True),
        ... )
        >>> values = compute({"inspections": frame}, years(2016, 2020),
        ...                  indicators=["inspections.checked_subjects"])
        >>> trend_tests(values).select("s", pl.col("p_value").round(4), pl.col("slope").round(2), "trend").rows()
        [(10, 0.0167, 3.46, 'rising')]
    """
    given: object = alpha
    if not isinstance(given, int | float) or not 0.001 <= given <= 0.5:
        raise WrongUseError(
            f"alpha phải từ 0,001 đến 0,5 (đang là {alpha}); thường dùng 0,05.",
            f"alpha must lie between 0.001 and 0.5 (it is {alpha}); 0.05 is usual.",
        )
    timed = with_true_years(values)
    keys = series_keys(timed)
    series = timed.select(keys).unique(maintain_order=True).with_row_index(_SERIES)
    known = (
        timed.filter(pl.col(IndicatorValues.value).is_not_null())
        .join(series, on=keys, nulls_equal=True)
        .select(
            *(_SERIES, YEAR, PART, IndicatorValues.value),
            first=window_start("period_start", "period_end"),
            after=window_end("period_start", "period_end"),
        )
    )
    told = series.join(_extent(known), on=_SERIES, how="left", maintain_order="left").with_columns(
        pl.col(TrendTests.points).fill_null(0)
    )
    tested = _tested(known, alpha)
    found = told.join(tested, on=_SERIES, how="left", maintain_order="left").with_columns(
        break_columns(told.columns, breaks)
    )
    judged = found.with_columns(_reason()).with_columns(_unbroken()).with_columns(_trend(alpha))
    return as_result(judged.with_columns(_verdict()).select(*keys, *_RESULT), TrendTests)


_SERIES = "series"
_NEW_YEAR = 101
_TEST = (
    *(TrendTests.s, TrendTests.p_value, TrendTests.method),
    *(TrendTests.slope, TrendTests.slope_low, TrendTests.slope_high),
)
_RESULT = (
    *(TrendTests.first_year, TrendTests.last_year, TrendTests.points, TrendTests.missing_years),
    *_TEST,
    *(TrendTests.trend, TrendTests.verdict, TrendTests.reason),
    *BREAK_COLUMNS,
)


def _extent(known: pl.DataFrame) -> pl.DataFrame:
    """First and last year, the number of values and the years without one."""
    years = pl.col(YEAR)
    spanned = known.group_by(_SERIES).agg(
        years.min().alias(TrendTests.first_year),
        years.max().alias(TrendTests.last_year),
        pl.col("first").min(),
        pl.col("after").max(),
    )
    of_part = pl.len().over(_SERIES, PART)
    counted = known.filter((of_part > 1) | (pl.len().over(_SERIES) == 1)).group_by(_SERIES)
    points = counted.agg(pl.len().cast(pl.Int64).alias(TrendTests.points))
    return spanned.join(points, on=_SERIES, how="left").join(_missing_years(known), on=_SERIES, how="left")


def _missing_years(known: pl.DataFrame) -> pl.DataFrame:
    """The years between the first value of each series and the last that lack one of its parts of the year."""
    # The day after the last part of a calendar year is in the next one.
    place = pl.col(PART) + pl.when(pl.col(PART) <= _NEW_YEAR).then(1200).otherwise(0)
    placed = known.select(_SERIES, YEAR, at=pl.col(YEAR) * 10_000 + place, place=place)
    parts = placed.select(_SERIES, "place").unique()
    years = placed.group_by(_SERIES).agg(
        pl.int_range(pl.col(YEAR).min(), pl.col(YEAR).max() + 1).alias(YEAR),
        first=pl.col("at").min(),
        last=pl.col("at").max(),
    )
    wanted = years.explode(YEAR).join(parts, on=_SERIES).with_columns(at=pl.col(YEAR) * 10_000 + pl.col("place"))
    between = wanted.filter(pl.col("at").is_between("first", "last"))
    missing = between.join(placed, on=[_SERIES, "at"], how="anti").select(_SERIES, YEAR).unique().sort(_SERIES, YEAR)
    return missing.group_by(_SERIES).agg(pl.col(YEAR).cast(pl.String).str.join(", ").alias(TrendTests.missing_years))


def _tested(known: pl.DataFrame, alpha: float) -> pl.DataFrame:
    """S, p-value and slope of the series that have enough years."""
    enough = known.filter((pl.len().over(_SERIES, PART) >= FEWEST_YEARS).any().over(_SERIES))
    pairs = (
        enough.join(enough, on=[_SERIES, PART], suffix=" later")
        .filter(pl.col(f"{YEAR} later") > pl.col(YEAR))
        .select(
            _SERIES,
            difference=pl.col("value later") - pl.col("value"),
            between=pl.col(f"{YEAR} later") - pl.col(YEAR),
        )
    )
    sums = (
        pairs.with_columns(slope=pl.col("difference") / pl.col("between"))
        .group_by(_SERIES)
        .agg(pl.col("difference").sign().sum().cast(pl.Int64).alias(TrendTests.s), pl.col("slope").sort())
    )
    found = sums.join(_ties(enough), on=_SERIES)
    judged = pl.DataFrame(
        [_judged(s, ties, alpha) for s, ties in found.select(TrendTests.s, "ties").iter_rows()],
        schema={TrendTests.p_value: pl.Float64, TrendTests.method: pl.String, "cut off": pl.Int64},
        orient="row",
    )
    slopes = pl.col("slope").list
    return pl.concat([found, judged], how="horizontal").select(
        _SERIES,
        TrendTests.s,
        TrendTests.p_value,
        TrendTests.method,
        slopes.median(),
        slopes.get(pl.col("cut off")).alias(TrendTests.slope_low),
        slopes.get(-1 - pl.col("cut off")).alias(TrendTests.slope_high),
    )


def _ties(known: pl.DataFrame) -> pl.DataFrame:
    """How often each value occurs, for each part of the year of each series."""
    return (
        known.group_by(_SERIES, PART, IndicatorValues.value)
        .agg(ties=pl.len())
        .group_by(_SERIES, PART)
        .agg(pl.col("ties").sort())
        .group_by(_SERIES)
        .agg("ties")
    )


def _judged(s: int, ties: list[list[int]], alpha: float) -> tuple[float, str, int | None]:
    """P-value, method and how many slopes lie beyond the interval at either end, if there is one."""
    blocks: Blocks = tuple(sorted(map(tuple, ties)))
    sizes = tuple(map(sum, blocks))
    exact = sum(sizes) <= MOST_EXACT
    p_value = (exact_p_value if exact else normal_p_value)(s, blocks)
    return p_value, "exact" if exact else "normal", slopes_cut_off(sizes, alpha, exact=exact)


def _trend(alpha: float) -> pl.Expr:
    s = pl.col(TrendTests.s)
    direction = pl.when(s > 0).then(pl.lit("rising")).otherwise(pl.lit("falling"))
    clear = (pl.col(TrendTests.p_value) <= alpha) & (s != 0)
    return (
        pl.when(s.is_not_null()).then(pl.when(clear).then(direction).otherwise(pl.lit("none"))).alias(TrendTests.trend)
    )


def _reason() -> pl.Expr:
    return (
        pl.when(pl.col(TrendTests.s).is_null())
        .then(pl.lit("not_enough_data"))
        .when(is_not_comparable())
        .then(pl.lit("break"))
        .alias(TrendTests.reason)
    )


def _unbroken() -> list[pl.Expr]:
    """What the test finds, of the series that may be tested."""
    return [pl.when(pl.col(TrendTests.reason).is_null()).then(name).alias(name) for name in _TEST]


def _verdict() -> pl.Expr:
    """Better or worse by the card's direction."""
    good = {Direction.HIGHER: "rising", Direction.LOWER: "falling", Direction.NEITHER: None}
    good_of = {code: good[card.direction] for code, card in INDICATORS.items()}
    wanted = pl.col(TrendTests.indicator).replace_strict(good_of, default=None, return_dtype=pl.String)
    trend = pl.col(TrendTests.trend)
    return (
        pl.when(trend.is_in(["rising", "falling"]))
        .then(
            pl.when(wanted.is_null())
            .then(pl.lit("neither"))
            .when(trend == wanted)
            .then(pl.lit("better"))
            .otherwise(pl.lit("worse"))
        )
        .alias(TrendTests.verdict)
    )
