"""Units and names that one report prints and another does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from khcn_analytics.reconciliation.figures import Figure, grouped, words_of
from khcn_analytics.reconciliation.findings import Finding
from khcn_analytics.reconciliation.ranges import SCALES, unit_of
from khcn_analytics.reconciliation.texts import filled_in, listed, name_text, period_text, quoted
from khcn_analytics.vocabulary.labels import Label

_UNIT_CHANGED = Label(
    "{name}: đơn vị tính là {one} ({one_period}), rồi là {other} ({other_period}).",
    "{name}: the unit is {one} ({one_period}), then {other} ({other_period}).",
)
_SAME_SUBJECTS = Label(
    "Xem hai kỳ có đếm cùng một loại đối tượng không. Nếu không, chưa so sánh được hai số.",
    "See whether both periods count the same kind of thing. If not, the figures cannot be compared.",
)
_NAME_CHANGED = Label(
    "Cùng một chỉ số được gọi là {one} ({one_period}) và {other} ({other_period}).",
    "One indicator is called {one} ({one_period}) and {other} ({other_period}).",
)
_SAME_MEANING = Label(
    "Thường chỉ là cách viết. Nếu nghĩa đã khác, ghi thành hai chỉ số.",
    "Mostly a matter of wording. If the meaning differs, record two indicators.",
)


def judge_units(figures: Iterable[Figure]) -> Iterator[Finding]:
    """A finding for each change of unit; đồng and triệu đồng are one unit, in any spelling."""
    for one, other in _changes(figures, _unit):
        texts = {
            "name": listed([name_text(one), name_text(other)]),
            "one": quoted(one.printed_unit or ""),
            "other": quoted(other.printed_unit or ""),
        }
        yield _finding(one, other, texts, is_unit=True)


def judge_names(figures: Iterable[Figure]) -> Iterator[Finding]:
    """A finding for each change of name."""
    for one, other in _changes(figures, _name):
        yield _finding(one, other, {"one": name_text(one), "other": name_text(other)}, is_unit=False)


def _finding(one: Figure, other: Figure, texts: dict[str, Label], *, is_unit: bool) -> Finding:
    texts |= {"one_period": period_text(one.days), "other_period": period_text(other.days)}
    if is_unit:
        return Finding("unit_changed", "look", (one, other), filled_in(_UNIT_CHANGED, texts), _SAME_SUBJECTS)
    return Finding("name_changed", "note", (one, other), filled_in(_NAME_CHANGED, texts), _SAME_MEANING)


def _changes(figures: Iterable[Figure], told: Callable[[Figure], object]) -> Iterator[tuple[Figure, Figure]]:
    """Figures of an indicator in two neighbouring reports that share nothing of what is told.

    A report is what one source prints of one period; what it says in two ways itself is no change.
    """
    known = (each for each in figures if told(each))
    for series in grouped(((each.department, each.indicator), each) for each in known).values():
        reports = grouped(((*each.days, each.source), each) for each in series)
        in_order = [reports[key] for key in sorted(reports, key=lambda key: (key[1], key[0], key[2]))]
        for earlier, later in pairwise(in_order):
            if {told(each) for each in earlier}.isdisjoint({told(each) for each in later}):
                yield earlier[0], later[0]


def _unit(figure: Figure) -> str:
    unit = unit_of(figure.printed_unit)
    return "đồng" if unit in SCALES and unit != "%" else unit


def _name(figure: Figure) -> frozenset[str]:
    return words_of(figure.printed_name or "")
