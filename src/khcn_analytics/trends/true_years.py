"""Which year, and which part of it, each value belongs to: the time axis of tests over many years.

A year without a value stays a gap: two values three years apart are three years apart.
"""

from __future__ import annotations

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.trends.numbers import need_numbers

YEAR, PART, CALENDAR = "true year", "part of year", "calendar"
"""Columns that :func:`with_true_years` adds; the part of the year is the day after the period, 701 of the first half.

Of a year to date it is the last day, 820 of one until 20 August.
"""

_FIGURES = ("value", "numerator", "denominator", "flag")
_DAYS = ("period_start", "period_end")


def series_keys(values: pl.DataFrame) -> list[str]:
    """Columns that tell one series from another; the calendar is one of them, the days of a period are not."""
    axis = {*_DAYS, *_FIGURES, YEAR, PART, CALENDAR}
    return [*(name for name in values.columns if name not in axis), CALENDAR]


def with_true_years(values: DataFrame[IndicatorValues]) -> pl.DataFrame:
    """The values with the year, the part of the year and the calendar of their periods.

    Args:
        values: Values of any indicators, groups and kinds of period but spans of years.

    Raises:
        WrongUseError: If a value is no number, a period is a span of years, or a series has two values for one period; a year
            until 28 February and one until the 29th are the same part of it.
    """
    need_numbers(values)
    spans = values.filter(pl.col(IndicatorValues.period_kind) == "span").height
    if spans:
        raise WrongUseError(
            f"Có {spans} giá trị của giai đoạn nhiều năm; xu hướng chỉ xét trên năm hoặc phần của năm. "
            "Hãy tính theo năm, quý hoặc tháng.",
            f"{spans} value(s) belong to spans of years; trends are told of years or parts of a year. "
            "Compute years, quarters or months.",
        )
    first, after = pl.col(IndicatorValues.period_start), pl.col(IndicatorValues.period_end)
    timed = values.with_columns(
        # Periods begin on the 1st or, on the administrative calendar, on the 15th, whose December
        # is the next year: 17 days later it is the year they belong to on either.
        first.dt.offset_by("17d").dt.year().cast(pl.Int64).alias(YEAR),
        _part(after).alias(PART),
        # The administrative calendar closes on the 14th (Decree 09/2019/NĐ-CP, article 12).
        pl.when(first.dt.day() == 15).then(pl.lit("administrative")).otherwise(pl.lit("calendar")).alias(CALENDAR),
    )
    repeated = timed.select([*series_keys(timed), YEAR, PART]).is_duplicated().sum()
    if repeated:
        raise WrongUseError(
            f"Có {repeated} giá trị trùng chỉ số, nhóm và kỳ, nên không biết lấy giá trị nào. "
            "Hãy giữ đủ các cột phân nhóm, hoặc tính lại bằng compute.",
            f"{repeated} values share their indicator, group and period, so that none can be chosen. "
            "Keep every column of the grouping, or compute the values again.",
        )
    return timed


def _part(after: pl.Expr) -> pl.Expr:
    """The part of the year that ends the day before this one."""
    # The day after: February ends on different days, but March begins on one.
    whole = _month_and_day(after)
    # A year until a day goes by that day, which in leap years has another one after it; the years
    # that have no 29 February have the 28th beside it.
    until = _month_and_day(after.dt.offset_by("-1d"))
    until = pl.when(until == 229).then(228).otherwise(until)
    return pl.when(pl.col(IndicatorValues.period_kind) == "to_date").then(until).otherwise(whole)


def _month_and_day(day: pl.Expr) -> pl.Expr:
    return day.dt.month().cast(pl.Int64) * 100 + day.dt.day()
