"""What reports are made of: sections that hold paragraphs, tables and charts, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text.

    Attributes:
        text: What it says.
        lead: Words set off before it.
        is_note: Whether it is a remark on what stands above.
    """

    text: str
    lead: str = ""
    is_note: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """Rows under headers, with what has to be known to read them.

    Attributes:
        title: What it shows.
        rows: The cells as people read them, texts throughout; the names of the columns are their headers.
        figures: The numbers themselves, for workbooks; ``None``: the rows.
        notes: Lines below it.
        numbers: Columns that hold figures, set to the right.
        centred: Columns of short marks, set in the middle.
        widths: Column -> its share of the width; one that is not named takes 1.
        verdicts: Column -> ``better``, ``worse`` or another verdict for each row, for its colour.
    """

    title: str
    rows: pl.DataFrame
    figures: pl.DataFrame | None = None
    notes: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    centred: tuple[str, ...] = ()
    widths: Mapping[str, float] = field(default_factory=dict)
    verdicts: Mapping[str, Sequence[str | None]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class Chart:
    """A picture.

    Attributes:
        title: What it shows.
        spec: Vega-Lite, without its title.
        description: What is seen in it, for those who can't see it.
        note: A line below it: where it comes from, what to know.
    """

    title: str
    spec: Mapping[str, Any]
    description: str
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The spec, as what draws charts asks for it."""
        return dict(self.spec)


Block = Paragraph | Table | Chart


@dataclass(frozen=True, eq=False, slots=True)
class Section:
    """A heading and what stands below it.

    Attributes:
        heading: The heading, with its number.
        blocks: Paragraphs, tables and charts, in order.
        sections: What it is divided into.
    """

    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


def chart_block(drawn: Any) -> Chart:
    """A chart for a report: its title becomes the caption, the line below its title a note.

    Args:
        drawn: An Altair chart.
    """
    spec = dict(drawn.to_dict())
    told = spec.pop("title", None) or {}
    told = told if isinstance(told, dict) else {"text": told}
    title, note = (_in_one_line(told.get(name, "")) for name in ("text", "subtitle"))
    return Chart(title, spec, spec.get("description", title), note)


def _in_one_line(lines: str | Sequence[str]) -> str:
    """What stands in lines in a picture is wrapped by whoever sets the page."""
    return lines if isinstance(lines, str) else " ".join(lines)
