"""What the yearly table holds, before a page, LaTeX or Typst writes it: texts, marks and numbered notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import polars as pl

from khcn_analytics.tables.look import HEADERS
from khcn_analytics.vocabulary.labels import Label, Language

NUMBERS = ("base_text", "target_text", "value_text", "target_change_text", "change_text")
"""Columns of figures, which stand on the right of theirs."""
WIDTHS = {
    "indicator_name": 3.0,
    "group_name": 1.8,
    "unit_name": 1.4,
    "base_text": 1.2,
    "target_text": 1.2,
    "value_text": 1.2,
    "target_change_text": 1.7,
    "change_text": 1.9,
}
"""How wide a column is on paper beside the others."""

_NOTED = {
    "base_text": "base_note",
    "value_text": "value_note",
    "target_change_text": "target_note",
    "change_text": "change_note",
}
_BOUNDS = Label("≥: từ mức này trở lên; ≤: không quá mức này.", "≥: at least; ≤: at most.")
_AGAINST = Label("So với {base}", "Against {base}")


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell, and the mark of the note that is about it."""

    text: str
    mark: str = ""
    is_figure: bool = False

    @property
    def printed(self) -> str:
        r"""The text for paper, where columns are narrow: a figure breaks into lines before a bracket only.

        Examples:
            >>> print(Cell("133,3 % (không đạt)", is_figure=True).printed.replace("\u00a0", "_"))
            133,3_% (không_đạt)
        """
        return self.text.replace(" ", "\u00a0").replace("\u00a0(", " (") if self.is_figure else self.text


@dataclass(frozen=True, slots=True)
class NotedTable:
    """A yearly table in words.

    Attributes:
        headers: What each column shown is called, by its name, from left to right.
        themes: The theme of each row.
        rows: The cells of each row.
        notes: Each note once, by its mark, in the order in which they appear.
        legend: What signs in the cells mean; empty where there are none.
    """

    headers: Mapping[str, str]
    themes: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: Mapping[str, str]
    legend: str

    @property
    def sections(self) -> list[tuple[str, list[tuple[Cell, ...]]]]:
        """The rows of each theme."""
        themed = groupby(zip(self.themes, self.rows, strict=True), key=lambda each: each[0])
        return [(theme, [row for _, row in rows]) for theme, rows in themed]

    @property
    def shares(self) -> list[float]:
        """The share of each column in the width of the page."""
        widths = [WIDTHS[name] for name in self.headers]
        return [each / sum(widths) for each in widths]


def noted(frame: pl.DataFrame, language: Language, group_header: str | None) -> NotedTable:
    """The table with its notes, numbered from left to right, row by row.

    Args:
        frame: Rows in words (see ``yearly_wording.yearly_in_words``), all of one period.
        language: ``vi`` or ``en``.
        group_header: What ``group_name`` tells apart; ``None`` leaves that column out.
    """
    headers = _headers(frame, language, group_header)
    marks: dict[str, str] = {}
    rows = []
    for row in frame.iter_rows(named=True):
        cells = []
        for name in headers:
            note = row[_NOTED[name]] if name in _NOTED else None
            mark = marks.setdefault(note, f"({len(marks) + 1})") if note else ""
            cells.append(Cell(row[name] or "", mark, is_figure=name in NUMBERS))
        rows.append(tuple(cells))
    has_bounds = frame["target_text"].str.contains("^[≥≤]").any()
    return NotedTable(
        headers,
        tuple(frame["theme"]),
        tuple(rows),
        {mark: note for note, mark in marks.items()},
        _BOUNDS.text(language) if has_bounds else "",
    )


def _headers(frame: pl.DataFrame, language: Language, group_header: str | None) -> dict[str, str]:
    now, then = (
        frame[column][0][:1].upper() + frame[column][0][1:] if frame.height else HEADERS[other].text(language)
        for column, other in (("period_name", "value_text"), ("base_name", "base_text"))
    )
    return {
        "indicator_name": HEADERS["indicator_name"].text(language),
        **({"group_name": group_header} if group_header else {}),
        "unit_name": HEADERS["unit_name"].text(language),
        "base_text": then,
        "target_text": Label("Kế hoạch", "Plan").text(language),
        "value_text": now,
        "target_change_text": Label("So với kế hoạch", "Against plan").text(language),
        "change_text": _AGAINST.text(language).format(base=then[:1].lower() + then[1:]),
    }
