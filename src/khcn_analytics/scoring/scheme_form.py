"""The form of a scheme: which entries each of its tables has, and what may stand in them.

Only single entries are looked at here; what they must be to each other is checked in
:mod:`khcn_analytics.scoring.scheme_checks` and :mod:`khcn_analytics.scoring.rule_checks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from khcn_analytics.periods import PERIOD_KINDS
from khcn_analytics.scoring.rules import RULES, Band, Bands, Excess, Rule, Scale
from khcn_analytics.scoring.scheme_entries import Entry, Finding, Form, faults, usable
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.scoring.schemes import (
    EventKind,
    MissingPolicy,
    RankedOn,
    RankMethod,
    RoundedAt,
    Step,
)
from khcn_analytics.vocabulary.units import Direction

MOST_POINTS = 1_000_000

_TEXT, _LABEL, _CODE_NEEDED = Entry("text"), Entry("text", required=True), Entry("code", required=True)
_NUMBER = Entry("number")
_POINTS = Entry("number", required=True, least=0, most=MOST_POINTS)
_POINTS_ABOVE_0 = Entry("number", required=True, above=0, most=MOST_POINTS)
_CAP = Entry("number", above=0, most=MOST_POINTS)
_NAMED = {"code": _CODE_NEEDED, "label_vi": _LABEL, "label_en": _LABEL}
DIRECTIONS = {"higher": Direction.HIGHER, "lower": Direction.LOWER}

SCHEME: Form = {
    **_NAMED,
    "version": _LABEL,
    "origin": Entry("choice", required=True, choices=("made", "printed")),
    "source": _LABEL,
    "scored": Entry("choice", required=True, choices=("unit", "department")),
    "period_kind": Entry("choice", required=True, choices=PERIOD_KINDS),
    "valid_from": Entry("day", required=True),
    "valid_to": Entry("day"),
    "maximum": _POINTS_ABOVE_0,
    "bonus_cap": _CAP,
    "penalty_cap": _CAP,
    "floor": Entry("number", least=-MOST_POINTS, most=MOST_POINTS),
    "ceiling": Entry("number", least=-MOST_POINTS, most=MOST_POINTS),
    "order": Entry("choices", choices=get_args(Step)),
    "rounding": Entry("table"),
    "ranking": Entry("table"),
    "groups": Entry("tables", required=True),
    "criteria": Entry("tables", required=True),
    "events": Entry("tables"),
}
ROUNDING: Form = {
    "decimals": Entry("whole", least=0, most=6),
    "at": Entry("choices", choices=get_args(RoundedAt)),
}
RANKING: Form = {
    "method": Entry("choice", choices=get_args(RankMethod)),
    "on": Entry("choice", choices=get_args(RankedOn)),
    "tie_breakers": Entry("codes"),
    "resolution": Entry("number", least=0, most=MOST_POINTS),
}
GROUP: Form = {**_NAMED, "maximum": _POINTS_ABOVE_0, "parent": Entry("code")}
CRITERION: Form = {
    **_NAMED,
    "group": _CODE_NEEDED,
    "maximum": _POINTS_ABOVE_0,
    "rule": Entry("table", required=True),
    "indicator": Entry("code"),
    "direction": Entry("choice", choices=tuple(DIRECTIONS)),
    "missing": Entry("choice", required=True, choices=get_args(MissingPolicy)),
    "source": _TEXT,
    "shared_indicator": Entry("flag"),
}
EVENT: Form = {
    **_NAMED,
    "kind": Entry("choice", required=True, choices=get_args(EventKind)),
    "points_each": _POINTS_ABOVE_0,
    "cap": _CAP,
    "indicator": Entry("code"),
    "source": _TEXT,
}
BAND: Form = {"bound": _NUMBER, "points": _POINTS}
RULE: Mapping[str, Form] = {
    "proportional": {
        "target": _NUMBER,
        "floor": Entry("number", least=0),
        "cap": Entry("number", least=1),
    },
    "bands": {"bands": Entry("tables", required=True)},
    "yes_no": {"threshold": _NUMBER},
    "per_count": {"points_each": _POINTS_ABOVE_0},
    "deadline": {"points_per_late": _POINTS_ABOVE_0},
    "relative_to_best": {
        "target": _NUMBER,
        "excess": Entry("choice", choices=get_args(Excess)),
        "target_share": Entry("number", above=0, below=1),
    },
    "goalposts": {
        "worst": Entry("number", required=True),
        "best": Entry("number", required=True),
        "scale": Entry("choice", choices=get_args(Scale)),
    },
    "min_max": {},
    "manual": {},
}
"""The settings of every rule, besides its ``kind``."""

_KIND_OF_RULE = Entry("choice", required=True, choices=tuple(RULES))


def rule_faults(written: Mapping[str, Any], path: EntryPath) -> Iterator[Finding]:
    """What is wrong with single settings of a rule."""
    kind = written.get("kind")
    if not isinstance(kind, str) or kind not in RULE:
        yield from faults({"kind": kind} if "kind" in written else {}, {"kind": _KIND_OF_RULE}, path)
        return
    yield from faults(written, {"kind": _KIND_OF_RULE, **RULE[kind]}, path)
    if kind == "bands":
        for place, band in enumerate(_tables(written.get("bands"))):
            yield from faults(band, BAND, (*path, "bands", place))


def usable_rule(written: Mapping[str, Any]) -> Rule | None:
    """The rule, if none of its settings is at fault."""
    if any(rule_faults(written, ())):
        return None
    kind = written["kind"]
    settings = usable(written, RULE[kind])
    if kind == "bands":
        bands = (usable(each, BAND) for each in settings["bands"])
        return Bands(tuple(Band(each.get("bound"), each["points"]) for each in bands))
    return RULES[kind](**settings)


def _tables(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
