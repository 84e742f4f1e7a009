"""Figures of a period against those of a longer one that holds it: what accumulates cannot fall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations

from khcn_analytics.reconciliation.figures import Quantity, grouped
from khcn_analytics.reconciliation.findings import Finding, Kind, Severity
from khcn_analytics.reconciliation.ranges import Range
from khcn_analytics.reconciliation.texts import figure_text, filled_in, listed, name_text, period_text
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


def judge_within_periods(quantities: Iterable[Quantity], accumulates: Mapping[str, bool]) -> Iterator[Finding]:
    """A finding for each pair of nested periods of an indicator that accumulates, or may.

    Args:
        quantities: What was printed.
        accumulates: Indicator -> whether a period has at least what each period in it has: counts
            of events do, levels at one time do not. Of indicators not named nothing is known.
    """
    keyed = ((_series(each), each) for each in quantities)
    for (_, indicator, _), series in grouped(keyed).items():
        for inner, outer in permutations(series, 2):
            if _holds(outer, inner) and accumulates.get(indicator, True):
                yield from _judge(inner, outer, known=indicator in accumulates)


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


def _every_value(quantity: Quantity) -> Range:
    """From the lowest to the highest: figures that contradict each other are judged elsewhere."""
    ranges = [each.range for each in quantity.figures]
    lowest = min(ranges, key=lambda each: (each.low, each.above))
    return Range(lowest.low, max(each.high for each in ranges), lowest.above)
