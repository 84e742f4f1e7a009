"""Result frames in words: the texts that tables, charts and pages show beside the numbers.

Views never format or compute; they show these columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import DIMENSIONS, PLACES
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import period_from_days
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import UNKNOWN
from khcn_analytics.vocabulary.formats import MISSING, format_relative, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language

WHOLE = Label("Toàn sở", "Whole department")
UNKNOWN_GROUP = Label("chưa rõ", "unknown")
NO_CHANGE = Label("không đổi", "unchanged")

# A share has no relative change because it is told in points, which needs no remark.
REASONS: dict[str, Label] = {
    "no_value": Label("kỳ này không có giá trị", "no value in this period"),
    "no_base": Label("không có kỳ gốc để so sánh", "no base period to compare with"),
    "base_without_value": Label("kỳ gốc không có giá trị", "the base period has no value"),
    "zero_base": Label("kỳ gốc bằng 0, không tính được tỷ lệ", "base is 0, no relative change"),
}

_TEXTS = (
    *("theme", "indicator_name", "unit_name", "group_name", "period_name", "base_name"),
    *("value_text", "base_text", "change_text", "note"),
)
_YES_NO = {"true": Label("có", "yes"), "false": Label("không", "no")}


def in_words(
    changes: pl.DataFrame,
    language: Language = "vi",
    *,
    split: Sequence[str] = (),
    departments: Mapping[str, Label] | None = None,
) -> pl.DataFrame:
    """Changes with the texts people read, one column each.

    Args:
        changes: Rows of :class:`Changes`.
        language: ``vi`` or ``en``.
        split: The dimensions that tell the rows apart; ``group_name`` names the group of each.
        departments: Name of each department by code; a code without name stands for itself.

    Returns:
        The same rows with the columns ``theme``, ``indicator_name``, ``unit_name``,
        ``group_name``, ``period_name``, ``base_name``, ``value_text``, ``base_text``,
        ``change_text`` (absolute and relative in one) and ``note`` (why a change is missing).
    """
    names = {code: label.text(language) for code, label in (departments or {}).items()}
    rows = [_words(row, language, split, names) for row in changes.iter_rows(named=True)]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(_TEXTS, pl.String), orient="row")
    return pl.concat([changes, texts], how="horizontal")


def group_name(dimension: str, group: str | None, dataset: str, language: Language = "vi") -> str:
    """What to call a group of a dimension."""
    if group is None:
        return WHOLE.text(language)
    if group == UNKNOWN:
        return UNKNOWN_GROUP.text(language)
    codes = DIMENSIONS[dataset][dimension].codes
    if dimension in PLACES or codes is None:
        return _YES_NO[group].text(language) if dimension not in PLACES and group in _YES_NO else group
    return codes.label(group, language)


def _words(
    row: Mapping[str, Any], language: Language, split: Sequence[str], departments: Mapping[str, str]
) -> tuple[str | None, ...]:
    card = indicator_named(row["indicator"])
    period = period_from_days(row["period_start"], row["period_end"], row["period_kind"])
    base = period_from_days(row["base_start"], row["base_end"], row["period_kind"])
    groups = [
        departments.get(row[name], row[name])
        if name == "department"
        else group_name(name, row[name], card.dataset, language)
        for name in split
    ]
    reason = REASONS.get(row["reason"]) if row["absolute"] != 0 else None
    return (
        DATASETS[card.dataset].label.text(language),
        card.label.text(language),
        card.unit.label.text(language),
        " · ".join(groups) or WHOLE.text(language),
        period.label(language),
        base.label(language),
        format_value(row["value"], card.unit, language),
        format_value(row["base"], card.unit, language),
        _change_text(row, card, language),
        None if reason is None else reason.text(language),
    )


def _change_text(row: Mapping[str, Any], card: Indicator, language: Language) -> str:
    if row["absolute"] is None:
        return MISSING
    if row["absolute"] == 0:
        return NO_CHANGE.text(language)
    absolute = format_signed(row["absolute"], card.unit, language)
    return absolute if row["relative"] is None else f"{absolute} ({format_relative(row['relative'], language)})"
