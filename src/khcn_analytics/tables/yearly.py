"""This year against plan and last year, on a page."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl
from great_tables import GT, html, loc, style

from khcn_analytics.charts.theme import MUTED, VERDICT_COLOURS
from khcn_analytics.tables.look import LOOK, THEMED, themed
from khcn_analytics.tables.noted import NUMBERS, Cell, noted
from khcn_analytics.vocabulary.labels import Language


def yearly_table(
    frame: pl.DataFrame, language: Language = "vi", *, title: str | None = None, group_header: str | None = None
) -> Any:
    """The yearly table as departments print it, with numbered notes below.

    Args:
        frame: Rows in words (see ``yearly_wording.yearly_in_words``), all of one period.
        language: ``vi`` or ``en``.
        title: Heading.
        group_header: What ``group_name`` tells apart; ``None`` leaves that column out.

    Returns:
        A great_tables table; it shows itself in a notebook, and ``as_raw_html()`` gives the page.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace, (last, this) = kh.example_workspace(), kh.years(2023, 2024)
        >>> values = kh.analyse(workspace, [last, this], indicators=["tasks.accepted"]).values
        >>> rows = kh.yearly_in_words(kh.trends.yearly(values, this))
        >>> "Nhiệm vụ nghiệm thu" in kh.yearly_table(rows, title="Năm 2024").as_raw_html()
        True
    """
    held = noted(frame, language, group_header)
    cells = [[_cell(each) for each in row] for row in held.rows]
    shown = pl.DataFrame(cells, schema=dict.fromkeys(held.headers, pl.String), orient="row")
    table = (
        GT(shown.insert_column(0, pl.Series("theme", held.themes, pl.String)), groupname_col="theme")
        .cols_label(**held.headers)
        # The cells are HTML already.
        .fmt(str, columns=list(held.headers))
        .cols_align("right", columns=list(NUMBERS))
        .tab_style(style.text(color=themed(MUTED), size="12px"), loc.body(columns="unit_name"))
        .tab_style(style.css("white-space: nowrap;"), loc.body(columns=list(NUMBERS)))
        .tab_style(style.css("text-align: center; vertical-align: middle;"), loc.column_labels())
        .tab_style(style.text(weight="600"), loc.body(columns="value_text"))
        .tab_options(**LOOK, source_notes_font_size="12px")
        .opt_css(THEMED)
    )
    met = frame["is_met"].replace_strict({True: "better", False: "worse"}, default=None, return_dtype=pl.String)
    for column, states in (("change_text", frame["verdict"]), ("target_change_text", met)):
        for verdict in ("better", "worse"):
            rows = states.eq(verdict).arg_true().to_list()
            if rows:
                table = table.tab_style(style.text(color=themed(VERDICT_COLOURS[verdict])), loc.body(column, rows))
    for mark, note in held.notes.items():
        table = table.tab_source_note(html(f"{_raised(mark)} {escape(note)}"))
    if held.legend:
        table = table.tab_source_note(held.legend)
    return table.tab_header(title) if title else table


def _cell(cell: Cell) -> str:
    return escape(cell.text) + (f" {_raised(cell.mark)}" if cell.mark else "")


def _raised(mark: str) -> str:
    # Without a height of its own it leaves the figures of a row on one line.
    return f'<sup style="line-height: 0;">{mark}</sup>'
