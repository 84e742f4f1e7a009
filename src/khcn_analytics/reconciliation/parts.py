"""Printed parts against their printed whole, and printed shares against what they are shares of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from khcn_analytics.reconciliation.figures import Figure, Quantity, grouped
from khcn_analytics.reconciliation.findings import NO_ACTION, Finding, Severity
from khcn_analytics.reconciliation.ranges import ANY_PART, Range, common
from khcn_analytics.reconciliation.relations import AtMost, PartsOf, Relation, ShareOf, ShareOfBoth
from khcn_analytics.reconciliation.texts import (
    figure_text,
    filled_in,
    listed,
    name_text,
    number_text,
    period_text,
    sum_text,
    value_text,
)
from khcn_analytics.vocabulary.labels import Label

_SUM_HOLDS = Label(
    "{name} ({period}) bằng tổng các phần: {sum}; số in là {whole}.",
    "{name} ({period}) is the sum of its parts, {sum}; it is printed as {whole}.",
)
_SUM_DIFFERS = Label(
    "{name} ({period}) in {whole}, nhưng các phần {parts} cộng lại là {sum}.",
    "{name} ({period}) is printed as {whole}, but the parts {parts} make {sum}.",
)
_PARTS_EXCEED = Label(
    "{name} ({period}) in {whole}, nhưng riêng các phần đã in {parts} cộng lại là {sum}, lớn hơn tổng.",
    "{name} ({period}) is printed as {whole}, but the parts that are printed, {parts}, alone make {sum}.",
)
_WITHIN = Label(
    "{smaller_name}, {smaller}, không vượt {larger_name}, {larger} ({period}).",
    "{smaller_name}, {smaller}, is within {larger_name}, {larger} ({period}).",
)
_EXCEEDS = Label(
    "{smaller_name}, {smaller}, lớn hơn {larger_name}, {larger} ({period}).",
    "{smaller_name}, {smaller}, is more than {larger_name}, {larger} ({period}).",
)
_SHARE_HOLDS = Label(
    "{name} ({period}) in {share}, đúng với {numerator}/{denominator} = {ratio}.",
    "{name} ({period}) is printed as {share}, which is {numerator}/{denominator} = {ratio}.",
)
_SHARE_DIFFERS = Label(
    "{name} ({period}) in {share}, nhưng {numerator}/{denominator} là {ratio}.",
    "{name} ({period}) is printed as {share}, but {numerator}/{denominator} is {ratio}.",
)
_NOT_JUDGED = Label(
    "Chưa xét {names} ({period}) có khớp nhau không: {why}.",
    "Whether {names} ({period}) agree was not judged: {why}.",
)
_CONTRADICTING = Label("có số được in với các giá trị trái nhau", "one of them is printed with contradicting values")
_NOTHING_TO_SHARE = Label("mẫu số có thể bằng 0", "the denominator may be 0")
_CHECK_PARTS = Label(
    "Tìm số in sai; xem có phần nào bị bỏ sót hay tính vào hai nơi.",
    "Find the misprint; see whether a part was left out or counted in two places.",
)
_MAY_BE_EARLIER = Label(
    "Có thể do hồ sơ, hợp đồng của kỳ khác. Nếu đúng vậy, ghi rõ trong báo cáo; nếu không, tìm số in sai.",
    "Dossiers or contracts of another period may explain it. If so, say it in the report; if not, find the misprint.",
)
_CHECK_SHARE = Label(
    "Tính lại tỷ lệ, và xem tử số, mẫu số có đúng là của tỷ lệ này không.",
    "Compute the share again, and see whether these are its numerator and denominator.",
)
_MAY_LEAVE_OUT = Label(
    "Mẫu số của tỷ lệ có thể không kể những bản ghi thiếu thông tin (hạn, xếp loại, giải ngân). Nếu đúng vậy, ghi rõ "
    "trong báo cáo; nếu không, tính lại tỷ lệ.",
    "The share may leave out records that lack something (a due day, a rating, a payment). If so, say it in the "
    "report; if not, compute the share again.",
)
_MEND_FIRST = Label("Xử lý trước điều vừa nêu rồi đối chiếu lại.", "Mend that first, then reconcile again.")


@dataclass(frozen=True, slots=True)
class _Known:
    """A quantity whose figures do not contradict each other."""

    figure: Figure
    range: Range


def judge_relations(quantities: Iterable[Quantity], relations: Sequence[Relation]) -> Iterator[Finding]:
    """A finding for each relation whose indicators are printed for the same department, period and status."""
    keyed = (((each.first.department, *each.first.days, each.first.status), each) for each in quantities)
    for together in grouped(keyed).values():
        printed = {each.first.indicator: each for each in together}
        told = [
            finding
            for relation in relations
            for finding in _judge(relation, {name: printed[name] for name in relation.indicators if name in printed})
        ]
        # A part of a whole may be the numerator of a share, too.
        yield from dict.fromkeys(told)


def _judge(relation: Relation, printed: Mapping[str, Quantity]) -> Iterator[Finding]:
    if len(printed) < 2:
        return
    known = {name: _Known(each.first, each.range) for name, each in printed.items() if each.range is not None}
    if len(known) < len(printed):
        yield _not_judged([each.first for each in printed.values()], _CONTRADICTING)
    elif isinstance(relation, PartsOf):
        yield from _judge_sum(relation, known)
    elif isinstance(relation, AtMost):
        yield _judge_within(known[relation.smaller], known[relation.larger], by_definition=relation.by_definition)
    elif isinstance(relation, ShareOfBoth):
        if len(known) == len(relation.indicators):
            yield _judge_share_of_both(relation, known)
    elif relation.numerator in known and relation.denominator in known:
        yield from _judge_share(relation, known)


def _judge_sum(relation: PartsOf, known: Mapping[str, _Known]) -> Iterator[Finding]:
    if relation.whole not in known:
        return
    whole, parts = known[relation.whole], [known[name] for name in relation.parts if name in known]
    if not relation.complete and len(parts) == 1:
        yield _judge_within(parts[0], whole, by_definition=relation.by_definition)
        return
    is_complete = relation.complete and len(parts) == len(relation.parts)
    total = reduce(add, [each.range for each in parts])
    holds = whole.range.meets(total if is_complete else total + ANY_PART)
    if holds and not is_complete:
        return
    texts = {
        "name": name_text(whole.figure),
        "period": period_text(whole.figure.days),
        "whole": figure_text(whole.figure),
        "parts": listed([name_text(each.figure) for each in parts]),
        "sum": sum_text([each.figure for each in parts], whole.figure),
    }
    figures = tuple(each.figure for each in (whole, *parts))
    if holds:
        yield Finding("sum_holds", "holds", figures, filled_in(_SUM_HOLDS, texts), NO_ACTION)
        return
    message = _SUM_DIFFERS if is_complete else _PARTS_EXCEED
    severity, fix = _blame(by_definition=relation.by_definition)
    yield Finding("sum_differs", severity, figures, filled_in(message, texts), fix)


def _judge_within(smaller: _Known, larger: _Known, *, by_definition: bool) -> Finding:
    texts = {
        "smaller_name": name_text(smaller.figure),
        "larger_name": name_text(larger.figure),
        "smaller": figure_text(smaller.figure),
        "larger": figure_text(larger.figure),
        "period": period_text(smaller.figure.days),
    }
    figures = (smaller.figure, larger.figure)
    if not smaller.range.exceeds(larger.range):
        return Finding("within_whole", "holds", figures, filled_in(_WITHIN, texts), NO_ACTION)
    severity, fix = _blame(by_definition=by_definition)
    return Finding("exceeds_whole", severity, figures, filled_in(_EXCEEDS, texts), fix)


def _judge_share(relation: ShareOf, known: Mapping[str, _Known]) -> Iterator[Finding]:
    numerator, denominator = known[relation.numerator], known[relation.denominator]
    if relation.is_part:
        yield _judge_within(numerator, denominator, by_definition=True)
    share = known.get(relation.share)
    if share is None:
        return
    figures = (share.figure, numerator.figure, denominator.figure)
    # There are no fewer than none of anything.
    above = common([numerator.range, ANY_PART]) or numerator.range
    if denominator.range.low <= 0:
        yield _not_judged(figures, _NOTHING_TO_SHARE)
        return
    texts = {
        "name": name_text(share.figure),
        "period": period_text(share.figure.days),
        "share": figure_text(share.figure),
        "numerator": number_text(numerator.figure.value, numerator.figure),
        "denominator": number_text(denominator.figure.value, denominator.figure),
        "ratio": value_text(numerator.figure.value / denominator.figure.value, share.figure),
    }
    holds = share.range.meets(above.over(denominator.range))
    yield _told_share(figures, texts, holds=holds, by_definition=relation.by_definition)


def _judge_share_of_both(relation: ShareOfBoth, known: Mapping[str, _Known]) -> Finding:
    share, part, rest = (known[name] for name in relation.indicators)
    figures = (share.figure, part.figure, rest.figure)
    # There are no fewer than none of anything.
    some, others = (common([each.range, ANY_PART]) or each.range for each in (part, rest))
    if some.low + others.low <= 0:
        return _not_judged(figures, _NOTHING_TO_SHARE)
    both = part.figure.value + rest.figure.value
    one, other = (number_text(each.figure.value, each.figure) for each in (part, rest))
    texts = {
        "name": name_text(share.figure),
        "period": period_text(share.figure.days),
        "share": figure_text(share.figure),
        "numerator": one,
        "denominator": Label(f"({one.vi} + {other.vi})", f"({one.en} + {other.en})"),
        "ratio": value_text(part.figure.value / both, share.figure),
    }
    holds = share.range.meets(some.beside(others))
    return _told_share(figures, texts, holds=holds, by_definition=True)


def _told_share(
    figures: tuple[Figure, ...], texts: Mapping[str, Label], *, holds: bool, by_definition: bool
) -> Finding:
    if holds:
        return Finding("share_holds", "holds", figures, filled_in(_SHARE_HOLDS, texts), NO_ACTION)
    severity: Severity = "contradiction" if by_definition else "look"
    fix = _CHECK_SHARE if by_definition else _MAY_LEAVE_OUT
    return Finding("share_differs", severity, figures, filled_in(_SHARE_DIFFERS, texts), fix)


def _blame(*, by_definition: bool) -> tuple[Severity, Label]:
    return ("contradiction", _CHECK_PARTS) if by_definition else ("look", _MAY_BE_EARLIER)


def _not_judged(figures: Sequence[Figure], why: Label) -> Finding:
    texts = {
        "names": listed([name_text(each) for each in figures]),
        "period": period_text(figures[0].days),
        "why": why,
    }
    return Finding("not_judged", "note", tuple(figures), filled_in(_NOT_JUDGED, texts), _MEND_FIRST)
