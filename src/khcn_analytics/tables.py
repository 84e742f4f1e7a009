"""Result frames -> tables to look at. Tables show what they are given and compute nothing."""

from __future__ import annotations

from typing import Any

import polars as pl
from great_tables import GT, loc, style

from khcn_analytics.charts.theme import FONT, GRID, INK, MUTED, VERDICT_COLOURS
from khcn_analytics.vocabulary.labels import Label, Language

_HEADERS = {
    "indicator_name": Label("Chỉ số", "Indicator"),
    "group_name": Label("Đơn vị", "Unit"),
    "period_name": Label("Kỳ", "Period"),
    "unit_name": Label("Đơn vị tính", "Measured in"),
    "value_text": Label("Kỳ này", "This period"),
    "base_text": Label("Kỳ gốc", "Base"),
    "change_text": Label("Tăng, giảm", "Change"),
    "note": Label("Ghi chú", "Note"),
}


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
    """
    # A column of remarks that says nothing only takes room.
    columns = tuple(each for each in columns if each != "note" or frame["note"].null_count() < frame.height)
    shown = frame.select("theme", *columns, "verdict").with_columns(pl.col(columns).fill_null(""))
    headers = {name: _HEADERS[name].text(language) for name in columns}
    if group_header and "group_name" in columns:
        headers["group_name"] = group_header
    numbers = [name for name in columns if name in ("value_text", "base_text", "change_text")]
    table = (
        GT(shown, groupname_col="theme")
        .cols_hide("verdict")
        .cols_label(**headers)
        .cols_align("right", columns=numbers)
        .tab_style(style.text(color=MUTED, size="12px"), loc.body(columns=[c for c in columns if c in _QUIET]))
        .tab_style(style.css("white-space: nowrap;"), loc.body(columns=numbers))
        .tab_options(**_LOOK)
    )
    for verdict in ("better", "worse"):
        rows = shown["verdict"].eq(verdict).arg_true().to_list()
        if rows and "change_text" in columns:
            table = table.tab_style(
                style.text(color=VERDICT_COLOURS[verdict], weight="600"), loc.body("change_text", rows)
            )
    return table.tab_header(title) if title else table


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
    """
    shown, notes = _with_marks(frame, language)
    headers = _yearly_headers(frame, language, group_header)
    table = (
        _plain(shown, headers, notes, title)
        .cols_align("right", columns=[name for name in headers if name in _NUMBERS])
        .tab_style(style.text(color=MUTED, size="12px"), loc.body(columns="unit_name"))
        .tab_style(style.css("white-space: nowrap;"), loc.body(columns=list(_NUMBERS)))
        .tab_style(style.css("text-align: center; vertical-align: middle;"), loc.column_labels())
        .tab_style(style.text(weight="600"), loc.body(columns="value_text"))
        .tab_options(**_LOOK, source_notes_font_size="12px")
    )
    for column, states in (("change_text", shown["verdict"]), ("target_change_text", shown["met"])):
        for verdict in ("better", "worse"):
            rows = states.eq(verdict).arg_true().to_list()
            if rows:
                table = table.tab_style(style.text(color=VERDICT_COLOURS[verdict]), loc.body(column, rows))
    return table


def yearly_latex(
    frame: pl.DataFrame, language: Language = "vi", *, title: str | None = None, group_header: str | None = None
) -> str:
    """The yearly table for LaTeX: a longtable that needs booktabs, longtable and, for its letters, XeLaTeX or LuaLaTeX.

    Args:
        frame: Rows in words (see ``yearly_wording.yearly_in_words``), all of one period.
        language: ``vi`` or ``en``.
        title: Heading.
        group_header: What ``group_name`` tells apart; ``None`` leaves that column out.
    """
    shown, notes = _with_marks(frame, language)
    headers = _yearly_headers(frame, language, group_header)
    table = _plain(shown, headers, notes, title).cols_align("right", columns=[c for c in headers if c in _NUMBERS])
    latex: str = table.as_latex(use_longtable=True)
    return latex


