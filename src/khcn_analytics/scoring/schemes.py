"""What a scheme is: a versioned tree of groups and criteria with points, bonus and penalty, ranks.

A scheme is data: read from TOML by :func:`khcn_analytics.scoring.scheme_text.parse_scheme`, which
refuses it whole if anything in it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.periods import PeriodKind
from khcn_analytics.scoring.displays import scheme_display
from khcn_analytics.scoring.rules import Rule
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction

Layer = Literal["self", "reviewed", "decided"]
MissingPolicy = Literal["not_applicable", "zero", "block"]
EventKind = Literal["bonus", "penalty"]
RankMethod = Literal["competition", "dense", "average"]
RankedOn = Literal["exact", "rounded"]
RoundedAt = Literal["criterion", "group", "total"]
Step = Literal["content", "bonus", "penalty", "floor", "ceiling"]

DEFAULT_ORDER: tuple[Step, ...] = ("content", "bonus", "penalty", "floor", "ceiling")


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the scheme.

    Attributes:
        code: Unique among all codes of the scheme.
        label: What it is called.
        maximum: Points it can earn; at least the sum of what stands under it.
        parent: Code of the group it stands under; ``None`` at the top.
    """

    code: str
    label: Label
    maximum: float
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line that earns points.

    Attributes:
        code: Unique among all codes of the scheme.
        label: What it is called.
        group: Code of the group it stands under.
        maximum: Points it can earn, above 0.
        rule: How points come about.
        indicator: Where what was achieved comes from; ``None``: entered by hand in ``score_entries``.
        direction: Which way is better, higher or lower (never neither): the indicator's, or
            as the scheme declares.
        missing: What a missing value does: the points of its group are shared out among the other
            criteria (``not_applicable``), it earns nothing (``zero``), or the unit has no score (``block``).
        source: The decision or guidance behind it.
    """

    code: str
    label: Label
    group: str
    maximum: float
    rule: Rule
    indicator: str | None
    direction: Direction
    missing: MissingPolicy
    source: str | None = None


@dataclass(frozen=True, slots=True)
class EventItem:
    """What earns bonus points or costs penalty points, from ``score_events`` or an indicator.

    Attributes:
        code: Unique among all codes of the scheme.
        label: What it is called.
        kind: ``bonus`` or ``penalty``.
        points_each: Points for one, above 0 (also of a penalty).
        cap: Points that all of this item come to at most; ``None``: no cap.
        indicator: Counts them instead of events; ``None``: events.
        source: The decision or guidance behind it.
    """

    code: str
    label: Label
    kind: EventKind
    points_each: float
    cap: float | None = None
    indicator: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rounding:
    """Where points are rounded, half away from zero.

    Attributes:
        decimals: Decimal places kept, 0 to 6.
        at: Where; empty: nowhere.
    """

    decimals: int = 2
    at: tuple[RoundedAt, ...] = ("total",)


@dataclass(frozen=True, slots=True)
class Ranking:
    """How units of one group are ranked.

    Attributes:
        method: After a tie: "1, 2, 2, 4" (``competition``), "1, 2, 2, 3" (``dense``) or "1; 2,5; 2,5; 4" (``average``).
        on: Totals as computed or as rounded by the scheme.
        tie_breakers: Codes of groups, criteria or event items compared in turn where totals are equal.
        resolution: A gap to the next rank below this many points is too small to tell them apart.
    """

    method: RankMethod = "competition"
    on: RankedOn = "rounded"
    tie_breakers: tuple[str, ...] = ()
    resolution: float = 0.0


@dataclass(frozen=True, slots=True, repr=False)
class Scheme(Shown):
    """A scheme, complete and checked.

    Attributes:
        code: What ``score_groups``, ``score_entries`` and ``score_events`` call it.
        version: Its version, as people write it.
        label: What it is called.
        origin: Whether it is ``made`` for illustration or ``printed`` in a document.
        source: The document behind it, or how it was made.
        scored: Whether units or whole departments are scored.
        period_kind: The kind of period it scores.
        valid_from: First day it is in force.
        valid_to: Last day it is in force; ``None``: no end known.
        maximum: Points without bonus; the sum of the groups at the top.
        groups: Headings, in order.
        criteria: Lines, in order.
        events: Bonus and penalty items, in order.
        bonus_cap: Points all bonus items come to at most; ``None``: no cap.
        penalty_cap: Points all penalty items come to at most; ``None``: no cap.
        floor: Totals below it become it; ``None``: no floor.
        ceiling: Totals above it become it; ``None``: no ceiling.
        order: The order in which a total is made up.
        rounding: Where points are rounded.
        ranking: How ranks are made.
        digest: SHA-256 of everything but words and the order of entries; see :mod:`scheme_digest`.

    Examples:
        >>> import khcn_analytics as kh
        >>> scheme = kh.bundled_scheme("mau_100")
        >>> scheme.maximum, scheme.criterion("A1").maximum, scheme.label_of("A").en
        (100.0, 15.0, 'Results of professional work')
    """

    code: str
    version: str
    label: Label
    origin: Literal["made", "printed"]
    source: str
    scored: Literal["unit", "department"]
    period_kind: PeriodKind
    valid_from: date
    valid_to: date | None
    maximum: float
    groups: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    events: tuple[EventItem, ...]
    bonus_cap: float | None
    penalty_cap: float | None
    floor: float | None
    ceiling: float | None
    order: tuple[Step, ...]
    rounding: Rounding
    ranking: Ranking
    digest: str

    def _shown(self) -> Display:
        return scheme_display(self)

    def criterion(self, code: str) -> Criterion:
        """The criterion of a code.

        Raises:
            KeyError: If there is none.
        """
        return {each.code: each for each in self.criteria}[code]

    def label_of(self, code: str) -> Label:
        """What a group, a criterion or an item is called.

        Raises:
            KeyError: If there is none of that code.
        """
        labels = {each.code: each.label for each in self.groups}
        labels |= {each.code: each.label for each in self.criteria}
        return (labels | {each.code: each.label for each in self.events})[code]

    def children(self, group: str | None) -> Iterator[Group]:
        """The groups directly under one; ``None``: those at the top."""
        return (each for each in self.groups if each.parent == group)

    def in_force(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
