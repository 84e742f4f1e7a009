"""What an indicator is: one frozen card, complete with words, unit, direction and source."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from khcn_analytics.indicators.measures import Measure, Ratio
from khcn_analytics.periods import PERIOD_KINDS, PeriodKind
from khcn_analytics.vocabulary.codes import CodeList
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit


@dataclass(frozen=True, eq=False, slots=True)
class Indicator:
    """A definition: what is counted, over what, from which dataset.

    Attributes:
        code: ``theme.name``, for example ``tasks.accepted``.
        label: Short name for tables and charts.
        definition: What is counted, in one sentence.
        dataset: Which records it is computed from.
        measure: The formula.
        unit: What a value counts or measures.
        direction: Which way is better.
        dimensions: What it can be split by, besides department and unit.
        source: The law, form or report behind the definition.
        period_kinds: The kinds of period it exists for.
    """

    code: str
    label: Label
    definition: Label
    dataset: str
    measure: Measure
    unit: Unit
    direction: Direction
    dimensions: tuple[str, ...]
    source: str
    period_kinds: tuple[PeriodKind, ...] = PERIOD_KINDS

    @property
    def datasets(self) -> frozenset[str]:
        """The datasets it is computed from."""
        other = self.measure.denominator_dataset if isinstance(self.measure, Ratio) else None
        return frozenset({self.dataset, other or self.dataset})


@dataclass(frozen=True, eq=False, slots=True)
class Dimension:
    """Something values can be split by.

    Attributes:
        name: Column of the result.
        label: What people call it.
        group: The group of a record.
        codes: Labels of the groups, if they are codes.
    """

    name: str
    label: Label
    group: pl.Expr
    codes: CodeList | None = None
