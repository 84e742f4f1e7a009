"""What an indicator is: one frozen card, complete with words, unit, direction and source."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from khcn_analytics.displays.display import Display, Text
from khcn_analytics.displays.shown import Shown
from khcn_analytics.indicators.measures import Measure, Ratio
from khcn_analytics.periods import KIND_LABELS, PERIOD_KINDS, PeriodKind
from khcn_analytics.vocabulary.codes import CodeList
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Indicator(Shown):
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

    Examples:
        >>> import khcn_analytics as kh
        >>> card = kh.INDICATORS["tasks.accepted"]
        >>> card.label.vi, card.unit.label.vi, card.direction.name
        ('Nhiệm vụ nghiệm thu', 'nhiệm vụ', 'HIGHER')
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

    def _shown(self) -> Display:
        facts: list[tuple[Label, Text]] = [
            (Label("Định nghĩa", "Definition"), self.definition),
            (Label("Đơn vị tính", "Measured in"), self.unit.label),
            (Label("Chiều", "Direction"), self.direction.label),
            (Label("Tính từ", "Computed from"), ", ".join(sorted(self.datasets))),
            *([(Label("Chia thêm theo", "Also split by"), ", ".join(self.dimensions))] if self.dimensions else []),
            (Label("Nguồn", "Source"), self.source),
        ]
        if self.period_kinds != PERIOD_KINDS:
            kinds = [KIND_LABELS[each] for each in self.period_kinds]
            named = Label(", ".join(each.vi for each in kinds), ", ".join(each.en for each in kinds))
            facts.append((Label("Chỉ có cho", "Only for"), named))
        return Display(
            Label("Chỉ số", "Indicator"),
            self.label,
            code=self.code,
            facts=facts,
            then=[f'kh.analyse(workspace, ["2025"], indicators=["{self.code}"])'],
        )

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
