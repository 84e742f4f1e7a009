"""Bars of the groups of a dimension, as data: a page says what they count, a click narrows it to a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.charts.portions import portions
from khcn_analytics.dashboards.choices import CHOICES
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.lacking import need
from khcn_analytics.dashboards.narrowed_figures import by_group
from khcn_analytics.dashboards.narrowing import narrowed_of, toggled
from khcn_analytics.dashboards.parts.charts import Pick
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.labels import Label

_HINT = Label(
    "Bấm vào một thanh để lọc theo nhóm đó, bấm lại để bỏ lọc.", "Click a bar to filter by it, again to clear."
)
_CHOICES = {each.of: each.name for each in CHOICES if each.of is not None}


@dataclass(frozen=True, slots=True)
class GroupBars:
    """A chart of the groups of a dimension in the period, for a part of a page.

    Attributes:
        dataset: The dataset that the page is about.
        by: The dimension.
        title: What the chart tells; the period is told after it.
        whole: The indicator the bars are as long as.
        part: The indicator of the part of them that counts; empty: none.
        told: The figure of a group in words, with a place for each of ``figures``; ``None``: the whole.
        figures: The indicators told beside each bar.
        is_alarming: Whether the part is what should not be.
        of_year: Whether the figures are those of the whole year of the period: some exist for years only.
        with_hint: Whether it says what a click does.
    """

    dataset: str
    by: str
    title: Label
    whole: str
    part: str = ""
    told: Label | None = None
    figures: tuple[str, ...] = ()
    is_alarming: bool = False
    of_year: bool = False
    with_hint: bool = False

    def __call__(self, chosen: Chosen) -> Any:
        """The chart; ``None`` where no group has anything.

        Raises:
            WrongUseError: If the workspace lacks the records.
        """
        language = chosen.language
        period = Period("year", chosen.period.year, 1, chosen.period.calendar) if self.of_year else chosen.period
        codes = tuple(dict.fromkeys(filter(None, (self.whole, self.part, *self.figures))))
        # Money is planned for tasks: a workspace may have the tasks only.
        need(chosen.store, {name for code in codes for name in indicator_named(code).datasets})
        found = by_group(chosen, self.dataset, self.by, codes, period)
        if found.is_empty():
            return None
        return portions(
            found.select(
                "group_name",
                whole=self.whole,
                part=self.part or pl.lit(None, pl.Float64),
                told=self._told(chosen),
                is_faint=pl.col("group") != chosen[self._choice] if chosen[self._choice] else pl.lit(value=False),
            ),
            unit=indicator_named(self.whole).unit,
            whole=indicator_named(self.whole).label,
            part=indicator_named(self.part).label if self.part else None,
            is_alarming=self.is_alarming,
            title=f"{self.title.text(language)}: {period.label(language)}",
            source=source_of(
                narrowed_of(chosen, self.dataset, but=self.by), language, _HINT if self.with_hint else None
            ),
            language=language,
        )

    @property
    def picks(self) -> Mapping[str, str | Pick]:
        """What a click on a bar changes."""
        return {"group_name": partial(toggled, self._choice)}

    @property
    def _choice(self) -> str:
        """The choice that narrows the page to a group."""
        return _CHOICES.get((self.dataset, self.by), self.by)

    def _told(self, chosen: Chosen) -> pl.Expr:
        whole = pl.col(f"{self.whole} text")
        if self.told is None:
            return whole
        told = pl.format(self.told.text(chosen.language), *(f"{each} text" for each in self.figures))
        # Of a part that is nothing, nothing is told.
        return pl.when(pl.col(self.part or self.whole) > 0).then(told).otherwise(whole)
