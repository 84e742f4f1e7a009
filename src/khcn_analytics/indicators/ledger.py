"""Events of records, counted by group and summed up to every boundary of a period.

The work that depends on how many records there are is done here, once for each day of a record
that matters; everything after it works on groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256

import polars as pl

from khcn_analytics.indicators.measures import Additive, Event, Term

BOUNDARY = "boundary"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The distinct events behind measures of one dataset, and the column each is counted in.

    Attributes:
        dataset: Name of the dataset.
        events: Column -> event; measures that share an event share its column.
    """

    dataset: str
    events: dict[str, Event]

    @classmethod
    def of(cls, dataset: str, measures: Iterable[Additive]) -> Ledger:
        """The ledger that measures need."""
        terms = [each for measure in measures for each in _columns(dataset, measure)]
        return cls(dataset, {column: term.event for column, term in terms})

    @property
    def columns_read(self) -> set[str]:
        """The columns of records that decide when and how much they count."""
        return {name for event in self.events.values() for each in event.expressions for name in each.meta.root_names()}

    def queries(self, records: pl.LazyFrame, keys: Sequence[str], boundaries: Sequence[date]) -> list[pl.LazyFrame]:
        """The weight of all events by group and by the stretch between two boundaries they fall in."""
        return [
            # What happens on or after the last boundary is before none of them.
            records.filter(on < boundaries[-1])
            # Conditions before grouping: there, what several events ask is worked out once.
            .select(*keys, place=_place(on, boundaries), **{column: _adds(event) for column, event in events})
            .group_by(*keys, "place")
            .agg(pl.col(column for column, _ in events).sum().cast(pl.Int64))
            for on, events in self._by_day()
        ]

    def running_totals(
        self, groups: pl.DataFrame, counted: Sequence[pl.DataFrame], keys: Sequence[str], boundaries: Sequence[date]
    ) -> pl.DataFrame:
        """For each group and boundary, the weight of all events of each kind before that day.

        Args:
            groups: The groups to tell of, whether they have events or not.
            counted: Answers of the ``queries``.
            keys: Columns of the groups.
            boundaries: The days, in order.

        Returns:
            A row for each group and boundary: the keys, ``boundary`` and one column of integers for
            each event.
        """
        places = pl.DataFrame({BOUNDARY: boundaries}, schema={BOUNDARY: pl.Date}).with_row_index("place")
        wide = groups.join(places, how="cross") if keys else places
        for each in counted:
            wide = wide.join(each, on=[*keys, "place"], how="left")
        running = pl.col(list(self.events)).fill_null(0).cum_sum()
        return wide.sort(*keys, "place").select(*keys, BOUNDARY, running.over(keys) if keys else running)

    def _by_day(self) -> list[tuple[pl.Expr, list[tuple[str, Event]]]]:
        """Events that happen on the same day of a record, together with their columns: counted in one pass."""
        days: dict[bytes, tuple[pl.Expr, list[tuple[str, Event]]]] = {}
        for column, event in self.events.items():
            days.setdefault(event.on.meta.serialize(), (event.on, []))[1].append((column, event))
        return list(days.values())


def total(dataset: str, measure: Additive) -> pl.Expr:
    """A measure as an expression over the running totals at both ends of a period.

    Their columns are those of :meth:`Ledger.running_totals` followed by `` start`` or `` end``.
    """
    terms = [pl.col(f"{column} {term.side}") * term.sign for column, term in _columns(dataset, measure)]
    return pl.sum_horizontal(terms).cast(pl.Float64)


# Cards are few and the same for every call; writing their expressions out takes longer than a small query.
@lru_cache(maxsize=2048)
def _columns(dataset: str, measure: Additive) -> list[tuple[str, Term]]:
    """The terms of a measure, each with the column of its event."""
    return [(f"{dataset} {_identity(term.event)}", term) for term in measure.terms]


def _identity(event: Event) -> str:
    """The same for events that count the same: expressions have no equality of their own."""
    written = [b"" if each is None else each.meta.serialize() for each in (event.on, event.weight, event.where)]
    return sha256(b"|".join(written)).hexdigest()[:16]


def _place(on: pl.Expr, boundaries: Sequence[date]) -> pl.Expr:
    """How many boundaries lie on or before a day that is before the last of them.

    A day has place k if it is before boundary k and not before boundary k - 1. Looked up, which
    is three times as fast as searched for.
    """
    first, last = boundaries[0], boundaries[-1]
    days = pl.date_range(first, last, closed="left", eager=True)
    places = pl.Series(boundaries, dtype=pl.Date).search_sorted(days, side="right").cast(pl.UInt32)
    before = pl.Series([0], dtype=pl.UInt32)
    since_first = on.to_physical() - (first - date(1970, 1, 1)).days
    return pl.lit(before.append(places)).gather((since_first + 1).clip(0))


def _adds(event: Event) -> pl.Expr:
    """What a record adds to the event: its weight, or 1; nothing where the condition is not met or not known."""
    where = pl.lit(value=True) if event.where is None else event.where
    return where.fill_null(value=False) if event.weight is None else pl.when(where).then(event.weight)
