"""Words that follow the filters: sentences, lists of what needs attention, definitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import polars as pl

from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.part import WrittenPart, section_head
from khcn_analytics.reports.content import Block, Paragraph, Table
from khcn_analytics.vocabulary.labels import Label

_HEADERS = (Label("Số", "Count"), Label("Nội dung", "What"), Label("Chi tiết", "Detail"))


@dataclass(frozen=True, slots=True)
class Words:
    """What is told below a heading.

    Attributes:
        paragraphs: Texts.
        note: A line below the heading.
        value: A figure above them, and what it is measured in.
        lines: Names -> what is told of each.
    """

    paragraphs: Sequence[str] = ()
    note: str = ""
    value: tuple[str, str] | None = None
    lines: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: how many, of what, and the address that shows them.

    Attributes:
        count: The figure in front.
        what: What it counts.
        detail: More about it.
        address: Where it leads to; empty: nowhere.
        go: What the link says.
        is_fine: Whether there is nothing to worry about.
    """

    count: str
    what: str
    detail: str = ""
    address: str = ""
    go: str = ""
    is_fine: bool = False


class WordsPart(WrittenPart[Words]):
    """Text that follows the filters.

    Args:
        make: The text of the choices, ``None`` where there is none.
        title: Its heading.
        on: Names of the choices it depends on; ``None``: on all.
    """

    def __init__(
        self, make: Callable[[Chosen], Words | None], *, title: Label, on: Sequence[str] | None = None
    ) -> None:
        super().__init__(make, style.LIST, on=on)
        self._title = title

    def written(self, made: Words, chosen: Chosen) -> str:
        return section_head(self._title.text(chosen.language), made.note) + words_html(made)

    def head(self, chosen: Chosen) -> str:
        return section_head(self._title.text(chosen.language))

    def report_blocks(self, made: Words, chosen: Chosen) -> Sequence[Block]:
        value = [] if made.value is None else [" ".join(made.value).strip()]
        lead, *rest = [*value, *made.paragraphs, ""]
        lines = (Paragraph(text, f"{name}:") for name, text in (made.lines or {}).items())
        return [
            Paragraph(lead, f"{self._title.text(chosen.language)}."),
            *(Paragraph(each) for each in rest if each),
            *lines,
            *([Paragraph(made.note, is_note=True)] if made.note else []),
        ]


class ListPart(WrittenPart[Sequence[Item]]):
    """A list of figures that lead somewhere.

    Args:
        make: The items of the choices.
        title: Its heading.
        note: A line below the heading.
        on: Names of the choices it depends on; ``None``: on all. Items whose addresses keep the
            other choices depend on all.
    """

    def __init__(
        self,
        make: Callable[[Chosen], Sequence[Item] | None],
        *,
        title: Label,
        note: Label | None = None,
        on: Sequence[str] | None = None,
    ) -> None:
        super().__init__(make, style.LIST, on=on)
        self._title, self._note = title, note
        self.height = 160

    def written(self, made: Sequence[Item], chosen: Chosen) -> str:
        return self.head(chosen) + items_html(made)

    def head(self, chosen: Chosen) -> str:
        note = "" if self._note is None else self._note.text(chosen.language)
        return section_head(self._title.text(chosen.language), note)

    def report_blocks(self, made: Sequence[Item], chosen: Chosen) -> Sequence[Block]:
        headers = [each.text(chosen.language) for each in _HEADERS]
        rows = [(each.count, each.what, each.detail) for each in made]
        frame = pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row")
        notes = () if self._note is None else (self._note.text(chosen.language),)
        return [
            Table(
                self._title.text(chosen.language),
                frame,
                notes=notes,
                numbers=(headers[0],),
                widths=dict(zip(headers, (1.5, 6, 8), strict=True)),
            )
        ]


def words_html(words: Words) -> str:
    """The text as HTML; everything in it is escaped."""
    value = ""
    if words.value is not None:
        number, unit = words.value
        value = f'<p class="value">{escape(number)}<small>{escape(unit)}</small></p>'
    prose = "".join(f"<p>{escape(each)}</p>" for each in words.paragraphs)
    lines = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in (words.lines or {}).items())
    return value + (f'<div class="prose">{prose}</div>' if prose else "") + (f"<dl>{lines}</dl>" if lines else "")


def items_html(items: Sequence[Item]) -> str:
    """The list as HTML; everything in it is escaped."""
    return f'<ul class="items">{"".join(map(_item, items))}</ul>'


def _item(item: Item) -> str:
    detail = f"<small>{escape(item.detail)}</small>" if item.detail else ""
    told = (
        f'<span class="count">{escape(item.count)}</span><span class="what">{escape(item.what)}{detail}</span>'
        f'<span class="go">{escape(item.go)}</span>'
    )
    looks = ' class="fine"' if item.is_fine else ""
    if not item.address:
        return f'<li{looks}><span class="item">{told}</span></li>'
    return f'<li{looks}><a href="{escape(item.address)}">{told}</a></li>'
