"""The yearly table for Typst."""

from __future__ import annotations

import polars as pl

from khcn_analytics.tables.noted import NUMBERS, Cell, noted
from khcn_analytics.vocabulary.labels import Language


def yearly_typst(
    frame: pl.DataFrame, language: Language = "vi", *, title: str | None = None, group_header: str | None = None
) -> str:
    """The yearly table for Typst 0.14 or later: one ``#table``, and the notes below.

    Its header and the theme of the rows are repeated on each page.

    Args:
        frame: Rows in words (see ``yearly_wording.yearly_in_words``), all of one period.
        language: ``vi`` or ``en``.
        title: Heading.
        group_header: What ``group_name`` tells apart; ``None`` leaves that column out.

    Returns:
        The source of a ``#table`` and its notes, to be included in a document.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace, (last, this) = kh.example_workspace(), kh.years(2023, 2024)
        >>> values = kh.analyse(workspace, [last, this], indicators=["tasks.accepted"]).values
        >>> rows = kh.yearly_in_words(kh.trends.yearly(values, this))
        >>> "Nhiệm vụ nghiệm thu" in kh.yearly_typst(rows)
        True
    """
    held = noted(frame, language, group_header)
    sides = ", ".join("right" if name in NUMBERS else "left" for name in held.headers)
    widths = ", ".join(f"{100 * share:.2f}fr" for share in held.shares)
    head = ", ".join(f"align(center, strong({_text(each)}))" for each in held.headers.values())
    lines = [
        *([f"#strong({_text(title)})", ""] if title else []),
        f"#table(\n  columns: ({widths}),\n  align: ({sides}),\n  stroke: (x: none, y: 0.5pt),",
        f"  table.header({head}),",
    ]
    for theme, rows in held.sections:
        lines.append(f"  table.header(level: 2, table.cell(colspan: {len(held.headers)}, strong({_text(theme)}))),")
        lines += [f"  {', '.join(map(_cell, row))}," for row in rows]
    notes = [f'super("{mark}") + {_text(f" {note}")}' for mark, note in held.notes.items()]
    told = [*notes, *([_text(held.legend)] if held.legend else [])]
    return "\n".join([*lines, ")", *(f"#text(size: 0.8em, {each}) \\" for each in told), ""])


def _cell(cell: Cell) -> str:
    # A figure and its mark never stand in two lines.
    text = _text(cell.printed + ("\u00a0" if cell.mark else ""))
    return f'{text} + super("{cell.mark}")' if cell.mark else text


def _text(text: str) -> str:
    """A string of Typst: what data hold is never read as markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
