"""Which values are unusual for their series.

A value is unusual if it lies further from the median than chance would put any value of a steady
series. Distances are told in median absolute deviations, as in the rule of Iglewicz and Hoaglin
(1993, How to Detect and Handle Outliers). Their fixed limit of 3.5 is meant for long series: of
steady series of 5 values it blames one in five. So the limit depends here on the number of values,
and is the one that 1 steady series in 100 exceeds.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.measures import Mean, Ratio
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.columns import Boolean, Date, Integer, Number, Text
from khcn_analytics.schemas.results import BREAK_COLUMNS, AcrossBreaks, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.crossing import break_columns, is_not_comparable
from khcn_analytics.trends.true_years import PART, series_keys, with_true_years
from khcn_analytics.trends.windows import window_end, window_start
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

FEWEST_POINTS = 5

# Number of values -> the largest distance that 99 of 100 series of independent normal values keep
# within, by simulation (150,000 to 400,000 series each). From 40 values on it hardly falls.
_LIMITS = dict(
    enumerate(
        [
            *(18.4, 10.0, 10.7, 7.95, 8.19, 6.90, 7.04, 6.28, 6.41, 5.86, 5.96, 5.56, 5.67),
            *(5.38, 5.41, 5.27, 5.26, 5.12, 5.12, 5.02, 5.02, 4.93, 4.93, 4.87, 4.87, 4.79),
        ],
        start=FEWEST_POINTS,
    )
)
_LIMIT_OF_LONG = 4.8

# Of normal values the standard deviation is so many median absolute deviations.
_TO_STANDARD = 1.4826

UNUSUAL_REASONS: dict[str, Label] = {
    "no_value": Label("kỳ này không có giá trị", "no value in this period"),
    "not_enough_data": Label("chưa đủ dữ liệu", "not enough data"),
    "break": Label("chuỗi số liệu bị gãy ở giữa", "a break lies within the series"),
    "no_spread": Label(
        "quá nửa số giá trị bằng nhau, không đo được độ dao động", "more than half of the values are equal: no spread"
    ),
}


class UnusualValues(AcrossBreaks):
    """How far each value lies from the median of its series: one row for each row of the values.

    ``distance`` is in robust standard deviations, signed (in those of chance, where they are larger),
    and ``limit`` the largest that is usual among so many ``points``. ``is_unusual`` is null where ``reason`` says why: ``no_value``, ``not_enough_data``,
    ``break`` (a break within the series leaves nothing to compare) or ``no_spread`` (more than half of the values are
    equal, so that any other would seem unusual).
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    points: Integer = pa.Field(ge=0)
    median: Number = pa.Field(nullable=True)
    distance: Number = pa.Field(nullable=True)
    limit: Number = pa.Field(nullable=True)
    is_unusual: Boolean = pa.Field(nullable=True)
    reason: Text = pa.Field(nullable=True, isin=list(UNUSUAL_REASONS))

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("is_unusual").is_null() == pl.col("reason").is_not_null())


