"""The written-out list of indicators."""

from __future__ import annotations

from collections.abc import Iterable

from khcn_analytics.displays.display import Display, Listing
from khcn_analytics.displays.shown import Shown
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
from khcn_analytics.vocabulary.labels import Label

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


class Indicators(Shown, dict[str, Indicator]):
    """Cards of indicators by code; shown as a table."""

    def _shown(self) -> Display:
        rows = [(code, each.label, each.unit.label, each.direction.label) for code, each in self.items()]
        header = (
            Label("Mã", "Code"),
            Label("Chỉ số", "Indicator"),
            Label("Đơn vị tính", "Measured in"),
            Label("Chiều", "Direction"),
        )
        return Display(
            Label("Danh mục", "Catalogue"),
            Label(f"{len(self)} chỉ số", f"{len(self)} indicators"),
            listings=[Listing(Label("Chỉ số", "Indicators"), header, rows, len(rows), is_open=True)],
            then=['kh.INDICATORS["tasks.accepted"]'],
        )


INDICATORS: dict[str, Indicator] = Indicators({card.code: card for cards in _THEMES for card in cards})


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
