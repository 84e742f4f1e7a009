"""Printed figures, and the quantities they are printed of."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

import polars as pl

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.periods import PERIOD_KINDS, Period, period_from_days
from khcn_analytics.reconciliation.ranges import Range, common, printed_range, scale_of
from khcn_analytics.schemas.indicator_codes import is_share
from khcn_analytics.vocabulary.text import nfc

Key = TypeVar("Key", bound=Hashable)
Thing = TypeVar("Thing")
ValueKey: TypeAlias = tuple[object, ...]

VALUE_KEY = ("department", "indicator", "period_start", "period_end")
"""What a printed figure and a computed value of a whole department have in common."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of ``published``."""

    department: str
    indicator: str
    period_start: date
    period_end: date
    status: str
    value: float
    qualifier: str
    source: str
    locator: str
    printed_name: str | None
    printed_unit: str | None
    is_average: bool = False

    @property
    def scale(self) -> Decimal:
        return scale_of(self.indicator, self.printed_unit)

    @property
    def range(self) -> Range:
        """The true values it allows."""
        return printed_range(self.value, self.qualifier, self.scale, is_average=self.is_average)

    @property
    def days(self) -> tuple[date, date]:
        return self.period_start, self.period_end

    @property
    def value_key(self) -> ValueKey:
        """Which computed value it stands beside."""
        return tuple(getattr(self, name) for name in VALUE_KEY)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One indicator of one department in one period, and every figure printed of it."""

    figures: tuple[Figure, ...]

    @property
    def first(self) -> Figure:
        return self.figures[0]

    @property
    def range(self) -> Range | None:
        """What all its figures allow; ``None`` if they contradict each other."""
        return common(each.range for each in self.figures)


def figures_of(published: pl.DataFrame, averages: Collection[str] = ()) -> tuple[Figure, ...]:
    """The rows in their order.

    Args:
        published: Rows of ``published``.
        averages: Indicators that are one number over another, which reports round.
    """
    names = [name for name in Figure.__slots__ if name in published.columns]
    optional = dict.fromkeys(("printed_name", "printed_unit"))
    rows = ({**optional, **row} for row in published.select(names).iter_rows(named=True))
    # 0 and 1 of a share are none and all, in whatever unit it is printed.
    return tuple(
        Figure(**row, is_average=row["indicator"] in averages and not is_share(row["indicator"])) for row in rows
    )


def quantities_of(figures: Iterable[Figure]) -> tuple[Quantity, ...]:
    """Figures that must agree, together; a plan and what came of it are two quantities."""
    keyed = [((each.value_key, each.status), each) for each in figures]
    return tuple(Quantity(tuple(same)) for same in grouped(keyed).values())


def computed_by_key(values: pl.DataFrame) -> dict[ValueKey, dict[str, Any]]:
    """Computed values of whole departments, by what they share with printed figures.

    Args:
        values: Values (see :class:`IndicatorValues`); rows of units, and of all departments
            together, are not looked at.
    """
    whole = values.filter(pl.col("unit").is_null(), pl.col("department").is_not_null())
    return {tuple(row[name] for name in VALUE_KEY): row for row in whole.iter_rows(named=True)}


def grouped(keyed: Iterable[tuple[Key, Thing]]) -> dict[Key, list[Thing]]:
    """Things by key, keys and things in their order."""
    groups: dict[Key, list[Thing]] = {}
    for key, thing in keyed:
        groups.setdefault(key, []).append(thing)
    return groups


def period_of_days(start: date, end: date) -> Period | None:
    """The period of reporting with these days; ``None`` if there is none."""
    for kind in PERIOD_KINDS:
        try:
            return period_from_days(start, end, kind)
        except InvalidPeriodError:
            continue
    return None


def words_of(name: str) -> frozenset[str]:
    """The words of a printed name, however they are set."""
    return frozenset("".join(each if each.isalnum() else " " for each in nfc(name).casefold()).split())
