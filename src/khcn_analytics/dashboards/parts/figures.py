"""Tiles of key figures; each opens the explanation of its figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import polars as pl

from khcn_analytics.charts.sparkline import sparkline
from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.part import Part, html
from khcn_analytics.reports.content import Block, Table
from khcn_analytics.vocabulary.labels import Label

_TITLE = Label("Số liệu chính", "Key figures")
_HEADERS = (
    Label("Chỉ số", "Indicator"),
    Label("Giá trị", "Value"),
    Label("Tăng, giảm", "Change"),
    Label("Chỉ tiêu", "Target"),
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One key figure.

    Attributes:
        name: What it is.
        value: The figure in words.
        unit: What it is measured in; empty where the value says so.
        change: The change in words; empty where there is none.
        against: What the change is against, or why there is none.
        verdict: ``better``, ``worse`` or another verdict on the change.
        target: The target in words; empty where there is none.
        target_verdict: ``met``, ``missed`` or another verdict on the target.
        target_told: The verdict in words.
        history: How it moved until now, each from 0 to 1.
        address: The page that explains it.
    """

    name: str
    value: str
    unit: str = ""
    change: str = ""
    against: str = ""
    verdict: str = ""
    target: str = ""
    target_verdict: str = ""
    target_told: str = ""
    history: Sequence[float | None] = ()
    address: str = ""


class FiguresPart(Part[Sequence[Figure]]):
    """Tiles of key figures that follow the filters.

    Args:
        make: The figures of the choices.
        on: Names of the choices they depend on; ``None``: on all, since their addresses keep the others.
        title: What they are together, for those who hear the page.
        height: Room for them in pixels, kept while there are none.
    """

    def __init__(
        self,
        make: Callable[[Chosen], Sequence[Figure] | None],
        *,
        on: Sequence[str] | None = None,
        title: Label = _TITLE,
        height: int = 310,
    ) -> None:
        super().__init__(make, on=on)
        self._title = title
        self.cards = html(style.SECTION + style.CARDS)
        self.height = height

    @property
    def view(self) -> Any:
        return self.cards

    def fill(self, made: Sequence[Figure], chosen: Chosen) -> None:
        self.cards.object = f"<h2>{escape(self._title.text(chosen.language))}</h2>{figures_html(made)}"

    def report_blocks(self, made: Sequence[Figure], chosen: Chosen) -> Sequence[Block]:
        language = chosen.language
        headers = [each.text(language) for each in _HEADERS]
        rows = [
            (
                each.name,
                f"{each.value} {each.unit}".strip(),
                f"{each.change} {each.against}".strip(),
                f"{each.target} · {each.target_told}" if each.target else "",
            )
            for each in made
        ]
        frame = pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row")
        verdicts = {headers[2]: [each.verdict for each in made]}
        return [Table(self._title.text(language), frame, widths={headers[0]: 2}, verdicts=verdicts)]

    def say(self, told: str) -> None:
        self.cards.object = told


def figures_html(figures: Sequence[Figure]) -> str:
    """The tiles as HTML; everything in them is escaped."""
    return f'<div class="cards">{"".join(map(_card, figures))}</div>'


def _card(figure: Figure) -> str:
    unit = f"<small>{escape(figure.unit)}</small>" if figure.unit else ""
    change = f"<b>{escape(figure.change)}</b> {escape(figure.against)}" if figure.change else escape(figure.against)
    target = (
        f'<p class="{escape(figure.target_verdict)}">{escape(figure.target)} · <b>{escape(figure.target_told)}</b></p>'
        if figure.target
        else ""
    )
    return (
        f'<a class="card" href="{escape(figure.address)}"><h3>{escape(figure.name)}</h3>'
        f'<div class="figure"><span class="value">{escape(figure.value)}{unit}</span>{sparkline(figure.history)}</div>'
        f'<p class="{escape(figure.verdict)}">{change}</p>{target}</a>'
    )
