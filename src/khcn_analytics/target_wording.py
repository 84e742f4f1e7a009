"""What came of targets, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit
from khcn_analytics.wording import VERDICTS, difference_text, groups_text, period_of

NOT_JUDGED: dict[str, Label] = {
    **FLAG_LABELS,
    "not_computed": Label(
        "không tính được chỉ số này từ dữ liệu hiện có, cho đơn vị này",
        "these data do not give this indicator for this group",
    ),
    "zero_target": Label("chỉ tiêu bằng 0, không tính được tỷ lệ", "the target is 0, no relative difference"),
}
"""Why a target was not judged, or its difference has no relative figure."""
ON_TARGET, WITHIN_RANGE = Label("đúng chỉ tiêu", "on target"), Label("trong khoảng", "within the range")
_TARGETS: dict[str, Label] = {
    "at_least": Label("từ {target} trở lên", "at least {target}"),
    "at_most": Label("không quá {target}", "at most {target}"),
    "equal": Label("bằng {target}", "exactly {target}"),
    "between": Label("từ {target} đến {upper}", "{target} to {upper}"),
}

_TEXTS = (
    *("theme", "indicator_name", "unit_name", "group_name", "period_name"),
    *("actual_text", "target_text", "difference_text", "verdict_text", "note"),
)


def targets_in_words(
    results: pl.DataFrame,
    language: Language = "vi",
    *,
    split: Sequence[str] = ("unit",),
    departments: Mapping[str, Label] | None = None,
) -> pl.DataFrame:
    """What came of targets, with the texts people read.

    Args:
        results: Rows of :class:`TargetResults`.
        language: ``vi`` or ``en``.
        split: The dimensions that tell the rows apart; ``group_name`` names the group of each.
        departments: Name of each department by code; a code without name stands for itself.

    Returns:
        The same rows with the columns ``theme``, ``indicator_name``, ``unit_name``,
        ``group_name``, ``period_name``, ``actual_text``, ``target_text``, ``difference_text``,
        ``verdict_text`` and ``note`` (why a target was not judged). An indicator that is not in
        the catalogue goes by its code.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> results = kh.trends.against_target(workspace.datasets["targets"], workspace.datasets)
        >>> kh.targets_in_words(results).select("indicator_name", "actual_text", "target_text").row(0)
        ('Nhiệm vụ nghiệm thu', '29', 'từ 22 trở lên')
    """
    names = {code: label.text(language) for code, label in (departments or {}).items()}
    rows = [_words(row, language, split, names) for row in results.iter_rows(named=True)]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(_TEXTS, pl.String), orient="row")
    return pl.concat([results, texts], how="horizontal")


def _words(
    row: Mapping[str, Any], language: Language, split: Sequence[str], departments: Mapping[str, str]
) -> tuple[str | None, ...]:
    card = INDICATORS.get(row["indicator"])
    unit = None if card is None else card.unit
    note = NOT_JUDGED.get(row["reason"]) if row["difference"] != 0 else None
    target, upper = (_figure(row[name], unit, language) for name in ("target", "upper_target"))
    none = WITHIN_RANGE if row["operator"] == "between" else ON_TARGET
    return (
        MISSING if card is None else DATASETS[card.dataset].label.text(language),
        row["indicator"] if card is None else card.label.text(language),
        MISSING if unit is None else unit.label.text(language),
        groups_text(row, split, "targets", departments, language),
        period_of(row["period_start"], row["period_end"], row["period_kind"]).label(language),
        _figure(row["actual"], unit, language),
        _TARGETS[row["operator"]].text(language).format(target=target, upper=upper),
        MISSING if unit is None else difference_text(row["difference"], row["relative"], unit, language, none=none),
        VERDICTS[row["verdict"]].text(language),
        None if note is None else note.text(language),
    )


def _figure(value: float | None, unit: Unit | None, language: Language) -> str:
    """A value; one of an indicator nobody knows as a plain number."""
    return format_number(value, language, decimals=2) if unit is None else format_value(value, unit, language)
