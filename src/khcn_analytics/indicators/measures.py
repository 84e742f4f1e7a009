"""The few general formulas every indicator is made of.

Each is a sum over records, and sums add up: over any grouping, any split of the data, any number
of machines. A measure says the same thing twice:

* ``terms``: as a sum of *events* (a day, a weight) counted up to the start or the end of a
  period. Counting events up to every boundary once answers all periods at the same time.
* ``select``: as a condition on single records, which is how a value is explained.

Days are half-open: an event on the day a period ends belongs to the next period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

import polars as pl

Side = Literal["start", "end"]
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, eq=False, slots=True)
class Event:
    """Something that happens to a record on a day.

    Attributes:
        on: The day; a record without it has no such event.
        weight: What the record adds, an integer; ``None`` counts 1. A null weight adds nothing
            and the record does not count.
        where: Which records count; a null condition counts as no.
    """

    on: pl.Expr
    weight: pl.Expr | None = None
    where: pl.Expr | None = None

    @property
    def expressions(self) -> tuple[pl.Expr, ...]:
        """The day, and what else there is."""
        return (self.on, *(each for each in (self.weight, self.where) if each is not None))


@dataclass(frozen=True, slots=True)
class Term:
    """Plus or minus the weight of all events before the start, or the end, of a period."""

    event: Event
    sign: Literal[1, -1]
    side: Side


@dataclass(frozen=True, eq=False, slots=True)
class Flow:
    """Records whose day falls in the period, counted or summed.

    Attributes:
        on: Date column or expression.
        total: What to sum; ``None`` counts records.
        where: Which records count.

    Examples:
        >>> accepted = Flow("accepted_on", where=pl.col("kind") == "topic")
        >>> accepted.on
        'accepted_on'
    """

    on: str | pl.Expr
    total: str | pl.Expr | None = None
    where: pl.Expr | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        event = Event(_expression(self.on), self.weight, self.where)
        return (Term(event, 1, "end"), Term(event, -1, "start"))

    @property
    def weight(self) -> pl.Expr | None:
        return None if self.total is None else _expression(self.total)

    def select(self, start: date, end: date) -> pl.Expr:
        inside = _expression(self.on).is_between(start, end, closed="left")
        return _and(_counted(inside, self.weight), self.where)


@dataclass(frozen=True, eq=False, slots=True)
class _Interval:
    """Records that are open from one day until the first of several others.

    Attributes:
        opened: Date column or expression; a record without it is never open.
        closed: Date columns; the first one reached closes it, none leaves it open. No record may
            close before it opens: ``where`` must leave such records out.
        where: Which records count.
        total: What to sum; ``None`` counts records.
    """

    opened: str | pl.Expr
    closed: tuple[str, ...]
    where: pl.Expr | None = None
    total: str | None = None

    @property
    def weight(self) -> pl.Expr | None:
        return None if self.total is None else pl.col(self.total)

    def _opening(self) -> Event:
        return Event(_expression(self.opened), self.weight, self.where)

    def _closing(self) -> Event:
        return Event(self._closed_on(), self.weight, _and(_expression(self.opened).is_not_null(), self.where))

    def _closed_on(self) -> pl.Expr:
        return pl.min_horizontal(self.closed)

    def _open_between(self, start: date, end: date) -> pl.Expr:
        """Opened before ``end`` and not closed before ``start``."""
        still_open = (self._closed_on() >= start).fill_null(value=True)
        opened = _counted((_expression(self.opened) < end) & still_open, self.weight)
        return _and(opened, self.where)


@dataclass(frozen=True, eq=False, slots=True)
class Stock(_Interval):
    """Records open when the period ends, or when it starts (carried over).

    Attributes:
        opened: Date column or expression from which a record is open.
        closed: Date columns, the first of which closes it; a record without any stays open.
        where: Which records count.
        total: What to sum; ``None`` counts records.
        at: ``end`` or ``start`` of the period.

    Examples:
        >>> running = Stock("started_on", ("accepted_on", "stopped_on"))
        >>> running.at
        'end'
    """

    at: Side = "end"

    @property
    def terms(self) -> tuple[Term, ...]:
        return (Term(self._opening(), 1, self.at), Term(self._closing(), -1, self.at))

    def select(self, start: date, end: date) -> pl.Expr:
        day = end if self.at == "end" else start
        return self._open_between(day, day)


@dataclass(frozen=True, eq=False, slots=True)
class Running(_Interval):
    """Records open on any day of the period: carried over plus newly opened.

    Attributes:
        opened: Date column or expression from which a record is open.
        closed: Date columns, the first of which closes it; a record without any stays open.
        where: Which records count.
        total: What to sum; ``None`` counts records.

    Examples:
        >>> Running("started_on", ("accepted_on",)).closed
        ('accepted_on',)
    """

    @property
    def terms(self) -> tuple[Term, ...]:
        return (Term(self._opening(), 1, "end"), Term(self._closing(), -1, "start"))

    def select(self, start: date, end: date) -> pl.Expr:
        return self._open_between(start, end)


@dataclass(frozen=True, eq=False, slots=True)
class Level:
    """What was reported for the year in which the period ends, or for the one before it starts.

    A year for which a group reported nothing has no value (flag ``not_reported``): an earlier
    report is never taken for it.

    Attributes:
        year: Integer column: the year a record reports on.
        total: What to sum; ``None`` counts records.
        where: Which records count.
        reported: Which records, counted or not, show that the group reported on the year; ``None``
            takes any. A department that rated its staff has not rated its Party cells.
        at: Whether the last day of the period tells the year, or the day before it starts.

    Examples:
        >>> Level("year", total="headcount").at
        'end'
    """

    year: str
    total: str | None = None
    where: pl.Expr | None = None
    reported: pl.Expr | None = None
    at: Side = "end"

    @property
    def weight(self) -> pl.Expr | None:
        return None if self.total is None else pl.col(self.total)

    @property
    def terms(self) -> tuple[Term, ...]:
        first, after = (Event(pl.date(pl.col(self.year) + later, 1, 1), self.weight, self.where) for later in (0, 1))
        return (Term(first, 1, self.at), Term(after, -1, self.at))

    def select(self, start: date, end: date) -> pl.Expr:
        day = (end if self.at == "end" else start) - timedelta(days=1)
        return _and(_counted(pl.col(self.year) == day.year, self.weight), self.where)

    @property
    def reports(self) -> Level:
        """The records that show a report on the year, whether they count or not."""
        return Level(self.year, where=self.reported, at=self.at)


Additive = Flow | Stock | Running | Level


@dataclass(frozen=True, eq=False, slots=True)
class Ratio:
    """One additive measure over another, recomputed at every grouping, never averaged.

    Null with the flag ``zero_denominator`` where the denominator is 0.

    Attributes:
        numerator: What is divided.
        denominator: What it is divided by.
        denominator_dataset: The dataset the denominator is computed from, where it is not that
            of the indicator: initiatives over headcount.
        per: The value is told for so many of the denominator: per 100 staff.

    Examples:
        >>> share = Ratio(Flow("accepted_on", where=pl.col("on_time")), Flow("accepted_on"))
        >>> share.per
        1
    """

    numerator: Additive
    denominator: Additive
    denominator_dataset: str | None = None
    per: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class Mean:
    """The mean of a quantity over the records of a flow that have it.

    Null with the flag ``zero_denominator`` where no record has it.

    Attributes:
        of: The flow; its ``total`` is the quantity.

    Examples:
        >>> Mean(Flow("finished_on", total="days")).of.on
        'finished_on'
    """

    of: Flow

    @property
    def numerator(self) -> Flow:
        return self.of

    @property
    def denominator(self) -> Flow:
        assert self.of.weight is not None, "a mean needs a quantity"
        return Flow(self.of.on, where=_and(self.of.weight.is_not_null(), self.of.where))


Measure = Additive | Ratio | Mean


def parts(measure: Measure) -> tuple[Additive, Additive | None]:
    """Numerator and denominator; a count or a sum has no denominator."""
    if isinstance(measure, Ratio | Mean):
        return measure.numerator, measure.denominator
    return measure, None


def in_year(column: str) -> pl.Expr:
    """A day for records that tell only their year: its middle lies in that year on both calendars.

    Which part of a year it falls in means nothing, so cards that use it exist for years and spans only.
    """
    return pl.date(pl.col(column), 7, 1)


def columns_read(measure: Additive) -> list[str]:
    """The columns of a record that decide whether and how much it counts."""
    read = [each for term in measure.terms for each in term.event.expressions]
    return list(dict.fromkeys(name for each in read for name in each.meta.root_names()))


def _expression(column: str | pl.Expr) -> pl.Expr:
    return pl.col(column) if isinstance(column, str) else column


def _counted(condition: pl.Expr, weight: pl.Expr | None) -> pl.Expr:
    """A record without the quantity to sum does not count."""
    return condition if weight is None else condition & weight.is_not_null()


def _and(condition: pl.Expr, where: pl.Expr | None) -> pl.Expr:
    return condition if where is None else condition & where
