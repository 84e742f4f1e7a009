"""What pages compute of the choices, kept for every session: the same figures as notebooks and scripts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.analysis.values import target_results
from khcn_analytics.dashboards.choices import LAST_YEAR, owner_of
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept, kept_by_size
from khcn_analytics.dashboards.narrowing import Groups, narrowed_to
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import PLACES, splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period, PeriodKind
from khcn_analytics.schemas.results import IndicatorValues, TargetResults
from khcn_analytics.trends.change import Against, base_of
from khcn_analytics.trends.crossing import ChangesAcrossBreaks
from khcn_analytics.wording import in_words


def _size(found: Analysis) -> int:
    return int(sum(each.estimated_size() for each in (found.values, found.changes, found.with_bases)))


@kept_by_size(_size)
def every(
    store: Store,
    kind: PeriodKind,
    by: tuple[str, ...] = (),
    *,
    of: str = "",
    groups: Groups = (),
    against: Against | int = LAST_YEAR,
) -> Analysis:
    """Every indicator in every period of a kind, computed once: it takes little longer than a single one.

    Args:
        store: The store.
        kind: The kind of period.
        by: The dimensions they are split by.
        of: The dataset that the indicators are of; empty: all of them.
        groups: What the records of this dataset are narrowed to.
        against: What changes are measured against.
    """
    workspace = narrowed_to(store, of, groups)
    codes = [each.code for each in store.indicators if owner_of(each.dataset) == of and set(by) <= set(splits(each))]
    found = analyse(workspace, reversed(store.periods(kind)), by, codes if of else None, against=against)
    # What is picked of it gets its records again; here they would be kept beyond their room.
    return replace(found, workspace=store.workspace, judged=None if groups else targets(store))


def analysis(
    store: Store,
    periods: tuple[Period, ...],
    by: tuple[str, ...] = (),
    indicators: tuple[str, ...] | None = None,
    against: Against | int = LAST_YEAR,
    *,
    dataset: str = "",
    groups: Groups = (),
    parts: tuple[str, ...] = (),
) -> Analysis:
    """An analysis of the workspace, or of the records of groups, as :func:`analyse` gives it.

    Picked where it can be, so that it need not be kept.

    Args:
        store: The store.
        periods: The periods.
        by: The dimensions to split by.
        indicators: Codes; ``None`` takes every indicator that can be split this way.
        against: What changes are measured against.
        dataset: The dataset that the groups are of.
        groups: What the records are narrowed to.
        parts: The dimensions to split it further by, each by itself: known with it, not computed anew.
    """
    asked = _Asked(store, periods, indicators or (), against, dataset=dataset, groups=groups)
    if indicators is None or not asked.is_among_every((*by, *parts)):
        return analyse(narrowed_to(store, dataset, groups), periods, by, indicators, against=against)
    return asked.picked(by, parts)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an analysis is asked for, to be picked from every indicator in every period.

    A unit is picked from the figures of all units, which are hardly more to compute; other groups narrow the
    records first, since all of their combinations would be too many.
    """

    store: Store
    periods: tuple[Period, ...]
    indicators: tuple[str, ...]
    against: Against | int
    dataset: str
    groups: Groups

    def is_among_every(self, dimensions: Sequence[str]) -> bool:
        """Whether there are such figures: of periods that the data cover, of indicators that can be split so."""
        wanted = {*dimensions, *dict(self.groups)} if self.unit else set(dimensions)
        return (
            len({each.kind for each in self.periods}) == 1
            and set(self.periods) <= set(self.store.periods(self.periods[0].kind))
            and all(wanted <= set(splits(indicator_named(code))) for code in self.indicators)
            and {indicator_named(code) for code in self.indicators} <= set(self.store.indicators)
        )

    @property
    def unit(self) -> str:
        return dict(self.groups).get("unit", "")

    def picked(self, by: tuple[str, ...], parts: tuple[str, ...]) -> Analysis:
        """The analysis, split by dimensions, and further by parts."""
        whole, days = self._every(by), [*self.periods, *(base_of(each, self.against) for each in self.periods)]
        # As analyse tells it: with one department the whole is it, and units are told with theirs.
        places = ("department",) if not by or "unit" in by else ()
        return replace(
            whole,
            workspace=narrowed_to(self.store, self.dataset, self.groups),
            periods=self.periods,
            by=tuple(dict.fromkeys((*places, *by))),
            values=cast("DataFrame[IndicatorValues]", self._of(whole.values, self.periods, (*places, *by))),
            changes=cast("DataFrame[ChangesAcrossBreaks]", self._of(whole.changes, self.periods, (*places, *by))),
            with_bases=cast("DataFrame[IndicatorValues]", self._of(whole.with_bases, days, (*places, *by))),
            parts={split: values for each in parts for split, values in self._split(each, days).items()},
            judged=self._judged(),
        )

    def _every(self, by: tuple[str, ...]) -> Analysis:
        groups = tuple(each for each in self.groups if each[0] != "unit")
        split = tuple(dict.fromkeys((*(["unit"] if self.unit else []), *by)))
        owners = {owner_of(indicator_named(code).dataset) for code in self.indicators}
        # By units the overview shows all of them anyway.
        of = self.dataset if groups else "" if set(split) <= {"unit"} or len(owners) > 1 else owners.pop()
        return every(self.store, self.periods[0].kind, split, of=of, groups=groups, against=self.against)

    def _of(self, rows: pl.DataFrame, periods: Sequence[Period], by: Sequence[str]) -> pl.DataFrame:
        """The rows about some periods and the indicators; what they are not split by is told of none."""
        chosen = rows.filter(
            pl.col("indicator").is_in(self.indicators),
            # All are of one kind, so that no two begin on the same day.
            pl.col("period_start").is_in([each.start for each in periods]),
            pl.col("unit") == self.unit if self.unit else pl.lit(value=True),
        )
        return chosen.with_columns(pl.lit(None, pl.String).alias(name) for name in PLACES if name not in by)

    def _split(self, part: str, days: Sequence[Period]) -> dict[tuple[str, ...], DataFrame[IndicatorValues]]:
        """The values by a dimension, and the same told of their department."""
        by = self._of(self._every((part,)).with_bases, days, (part,))
        (department,) = self.store.workspace.departments
        told = by.with_columns(department=pl.lit(department))
        return {
            split: cast("DataFrame[IndicatorValues]", rows)
            for split, rows in (((part,), by), (("department", part), told))
        }

    def _judged(self) -> DataFrame[TargetResults] | None:
        """The targets, of the unit only; those of other groups are judged by their own records."""
        found = targets(self.store)
        if found is None or any(name != "unit" for name, _ in self.groups):
            return None
        return cast("DataFrame[TargetResults]", found.filter(unit=self.unit)) if self.unit else found


