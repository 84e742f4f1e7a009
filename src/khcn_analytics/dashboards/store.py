"""The figures of the pages: a workspace analysed once, then only picked from.

One store serves every session of a process; nothing in it changes after it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import polars as pl

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.registry import INDICATORS, indicator_named
from khcn_analytics.periods import KINDS_OF_A_YEAR, Period, PeriodKind, periods_of_kind
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Language
from khcn_analytics.vocabulary.text import dictionary_order
from khcn_analytics.vocabulary.units import Unit
from khcn_analytics.wording import in_words

KEY_INDICATORS = (
    "tasks.running",
    "tasks.started",
    "tasks.accepted",
    "tasks.accepted_on_time_rate",
    "inspections.checked_subjects",
    "inspections.violation_rate",
    "initiatives.grassroots_recognised",
    "initiatives.scope_recognised",
)
PERIODS_SHOWN = 12


@dataclass(frozen=True, eq=False, slots=True)
class KeyFigure:
    """One card of the overview: a row in words, and how the figure moved until then (0 to 1)."""

    row: Mapping[str, str | float | None]
    history: Sequence[float | None]


class Store:
    """What the pages can show of a workspace.

    Args:
        workspace: The data, of one department.
        folder: Where the data lie, if whoever sees them may change them; ``None``: they only look.
        eligible: Tells how many may be proposed for which award, of a workspace that names nobody
            (:func:`~khcn_analytics.dashboards.eligibility_counts.eligibility_counts`); asked once they are shown.

    Raises:
        WrongUseError: If it holds several departments, or covers no whole period.
    """

    def __init__(
        self,
        workspace: Workspace,
        folder: Path | None = None,
        eligible: Callable[[], pl.DataFrame | None] = lambda: None,
    ) -> None:
        if len(workspace.departments) != 1:
            raise WrongUseError(
                f"Bảng điều khiển phục vụ một sở; kho dữ liệu này có {len(workspace.departments)} sở.",
                f"The dashboard serves one department; this workspace has {len(workspace.departments)}.",
            )
        self.workspace, self.folder, self._eligible = workspace, folder, eligible
        if not self.kinds or not self.indicators:
            raise WrongUseError(
                "Dữ liệu chưa bao trùm trọn kỳ nào, nên chưa có gì để hiển thị.",
                "The data cover no whole period, so there is nothing to show.",
            )
        # Per store, not per class: a cache on a method would keep every store for ever.
        self._analysis = lru_cache(maxsize=None)(self._analyse)

    @cached_property
    def eligible(self) -> pl.DataFrame | None:
        """How many may be proposed for which award, where nobody is named."""
        return self._eligible()

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Units in the order of the dictionary."""
        frames = [frame for name, frame in self.workspace.datasets.items() if name in DIMENSIONS]
        found = {unit for frame in frames if "unit" in frame.columns for unit in frame["unit"].unique() if unit}
        return tuple(sorted(found, key=dictionary_order))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators the workspace has data for."""
        return tuple(each for each in INDICATORS.values() if each.datasets <= self.workspace.datasets.keys())

    def periods(self, kind: PeriodKind) -> tuple[Period, ...]:
        """Periods of a kind that the data cover, the latest first."""
        since, until = self.workspace.since, self.workspace.until
        every = periods_of_kind(kind, since.year, until.year, self.workspace.calendar)
        return tuple(each for each in reversed(every) if since <= each.start and each.end <= until)

    @cached_property
    def kinds(self) -> tuple[PeriodKind, ...]:
        """Kinds of period of which the data cover at least one."""
        return tuple(kind for kind in KINDS_OF_A_YEAR if self.periods(kind))

    def key_figures(self, period: Period, unit: str | None, language: Language) -> list[KeyFigure]:
        """The cards of the overview for a unit, or for the whole department."""
        rows = self._rows(period.kind, unit).filter(pl.col("indicator").is_in(KEY_INDICATORS))
        now = in_words(_of(rows, period), language)
        order = {code: place for place, code in enumerate(KEY_INDICATORS)}
        return [
            KeyFigure(row, _scaled(_until(rows.filter(indicator=row["indicator"]), period)["value"]))
            for row in sorted(now.iter_rows(named=True), key=lambda row: order[row["indicator"]])
        ]

    def trend(self, indicator: str, period: Period, unit: str | None, language: Language) -> pl.DataFrame:
        """One indicator over the periods up to the one chosen, in words."""
        rows = self._rows(period.kind, unit).filter(indicator=indicator)
        return in_words(_until(rows, period), language)

    def by_unit(self, indicator: str, period: Period, language: Language) -> pl.DataFrame:
        """One indicator in one period for every unit, the largest first, in words.

        Units that count nothing in either period are left out; a share of 0 % is something.
        """
        rows = _of(self._analysis(period.kind, ("unit",)).changes, period).filter(indicator=indicator)
        is_share = pl.lit(indicator_named(indicator).unit is Unit.SHARE)
        nothing = pl.all_horizontal(
            pl.col(each).is_null() | (~is_share & (pl.col(each) == 0)) for each in ("value", "base")
        )
        shown = rows.filter(~nothing)
        return in_words(shown.sort("value", descending=True, nulls_last=True), language, split=("unit",))

    def table(self, period: Period, unit: str | None, language: Language, theme: str) -> pl.DataFrame:
        """The indicators of a theme in one period, in words, in the order of the registry."""
        order = {each.code: place for place, each in enumerate(self.indicators) if each.dataset == theme}
        rows = _of(self._rows(period.kind, unit), period).filter(pl.col("indicator").is_in(list(order)))
        return in_words(rows.sort(pl.col("indicator").replace_strict(order)), language)

    def _rows(self, kind: PeriodKind, unit: str | None) -> pl.DataFrame:
        if unit is None:
            return self._analysis(kind, ()).changes
        return self._analysis(kind, ("unit",)).changes.filter(unit=unit)

    def _analyse(self, kind: PeriodKind, by: tuple[str, ...]) -> Analysis:
        return analyse(self.workspace, reversed(self.periods(kind)), by)


def _of(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    return rows.filter(period_start=period.start, period_end=period.end)


def _until(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The last periods up to the one chosen."""
    return rows.filter(pl.col("period_end") <= period.end).sort("period_start").tail(PERIODS_SHOWN)


def _scaled(values: pl.Series) -> list[float | None]:
    """Values as shares of the range from 0 to the largest."""
    top = values.max()
    return (values / (top or 1)).to_list() if isinstance(top, float) else [None] * len(values)
