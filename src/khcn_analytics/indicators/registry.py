"""The written-out list of indicators."""

from __future__ import annotations

from collections.abc import Iterable

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators import initiatives, inspections, tasks
from khcn_analytics.indicators.cards import Indicator

INDICATORS: dict[str, Indicator] = {each.code: each for each in (*tasks.CARDS, *inspections.CARDS, *initiatives.CARDS)}


def indicator_named(code: str) -> Indicator:
    """The card with this code.

    Raises:
        UnknownNameError: If there is none; close codes are suggested.

    Examples:
        >>> indicator_named("tasks.accepted").label.vi
        'Nhiệm vụ nghiệm thu'
    """
    if code not in INDICATORS:
        raise UnknownNameError("chỉ số", "indicator", code, INDICATORS)
    return INDICATORS[code]


def indicators_named(codes: Iterable[str] | None) -> tuple[Indicator, ...]:
    """The cards with these codes, or every card.

    Raises:
        UnknownNameError: If a code has no card.
    """
    return tuple(INDICATORS.values()) if codes is None else tuple(map(indicator_named, codes))
