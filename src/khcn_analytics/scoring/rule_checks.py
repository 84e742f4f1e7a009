"""What a rule must be to its criterion: its points, its indicator, and which way is better."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.indicators.measures import Ratio
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import KIND_LABELS
from khcn_analytics.scoring.rules import (
    Bands,
    Deadline,
    Goalposts,
    Manual,
    PerCount,
    Proportional,
    RelativeToBest,
    Rule,
    YesNo,
)
from khcn_analytics.scoring.scheme_draft import Draft, card_of, direction_of, required_direction
from khcn_analytics.scoring.scheme_entries import Finding, Part
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction, Unit


def faults_of_indicator(part: Part, draft: Draft) -> Iterator[Finding]:
    """Whether an indicator exists, for the kind of period and for who is scored."""
    code, card, path = part.values.get("indicator"), card_of(part), (*part.path, "indicator")
    if code is None:
        return
    if card is None:
        error = UnknownNameError("chỉ số", "indicator", code, INDICATORS)
        yield Finding(path, Label(error.vi, error.en))
        return
    kind = draft.top.values.get("period_kind")
    if kind is not None and kind not in card.period_kinds:
        vi, en = (
            ", ".join(KIND_LABELS[each].text(language) for each in card.period_kinds) for language in ("vi", "en")
        )
        label = KIND_LABELS[kind]
        said = Label(
            f"chỉ số “{code}” không có theo kỳ {label.vi}, chỉ theo: {vi}.",
            f"indicator “{code}” does not exist for a {label.en}, only for: {en}.",
        )
        yield Finding(path, said)
    if draft.top.values.get("scored") == "unit" and "unit" not in splits(card):
        said = Label(
            f"chỉ số “{code}” chỉ có của cả sở, không chấm được cho từng đơn vị.",
            f"indicator “{code}” exists for whole departments only, not for units.",
        )
        yield Finding(path, said)


def faults_of_counting(part: Part) -> Iterator[Finding]:
    """Points for each one take something that is counted."""
    card = card_of(part)
    if card is not None and isinstance(card.measure, Ratio):
        said = Label(
            f"chỉ số “{card.code}” là tỷ lệ hoặc bình quân, không đếm được từng cái để tính điểm mỗi cái.",
            f"indicator “{card.code}” is a ratio: it counts nothing that points could be given for one by one.",
        )
        yield Finding((*part.path, "indicator"), said)


def faults_of_rules(draft: Draft) -> Iterator[Finding]:
    """Everything wrong between the rules and their criteria."""
    for part in draft.criteria:
        rule = part.values.get("rule")
        yield from _direction(part, rule)
        if rule is None:
            continue
        yield from _entered_by_hand(part, rule)
        if isinstance(rule, (PerCount, Deadline)):
            yield from faults_of_counting(part)
        path = (*part.path, "rule")
        maximum, direction, card = part.values.get("maximum"), direction_of(part), card_of(part)
        if card is not None and card.unit is Unit.SHARE:
            yield from _shares(path, rule, card)
        match rule:
            case Bands():
                yield from _bands(path, rule, maximum, direction)
            case PerCount() if maximum is not None and rule.points_each > maximum:
                said = Label("điểm mỗi cái vượt điểm tối đa của tiêu chí.", "one earns more than the maximum.")
                yield Finding((*path, "points_each"), said)
            case Proportional():
                yield from _proportional(path, rule, direction)
            case RelativeToBest():
                yield from _relative_to_best(path, rule)
            case Goalposts():
                yield from _goalposts(path, rule, direction)
            case _:
                pass


def _direction(part: Part, rule: Rule | None) -> Iterator[Finding]:
    """Declared where nothing else tells it, and against nothing that does."""
    declared, card, path = part.values.get("direction"), card_of(part), (*part.path, "direction")
    told = None if card is None or card.direction is Direction.NEITHER else card.direction
    if declared is not None and told is not None and declared is not told:
        assert card is not None
        said = Label(
            f"“direction” trái với chỉ số “{card.code}”: {card.direction.label.vi}.",
            f"“direction” contradicts indicator “{card.code}”: {card.direction.label.en}.",
        )
        yield Finding(path, said)
        return
    if rule is None:
        return
    wanted, found = required_direction(rule, has_indicator=card is not None), direction_of(part)
    is_known = "direction" not in part.broken and (card is not None or not _says_indicator(part))
    if found is None and is_known:
        said = Label(
            "không rõ cao hay thấp là tốt; hãy ghi direction = “higher” hoặc “lower”.",
            "it is not told whether higher or lower is better; write direction = “higher” or “lower”.",
        )
        yield Finding(path, said)
    if wanted is not None and found is not None and found is not wanted:
        said = Label(
            f"cách chấm này chỉ dùng khi {wanted.label.vi}, mà ở đây {found.label.vi}.",
            f"this rule fits only where {wanted.label.en}; here {found.label.en}.",
        )
        yield Finding((*part.path, "rule"), said)


def _entered_by_hand(part: Part, rule: Rule) -> Iterator[Finding]:
    if isinstance(rule, Manual) and "indicator" in part.values:
        said = Label(
            "người chấm cho điểm trực tiếp thì không có chỉ số; hãy bỏ “indicator” hoặc chọn cách chấm khác.",
            "points given by people take no indicator; remove “indicator” or choose another rule.",
        )
        yield Finding((*part.path, "indicator"), said)
    own_target = isinstance(rule, (Proportional, RelativeToBest)) and rule.target is None
    if own_target and not _says_indicator(part):
        said = Label(
            "chỉ tiêu riêng của đơn vị được giao theo chỉ số; không có chỉ số thì hãy ghi “target”.",
            "targets of units are set for indicators; without one write “target”.",
        )
        yield Finding((*part.path, "rule"), said)


def _says_indicator(part: Part) -> bool:
    return "indicator" in part.values or "indicator" in part.broken


def _shares(path: EntryPath, rule: Rule, card: Indicator) -> Iterator[Finding]:
    for name, value in _values_of(rule):
        if value is not None and not 0 <= value <= 1:
            said = Label(
                f"chỉ số “{card.code}” là tỷ lệ từ 0 đến 1 (85 % ghi 0.85), không thể là {value:g}.",
                f"indicator “{card.code}” is a share from 0 to 1 (85 % is 0.85), it can't be {value:g}.",
            )
            yield Finding((*path, *name), said)


def _values_of(rule: Rule) -> Iterator[tuple[EntryPath, float | None]]:
    """The settings of a rule that are values of the indicator."""
    match rule:
        case Proportional() | RelativeToBest():
            yield ("target",), rule.target
        case Bands():
            yield from ((("bands", place, "bound"), band.bound) for place, band in enumerate(rule.bands))
        case YesNo():
            yield ("threshold",), rule.threshold
        case Goalposts():
            yield from ((("worst",), rule.worst), (("best",), rule.best))
        case _:
            pass


def _bands(path: EntryPath, rule: Bands, maximum: float | None, direction: Direction | None) -> Iterator[Finding]:
    bands = rule.bands
    yield from _worth_of_bands((*path, "bands"), rule)
    for place, band in enumerate(bands):
        at = (*path, "bands", place)
        if (band.bound is None) != (place == 0):
            said = Label(
                "mức đầu (thấp nhất) không có “bound”, mọi mức sau đều có.",
                "the first (worst) band has no “bound”, every other has one.",
            )
            yield Finding(at, said)
        if maximum is not None and band.points > maximum:
            said = Label("điểm của mức vượt điểm tối đa của tiêu chí.", "the band earns more than the maximum.")
            yield Finding((*at, "points"), said)
    for place, (one, after) in enumerate(pairwise(bands), start=1):
        at = (*path, "bands", place)
        if one.points > after.points:
            said = Label("mức tốt hơn mà điểm thấp hơn mức trước.", "a better band earns less than the one before.")
            yield Finding((*at, "points"), said)
        if one.bound is None or after.bound is None or direction is None:
            continue
        if one.bound == after.bound:
            said = Label("hai mức cùng “bound”: mức trước không bao giờ dùng đến.", "two bands have the same “bound”.")
            yield Finding((*at, "bound"), said)
        elif (after.bound > one.bound) != (direction is Direction.HIGHER):
            said = Label(
                f"“bound” phải đi từ kém đến tốt ({direction.label.vi}).",
                f"“bound” must go from worse to better ({direction.label.en}).",
            )
            yield Finding((*at, "bound"), said)


def _worth_of_bands(path: EntryPath, rule: Bands) -> Iterator[Finding]:
    if len(rule.bands) < 2:
        yield Finding(path, Label("cần ít nhất hai mức.", "at least two bands are needed."))
    elif all(each.points == 0 for each in rule.bands):
        said = Label("mức nào cũng 0 điểm: không ai có điểm.", "every band earns 0 points: nobody can earn any.")
        yield Finding(path, said)


def _proportional(path: EntryPath, rule: Proportional, direction: Direction | None) -> Iterator[Finding]:
    if rule.floor > rule.cap:
        said = Label("“floor” không được vượt “cap”.", "“floor” must not be above “cap”.")
        yield Finding((*path, "floor"), said)
    is_too_low = rule.target is not None and (rule.target < 0 or (rule.target == 0 and direction is Direction.HIGHER))
    if is_too_low:
        said = Label(
            "“target” phải lớn hơn 0 thì mới tính được tỷ lệ.", "“target” must be above 0 to be in proportion to."
        )
        yield Finding((*path, "target"), said)


def _relative_to_best(path: EntryPath, rule: RelativeToBest) -> Iterator[Finding]:
    """Nothing is a part of a target below 0, nor a percentage of 0: no unit would ever have points."""
    if rule.target is None:
        return
    if rule.target < 0:
        said = Label(
            "“target” không được nhỏ hơn 0: không đơn vị nào tính được điểm.",
            "“target” must not be below 0: no unit would have points.",
        )
        yield Finding((*path, "target"), said)
    elif rule.target == 0 and rule.excess == "percent":
        said = Label(
            "“target” bằng 0 thì phần vượt không có phần trăm; hãy đặt lớn hơn 0 hoặc chọn excess = “absolute”.",
            "an excess has no percentage of a “target” of 0; set one above 0 or choose excess = “absolute”.",
        )
        yield Finding((*path, "target"), said)


def _goalposts(path: EntryPath, rule: Goalposts, direction: Direction | None) -> Iterator[Finding]:
    if rule.worst == rule.best:
        said = Label("“worst” và “best” phải khác nhau.", "“worst” and “best” must differ.")
        yield Finding((*path, "best"), said)
    elif direction is not None and (rule.best > rule.worst) != (direction is Direction.HIGHER):
        said = Label(
            f"“worst” và “best” ngược chiều ({direction.label.vi}).",
            f"“worst” and “best” are the wrong way round ({direction.label.en}).",
        )
        yield Finding((*path, "best"), said)
    if rule.scale == "log" and min(rule.worst, rule.best) <= 0:
        said = Label("thang log cần cả hai mốc lớn hơn 0.", "a log scale takes two values above 0.")
        yield Finding((*path, "scale"), said)
