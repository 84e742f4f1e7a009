"""The records that a reader narrowed a page to, and how a click on a mark narrows it.

A page that shows groups leaves its own choice aside: with one level chosen, all levels still stand
beside one another, so that another can be chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from khcn_analytics.dashboards.choices import CHOICES, EVERY, owner_of
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.keeping import kept_by_size
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import DIMENSIONS, group_label, splits
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.schemas.tasks import KEY as TASK
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import LANGUAGES, Label

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
    return narrowed_to(chosen.store, dataset, groups_chosen(chosen, dataset, but=but))


def narrowed_to(store: Store, dataset: str, groups: Groups) -> Workspace:
    """The workspace with the records of the groups only: filtered once for all that is computed of them."""
    # Not to be kept without groups: it would be weighed as something that can go.
    return _narrowed(store, dataset, groups) if groups else store.workspace


def groups_of_figure(chosen: Chosen, code: str) -> Groups:
    """The groups that the figure of an indicator is narrowed to: those of its records that it can be split by."""
    card = indicator_named(code)
    return tuple(each for each in groups_chosen(chosen, owner_of(card.dataset)) if each[0] in splits(card))


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


def _size(workspace: Workspace) -> int:
    return int(sum(frame.estimated_size() for frame in workspace.datasets.values()))


@kept_by_size(_size)
def _narrowed(store: Store, dataset: str, groups: Groups) -> Workspace:
    return narrowed(store.workspace, dataset, groups)
