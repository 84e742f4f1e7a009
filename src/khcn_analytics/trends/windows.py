"""The days that a value is really about.

A year's accepted tasks are about all its days, a backlog about the last one, tasks carried over
about the day before the first. What changes in between does not touch them.
"""

from __future__ import annotations

import polars as pl

from khcn_analytics.indicators.measures import Additive, Level, Stock, parts
from khcn_analytics.indicators.registry import INDICATORS

# Days in their order: the one before the period, its first, its last, the one after.
_BEFORE, _FIRST, _LAST, _AFTER = range(4)


def window_start(start: str, end: str) -> pl.Expr:
    """The first day that the indicator of a row is about, from the columns of its period."""
    place = pl.col("indicator").replace_strict(_places(0), default=_FIRST, return_dtype=pl.Int64)
    return _day(place, start, end)


def window_end(start: str, end: str) -> pl.Expr:
    """The day after the last one that the indicator of a row is about."""
    place = pl.col("indicator").replace_strict(_places(1), default=_AFTER, return_dtype=pl.Int64)
    return _day(place, start, end)


def _day(place: pl.Expr, start: str, end: str) -> pl.Expr:
    one = pl.duration(days=1)
    return (
        pl.when(place == _BEFORE)
        .then(pl.col(start) - one)
        .when(place == _FIRST)
        .then(pl.col(start))
        .when(place == _LAST)
        .then(pl.col(end) - one)
        .otherwise(pl.col(end))
    )


def _places(side: int) -> dict[str, int]:
    """Where the window of each indicator begins (0) or ends (1); of a ratio, of both its parts."""
    every = {code: [_window(each) for each in parts(card.measure) if each] for code, card in INDICATORS.items()}
    choose = (min, max)[side]
    return {code: choose(each[side] for each in windows) for code, windows in every.items()}


def _window(measure: Additive) -> tuple[int, int]:
    if isinstance(measure, Stock | Level):
        return (_LAST, _AFTER) if measure.at == "end" else (_BEFORE, _FIRST)
    return (_FIRST, _AFTER)
