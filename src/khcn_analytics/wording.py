"""Result frames in words: the texts that tables, charts and pages show beside the numbers.

Views never format or compute; they show these columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.indicators.dimensions import DIMENSIONS, PLACES
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import PERIOD_KINDS, Period, PeriodKind, period_from_days
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import UNKNOWN
from khcn_analytics.vocabulary.formats import MISSING, format_relative, format_signed, format_value
from khcn_analytics.vocabulary.labels import Label, Language, known_language
from khcn_analytics.vocabulary.units import Unit

WHOLE = Label("Toàn sở", "Whole department")
UNKNOWN_GROUP = Label("chưa rõ", "unknown")
WHOLE_TARGETS = Label("chỉ tiêu của toàn sở", "targets of the whole department")
NO_CHANGE = Label("không đổi", "unchanged")

# A share has no relative change because it is told in points, which needs no remark.
REASONS: dict[str, Label] = {
    "no_value": Label("kỳ này không có giá trị", "no value in this period"),
    "no_base": Label("không có kỳ gốc để so sánh", "no base period to compare with"),
    "base_without_value": Label("kỳ gốc không có giá trị", "the base period has no value"),
    "zero_base": Label("kỳ gốc bằng 0, không tính được tỷ lệ", "base is 0, no relative change"),
    "not_positive": Label("số từ 0 trở xuống: không có tốc độ bình quân hay chỉ số", "no rate or index of 0 or less"),
}
DIFFERENT_KINDS = Label("hai kỳ khác loại, không xét tốt hay xấu", "periods of different kinds, no verdict")
VERDICTS: dict[str, Label] = {
    "better": Label("tốt hơn", "better"),
    "worse": Label("kém hơn", "worse"),
    "unchanged": NO_CHANGE,
    "neither": Label("không xét tốt hay xấu", "neither better nor worse"),
    "not_comparable": Label("không so sánh được", "not comparable"),
    "met": Label("đạt", "met"),
    "missed": Label("không đạt", "missed"),
    "not_judged": Label("chưa xét được", "not judged"),
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

    Raises:
        UnknownNameError: If there is no such language.

    Examples:
        >>> import khcn_analytics as kh
        >>> asked = kh.analyse(kh.example_workspace(), ["2024"], indicators=["dossiers.on_time_rate"])
        >>> kh.in_words(asked.changes).select("indicator_name", "value_text").row(0)
        ('Tỷ lệ hồ sơ giải quyết đúng hạn', '97,8 %')
    """
    known_language(language)
    names = {code: label.text(language) for code, label in (departments or {}).items()}
    rows = [_words(row, language, split, names) for row in changes.iter_rows(named=True)]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(_TEXTS, pl.String), orient="row")
    return pl.concat([changes, texts], how="horizontal")


def group_name(dimension: str, group: str | None, dataset: str, language: Language = "vi") -> str:
    """What to call a group of a dimension."""
    if group is None:
        return WHOLE.text(language)
    if group == UNKNOWN:
        # A target without unit is the department's own, not one whose unit is unknown.
        if (dataset, dimension) == ("targets", "unit"):
            return WHOLE_TARGETS.text(language)
        return UNKNOWN_GROUP.text(language)
    codes = DIMENSIONS[dataset][dimension].codes
    if dimension in PLACES or codes is None:
        return _YES_NO[group].text(language) if dimension not in PLACES and group in _YES_NO else group
    return codes.label(group, language)


def _words(
    row: Mapping[str, Any], language: Language, split: Sequence[str], departments: Mapping[str, str]
) -> tuple[str | None, ...]:
    card = indicator_named(row["indicator"])
    period = period_of(row["period_start"], row["period_end"], row["period_kind"])
    base = period_of(row["base_start"], row["base_end"], row["period_kind"])
    note = REASONS.get(row["reason"]) if row["absolute"] != 0 else None
    if note is None and base.kind != period.kind:
        note = DIFFERENT_KINDS
    if note is None and row.get("break_severity") is not None:
        note = _break_note(row)
    return (
        DATASETS[card.dataset].label.text(language),
        card.label.text(language),
        card.unit.label.text(language),
        groups_text(row, split, card.dataset, departments, language),
        period.label(language),
        base.label(language),
        format_value(row["value"], card.unit, language),
        format_value(row["base"], card.unit, language),
        difference_text(row["absolute"], row["relative"], card.unit, language, none=NO_CHANGE),
        None if note is None else note.text(language),
    )


def _break_note(row: Mapping[str, Any]) -> Label:
    """What breaks the series between base and period."""
    told = Label(row["break_vi"], row["break_en"])
    if row["break_severity"] == "warning":
        return Label(f"so sánh thận trọng: {told.vi}", f"compare with care: {told.en}")
    return Label(f"không so sánh: {told.vi}", f"not compared: {told.en}")


@lru_cache(maxsize=1024)
def period_of(start: date, end: date, kind: PeriodKind) -> Period:
    """The period with these days, of this kind or, where two kinds stand side by side, of another."""
    for each in (kind, *PERIOD_KINDS):
        try:
            return period_from_days(start, end, each)
        except InvalidPeriodError:
            continue
    raise InvalidPeriodError(f"{start} – {end}")


def groups_text(
    row: Mapping[str, Any], split: Sequence[str], dataset: str, departments: Mapping[str, str], language: Language
) -> str:
    """The groups a row is of, in one text."""
    groups = [
        departments.get(row[name], row[name])
        if name == "department"
        else group_name(name, row[name], dataset, language)
        for name in split
    ]
    return " · ".join(groups) or WHOLE.text(language)


def difference_text(
    absolute: float | None, relative: float | None, unit: Unit, language: Language, *, none: Label
) -> str:
    """A difference with its part of the base, if it has one; ``none`` is said of 0."""
    if absolute is None:
        return MISSING
    if absolute == 0:
        return none.text(language)
    signed = format_signed(absolute, unit, language)
    return signed if relative is None else f"{signed} ({format_relative(relative, language)})"
