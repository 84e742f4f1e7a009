"""Printed figures that nothing can make true: fewer than none, more than all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from khcn_analytics.reconciliation.figures import Figure
from khcn_analytics.reconciliation.findings import Finding
from khcn_analytics.reconciliation.ranges import ANY_PART, Range
from khcn_analytics.reconciliation.texts import figure_text, filled_in, name_text, period_text
from khcn_analytics.vocabulary.labels import Label

_NEGATIVE = Label(
    "{name} ({period}) in {value}, nhưng chỉ số này không thể âm.",
    "{name} ({period}) is printed as {value}, but it cannot be negative.",
)
_MORE_THAN_ALL = Label(
    "{name} ({period}) in {value}, nhưng đây là phần của một tổng nên không thể quá 100 %.",
    "{name} ({period}) is printed as {value}, but it is a part of a whole, so it cannot be over 100 %.",
)
_LOOK_UP = Label(
    "Xem lại báo cáo: có thể sai dấu, sai đơn vị tính hoặc ghi nhầm chỉ số.",
    "See the report again: the sign, the unit or the indicator may be wrong.",
)


def judge_possible(figures: Iterable[Figure], possible: Mapping[str, Range]) -> Iterator[Finding]:
    """A finding for each figure that is outside of what its indicator can be.

    Args:
        figures: What was printed.
        possible: Indicator -> the values it can have. Of indicators not named nothing is known.
    """
    for each in figures:
        if not each.range.meets(possible.get(each.indicator, each.range)):
            message = _NEGATIVE if ANY_PART.exceeds(each.range) else _MORE_THAN_ALL
            texts = {"name": name_text(each), "period": period_text(each.days), "value": figure_text(each)}
            yield Finding("impossible_value", "contradiction", (each,), filled_in(message, texts), _LOOK_UP)
