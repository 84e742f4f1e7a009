"""The account of one unit: every line of its total, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.account_wording import CHANGE_LABELS, how_changed, how_item, how_points, number
from khcn_analytics.scoring.displays import account_display
from khcn_analytics.scoring.results import (
    CHANGES,
    NO_TOTAL_LABELS,
    AccountLines,
    ScorePoints,
    ScoreSteps,
    ScoreTotals,
)
from khcn_analytics.scoring.schemes import Layer, Scheme
from khcn_analytics.scoring.scored_units import is_unit, only_unit
from khcn_analytics.scoring.tree import beneath, criteria_of
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

_TOTAL, _NO_TOTAL = Label("Tổng điểm", "Total"), Label("Chưa có tổng điểm", "No total")


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class ScoreAccount(Shown):
    """What one unit got, line by line.

    Attributes:
        scheme: The scheme.
        layer: Whose points count.
        department: The department.
        unit: The unit; ``None`` is the whole department.
        lines: The lines; their points add up to ``total`` exactly, decimal place by decimal place.
        total: The total; ``None`` where there is none.
        reason: Why there is none.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> account = scores.explain("Văn phòng")
        >>> account.total, account.lines["points"].sum()
        (89.1, 89.1)
    """

    scheme: Scheme
    layer: Layer
    department: str
    unit: str | None
    lines: DataFrame[AccountLines]
    total: float | None
    reason: Label | None

    def __str__(self) -> str:
        return self.text()

    def _shown(self) -> Display:
        return account_display(self)

    def text(self, language: Language = "vi") -> str:
        """The account as plain text, one line each."""
        label, layer = self.scheme.label.text(language), SCORE_LAYERS.label(self.layer, language)
        return "\n".join([f"{self.unit or self.department} – {label} ({layer})", *self._told(language)])

    def _told(self, language: Language) -> Iterator[str]:
        for row in self.lines.iter_rows(named=True):
            named = " ".join(each for each in (row["code"], row[f"label_{language}"]) if each)
            yield f"{named}: {number(row['points'], language)} ({row[f'how_{language}']})"
        if self.total is not None:
            yield f"{_TOTAL.text(language)}: {number(self.total, language)}"
        if self.reason is not None:
            yield f"{_NO_TOTAL.text(language)}: {self.reason.text(language)}"


def account_of(
    scheme: Scheme,
    layer: Layer,
    totals: DataFrame[ScoreTotals],
    points: DataFrame[ScorePoints],
    steps: DataFrame[ScoreSteps],
    *,
    unit: str | None,
    department: str | None,
) -> ScoreAccount:
    """The account of one unit.

    Args:
        scheme: The scheme.
        layer: Whose points count.
        totals: Totals of the scoring.
        points: Its points.
        steps: Its steps.
        unit: The unit; ``None`` is a whole department.
        department: The department; needed only where several have a unit of that name.

    Raises:
        UnknownNameError: If nobody of that name is scored.
        WrongUseError: If several are.
    """
    total = only_unit(totals, unit, department)
    of_one = is_unit(total)
    changes = steps.filter(of_one, pl.col("step").is_in(CHANGES))
    rows = {row["code"]: row for row in points.filter(of_one).iter_rows(named=True)}
    lines = [_line(scheme, layer, step, rows) for step in changes.iter_rows(named=True)]
    frame = pl.DataFrame(lines, schema=column_types(AccountLines), orient="row")
    return ScoreAccount(
        scheme,
        layer,
        total["department"],
        total["unit"],
        as_result(frame, AccountLines),
        total["total"],
        _no_total(total),
    )


def _no_total(total: Mapping[str, Any]) -> Label | None:
    if total["reason"] is None:
        return None
    label = NO_TOTAL_LABELS[total["reason"]]
    codes = f" ({total['blocked_by']})" if total["blocked_by"] is not None else ""
    return Label(label.vi + codes, label.en + codes)


def _line(
    scheme: Scheme, layer: Layer, step: Mapping[str, Any], rows: Mapping[str, Mapping[str, Any]]
) -> tuple[str | float | None, ...]:
    code, name = step["code"], step["step"]
    level, label = _named(scheme, code, name)
    if name == "points":
        how = how_points(scheme.criterion(code), rows[code], layer)
    elif name in {"bonus", "penalty"}:
        how = how_item(next(each for each in scheme.events if each.code == code), rows[code])
    else:
        without = {each for each, row in rows.items() if row["points"] is None}
        shared_out = [each for each in beneath(scheme, code) if criteria_of(scheme, each) <= without]
        how = how_changed(scheme, name, code, shared_out)
    return code, level, name, label.vi, label.en, step["value"], how.vi, how.en


def _named(scheme: Scheme, code: str | None, step: str) -> tuple[str, Label]:
    """What a line is about: its level and its label."""
    if code is None:
        return "total", CHANGE_LABELS[step]
    named = {
        **{each.code: ("group", each.label) for each in scheme.groups},
        **{each.code: ("criterion", each.label) for each in scheme.criteria},
        **{each.code: (each.kind, each.label) for each in scheme.events},
    }
    level, label = named[code]
    if step not in CHANGE_LABELS:
        return level, label
    change = CHANGE_LABELS[step]
    return level, Label(f"{change.vi} – {label.vi}", f"{change.en} – {label.en}")
