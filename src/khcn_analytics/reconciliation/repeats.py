"""The same quantity printed more than once: different values, a repeat, or one number under two names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from khcn_analytics.reconciliation.figures import Figure, Quantity, grouped, words_of
from khcn_analytics.reconciliation.findings import Finding, Kind, Severity
from khcn_analytics.reconciliation.texts import figure_text, filled_in, listed, name_text, period_text
from khcn_analytics.schemas.indicator_codes import is_share
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label

_DIFFERENT = Label(
    "{name} ({period}) được in với các giá trị không thể cùng đúng: {values}.",
    "{name} ({period}) is printed with values that cannot all be true: {values}.",
)
_FIND_OUT = Label(
    "Mở lại báo cáo và hồ sơ gốc để biết số nào đúng. Giữ cả các dòng, không cộng, không tự chọn một số.",
    "Go back to the report and the files behind it to learn which is right. Keep the rows, neither add nor choose.",
)
_REPEAT = Label(
    "{name} ({period}) được in {count} lần với cùng một giá trị: {values}.",
    "{name} ({period}) is printed {count} times with the same value: {values}.",
)
_COUNT_ONCE = Label("Chỉ tính một lần, không cộng các lần nhắc lại.", "Count it once; never add the repeats.")
_TWO_NAMES = Label(
    "Cùng một con số, {values} ({period}), được in dưới các tên khác nhau: {name}.",
    "One number, {values} ({period}), is printed under different names: {name}.",
)
_ONE_OR_TWO = Label(
    "Cộng lại là tính trùng. Nếu là một việc, chỉ tính một lần; nếu là hai việc khác nhau, ghi thành hai chỉ số.",
    "Adding them counts twice. If it is one thing, count it once; if it is two, record two indicators.",
)
_COMPATIBLE = Label(
    "{name} ({period}) được in theo nhiều cách không trái nhau: {values}.",
    "{name} ({period}) is printed in several ways that agree: {values}.",
)
_READ_TOGETHER = Label(
    "Đọc các số cùng nhau, không cộng và không lấy riêng một số.", "Read them together; neither add nor take one alone."
)


def judge_repeats(quantities: Iterable[Quantity]) -> Iterator[Finding]:
    """A finding for each quantity printed more than once."""
    for each in quantities:
        if len(each.figures) < 2:
            continue
        same = grouped(((one.value, one.qualifier, one.scale), one) for one in each.figures)
        if each.range is None:
            yield _finding("different_values", "contradiction", each.figures, _DIFFERENT, _FIND_OUT)
        elif len(same) > 1:
            yield _finding("compatible", "holds", each.figures, _COMPATIBLE, _READ_TOGETHER)
        elif _invites_adding(each):
            yield _finding("two_names", "look", each.figures, _TWO_NAMES, _ONE_OR_TWO)
        else:
            yield _finding("repeat", "holds", each.figures, _REPEAT, _COUNT_ONCE)


def _invites_adding(quantity: Quantity) -> bool:
    """Whether the repeats look like two numbers: nobody adds up shares, and adding 0 does no harm.

    A name that only leaves words out of the other is that name made short.
    """
    first = quantity.first
    names = [words_of(each.printed_name) for each in quantity.figures if each.printed_name]
    different = any(not one <= other and not other <= one for one, other in combinations(names, 2))
    return different and first.value != 0 and not is_share(first.indicator)


def _finding(kind: Kind, severity: Severity, figures: tuple[Figure, ...], message: Label, fix: Label) -> Finding:
    count = len(figures)
    texts = {
        "name": listed([name_text(each) for each in figures] if kind == "two_names" else [name_text(figures[0])]),
        "period": period_text(figures[0].days),
        "values": listed([figure_text(each) for each in _by_value(figures, kind)]),
        "count": Label(format_number(count), format_number(count, "en")),
    }
    return Finding(kind, severity, figures, filled_in(message, texts), fix)


def _by_value(figures: tuple[Figure, ...], kind: Kind) -> tuple[Figure, ...]:
    """One figure where all say the same, lest a second name of the unit looks like a second value."""
    return figures[:1] if kind in {"repeat", "two_names"} else figures
