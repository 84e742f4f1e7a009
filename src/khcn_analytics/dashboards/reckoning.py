"""What pages compute of the choices, kept for every session: the same figures as notebooks and scripts show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import polars as pl

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.analysis.values import target_results
from khcn_analytics.dashboards.choices import LAST_YEAR
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.narrowing import narrowed
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period, PeriodKind
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.trends.change import Against, base_of
from khcn_analytics.trends.crossing import ChangesAcrossBreaks
from khcn_analytics.vocabulary.labels import Language
from khcn_analytics.wording import in_words


@kept
def analysis(
    store: Store,
    periods: tuple[Period, ...],
    by: tuple[str, ...] = (),
    indicators: tuple[str, ...] | None = None,
    against: Against | int = LAST_YEAR,
    *,
    unit: str = "",
) -> Analysis:
    """An analysis of the workspace, or of the records of a unit; see :func:`analyse`."""
    if unit:
        ours = _holding(narrowed(store.workspace, "", (("unit", unit),)), indicators)
        return analyse(ours, periods, by, indicators, against=against)
    kinds = {each.kind for each in periods}
    if by or indicators is None or against != LAST_YEAR or len(kinds) != 1:
        return analyse(_holding(store.workspace, indicators), periods, by, indicators, against=against)
    (kind,) = kinds
    return _picked(every(store, kind), _holding(store.workspace, indicators), periods, indicators)


@kept
def every(store: Store, kind: PeriodKind, by: tuple[str, ...] = ()) -> Analysis:
    """Every indicator in every period of a kind: computed once, then only picked from."""
    return analyse(store.workspace, reversed(store.periods(kind)), by)


def _picked(
    whole: Analysis, workspace: Workspace, periods: tuple[Period, ...], indicators: tuple[str, ...]
) -> Analysis:
    """The part of an analysis that is about some periods and indicators."""
    bases = [base_of(each, whole.against) for each in periods]
    return replace(
        whole,
        workspace=workspace,
        periods=periods,
        values=as_result(_of(whole.values, periods, indicators), IndicatorValues),
        changes=as_result(_of(whole.changes, periods, indicators), ChangesAcrossBreaks),
        with_bases=as_result(_of(whole.with_bases, [*periods, *bases], indicators), IndicatorValues),
    )


def _of(rows: pl.DataFrame, periods: Sequence[Period], indicators: Sequence[str]) -> pl.DataFrame:
    days = pl.DataFrame({"period_start": each.start, "period_end": each.end} for each in periods).unique()
    chosen = rows.filter(pl.col("indicator").is_in(list(indicators)))
    return chosen.join(days, on=["period_start", "period_end"], how="semi", maintain_order="left")


def _holding(workspace: Workspace, indicators: Sequence[str] | None) -> Workspace:
    """The workspace with no more targets than those of the indicators: each is judged anew at every chart."""
    if indicators is None or "targets" not in workspace.datasets:
        return workspace
    ours = workspace.datasets["targets"].filter(pl.col("indicator").is_in(list(indicators)))
    return replace(workspace, datasets={**workspace.datasets, "targets": ours})


def changes_in_words(chosen: Chosen, indicators: Sequence[str] | None = None) -> pl.DataFrame:
    """Every indicator in every period of the chosen kind, for the chosen unit or the whole, in words.

    Args:
        chosen: The choices.
        indicators: Codes; ``None`` takes all the workspace has data for.
    """
    rows = _changes_of_unit(chosen.store, chosen["kind"], chosen["unit"], chosen.language)
    return rows if indicators is None else rows.filter(pl.col("indicator").is_in(list(indicators)))


@kept
def _changes_of_unit(store: Store, kind: str, unit: str, language: Language) -> pl.DataFrame:
    found = every(store, cast("PeriodKind", kind), ("unit",) if unit else ())
    return in_words(found.changes.filter(unit=unit) if unit else found.changes, language)


def of_period(rows: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The rows of a period."""
    return rows.filter(period_start=period.start, period_end=period.end)


@kept
def targets(store: Store) -> pl.DataFrame | None:
    """The targets of the workspace against what was achieved; ``None`` where it has none."""
    return target_results(store.workspace) if "targets" in store.workspace.datasets else None


def trend_analysis(chosen: Chosen) -> Analysis:
    """The chosen indicator over the periods, split as chosen."""
    return analysis_of(chosen, chosen.periods, *filter(None, [chosen["by"]]))


def analysis_of(chosen: Chosen, periods: tuple[Period, ...], *by: str) -> Analysis:
    """The chosen indicator in periods, split; of the chosen unit unless that is what it is split by."""
    code = chosen["indicator"]
    is_of_unit = "unit" in splits(indicator_named(code)) and "unit" not in by
    unit = chosen["unit"] if is_of_unit else ""
    return analysis(chosen.store, periods, by, (code,), chosen.against, unit=unit)
