"""Figures of the records that a reader narrowed a page to, and how a click on a mark narrows it.

A page that shows groups leaves its own choice aside: with one level chosen, all levels still stand
beside one another, so that another can be chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.dashboards.choices import CHOICES, EVERY
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import DIMENSIONS, group_label, splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period, PeriodKind
from khcn_analytics.schemas.tasks import KEY as TASK
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language
from khcn_analytics.wording import in_words

Groups = tuple[tuple[str, str], ...]
"""Dimensions and the group chosen of each."""

EVERY_GROUP = {each.name: EVERY for each in CHOICES if each.of is not None}
"""Choices that narrow no records: for addresses of figures that were not narrowed."""


def groups_chosen(chosen: Chosen, dataset: str, *, but: str = "") -> Groups:
    """The groups the records of a dataset are narrowed to, but for one dimension."""
    return tuple((name, value) for name, value in chosen.where(dataset).items() if name != but)


def narrowed(workspace: Workspace, dataset: str, groups: Groups) -> Workspace:
    """The workspace with the records of the groups only.

    A unit narrows every dataset that knows units, so that its staff are those of the unit too; other
    groups narrow the dataset they are of. Money goes with its tasks. Its name tells the groups, so that
    a chart that is passed on tells them too.

    Args:
        workspace: The data.
        dataset: The dataset that the groups are of.
        groups: The groups.
    """
    if not groups:
        return workspace
    frames = {
        name: frame.filter(_wanted(name, groups, is_asked=name == dataset))
        for name, frame in workspace.datasets.items()
    }
    if "funding" in frames and "tasks" in frames:
        frames["funding"] = frames["funding"].join(frames["tasks"], on=TASK, how="semi", maintain_order="left")
    return replace(workspace, datasets=frames, name=_name_of(workspace.name, dataset, groups))


def narrowed_of(chosen: Chosen, dataset: str, *, but: str = "") -> Workspace:
    """The workspace with the records that the reader chose."""
    return narrowed(chosen.store.workspace, dataset, groups_chosen(chosen, dataset, but=but))


def analysis_of(chosen: Chosen, dataset: str, indicator: str) -> Analysis:
    """An analysis of the period over the records that the reader chose, for its charts."""
    return analyse(narrowed_of(chosen, dataset), [chosen.period], (), [indicator])


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


def groups_of_figure(chosen: Chosen, code: str) -> Groups:
    """The groups that the figure of an indicator is narrowed to: those of its records that it can be split by."""
    card = indicator_named(code)
    return tuple(each for each in groups_chosen(chosen, owner_of(card.dataset)) if each[0] in splits(card))


def owner_of(dataset: str) -> str:
    """The dataset whose groups narrow the records of another: money has the groups of its tasks."""
    return "tasks" if dataset == "funding" else dataset


def address_explaining(code: str, chosen: Chosen) -> str:
    """The page that explains a figure of the records that the reader chose."""
    return chosen.address(page="explanation", indicator=code, by="", group="")


def toggled(name: str, text: str, chosen: Chosen) -> Mapping[str, str]:
    """What a click on a mark changes: the group it names is chosen or, if it is, no longer."""
    options = {label.casefold(): value for label, value in chosen.options(name).items()}
    found = options.get(text.casefold())
    if found is None:
        return {}
    return {name: "" if chosen[name] == found else found}


def _name_of(whole: Label, dataset: str, groups: Groups) -> Label:
    labels = [group_label(name, group, dataset) for name, group in groups]
    vi, en = ("; ".join(each.text(language) for each in labels) for language in LANGUAGES)
    return Label(f"{whole.vi}, chỉ tính: {vi}", f"{whole.en}, only: {en}")


def _wanted(dataset: str, groups: Groups, *, is_asked: bool) -> pl.Expr:
    dimensions = DIMENSIONS.get(dataset, {})
    wanted = [
        dimensions[name].group == group
        for name, group in groups
        # The unit of money is that of its task.
        if name in dimensions and dataset != "funding" and (is_asked or name == "unit")
    ]
    return pl.all_horizontal(pl.lit(value=True), *wanted)


def _is_told(code: str, groups: Groups, period: Period) -> bool:
    card = indicator_named(code)
    return period.kind in card.period_kinds and {name for name, _ in groups} <= set(splits(card))


@kept
def _changes(
    store: Store, dataset: str, groups: Groups, *, kind: PeriodKind, indicators: tuple[str, ...], language: Language
) -> pl.DataFrame:
    periods = tuple(reversed(store.periods(kind)))
    found = analyse(narrowed(store.workspace, dataset, groups), periods, (), indicators)
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
    told = [code for code in indicators if wanted <= set(splits(indicator_named(code)))]
    found = analyse(narrowed(store.workspace, dataset, groups), [period], (by,), told)
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
