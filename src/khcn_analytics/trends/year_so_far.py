"""The year so far, and what each past year had on the same day."""

from __future__ import annotations

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.trends.seasonal import MOST_PAST_YEARS
from khcn_analytics.trends.true_years import CALENDAR, YEAR, series_keys, with_true_years
from khcn_analytics.trends.unusual import counts_and_shares


def year_so_far(until: Period) -> Period:
    """The year from its first day to the last one of a period.

    Args:
        until: Any part of a year but its last; :func:`year_to_date` gives that of a day.

    Raises:
        WrongUseError: If the year is over by then.

    Examples:
        >>> year_so_far(Period("quarter", 2025, 3)).label()
        '9 tháng năm 2025'
    """
    if until.kind == "span" or until.end == _year(until).end:
        raise WrongUseError(
            f"Hết {until.label()} là hết năm, không còn gì để ước. Hãy chọn kỳ trong năm, ví dụ 6T/2025 hoặc tháng 8/2025.",
            f"With {until.label('en')} the year is over: nothing is left to estimate. Choose a part of a year, "
            "for example 6T/2025 or 2025-08.",
        )
    return year_to_date(until.last_day, until.calendar)


def periods_for_estimate(until: Period, past_years: int = MOST_PAST_YEARS) -> tuple[Period, ...]:
    """The periods whose values :func:`estimate_year` needs.

    Args:
        until: The period the year so far ends with.
        past_years: How many years to learn from; fewer than 3 give no estimate.

    Returns:
        The period, and for each year before it the same period and the whole year.

    Raises:
        WrongUseError: If the year is over by then.

    Examples:
        >>> [each.code for each in periods_for_estimate(Period("half", 2025, 1), past_years=1)]
        ['2025H1', '2024H1', '2024']
    """
    current = year_so_far(until)
    past = [current.of_year(current.year - ago) for ago in range(1, past_years + 1)]
    return (current, *(period for each in past for period in (each, _year(each))))


def yearly_progress(values: DataFrame[IndicatorValues], until: Period) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What each year had on the same day, and what it ended with.

    Returns:
        A row for each ``series`` and ``year`` with ``so_far``, ``total`` and whether it ``counts``
        (rather than being an amount), and the keys of each series.
    """
    timed = with_true_years(values)
    keys = [name for name in series_keys(timed) if name not in {IndicatorValues.period_kind, CALENDAR}]
    series = timed.select(keys).unique(maintain_order=True).with_row_index("series")
    so_far = year_so_far(until)
    wanted = [
        (period.start, period.end, period.kind, each.year, name)
        for each in map(so_far.of_year, timed[YEAR].unique())
        for name, period in (("so_far", each), ("total", _year(each)))
    ]
    days = {"period_start": pl.Date, "period_end": pl.Date, "period_kind": pl.String}
    asked = pl.DataFrame(wanted, schema={**days, "year": pl.Int64, "figure": pl.String}, orient="row")
    chosen = timed.join(asked, on=list(days)).join(series, on=keys, nulls_equal=True)
    figures = {
        name: pl.col(IndicatorValues.value).filter(pl.col("figure") == name).first() for name in ("so_far", "total")
    }
    counts, _ = counts_and_shares()
    is_count = pl.col(IndicatorValues.indicator).is_in(counts).first()
    return chosen.group_by("series", "year").agg(**figures, counts=is_count), series


def _year(period: Period) -> Period:
    return Period("year", period.year, 1, period.calendar)
