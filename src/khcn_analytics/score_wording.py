"""Scores in words: the texts that tables, charts and pages show beside the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from khcn_analytics.scoring.parts import PART_LABELS
from khcn_analytics.scoring.results import NO_TOTAL_LABELS
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.vocabulary.formats import format_number, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_TIED = Label("đồng hạng với {}", "tied with {}")
_DECIDED = Label("hơn nhờ {}", "ahead by {}")
_CLOSE = Label("hơn hạng sau {}, chưa đủ để phân hơn kém", "{} to the next, too little to tell them apart")
_MISSING = Label("{}: {}", "{}: {}")
_RANK_TEXTS = ("unit_name", "rank_text", "total_text", "gap_text", "note")


def ranks_in_words(
    ranks: pl.DataFrame,
    totals: pl.DataFrame,
    scheme: Scheme,
    language: Language = "vi",
    *,
    departments: Mapping[str, Label] | None = None,
) -> pl.DataFrame:
    """Ranks with the texts people read, one column each.

    Args:
        ranks: Rows of :class:`RankedScores`.
        totals: The totals they were made from.
        scheme: The scheme.
        language: ``vi`` or ``en``.
        departments: Name of each department by code, told where more than one is scored.

    Returns:
        The same rows with ``unit_name``, ``rank_text``, ``total_text``, ``gap_text`` (to the next place below) and ``note``
        (ties, what broke them, gaps too small to tell units apart, what is missing).
    """
    blocked = {(row["department"], row["unit"]): row["blocked_by"] for row in totals.iter_rows(named=True)}
    names = unit_names(ranks, language, departments=departments)
    rows = [
        (
            name,
            format_number(row["rank"], language, decimals=1),
            format_value(row["total"], Unit.POINT, language),
            format_value(row["gap"], Unit.POINT, language),
            _note(row, blocked[row["department"], row["unit"]], scheme, language),
        )
        for name, row in zip(names, ranks.iter_rows(named=True), strict=True)
    ]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(_RANK_TEXTS, pl.String), orient="row")
    return pl.concat([ranks, texts], how="horizontal")


def unit_names(
    frame: pl.DataFrame, language: Language = "vi", *, departments: Mapping[str, Label] | None = None
) -> pl.Series:
    """What to call the unit of each row; with its department where there are several.

    Args:
        frame: Rows with ``department`` and ``unit``.
        language: ``vi`` or ``en``.
        departments: Name of each department by code; a code without a name stands for itself.
    """
    labels = {code: label.text(language) for code, label in (departments or {}).items()}
    several = frame["department"].n_unique() > 1
    names = []
    for department, unit in frame.select("department", "unit").iter_rows():
        known = labels.get(department, department)
        names.append(known if unit is None else f"{unit} · {known}" if several else unit)
    return pl.Series(names, dtype=pl.String)


def line_name(scheme: Scheme, code: str, language: Language = "vi") -> str:
    """What to call a group, a criterion, an item or a part: its code and its label."""
    if code in PART_LABELS:
        return PART_LABELS[code].text(language)
    return f"{code}. {scheme.label_of(code).text(language)}"


def _note(row: Mapping[str, Any], blocked_by: str | None, scheme: Scheme, language: Language) -> str | None:
    told = []
    if row["reason"] is not None:
        why = NO_TOTAL_LABELS[row["reason"]].text(language)
        told.append(why if blocked_by is None else _MISSING.text(language).format(why, blocked_by))
    if row["tied_with"] is not None:
        told.append(_TIED.text(language).format(row["tied_with"]))
    if row["decided_by"] is not None:
        told.append(_DECIDED.text(language).format(line_name(scheme, row["decided_by"], language)))
    if row["close"]:
        told.append(_CLOSE.text(language).format(format_value(row["gap"], Unit.POINT, language)))
    return "; ".join(told) or None


def account_in_words(lines: pl.DataFrame, language: Language = "vi") -> pl.DataFrame:
    """The lines of an account with the texts people read: ``name``, ``points_text`` and ``how``.

    Args:
        lines: Rows of :class:`AccountLines`.
        language: ``vi`` or ``en``.
    """
    points = [format_signed(each, Unit.POINT, language) for each in lines["points"]]
    return lines.with_columns(
        name=pl.concat_str("code", f"label_{language}", separator=". ", ignore_nulls=True),
        points_text=pl.Series(points, dtype=pl.String),
        how=f"how_{language}",
    )
