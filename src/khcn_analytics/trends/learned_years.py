"""Which past years a year may be learned from: those after the last break that leaves nothing to compare."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import polars as pl

from khcn_analytics.periods import Calendar, Period, year_to_date
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.crossing import break_columns, touches


def with_learned_since(
    years: pl.DataFrame, series: pl.DataFrame, breaks: Iterable[Break], calendar: Calendar
) -> pl.DataFrame:
    """The years of series with ``since``, the first year that each may be learned from.

    Args:
        years: Rows with ``series`` and ``year``.
        series: The indicator and the group of each ``series``.
        breaks: What may lie within the series (see ``breaks``).
        calendar: The calendar of the years.

    Returns:
        The same rows. ``since`` is null where no break lies before the end of the year; of a year that itself
        holds one it is the next year: nothing tells what such a year ends with.
    """
    severe = [each for each in breaks if each.severity == "not_comparable"]
    columns = [name for name in series.columns if name != "series"]
    placed = _with_days(years.join(series, on="series", maintain_order="left"), calendar)
    since = [
        pl.when(touches(each, columns) & (pl.col("end") > each.first_day)).then(_first_new_year(each, calendar))
        for each in severe
    ]
    last = pl.max_horizontal(pl.lit(None, pl.Int64), *since)
    return placed.with_columns(since=last).select(*years.columns, "since")


def with_breaks_of_years(rows: pl.DataFrame, breaks: Iterable[Break], calendar: Calendar) -> pl.DataFrame:
    """The rows with what breaks the series from the first of the past years to the end of the ``year``.

    Args:
        rows: Rows with ``year`` and ``first_past``, the first past year there is, null where there is none.
        breaks: As for :func:`with_learned_since`.
        calendar: The calendar of the years.
    """
    firsts = rows.with_columns(year=pl.coalesce("first_past", "year"))
    spans = rows.with_columns(first=_with_days(firsts, calendar)["start"], after=_with_days(rows, calendar)["end"])
    return spans.with_columns(break_columns(spans.columns, breaks)).drop("first", "after")


def _with_days(rows: pl.DataFrame, calendar: Calendar) -> pl.DataFrame:
    """The first day of each ``year``, and the day after its last."""
    periods = [Period("year", each, 1, calendar) for each in rows["year"].unique()]
    known = [(each.year, each.start, each.end) for each in periods]
    days = pl.DataFrame(known, schema={"year": pl.Int64, "start": pl.Date, "end": pl.Date}, orient="row")
    return rows.join(days, on="year", how="left", maintain_order="left")


def _first_new_year(each: Break, calendar: Calendar) -> int:
    """The first year all of whose days are in the new way."""
    day: date = each.first_day
    year = Period("year", year_to_date(day, calendar).year, 1, calendar)
    return year.year if year.start == day else year.year + 1
