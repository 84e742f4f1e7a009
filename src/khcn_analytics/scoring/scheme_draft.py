"""A scheme on its way from what is written to what is checked: what can be used, whatever else is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from khcn_analytics.indicators.cards import Indicator
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.scoring.rules import Deadline, Manual, PerCount, Rule, YesNo
from khcn_analytics.scoring.scheme_digest import with_digest
from khcn_analytics.scoring.scheme_entries import Finding, Form, Part, faults, usable
from khcn_analytics.scoring.scheme_form import (
    CRITERION,
    DIRECTIONS,
    EVENT,
    GROUP,
    RANKING,
    ROUNDING,
    SCHEME,
    rule_faults,
    usable_rule,
)
from khcn_analytics.scoring.schemes import (
    DEFAULT_ORDER,
    Criterion,
    EventItem,
    Group,
    Ranking,
    RoundedAt,
    Rounding,
    Scheme,
)
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction


@dataclass(frozen=True, slots=True)
class Draft:
    """A scheme whose entries were looked at one by one.

    Attributes:
        top: The entries of the scheme itself.
        rounding: How points are rounded.
        ranking: How ranks are made.
        groups: Headings.
        criteria: Lines that earn points; ``rule`` is a rule, ``direction`` a direction.
        events: Bonus and penalty items.
    """

    top: Part
    rounding: Part
    ranking: Part
    groups: tuple[Part, ...]
    criteria: tuple[Part, ...]
    events: tuple[Part, ...]

    def coded(self) -> Iterator[Part]:
        """Everything with a code that scores may be told apart by."""
        return (each for each in (*self.groups, *self.criteria, *self.events) if "code" in each.values)


def draft_of(content: Mapping[str, Any]) -> tuple[Draft, list[Finding]]:
    """What can be used of a scheme, and what is wrong with single entries.

    Args:
        content: The scheme as nested tables.
    """
    found = list(faults(content, SCHEME))
    top = usable(content, SCHEME)
    parts = {}
    for name, form in (("rounding", ROUNDING), ("ranking", RANKING)):
        written = top.pop(name, {})
        found += faults(written, form, (name,))
        parts[name] = Part((name,), usable(written, form))
    lists = {}
    for name, form in (("groups", GROUP), ("criteria", CRITERION), ("events", EVENT)):
        lists[name] = tuple(_parts(name, top.pop(name, []), form, found))
    draft = Draft(
        Part((), top), parts["rounding"], parts["ranking"], lists["groups"], lists["criteria"], lists["events"]
    )
    return draft, found


def _parts(name: str, tables: list[dict[str, Any]], form: Form, found: list[Finding]) -> Iterator[Part]:
    for place, written in enumerate(tables):
        path = (name, place)
        found += faults(written, form, path)
        values = usable(written, form)
        if isinstance(rule := values.pop("rule", None), dict):
            found += rule_faults(rule, (*path, "rule"))
            if usable_one := usable_rule(rule):
                values["rule"] = usable_one
        if "direction" in values:
            values["direction"] = DIRECTIONS[values["direction"]]
        broken = frozenset(each for each in written if each in form and each not in values)
        yield Part(path, values, broken)


def card_of(part: Part) -> Indicator | None:
    """The indicator of a criterion or an event item, if it has one that exists."""
    return INDICATORS.get(part.values.get("indicator", ""))


def required_direction(rule: Rule, *, has_indicator: bool) -> Direction | None:
    """The only way that makes sense of a rule: each one counted earns, each late one costs."""
    if isinstance(rule, (PerCount, Manual)) or (isinstance(rule, YesNo) and not has_indicator):
        return Direction.HIGHER
    return Direction.LOWER if isinstance(rule, Deadline) else None


def direction_of(part: Part) -> Direction | None:
    """Which way is better for a criterion: as declared, else the indicator's, else the rule's; ``None``: not told."""
    card, rule = card_of(part), part.values.get("rule")
    declared: Direction | None = part.values.get("direction")
    if declared is not None:
        return declared
    if card is not None and card.direction is not Direction.NEITHER:
        return card.direction
    return required_direction(rule, has_indicator=card is not None) if rule is not None else None


def scheme_of(draft: Draft) -> Scheme:
    """The scheme of a draft in which nothing is wrong."""
    top = draft.top.values
    at = draft.rounding.values.get("at", Rounding().at)
    ranking = dict(draft.ranking.values)
    breakers = tuple(ranking.pop("tie_breakers", ()))
    return with_digest(
        Scheme(
            code=top["code"],
            version=top["version"],
            label=_label(draft.top),
            origin=top["origin"],
            source=top["source"],
            scored=top["scored"],
            period_kind=top["period_kind"],
            valid_from=top["valid_from"],
            valid_to=top.get("valid_to"),
            maximum=top["maximum"],
            groups=tuple(map(_group, draft.groups)),
            criteria=tuple(map(_criterion, draft.criteria)),
            events=tuple(map(_event, draft.events)),
            bonus_cap=top.get("bonus_cap"),
            penalty_cap=top.get("penalty_cap"),
            floor=top.get("floor"),
            ceiling=top.get("ceiling"),
            order=tuple(top.get("order", DEFAULT_ORDER)),
            rounding=Rounding(
                draft.rounding.values.get("decimals", Rounding().decimals),
                tuple(each for each in get_args(RoundedAt) if each in at),
            ),
            ranking=Ranking(**ranking, tie_breakers=breakers),
            digest="",
        )
    )


def _label(part: Part) -> Label:
    return Label(part.values["label_vi"], part.values["label_en"])


def _group(part: Part) -> Group:
    return Group(part.values["code"], _label(part), part.values["maximum"], part.values.get("parent"))


def _criterion(part: Part) -> Criterion:
    direction, values = direction_of(part), part.values
    assert direction is not None
    return Criterion(
        values["code"],
        _label(part),
        values["group"],
        values["maximum"],
        values["rule"],
        values.get("indicator"),
        direction,
        values["missing"],
        values.get("source"),
    )


def _event(part: Part) -> EventItem:
    values = part.values
    return EventItem(
        values["code"],
        _label(part),
        values["kind"],
        values["points_each"],
        values.get("cap"),
        values.get("indicator"),
        values.get("source"),
    )
