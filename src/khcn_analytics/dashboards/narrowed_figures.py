"""Figures of the records that a reader narrowed a page to."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from khcn_analytics.analysis.analysing import Analysis
from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.narrowing import Groups, groups_chosen
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period, PeriodKind
from khcn_analytics.vocabulary.labels import Language
from khcn_analytics.wording import in_words


def analysis_of(chosen: Chosen, dataset: str, indicator: str) -> Analysis:
    """An analysis of the period over the records that the reader chose, for its charts."""
    groups = groups_chosen(chosen, dataset)
    return reckoning.analysis(chosen.store, (chosen.period,), (), (indicator,), dataset=dataset, groups=groups)


def changes_over_periods(chosen: Chosen, dataset: str, indicators: Sequence[str]) -> pl.DataFrame:
    """Indicators over every period of the chosen kind, in words, of the records that the reader chose.

    Those that the groups can't narrow, or that have no value for such periods, are left out.
    """
    groups = groups_chosen(chosen, dataset)
    known = {each.code for each in chosen.store.indicators}
    told = tuple(code for code in indicators if code in known and _is_told(code, groups, chosen.period))
    return _changes(chosen.store, dataset, groups, kind=chosen.period.kind, indicators=told, language=chosen.language)


def by_group(
    chosen: Chosen, dataset: str, by: str, indicators: Sequence[str], period: Period | None = None
) -> pl.DataFrame:
    """The groups of a dimension in one period: those that have something, by the first indicator.

    Args:
        chosen: The choices; what they narrow by the dimension itself is left aside.
        dataset: The dataset that the page is about.
        by: The dimension.
        indicators: Codes; those that the groups can't narrow have no values.
        period: The period; ``None`` is the chosen one.

    Returns:
        One row for each group: ``group``, ``group_name``, and for each indicator its value under its
        code and the value in words under ``<code> text``.
    """
    groups, asked = groups_chosen(chosen, dataset, but=by), period or chosen.period
    return _by_group(
        chosen.store,
        dataset,
        groups,
        by=by,
        period=asked,
        indicators=tuple(indicators),
        language=chosen.language,
    )


def _is_told(code: str, groups: Groups, period: Period) -> bool:
    card = indicator_named(code)
    return period.kind in card.period_kinds and {name for name, _ in groups} <= set(splits(card))


@kept
def _changes(
    store: Store, dataset: str, groups: Groups, *, kind: PeriodKind, indicators: tuple[str, ...], language: Language
) -> pl.DataFrame:
    periods = tuple(reversed(store.periods(kind)))
    found = reckoning.analysis(store, periods, (), indicators, dataset=dataset, groups=groups)
    return in_words(found.changes, language)


@kept
def _by_group(
    store: Store,
    dataset: str,
    groups: Groups,
    *,
    by: str,
    period: Period,
    indicators: tuple[str, ...],
    language: Language,
) -> pl.DataFrame:
    wanted = {*dict(groups), by}
    told = tuple(code for code in indicators if wanted <= set(splits(indicator_named(code))))
    found = reckoning.analysis(store, (period,), (by,), told, dataset=dataset, groups=groups)
    words = in_words(found.changes, language, split=(by,))
    name = pl.col("group_name")
    rows = words.select(group=by, group_name=name.str.head(1).str.to_uppercase() + name.str.slice(1)).unique(
        maintain_order=True
    )
    for code in indicators:
        of = words.filter(indicator=code).select(group=by, **{code: "value", f"{code} text": "value_text"})
        rows = rows.join(of, on="group", how="left", maintain_order="left")
    something = pl.any_horizontal((pl.col(code) != 0).fill_null(value=False) for code in indicators)
    return rows.filter(something).sort(indicators[0], descending=True, nulls_last=True, maintain_order=True)
