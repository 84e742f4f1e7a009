"""Scores in words: the texts that tables, charts and pages show beside the numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.scoring.account_wording import number
from khcn_analytics.scoring.parts import PART_LABELS
from khcn_analytics.scoring.reaching import REACH_REASONS
from khcn_analytics.scoring.results import NO_TOTAL_LABELS
from khcn_analytics.scoring.schemes import Criterion, EventItem, Scheme
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_TIED = Label("đồng hạng với {}", "tied with {}")
_DECIDED = Label("hơn nhờ {}", "ahead by {}")
_CLOSE = Label("hơn hạng sau {}, chưa đủ để phân hơn kém", "{} to the next, too little to tell them apart")
_MISSING = Label("{}: {}", "{}: {}")
_IN_POINTS = Label("{} điểm", "{} points")
_THEN = Label("{total} điểm, hạng {rank}", "{total} points, rank {rank}")
_ENOUGH, _MOST = Label("đủ", "enough"), Label("{why} (nhiều nhất {most} điểm)", "{why} ({most} points at most)")
_REACH_TEXTS = ("name", "actual_text", "needed_text", "then_text", "verdict_text")
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


def reach_in_words(found: pl.DataFrame, scheme: Scheme, language: Language = "vi") -> pl.DataFrame:
    """What each line alone would have to come to, with the texts people read.

    Args:
        found: Rows of :class:`Reach`.
        scheme: The scheme.
        language: ``vi`` or ``en``.

    Returns:
        The same rows with ``name``, ``actual_text`` and ``needed_text`` (each in the unit it is counted in),
        ``then_text`` (the total and the rank it would make) and ``verdict_text`` (enough, or why not).
    """
    rows = [
        (
            line_name(scheme, row["code"], language),
            _amount(row, "actual", scheme, language),
            _amount(row, "needed", scheme, language),
            _then(row, language),
            _verdict(row, language),
        )
        for row in found.iter_rows(named=True)
    ]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(_REACH_TEXTS, pl.String), orient="row")
    return pl.concat([found, texts], how="horizontal")


def _amount(row: Mapping[str, Any], name: str, scheme: Scheme, language: Language) -> str:
    """A figure in the unit it is counted in."""
    if row[name] is None:
        return MISSING
    if row["what"] == "points":
        return _IN_POINTS.text(language).format(number(row[name], language))
    lines: list[Criterion | EventItem] = [*scheme.criteria, *scheme.events]
    indicator = next(each.indicator for each in lines if each.code == row["code"])
    if indicator is None:
        return number(row[name], language)
    return format_value(row[name], INDICATORS[indicator].unit, language)


def _then(row: Mapping[str, Any], language: Language) -> str:
    if row["supposed_total"] is None:
        return MISSING
    total, rank = row["supposed_total"], row["supposed_rank"]
    return _THEN.text(language).format(
        total=format_value(total, Unit.POINT, language), rank=format_number(rank, language, decimals=1)
    )


def _verdict(row: Mapping[str, Any], language: Language) -> str:
    if row["reached"]:
        return _ENOUGH.text(language)
    why = REACH_REASONS[row["reason"]].text(language)
    if row["most"] is None or row["reason"] != "out_of_reach":
        return why
    return _MOST.text(language).format(why=why, most=format_value(row["most"], Unit.POINT, language))
