"""The written-out list of indicators."""

from __future__ import annotations

from collections.abc import Iterable

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators import (
    activities,
    awards,
    campaigns,
    dossiers,
    funding,
    initiatives,
    inspections,
    ratings,
    staff,
    targets,
    tasks,
)
from khcn_analytics.indicators.cards import Indicator

_THEMES: tuple[tuple[Indicator, ...], ...] = (
    tasks.CARDS,
    funding.CARDS,
    inspections.CARDS,
    initiatives.CARDS,
    awards.CARDS,
    activities.CARDS,
    dossiers.CARDS,
    ratings.CARDS,
    campaigns.CARDS,
    targets.CARDS,
    staff.CARDS,
)

INDICATORS: dict[str, Indicator] = {card.code: card for cards in _THEMES for card in cards}


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
