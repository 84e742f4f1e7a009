"""The year so far (lũy kế, cộng dồn từ đầu năm) against the same day of last year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.periods import Calendar, year_to_date
from khcn_analytics.schemas.results import Changes
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.change import change


def to_date(
    datasets: Mapping[str, pl.DataFrame | pl.LazyFrame],
    day: date,
    by: Sequence[str] = ("department",),
    indicators: Iterable[str] | None = None,
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
) -> DataFrame[Changes]:
    """Values from the first day of the year to a day, against the same stretch of last year.

    Args:
        datasets: Validated records by dataset name.
        day: The last day counted. The base ends on the same day of last year; 29 February is set
            against 28 February.
        by: Dimensions to split by.
        indicators: Codes; ``None`` takes every indicator that can be split this way.
        coverage: The days each dataset is complete for. A day after them has no value, and so no
            change: a year that is not known so far would look like a fall.
        calendar: On the administrative calendar the year runs from 15 December to 14 December.

    Returns:
        One row for each indicator and group.

    Raises:
        UnknownNameError: If an indicator or a dimension doesn't exist.
        WrongUseError: If an indicator's dataset was not given.

    Examples:
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.lit(10),
        ...     started_on=pl.Series(["2019-08-20", "2019-08-21", "2020-08-01", "2020-08-20"]).str.to_date(),
        ... )
        >>> to_date({"inspections": frame}, date(2020, 8, 20), indicators=["inspections.checked_subjects"]).select(
        ...     "value", "base", "relative"
        ... ).row(0)
        (20.0, 10.0, 1.0)
    """
    current = year_to_date(day, calendar)
    values = compute(
        datasets,
        [current.same_period_last_year(), current],
        by,
        indicators,
        coverage=coverage,
        calendar=calendar,
    )
    return as_result(change(values).filter(period_start=current.start, period_end=current.end), Changes)
