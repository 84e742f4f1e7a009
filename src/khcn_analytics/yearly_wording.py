"""The rows of the yearly table in words, and why a cell says what it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit
from khcn_analytics.wording import REASONS, in_words

_NOT_COMPUTED = Label("kỳ này năm trước chưa được tính", "the same period last year was not computed")
_TARGET_NOTES = {
    "zero_target": Label("kế hoạch bằng 0 nên không tính tỷ lệ thực hiện", "the plan is 0: no share of it"),
    "between": Label("kế hoạch là một khoảng nên không tính tỷ lệ thực hiện", "the plan is a range: no share of it"),
}
_MET = {True: Label("đạt", "met"), False: Label("không đạt", "missed")}
_BOUND = {"at_least": "≥ ", "at_most": "≤ ", "equal": "", "between": ""}
# Told beside the change where the difference of the two figures is told all the same.
_TOLD = {"share", "no_value", "no_base", "base_without_value"}

TEXTS = ("target_text", "target_change_text", "base_note", "value_note", "target_note", "change_note")


def yearly_in_words(
    rows: pl.DataFrame,
    language: Language = "vi",
    *,
    split: Sequence[str] = (),
    departments: Mapping[str, Label] | None = None,
) -> pl.DataFrame:
    """Rows of the yearly table with the texts people read.

    Args:
        rows: Rows of :class:`YearlyRows`.
        language: ``vi`` or ``en``.
        split: The dimensions that tell the rows apart; ``group_name`` names the group of each.
        departments: Name of each department by code; a code without name stands for itself.

    Returns:
        The rows with the columns of :func:`in_words` and ``target_text``, ``target_change_text``
        (share of the plan, or points, and whether it is met), and ``base_note``, ``value_note``,
        ``target_note`` and ``change_note``: what a footnote says of the cell, null where nothing.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace, (last, this) = kh.example_workspace(), kh.years(2023, 2024)
        >>> values = kh.analyse(workspace, [last, this], indicators=["tasks.accepted"]).values
        >>> rows = kh.yearly_in_words(kh.trends.yearly(values, this))
        >>> rows.select("indicator_name", "base_text", "value_text").row(0)
        ('Nhiệm vụ nghiệm thu', '29', '41')
    """
    words = in_words(rows, language, split=split, departments=departments)
    texts = [_words(row, language) for row in rows.iter_rows(named=True)]
    return words.with_columns(pl.DataFrame(texts, schema=dict.fromkeys(TEXTS, pl.String), orient="row"))


def _words(row: Mapping[str, Any], language: Language) -> tuple[str | None, ...]:
    card = indicator_named(row["indicator"])
    notes = (
        _NOT_COMPUTED if row["reason"] == "no_base" else FLAG_LABELS.get(row["base_flag"]),
        FLAG_LABELS.get(row["value_flag"]),
        _TARGET_NOTES.get(row["target_reason"]),
        _change_note(row),
    )
    return (
        _target_text(row, card, language),
        _target_change_text(row, card, language),
        *(None if note is None else _as_sentence(note.text(language)) for note in notes),
    )


def _change_note(row: Mapping[str, Any]) -> Label | None:
    """The break, or why there is no relative change, unless a missing figure beside it tells."""
    if row["break_vi"] is not None:
        return Label(row["break_vi"], row["break_en"])
    if row["reason"] is None or row["reason"] in _TOLD or (row["reason"] == "zero_base" and row["absolute"] == 0):
        return None
    return REASONS[row["reason"]]


def _as_sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].removesuffix('.')}."


def _target_text(row: Mapping[str, Any], card: Indicator, language: Language) -> str:
    if row["target"] is None:
        return ""
    low = format_value(row["target"], card.unit, language)
    if row["operator"] == "between":
        return f"{low} – {format_value(row['upper_target'], card.unit, language)}"
    return _BOUND[row["operator"]] + low


def _target_change_text(row: Mapping[str, Any], card: Indicator, language: Language) -> str:
    if row["target"] is None:
        return ""
    if row["is_met"] is None:
        return MISSING
    met = _MET[row["is_met"]].text(language)
    if row["of_target"] is not None:
        return f"{format_number(row['of_target'] * 100, language, decimals=1)} % ({met})"
    if card.unit is Unit.SHARE and row["over_target"]:
        return f"{format_signed(row['over_target'], card.unit, language)} ({met})"
    return met
