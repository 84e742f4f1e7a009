"""How each line of an account came about, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.scoring.results import MISSING_LABELS
from khcn_analytics.scoring.rules import (
    Bands,
    Deadline,
    Goalposts,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    Rule,
    YesNo,
)
from khcn_analytics.scoring.schemes import Criterion, EventItem, Layer, MissingPolicy, Scheme
from khcn_analytics.vocabulary.formats import format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

_MOST_DECIMALS = 3

_ENTERED: dict[Layer, Label] = {
    "self": Label("điểm đơn vị tự chấm", "points the unit gave itself"),
    "reviewed": Label("điểm thẩm định", "points of the review"),
    "decided": Label("điểm quyết định", "points that were decided"),
}
_POLICIES: dict[MissingPolicy, Label] = {
    "not_applicable": Label("không xét, điểm chia lại trong nhóm", "not applicable, its points are shared out"),
    "zero": Label("tính 0 điểm", "counts as 0 points"),
    "block": Label("chưa có tổng điểm", "there is no total"),
}
_EACH = Label("{actual} × {each} điểm", "{actual} × {each} points")
_WITHOUT_FIGURES: dict[type[Rule], Label] = {
    Bands: Label("{actual}, theo bậc điểm", "{actual}, by steps"),
    RelativeToBest: Label(
        "{actual}, chỉ tiêu {target}; phần vượt so với đơn vị tốt nhất của khối",
        "{actual}, target {target}; what is above it beside the best of the rank group",
    ),
    MinMax: Label(
        "{actual}, so với kém nhất và tốt nhất của khối", "{actual}, between the worst and the best of the rank group"
    ),
}
"""What is said of rules that have no figures of their own to tell."""

CHANGE_LABELS: dict[str, Label] = {
    "renormalised": Label("Chia lại điểm không xét", "Shared out"),
    "capped": Label("Trần của mục", "Cap of the item"),
    "bonus_capped": Label("Trần điểm thưởng", "Cap of bonus points"),
    "penalty_capped": Label("Trần điểm trừ", "Cap of penalty points"),
    "floor": Label("Sàn tổng điểm", "Floor of the total"),
    "ceiling": Label("Trần tổng điểm", "Ceiling of the total"),
    "rounded": Label("Làm tròn", "Rounding"),
}
"""What a line is called that changes a sum, by its step."""


def number(value: float, language: Language = "vi") -> str:
    """Points or a plain figure with no more decimal places than it needs.

    Examples:
        >>> number(7.5), number(10.0), number(3.3333333)
        ('7,5', '10', '3,333')
    """
    exponent = Decimal(str(round(value, _MOST_DECIMALS))).normalize().as_tuple().exponent
    return format_number(value, language, decimals=max(0, -int(exponent)))


def how_points(criterion: Criterion, row: Mapping[str, Any], layer: Layer) -> Label:
    """Why a criterion has its points.

    Args:
        criterion: The criterion.
        row: Its row of :class:`khcn_analytics.scoring.results.ScorePoints`.
        layer: Whose points count.
    """
    if row["reason"] is not None:
        why, what = MISSING_LABELS[row["reason"]], _POLICIES[criterion.missing]
        return Label(f"{why.vi}: {what.vi}", f"{why.en}: {what.en}")
    if row["origin"] == "entered":
        return _with_maximum(_ENTERED[layer], criterion.maximum)
    return _with_maximum(_by_rule(criterion.rule, row, _unit_of(criterion.indicator)), criterion.maximum)


def how_item(item: EventItem, row: Mapping[str, Any]) -> Label:
    """Why a bonus or penalty item has its points."""
    if row["reason"] is not None:
        why = MISSING_LABELS[row["reason"]]
        return Label(f"{why.vi}: không tính", f"{why.en}: not counted")
    return _filled(_EACH, {"actual": row["actual"]}, _unit_of(item.indicator), {"each": item.points_each})


def how_changed(scheme: Scheme, step: str, code: str | None, shared_out: Sequence[str]) -> Label:
    """Why points were added or taken away on the way to the total.

    Args:
        scheme: The scheme.
        step: The step.
        code: What it is about; ``None`` for the total.
        shared_out: What stands right under it and is not applicable.
    """
    if step == "renormalised":
        within = Label("trong nhóm", "within the group") if code is not None else Label("giữa các nhóm", "among groups")
        listed = ", ".join(shared_out)
        return Label(
            f"không xét {listed}: chia lại điểm {within.vi}", f"{listed} not applicable: shared out {within.en}"
        )
    if step == "rounded":
        decimals = scheme.rounding.decimals
        return Label(f"đến {decimals} chữ số thập phân", f"to {decimals} decimal place(s)")
    limits = {
        "capped": next((each.cap for each in scheme.events if each.code == code), None),
        "bonus_capped": scheme.bonus_cap,
        "penalty_capped": scheme.penalty_cap,
        "floor": scheme.floor,
        "ceiling": scheme.ceiling,
    }
    limit = limits[step]
    assert limit is not None, "a limit that isn't there changes nothing"
    words = Label("không dưới {limit} điểm", "at least {limit} points")
    if step != "floor":
        words = Label("tối đa {limit} điểm", "at most {limit} points")
    return _filled(words, {}, None, {"limit": limit})


def _by_rule(rule: Rule, row: Mapping[str, Any], unit: Unit | None) -> Label:
    plain, counted = {}, {}
    match rule:
        case Proportional():
            words = Label("{actual}, chỉ tiêu {target}", "{actual}, target {target}")
            if rule.cap > 1:
                words = Label(words.vi + ", đủ điểm khi đạt {cap} %", words.en + ", all points at {cap} %")
            plain = {"cap": rule.cap * 100}
        case YesNo() if unit is None and rule.threshold == 1:
            words = Label("đạt", "yes") if row["share"] == 1 else Label("không đạt", "no")
        case YesNo():
            words = Label("{actual}, mức phải đạt {bound}", "{actual}, {bound} needed")
            counted = {"bound": rule.threshold}
        case PerCount():
            words = _EACH
            plain = {"each": rule.points_each}
        case Deadline():
            words = Label("{actual}, mỗi lần chậm trừ {each} điểm", "{actual}, each late one costs {each} points")
            plain = {"each": rule.points_per_late}
        case Goalposts():
            words = Label("{actual}, tính từ {worst} đến {best}", "{actual}, from {worst} to {best}")
            counted = {"worst": rule.worst, "best": rule.best}
        case _:
            words = _WITHOUT_FIGURES[type(rule)]
    return _filled(words, {**counted, "actual": row["actual"], "target": row["target"]}, unit, plain)


def _unit_of(indicator: str | None) -> Unit | None:
    card = None if indicator is None else INDICATORS.get(indicator)
    return None if card is None else card.unit


def _with_maximum(how: Label, maximum: float) -> Label:
    return Label(f"{how.vi}, tối đa {number(maximum)}", f"{how.en}, at most {number(maximum, 'en')}")


def _filled(words: Label, counted: Mapping[str, float | None], unit: Unit | None, plain: Mapping[str, float]) -> Label:
    """Both texts with figures: what is counted in a unit, and plain numbers."""

    def filled(text: str, language: Language) -> str:
        figures = {name: _figure(value, unit, language) for name, value in counted.items()}
        return text.format(**figures, **{name: number(value, language) for name, value in plain.items()})

    return Label(filled(words.vi, "vi"), filled(words.en, "en"))


def _figure(value: float | None, unit: Unit | None, language: Language) -> str:
    """A value as its unit is read; what is counted by hand as a plain number."""
    if value is None or unit is None:
        return "–" if value is None else number(value, language)
    if unit is Unit.SHARE or unit.is_money:
        return format_value(value, unit, language)
    return f"{number(value, language)} {unit.label.text(language)}"
