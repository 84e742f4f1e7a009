"""A scheme -> TOML that reads back as the same scheme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import tomli_w

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.scoring.rules import Bands, Rule
from khcn_analytics.scoring.scheme_digest import name_of_rule
from khcn_analytics.scoring.scheme_draft import required_direction
from khcn_analytics.scoring.scheme_form import DIRECTIONS
from khcn_analytics.scoring.schemes import Criterion, EventItem, Group, Scheme
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction

_WORD_OF = {direction: word for word, direction in DIRECTIONS.items()}


def write_scheme(scheme: Scheme) -> str:
    """A scheme as TOML.

    Args:
        scheme: The scheme.

    Returns:
        The text; :func:`~khcn_analytics.scoring.scheme_text.parse_scheme` gives the scheme back.

    Examples:
        >>> import khcn_analytics as kh
        >>> scheme = kh.bundled_scheme("mau_100")
        >>> kh.scoring.parse_scheme(write_scheme(scheme)) == scheme
        True
    """
    content = scheme_tables(scheme)
    lists = {name: content.pop(name) for name in ("groups", "criteria", "events") if name in content}
    tables = {name: content.pop(name) for name in ("rounding", "ranking")}
    blocks = ["\n".join(_pairs(content))]
    blocks += ["\n".join([f"[{name}]", *_pairs(table)]) for name, table in tables.items()]
    blocks += ["\n".join([f"[[{name}]]", *_pairs(each)]) for name, tables_ in lists.items() for each in tables_]
    return "\n\n".join(blocks) + "\n"


def scheme_tables(scheme: Scheme) -> dict[str, Any]:
    """A scheme as nested tables, in the form in which its TOML is read; what is not set is left out."""
    uses = Counter(each.indicator for each in scheme.criteria if each.indicator)
    content = {
        "code": scheme.code,
        "version": scheme.version,
        **_words(scheme.label),
        "origin": scheme.origin,
        "source": scheme.source,
        "scored": scheme.scored,
        "period_kind": scheme.period_kind,
        "valid_from": scheme.valid_from,
        "valid_to": scheme.valid_to,
        "maximum": scheme.maximum,
        "bonus_cap": scheme.bonus_cap,
        "penalty_cap": scheme.penalty_cap,
        "floor": scheme.floor,
        "ceiling": scheme.ceiling,
        "order": list(scheme.order),
        "rounding": {"decimals": scheme.rounding.decimals, "at": list(scheme.rounding.at)},
        "ranking": {
            "method": scheme.ranking.method,
            "on": scheme.ranking.on,
            "tie_breakers": list(scheme.ranking.tie_breakers),
            "resolution": scheme.ranking.resolution,
        },
        "groups": list(map(_group, scheme.groups)),
        "criteria": [_criterion(each, is_shared=uses[each.indicator or ""] > 1) for each in scheme.criteria],
        "events": list(map(_event, scheme.events)) or None,
    }
    return _set(content)


def rule_table(rule: Rule) -> dict[str, Any]:
    """A rule as it stands in a scheme."""
    if isinstance(rule, Bands):
        bands = [_set({"bound": each.bound, "points": each.points}) for each in rule.bands]
        return {"kind": name_of_rule(rule), "bands": bands}
    return _set({"kind": name_of_rule(rule), **{each.name: getattr(rule, each.name) for each in fields(rule)}})


def inline(value: Any) -> str:
    """A value in one line of TOML."""
    if isinstance(value, list):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, dict):
        return "{ " + inline_pairs(value) + " }"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tomli_w.dumps({"key": value}).removeprefix("key = ").removesuffix("\n")


def inline_pairs(table: Mapping[str, Any]) -> str:
    """The entries of a table in one line, without its braces."""
    return ", ".join(f"{name} = {inline(each)}" for name, each in table.items())


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{name} = {inline(value)}" for name, value in table.items())


def _group(group: Group) -> dict[str, Any]:
    return _set({"code": group.code, **_words(group.label), "maximum": group.maximum, "parent": group.parent})


def _criterion(criterion: Criterion, *, is_shared: bool) -> dict[str, Any]:
    card = INDICATORS.get(criterion.indicator or "")
    follows = required_direction(criterion.rule, has_indicator=card is not None) is not None
    says_direction = not follows and (card is None or card.direction is Direction.NEITHER)
    return _set(
        {
            "code": criterion.code,
            **_words(criterion.label),
            "group": criterion.group,
            "maximum": criterion.maximum,
            "indicator": criterion.indicator,
            "shared_indicator": is_shared or None,
            "direction": _WORD_OF[criterion.direction] if says_direction else None,
            "rule": rule_table(criterion.rule),
            "missing": criterion.missing,
            "source": criterion.source,
        }
    )


def _event(item: EventItem) -> dict[str, Any]:
    return _set(
        {
            "code": item.code,
            **_words(item.label),
            "kind": item.kind,
            "points_each": item.points_each,
            "cap": item.cap,
            "indicator": item.indicator,
            "source": item.source,
        }
    )


def _words(label: Label) -> dict[str, str]:
    return {"label_vi": label.vi, "label_en": label.en}


def _set(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if value is not None}
