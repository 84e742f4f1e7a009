"""What an award takes, as dated data: conditions of a small closed set of kinds, and where they are written.

They are read from ``standards.toml`` beside this module. A new law is a new entry there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final, Literal

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.law_codes import Confidence

SubjectKind = Literal["individual", "collective"]

CONDITION_KINDS: Final[Mapping[str, tuple[frozenset[str], frozenset[str]]]] = {
    kind: (frozenset(needed.split()), frozenset(optional.split()))
    for kind, needed, optional in (
        ("rating", "at_least", "years"),
        ("title", "award times", "within_years ended_years_ago"),
        ("standard", "award", ""),
        ("initiative", "", "count years scope"),
        ("task", "", "count years scope"),
        ("months_worked", "at_least", ""),
        ("discipline", "below", ""),
        ("took_part", "", ""),
        ("member_share", "award", "over at_least"),
        ("members_with", "award at_least", ""),
        ("members_complete", "", ""),
        ("members_discipline", "below", ""),
        ("votes", "rule", ""),
        ("any_of", "conditions", ""),
        ("all_of", "conditions", ""),
    )
}
"""Kind -> the settings it needs, and those it may have."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of an award.

    Attributes:
        kind: One of :data:`CONDITION_KINDS`.
        settings: What that kind needs to know.
        parts: The conditions that ``any_of`` and ``all_of`` join.
    """

    kind: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """What an award takes between two days.

    Attributes:
        award: Code of the award.
        of: Whether people or collectives get it.
        first_day: The first day it is known to be in force.
        last_day: The last day; ``None`` while no end is known.
        rules: Ids of the rules of law it is taken from.
        confidence: How sure we are of text and days.
        citation: The law or decree.
        conditions: All of them must hold.
        seen: Where its text was read.
        note: What should be known about it beside the conditions.
    """

    award: str
    of: SubjectKind
    first_day: date
    last_day: date | None
    rules: tuple[str, ...]
    confidence: Confidence
    citation: str
    conditions: tuple[Condition, ...]
    seen: str = ""
    note: Label | None = None

    def in_force(self, on: date) -> bool:
        """Whether it applies on a day."""
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


@lru_cache(maxsize=1)
def standards() -> tuple[Standard, ...]:
    """Every standard the library knows, in the order of its file."""
    return read_standards(files("khcn_analytics.law").joinpath("standards.toml").read_text("utf-8"))


def standards_in_force(on: date) -> dict[str, Standard]:
    """Award -> what it takes on a day; awards of which that is not known are missing.

    Examples:
        >>> standards_in_force(date(2023, 12, 31))["emulation_fighter_grassroots"].rules
        ('TD-03', 'TD-04a')
    """
    return {each.award: each for each in standards() if each.in_force(on)}


def read_standards(text: str) -> tuple[Standard, ...]:
    """Standards written as TOML; ``standards.toml`` beside this module shows the form.

    Args:
        text: Tables ``standards``.

    Raises:
        UnknownNameError: If an award or a kind of condition doesn't exist.
        WrongUseError: If a condition lacks a setting or has one that its kind doesn't know, or two
            standards of one award are in force on the same day.
    """
    read = tuple(map(_standard, tomllib.loads(text)["standards"]))
    for place, one in enumerate(read):
        for other in read[:place]:
            if one.award == other.award and (other.in_force(one.first_day) or one.in_force(other.first_day)):
                raise WrongUseError(
                    f"Hai bộ điều kiện của “{one.award}” cùng có hiệu lực. Hãy sửa ngày đầu, ngày cuối.",
                    f"Two standards of “{one.award}” are in force at once. Correct their first and last days.",
                )
    return read


def _standard(written: Mapping[str, Any]) -> Standard:
    given = dict(written)
    note = Label(given.pop("note_vi"), given.pop("note_en")) if "note_vi" in given else None
    _known_award(given["award"])
    return Standard(
        note=note,
        first_day=given.pop("from"),
        last_day=given.pop("to", None),
        rules=tuple(given.pop("rules")),
        conditions=tuple(map(_condition, given.pop("conditions"))),
        **given,
    )


def _condition(written: Mapping[str, Any]) -> Condition:
    settings = {name: each for name, each in written.items() if name != "kind"}
    kind = written.get("kind", "")
    if kind not in CONDITION_KINDS:
        raise UnknownNameError("loại điều kiện", "kind of condition", kind, CONDITION_KINDS)
    needed, optional = CONDITION_KINDS[kind]
    is_share = kind == "member_share"
    if not needed <= set(settings) <= needed | optional or (is_share and len(settings) != len(needed) + 1):
        listed = ", ".join(sorted(needed | optional)) or "–"
        raise WrongUseError(
            f"Điều kiện “{kind}” thiếu hoặc thừa thiết lập; có thể ghi: {listed}.",
            f"Condition “{kind}” lacks a setting or has one too many; it takes: {listed}.",
        )
    if "award" in settings:
        _known_award(settings["award"])
    return Condition(kind, settings, tuple(map(_condition, settings.pop("conditions", ()))))


def _known_award(code: str) -> None:
    if code not in AWARDS_OF_BOTH_LISTS.codes:
        raise UnknownNameError("danh hiệu, hình thức khen thưởng", "award", code, AWARDS_OF_BOTH_LISTS.codes)
