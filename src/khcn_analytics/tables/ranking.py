"""Ranks and totals as a table."""

from __future__ import annotations

from typing import Any

import polars as pl
from great_tables import GT, loc, style

from khcn_analytics.charts.theme import MUTED
from khcn_analytics.tables.look import LOOK, THEMED, themed
from khcn_analytics.vocabulary.labels import Label, Language

_COLUMNS = {
    "rank_text": Label("Hạng", "Rank"),
    "unit_name": Label("Đơn vị", "Unit"),
    "total_text": Label("Tổng điểm", "Total"),
    "gap_text": Label("Chênh với hạng sau", "To the next"),
    "note": Label("Ghi chú", "Note"),
}
_NUMBERS = ["rank_text", "total_text", "gap_text"]


def ranking_table(frame: pl.DataFrame, language: Language = "vi", *, title: str | None = None) -> Any:
    """A table of ranks, one block a rank group.

    Args:
        frame: Ranks in words (see ``score_wording.ranks_in_words``).
        language: ``vi`` or ``en``.
        title: Heading.

    Returns:
        A great_tables table; it shows itself in a notebook, and ``as_raw_html()`` gives the page.
    """
    # A column of remarks that says nothing only takes room.
    columns = [each for each in _COLUMNS if each != "note" or frame["note"].null_count() < frame.height]
    shown = frame.select("rank_group", *columns).with_columns(pl.col(columns).fill_null(""))
    table = (
        GT(shown, groupname_col="rank_group")
        .cols_label(**{name: _COLUMNS[name].text(language) for name in columns})
        .cols_align("right", columns=_NUMBERS)
        .tab_style(style.text(weight="600"), loc.body(columns=["rank_text", "total_text"]))
        .tab_style(style.css("white-space: nowrap;"), loc.body(columns=_NUMBERS))
        .tab_style(style.text(color=themed(MUTED), size="12px"), loc.body(columns=[c for c in columns if c == "note"]))
        .tab_options(**LOOK)
        .opt_css(THEMED)
    )
    return table.tab_header(title) if title else table