def changes(chosen: Chosen, indicators: Sequence[str] | None = None, period: Period | None = None) -> pl.DataFrame:
    """Every indicator in every period of the chosen kind, for the chosen unit or the whole.

    Args:
        chosen: The choices.
        indicators: Codes; ``None`` takes all the workspace has data for.
        period: Only this one.
    """
    rows = every(chosen.store, cast("PeriodKind", chosen["kind"]), ("unit",) if chosen["unit"] else ()).changes
    return rows.filter(
        pl.lit(value=True) if indicators is None else pl.col("indicator").is_in(indicators),
        pl.col("unit") == chosen["unit"] if chosen["unit"] else pl.lit(value=True),
        pl.lit(value=True) if period is None else pl.col("period_start") == period.start,
    )


def changes_in_words(
    chosen: Chosen, indicators: Sequence[str] | None = None, period: Period | None = None
) -> pl.DataFrame:
    """The same in words; see :func:`changes`."""
    return in_words(changes(chosen, indicators, period), chosen.language)


def of_period(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The rows of a period."""
    return rows.filter(period_start=period.start, period_end=period.end)


@kept
def targets(store: Store) -> DataFrame[TargetResults] | None:
    """The targets of the workspace against what was achieved; ``None`` where it has none."""
    return target_results(store.workspace) if "targets" in store.workspace.datasets else None


def trend_analysis(chosen: Chosen) -> Analysis:
    """The chosen indicator over the periods, split as chosen."""
    return analysis_of(chosen, chosen.periods, *filter(None, [chosen["by"]]))


def analysis_of(chosen: Chosen, periods: tuple[Period, ...], *by: str, parts: Sequence[str] = ()) -> Analysis:
    """The chosen indicator in periods, split; of the chosen unit unless that is what it is split by."""
    code = chosen["indicator"]
    is_of_unit = chosen["unit"] and "unit" in splits(indicator_named(code)) and "unit" not in by
    groups = (("unit", chosen["unit"]),) if is_of_unit else ()
    return analysis(chosen.store, periods, by, (code,), chosen.against, groups=groups, parts=tuple(parts))