def unusual_values(values: DataFrame[IndicatorValues], *, breaks: Iterable[Break] = ()) -> DataFrame[UnusualValues]:
    """Judge every value beside the others of its series.

    Of periods shorter than a year those of the same part of the year make a series: a quarter is
    judged beside the same quarter of other years. A series that rises or falls steadily spreads
    wide, so a trend hides unusual values rather than making them.

    Args:
        values: Values of any indicators and groups, for several years.
        breaks: What may lie within the series (see ``breaks``).

    Returns:
        One row for each value, in the same order. Counts and shares are taken to vary at least as
        chance makes them, so that a single record in a year is nothing unusual among years
        without any, nor a single refusal among years in which all was granted.

    Raises:
        WrongUseError: If a period is a span of years, or a series has two values for one period.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"),
        ...     subjects=pl.Series([20, 22, 21, 190, 23, 20]),
        ...     started_on=pl.date_range(pl.date(2016, 5, 1), pl.date(2021, 5, 1), "1y", eager=True),
        ... )
        >>> values = compute({"inspections": frame}, years(2016, 2021),
        ...                  indicators=["inspections.checked_subjects"])
        >>> unusual_values(values).filter("is_unusual").select(pl.col("period_start").dt.year(), "value", "median").rows()
        [(2019, 190.0, 21.5)]
    """
    timed = with_true_years(values)
    series = [*series_keys(timed), PART]
    value = pl.col(IndicatorValues.value)
    centred = timed.with_columns(
        value.count().over(series).cast(pl.Int64).alias(UnusualValues.points),
        value.median().over(series).alias(UnusualValues.median),
    ).with_columns(off=value - pl.col(UnusualValues.median))
    spread = (pl.col("off").abs().median().over(series) * _TO_STANDARD).alias("spread")
    measured = centred.with_columns(spread).with_columns(pl.max_horizontal("spread", _least_spread()).alias("spread"))
    broken = measured.with_columns(_window(series)).with_columns(break_columns(measured.columns, breaks))
    enough = pl.col(UnusualValues.points) >= FEWEST_POINTS
    judged = broken.with_columns(
        pl.when(enough & (pl.col("spread") > 0) & is_not_comparable().not_())
        .then(pl.col("off") / pl.col("spread"))
        .alias(UnusualValues.distance),
        pl.when(enough).then(_limit()).alias(UnusualValues.limit),
        pl.when(value.is_null())
        .then(pl.lit("no_value"))
        .when(enough.not_())
        .then(pl.lit("not_enough_data"))
        .when(is_not_comparable())
        .then(pl.lit("break"))
        .when(pl.col("spread") == 0)
        .then(pl.lit("no_spread"))
        .alias(UnusualValues.reason),
    ).with_columns((pl.col(UnusualValues.distance).abs() > pl.col(UnusualValues.limit)).alias(UnusualValues.is_unusual))
    kept = [name for name in values.columns if name not in {"numerator", "denominator", "flag"}]
    return as_result(judged.select(*kept, *_JUDGEMENT), UnusualValues)


_JUDGEMENT = (
    *(UnusualValues.points, UnusualValues.median, UnusualValues.distance, UnusualValues.limit),
    *(UnusualValues.is_unusual, UnusualValues.reason),
    *BREAK_COLUMNS,
)


def _window(series: list[str]) -> list[pl.Expr]:
    """The days that the values of a series are about."""
    known = pl.col(IndicatorValues.value).is_not_null()
    return [
        window_start("period_start", "period_end").filter(known).min().over(series).alias("first"),
        window_end("period_start", "period_end").filter(known).max().over(series).alias("after"),
    ]


def _least_spread() -> pl.Expr:
    """The standard deviation that chance alone gives; nothing is known of amounts and of other ratios.

    That of a count is Poisson's, that of a share of so many records the binomial one, at least one
    record: 42 of 43 is no more unusual than 43 of 43.
    """
    counts, shares = counts_and_shares()
    indicator, median = pl.col(UnusualValues.indicator), pl.col(UnusualValues.median)
    below = pl.col(IndicatorValues.denominator)
    part = median.clip(0, 1)
    return (
        pl.when(indicator.is_in(counts))
        .then(median.clip(lower_bound=1).sqrt())
        .when(indicator.is_in(shares) & (below > 0))
        .then(pl.max_horizontal((part * (1 - part) / below).sqrt(), 1 / below))
        .otherwise(0.0)
    )


def counts_and_shares() -> tuple[list[str], list[str]]:
    """The indicators that are counts, and those that are shares: of these the least that chance does is known."""
    counts, shares = [], []
    for code, card in INDICATORS.items():
        if isinstance(card.measure, Ratio | Mean):
            if card.unit is Unit.SHARE:
                shares.append(code)
        elif not card.unit.is_money:
            counts.append(code)
    return counts, shares


def _limit() -> pl.Expr:
    return pl.col(UnusualValues.points).replace_strict(_LIMITS, default=_LIMIT_OF_LONG, return_dtype=pl.Float64)
