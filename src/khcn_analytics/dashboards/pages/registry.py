"""The pages, and how to say what is on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from khcn_analytics.dashboards.parts.part import Part
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.vocabulary.labels import Label

App = Literal["leaders", "studio"]
"""Who a process serves: leaders, without records and personal data, or the planner with both."""

Row = Sequence[tuple[Part[Any], int]]
"""Parts beside one another, each with its share of 12 columns; on a phone below one another."""


@dataclass(frozen=True, eq=False, slots=True)
class PageCard:
    """A page.

    Attributes:
        code: What it is called in the address.
        title: What it is called on the page.
        rows: Makes its parts, for one session of an app.
        filters: Names of the choices it shows, in order.
        apps: The apps that have it.
        needs: Datasets without which it has nothing to show.
        in_menu: Whether the menu leads to it.
        is_for_beginning: Whether it is for a workspace that holds nothing to count yet, which has no other page.
    """

    code: str
    title: Label
    rows: Callable[[App], Sequence[Row]]
    filters: tuple[str, ...] = ("kind", "period", "unit")
    apps: tuple[App, ...] = ("leaders", "studio")
    needs: frozenset[str] = frozenset()
    in_menu: bool = True
    is_for_beginning: bool = False


def pages_of(pages: Sequence[PageCard], app: App, datasets: Mapping[str, pl.DataFrame]) -> dict[str, PageCard]:
    """The pages of an app that have something to show, by code."""
    ours = [each for each in pages if app in each.apps and each.needs <= datasets.keys()]
    counted = [frame for name, frame in datasets.items() if name in DIMENSIONS]
    beginning = {each.code: each for each in ours if each.is_for_beginning}
    if beginning and all(each.is_empty() for each in counted):
        return beginning
    return {each.code: each for each in ours if not each.is_for_beginning}
