"""Figures of a period against those of a longer one that holds it: what accumulates cannot fall."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import reduce
from itertools import permutations
from operator import add

from khcn_analytics.reconciliation.figures import Quantity, grouped
from khcn_analytics.reconciliation.findings import NO_ACTION, Finding, Kind, Severity
from khcn_analytics.reconciliation.ranges import Range
from khcn_analytics.reconciliation.texts import figure_text, filled_in, listed, name_text, period_text, sum_text
from khcn_analytics.vocabulary.labels import Label

_FALLS = Label(
    "{inner_name} ({inner_period}) in {inner}, nhưng {outer_name} ({outer_period}) chỉ in {outer}. Đây là số cộng dồn: "
    "kỳ dài bao gồm kỳ ngắn nên không thể nhỏ hơn.",
    "{inner_name} ({inner_period}) is printed as {inner}, but {outer_name} ({outer_period}) as {outer} only. "
    "The figure accumulates: the longer period holds the shorter one, so it cannot be less.",
)
_SAME_THING = Label(
    "Xem hai số có cùng nội dung, cùng căn cứ không. Nếu là hai chính sách hay hai đối tượng khác nhau, ghi thành "
    "hai chỉ số; nếu là một, tìm số in sai.",
    "See whether both count the same thing on the same grounds. If they are two policies or two kinds of subjects, "
    "record two indicators; if one, find the misprint.",
)
_GROWS = Label(
    "{outer_name} không giảm trong kỳ: {inner_period} in {inner}, {outer_period} in {outer}.",
    "{outer_name} does not fall: {inner} in {inner_period}, {outer} in {outer_period}.",
)
_DO_NOT_ADD = Label(
    "Số của kỳ dài đã gồm số của kỳ ngắn, không cộng hai số.",
    "The longer period contains the shorter one; do not add them.",
)
_NOT_JUDGED = Label(
    "{outer_name} ({indicator}) giảm: {inner_period} in {inner}, {outer_period} in {outer}. Chưa biết chỉ số này cộng "
    "dồn hay không nên chưa kết luận.",
    "{outer_name} ({indicator}) falls: {inner} in {inner_period}, {outer} in {outer_period}. Whether this indicator "
    "accumulates is not known, so nothing is concluded.",
)
_SAY_HOW = Label(
    "Nếu là số cộng dồn thì đây là mâu thuẫn; nếu là số tại một thời điểm thì bình thường.",
    "If it accumulates, this is a contradiction; if it is a level at one time, it is as it should be.",
)
_SUM_HOLDS = Label(
    "{name} ({period}) bằng tổng {parts}: {sum}; số in là {whole}.",
    "{name} ({period}) is the sum of {parts}: {sum}; it is printed as {whole}.",
)
_SUM_DIFFERS = Label(
    "{name} ({period}) in {whole}, nhưng {parts} gộp lại đúng là kỳ này mà cộng được {sum}.",
    "{name} ({period}) is printed as {whole}, but {parts}, which together are this period, make {sum}.",
)
_SUM_EXCEEDS = Label(
    "{name} ({period}) in {whole}, nhưng riêng {parts}, các kỳ rời nhau trong đó, cộng được {sum}, lớn hơn cả kỳ.",
    "{name} ({period}) is printed as {whole}, but {parts}, periods side by side in it, alone make {sum}.",
)


def judge_within_periods(
    quantities: Iterable[Quantity], accumulates: Mapping[str, bool], adds_up: Collection[str] = ()
) -> Iterator[Finding]:
    """A finding for each pair of nested periods of an indicator that accumulates, or may, and for their sums.

    Args:
        quantities: What was printed.
        accumulates: Indicator -> whether a period has at least what each period in it has: counts
            of events do, levels at one time do not. Of indicators not named nothing is known.
        adds_up: Indicators of which periods side by side add up to the period they make: what is
            counted in one is not counted in another.
    """
    keyed = ((_series(each), each) for each in quantities)
    for (_, indicator, _), series in grouped(keyed).items():
        for inner, outer in permutations(series, 2):
            if _holds(outer, inner) and accumulates.get(indicator, True):
                yield from _judge(inner, outer, known=indicator in accumulates)
        if indicator in adds_up:
            for whole in series:
                yield from _judge_sum(whole, [each for each in series if each != whole and _holds(whole, each)])


def _series(quantity: Quantity) -> tuple[str, str, str]:
    return quantity.first.department, quantity.first.indicator, quantity.first.status


def _holds(outer: Quantity, inner: Quantity) -> bool:
    """Whether one period lies in the other; two quantities of a series never have the same."""
    (start, end), (inner_start, inner_end) = outer.first.days, inner.first.days
    return start <= inner_start and inner_end <= end


def _judge(inner: Quantity, outer: Quantity, *, known: bool) -> Iterator[Finding]:
    falls = _every_value(inner).exceeds(_every_value(outer))
    if not known and not falls:
        return
    kind: Kind = "not_judged" if not known else "falls_within_period" if falls else "grows_within_period"
    severity: Severity = "look" if not known else "contradiction" if falls else "holds"
    message, fix = {
        "not_judged": (_NOT_JUDGED, _SAY_HOW),
        "falls_within_period": (_FALLS, _SAME_THING),
        "grows_within_period": (_GROWS, _DO_NOT_ADD),
    }[kind]
    texts = {
        "inner_name": name_text(inner.first),
        "outer_name": name_text(outer.first),
        "indicator": Label(inner.first.indicator, inner.first.indicator),
        "inner": listed([figure_text(each) for each in inner.figures]),
        "outer": listed([figure_text(each) for each in outer.figures]),
        "inner_period": period_text(inner.first.days),
        "outer_period": period_text(outer.first.days),
    }
    yield Finding(kind, severity, (*inner.figures, *outer.figures), filled_in(message, texts), fix)


def _judge_sum(outer: Quantity, inner: Sequence[Quantity]) -> Iterator[Finding]:
    """Whether periods side by side make no more than the one they lie in, and as much where they fill it.

    One that is more than the whole by itself, and figures that contradict each other, are judged elsewhere.
    """
    if any(each.range is None for each in (outer, *inner)) or any(
        _range(each).exceeds(_range(outer)) for each in inner
    ):
        return
    filling = _fewest_that_fill(outer.first.days, inner)
    parts = filling or _most_side_by_side(inner)
    total = reduce(add, map(_range, parts), Range(0, 0))
    holds = _range(outer).meets(total) if filling else not total.exceeds(_range(outer))
    if len(parts) < 2 or (holds and not filling):
        return
    texts = {
        "name": name_text(outer.first),
        "period": period_text(outer.first.days),
        "whole": figure_text(outer.first),
        "parts": listed([period_text(each.first.days) for each in parts]),
        "sum": sum_text([each.first for each in parts], outer.first),
    }
    figures = tuple(one for each in (outer, *parts) for one in each.figures)
    if holds:
        yield Finding("sum_holds", "holds", figures, filled_in(_SUM_HOLDS, texts), NO_ACTION)
    else:
        message = _SUM_DIFFERS if filling else _SUM_EXCEEDS
        yield Finding("sum_differs", "contradiction", figures, filled_in(message, texts), _SAME_THING)


def _fewest_that_fill(days: tuple[date, date], inner: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The fewest periods that, one after another, are exactly these days; none if there are no such."""
    start, end = days
    reached: dict[date, tuple[Quantity, ...]] = {start: ()}
    # By their first day: whatever leads to a day is known before what goes on from it.
    for each in sorted(inner, key=lambda one: one.first.days):
        first, after = each.first.days
        if first in reached and (after not in reached or len(reached[first]) + 1 < len(reached[after])):
            reached[after] = (*reached[first], each)
    return reached.get(end, ())


def _most_side_by_side(inner: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The periods that don't overlap and have the most, by the least they may have."""
    best: list[tuple[Quantity, ...]] = [()]
    for each in sorted(inner, key=lambda one: one.first.days[1]):
        before = [chosen for chosen in best if not chosen or chosen[-1].first.days[1] <= each.first.days[0]]
        best.append((*max(before, key=_least), each))
    return max(best, key=_least)


def _least(parts: Sequence[Quantity]) -> float:
    return float(sum(_range(each).low for each in parts))


def _range(quantity: Quantity) -> Range:
    assert quantity.range is not None
    return quantity.range


def _every_value(quantity: Quantity) -> Range:
    """From the lowest to the highest: figures that contradict each other are judged elsewhere."""
    ranges = [each.range for each in quantity.figures]
    lowest = min(ranges, key=lambda each: (each.low, each.above))
    return Range(lowest.low, max(each.high for each in ranges), lowest.above)
