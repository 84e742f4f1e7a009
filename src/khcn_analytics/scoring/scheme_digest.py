"""The digest of a scheme: the same for the same scoring, another as soon as anything that scores changes.

What counts is everything except words: labels and sources may be reworded, comments, spaces, the
order of entries and the order of groups, criteria and items may change. Code, version, origin and
days in force count, and so does what was left to a default: writing a default out changes nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from enum import Enum
from hashlib import sha256
from typing import Any

from khcn_analytics.scoring.rules import RULES, Rule
from khcn_analytics.scoring.schemes import Scheme

_WORDS = frozenset({"label", "source", "digest"})
_NAMES = {rule: name for name, rule in RULES.items()}


def with_digest(scheme: Scheme) -> Scheme:
    """The same scheme with the digest that it must have."""
    return replace(scheme, digest=digest_of(scheme))


def digest_of(scheme: Scheme) -> str:
    """SHA-256 of all that scores, in one fixed form."""
    canonical = json.dumps(_plain(scheme), sort_keys=True, ensure_ascii=True, default=_word)
    return sha256(canonical.encode("ascii")).hexdigest()


def _plain(scheme: Scheme) -> dict[str, Any]:
    whole = _without_words(asdict(scheme))
    for name in ("groups", "criteria", "events"):
        whole[name] = sorted(map(_without_words, whole[name]), key=lambda each: str(each["code"]))
    for criterion in whole["criteria"]:
        criterion["rule"] |= {"kind": name_of_rule(scheme.criterion(criterion["code"]).rule)}
    return whole


def name_of_rule(rule: Rule) -> str:
    """What a scheme calls the kind of a rule."""
    return _NAMES[type(rule)]


def _without_words(table: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name not in _WORDS}


def _word(value: object) -> str:
    return value.name if isinstance(value, Enum) else str(value)