def yearly_typst(
    frame: pl.DataFrame, language: Language = "vi", *, title: str | None = None, group_header: str | None = None
) -> str:
    """The yearly table for Typst: one ``#table``, its header repeated on each page, and the notes below.

    Args:
        frame: Rows in words (see ``yearly_wording.yearly_in_words``), all of one period.
        language: ``vi`` or ``en``.
        title: Heading.
        group_header: What ``group_name`` tells apart; ``None`` leaves that column out.
    """
    shown, notes = _with_marks(frame, language)
    headers = _yearly_headers(frame, language, group_header)
    sides = ", ".join("right" if name in _NUMBERS else "left" for name in headers)
    widths = ", ".join("1fr" if name == "indicator_name" else "auto" for name in headers)
    lines = [
        *([f"#strong({_typst_text(title)})", ""] if title else []),
        f"#table(\n  columns: ({widths}),\n  align: ({sides}),\n  stroke: (x: none, y: 0.5pt),",
        f"  table.header({', '.join(f'strong({_typst_text(each)})' for each in headers.values())}),",
    ]
    for theme, rows in shown.group_by("theme", maintain_order=True):
        lines.append(f"  table.cell(colspan: {len(headers)}, strong({_typst_text(str(theme[0]))})),")
        lines += [f"  {', '.join(map(_typst_text, row))}," for row in rows.select(list(headers)).iter_rows()]
    return "\n".join([*lines, ")", *(f"#text(size: 9pt, {_typst_text(note)}) \\" for note in notes), ""])


def _typst_text(text: str) -> str:
    """A string of Typst: what data hold is never read as markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _plain(shown: pl.DataFrame, headers: dict[str, str], notes: list[str], title: str | None) -> Any:
    table = GT(shown.select("theme", *headers), groupname_col="theme").cols_label(**headers)
    for note in notes:
        table = table.tab_source_note(note)
    return table.tab_header(title) if title else table


def _yearly_headers(frame: pl.DataFrame, language: Language, group_header: str | None) -> dict[str, str]:
    now, then = (
        frame[column][0][:1].upper() + frame[column][0][1:] if frame.height else _HEADERS[other].text(language)
        for column, other in (("period_name", "value_text"), ("base_name", "base_text"))
    )
    against_base = Label("So với {base}", "Against {base}").text(language)
    return {
        "indicator_name": _HEADERS["indicator_name"].text(language),
        **({"group_name": group_header} if group_header else {}),
        "unit_name": _HEADERS["unit_name"].text(language),
        "base_text": then,
        "target_text": Label("Kế hoạch", "Plan").text(language),
        "value_text": now,
        "target_change_text": Label("So với kế hoạch", "Against plan").text(language),
        "change_text": against_base.format(base=then[:1].lower() + then[1:]),
    }


def _with_marks(frame: pl.DataFrame, language: Language) -> tuple[pl.DataFrame, list[str]]:
    """The texts with the mark of each note behind the cell it is about, and the notes in order of appearance.

    The marks are letters of the texts, as the LaTeX of great_tables knows no footnotes.
    """
    notes: dict[str, str] = {}
    marked: dict[str, list[str]] = {name: [] for name in _NOTED}
    for row in frame.iter_rows(named=True):
        for name, note in _NOTED.items():
            # Notes are numbered from left to right, row by row.
            mark = notes.setdefault(row[note], str(len(notes) + 1).translate(_RAISED)) if row[note] else ""
            marked[name].append((row[name] or "") + mark)
    met = pl.when("is_met").then(pl.lit("better")).when(pl.col("is_met").not_()).then(pl.lit("worse"))
    shown = frame.with_columns(
        *(pl.Series(name, texts, pl.String) for name, texts in marked.items()), met.alias("met")
    ).with_columns(pl.col("indicator_name", "unit_name", "group_name").fill_null(""))
    legend = Label("≥: từ mức này trở lên; ≤: không quá mức này.", "≥: at least; ≤: at most.").text(language)
    has_bounds = frame["target_text"].str.contains("^[≥≤]").any()
    return shown, [*(f"{mark} {note}" for note, mark in notes.items()), *([legend] if has_bounds else [])]


_QUIET = ("unit_name", "note")
_NUMBERS = ("base_text", "target_text", "value_text", "target_change_text", "change_text")
_NOTED = {
    "base_text": "base_note",
    "value_text": "value_note",
    "target_change_text": "target_note",
    "change_text": "change_note",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOOK: dict[str, Any] = {
    "table_width": "100%",
    "table_font_names": [name.strip("'") for name in FONT.split(", ")],
    "table_font_size": "14px",
    "table_font_color": INK,
    "heading_align": "left",
    "heading_title_font_size": "17px",
    "column_labels_font_weight": "600",
    "column_labels_border_top_style": "hidden",
    "row_group_font_weight": "600",
    "row_group_background_color": "#f3f6f8",
    "table_body_hlines_color": GRID,
    "table_border_top_style": "hidden",
    "data_row_padding": "7px",
}
