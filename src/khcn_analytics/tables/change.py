"""Values against their base."""

from __future__ import annotations

from typing import Any

import polars as pl
from great_tables import GT, loc, style

from khcn_analytics.charts.theme import MUTED, VERDICT_COLOURS
from khcn_analytics.tables.look import HEADERS, LOOK, THEMED, themed
from khcn_analytics.vocabulary.labels import Language

_QUIET = ("unit_name", "note")


def change_table(
    frame: pl.DataFrame,
    language: Language = "vi",
    *,
    title: str | None = None,
    group_header: str | None = None,
    columns: tuple[str, ...] = ("indicator_name", "unit_name", "value_text", "base_text", "change_text", "note"),
) -> Any:
    """A table of values against their base, in groups by theme, verdicts in colour.

    Args:
        frame: Rows in words (see ``wording.in_words``).
        language: ``vi`` or ``en``.
        title: Heading.
        group_header: What ``group_name`` tells apart, for its header.
        columns: Which of the columns in words to show.

    Returns:
        A great_tables table; it shows itself in a notebook, and ``as_raw_html()`` gives the page.

    Examples:
        >>> import khcn_analytics as kh
        >>> asked = kh.analyse(kh.example_workspace(), ["2024"], indicators=["tasks.accepted"])
        >>> page = kh.change_table(asked.in_words()).as_raw_html()
        >>> "Nhiệm vụ nghiệm thu" in page
        True
    """
    # A column of remarks that says nothing only takes room.
    columns = tuple(each for each in columns if each != "note" or frame["note"].null_count() < frame.height)
    shown = frame.select("theme", *columns, "verdict").with_columns(pl.col(columns).fill_null(""))
    headers = {name: HEADERS[name].text(language) for name in columns}
    if group_header and "group_name" in columns:
        headers["group_name"] = group_header
    numbers = [name for name in columns if name in ("value_text", "base_text", "change_text")]
    table = (
        GT(shown, groupname_col="theme")
        .cols_hide("verdict")
        .cols_label(**headers)
        .cols_align("right", columns=numbers)
        .tab_style(style.text(color=themed(MUTED), size="12px"), loc.body(columns=[c for c in columns if c in _QUIET]))
        .tab_style(style.css("white-space: nowrap;"), loc.body(columns=numbers))
        .tab_options(**LOOK)
        .opt_css(THEMED)
    )
    for verdict in ("better", "worse"):
        rows = shown["verdict"].eq(verdict).arg_true().to_list()
        if rows and "change_text" in columns:
            table = table.tab_style(
                style.text(color=themed(VERDICT_COLOURS[verdict]), weight="600"), loc.body("change_text", rows)
            )
    return table.tab_header(title) if title else table
