"""What an award takes, as dated data: conditions of a small closed set of kinds, and where they are written.

They are read from ``standards.toml`` beside this module. A new law is a new entry there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Any, Final, Literal, get_args

from khcn_analytics.errors import WrongUseError
from khcn_analytics.law.condition_kinds import mistakes_in_all
from khcn_analytics.law.rules import law_rules
from khcn_analytics.vocabulary.award_codes import (
    AWARD_MODES,
    AWARDS_OF_BOTH_LISTS,
    TITLES_OF_COLLECTIVES,
    TITLES_OF_INDIVIDUALS,
)
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS, Confidence

SubjectKind = Literal["individual", "collective"]

_NEEDED: Final = ("award", "of", "from", "rules", "confidence", "citation", "conditions")
_OPTIONAL: Final = ("to", "seen", "modes", "note_vi", "note_en")
_TITLES: Final = {"individual": TITLES_OF_COLLECTIVES, "collective": TITLES_OF_INDIVIDUALS}
"""Who a standard is for -> the titles that they can't get."""


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """One condition of an award.

    Attributes:
        kind: One of :data:`~khcn_analytics.law.condition_kinds.CONDITION_KINDS`.
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
        modes: The modes of award it is about; empty is every mode.
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
    modes: tuple[str, ...] = ()

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
        WrongUseError: If anything in them makes no sense: a name that doesn't exist, a setting that is
            missing or unknown, no condition, a last day before the first, an award that needs itself,
            or two standards of one award in force on the same day. All of it is told at once.
    """
    written = tomllib.loads(text)["standards"]
    wrong = [
        Label(f"{number}. {each.get('award', '–')}: {told.vi}", f"{number}. {each.get('award', '–')}: {told.en}")
        for number, each in enumerate(written, 1)
        for told in _mistakes(each)
    ]
    _refuse(wrong)
    read = tuple(map(_standard, written))
    _refuse([*_overlaps(read), *_circles(read)])
    return read


def _refuse(wrong: Sequence[Label]) -> None:
    if wrong:
        raise WrongUseError(
            f"Bộ điều kiện có {len(wrong)} chỗ sai: {'; '.join(each.vi for each in wrong)}. Hãy sửa hết rồi đọc lại.",
            f"The standards have {len(wrong)} mistake(s): {'; '.join(each.en for each in wrong)}. Correct them all.",
        )


def _mistakes(written: Mapping[str, Any]) -> Iterator[Label]:
    missing = [each for each in _NEEDED if each not in written]
    unknown = [each for each in written if each not in (*_NEEDED, *_OPTIONAL)]
    if missing or unknown or ("note_vi" in written) != ("note_en" in written):
        listed = ", ".join((*_NEEDED, *_OPTIONAL))
        told = ", ".join(missing + unknown) or "note_vi, note_en"
        yield Label(
            f"thiếu hoặc thừa mục ({told}); có thể ghi: {listed}", f"lacks or adds ({told}); it takes: {listed}"
        )
    rules = {each.id: each for each in law_rules()}
    award, of = written.get("award", ""), written.get("of", "individual")
    choices: Mapping[str, tuple[Collection[str], Collection[str]]] = {
        "award": (AWARDS_OF_BOTH_LISTS.codes, [award]),
        "of": (get_args(SubjectKind), [of]),
        "confidence": (CONFIDENCE_LABELS, [written.get("confidence", "likely")]),
        "rules": (rules, written.get("rules", [])),
        "modes": (AWARD_MODES.codes, written.get("modes", [])),
    }
    for name, (known, given) in choices.items():
        if wrong := [str(each) for each in given if each not in known]:
            yield Label(f"{name}: không có “{', '.join(wrong)}”", f"{name}: there is no “{', '.join(wrong)}”")
    if award in _TITLES.get(of, ()):
        yield Label(f"of: danh hiệu này không dành cho {of}", f"of: this title is not for {of}")
    first, last = written.get("from", date.min), written.get("to", date.max)
    if type(first) is not date or type(last) is not date or last < first:
        yield Label(
            "from, to: phải là hai ngày, ngày cuối không trước ngày đầu",
            "from, to: must be two days, the last not before the first",
        )
    voting = [each.id for each in rules.values() if each.settings.get("parameter") == "votes"]
    yield from mistakes_in_all(written.get("conditions"), voting)


def _overlaps(read: Sequence[Standard]) -> Iterator[Label]:
    for one, other in combinations(read, 2):
        if one.award == other.award and (other.in_force(one.first_day) or one.in_force(other.first_day)):
            yield Label(
                f"hai bộ điều kiện của “{one.award}” cùng có hiệu lực; sửa ngày đầu, ngày cuối",
                f"two standards of “{one.award}” are in force at once; correct their first and last days",
            )


def _circles(read: Sequence[Standard]) -> Iterator[Label]:
    """Awards that need themselves for the same year, whether at once or through others."""
    needs: dict[str, set[str]] = {}
    for each in read:
        needs.setdefault(each.award, set()).update(_needed(each.conditions))
    for award, first in needs.items():
        reached, open_awards = set[str](), set(first)
        while open_awards:
            reached |= open_awards
            open_awards = {other for each in open_awards for other in needs.get(each, ())} - reached
        if award in reached:
            yield Label(f"“{award}” cần chính danh hiệu đó", f"“{award}” needs itself")


def _needed(conditions: Sequence[Condition]) -> Iterator[str]:
    for each in conditions:
        if "award" in each.settings and not each.settings.get("ended_years_ago"):
            yield each.settings["award"]
        yield from _needed(each.parts)


def _standard(written: Mapping[str, Any]) -> Standard:
    given = dict(written)
    note = Label(given.pop("note_vi"), given.pop("note_en")) if "note_vi" in given else None
    return Standard(
        note=note,
        first_day=given.pop("from"),
        last_day=given.pop("to", None),
        rules=tuple(given.pop("rules")),
        conditions=tuple(map(_condition, given.pop("conditions"))),
        modes=tuple(given.pop("modes", ())),
        **given,
    )


def _condition(written: Mapping[str, Any]) -> Condition:
    settings = {name: each for name, each in written.items() if name not in ("kind", "conditions")}
    return Condition(written["kind"], settings, tuple(map(_condition, written.get("conditions", ()))))
