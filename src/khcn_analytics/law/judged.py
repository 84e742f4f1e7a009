"""A condition held against a person or collective: what is asked, what was found, and whether it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khcn_analytics.law.condition_texts import joined, requirement
from khcn_analytics.law.facts import Facts, Subject
from khcn_analytics.law.rules import LawRule
from khcn_analytics.law.standards import Condition, Standard
from khcn_analytics.vocabulary.labels import Label


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """What conditions are held against.

    Attributes:
        facts: What the records say.
        year: The year that is judged.
        standards: Award -> what it takes on the day that counts.
        rules: Rules of law by id, with the numbers that departments set.
    """

    facts: Facts
    year: int
    standards: Mapping[str, Standard]
    rules: Mapping[str, LawRule]

    def modes(self, award: str) -> tuple[str, ...]:
        """The modes of an award that its standard is about; empty is every mode."""
        return self.standards[award].modes if award in self.standards else ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition held against a subject.

    Attributes:
        kind: Kind of the condition.
        holds: Whether it holds; ``None`` if that can't be told.
        asks: What it asks for.
        found: What the records say, or what is missing; never a person's name.
        parts: The conditions it joins.
        citation: Where it is written, if not where the award is.
    """

    kind: str
    holds: bool | None
    asks: Label
    found: Label
    parts: tuple[Judged, ...] = ()
    citation: str = ""


def judged(
    condition: Condition,
    case: Case,
    found: Label,
    *,
    holds: bool | None,
    parts: tuple[Judged, ...] = (),
    citation: str = "",
) -> Judged:
    """A condition with its verdict and what it asks for in the year of the case."""
    return Judged(condition.kind, holds, requirement(condition, case.year), found, parts, citation)


def why(parts: Iterable[Judged], *, holds: bool | None) -> Label:
    """The conditions of one verdict, each with what was found.

    Examples:
        >>> why([Judged("took_part", False, Label("tham gia", "took part"), Label("không", "no"))], holds=False).vi
        'tham gia (không)'
    """
    return joined(_told(each) for each in parts if each.holds is holds)


def _told(part: Judged) -> Label:
    """What is asked and what was found; of several joined only those that the verdict rests on, unless all fail."""
    if part.parts and part.holds is not False and any(each.holds is part.holds for each in part.parts):
        return why(part.parts, holds=part.holds)
    if part.kind == "standard" and part.parts:
        # What was found are conditions with brackets of their own.
        return joined([part.asks, part.found], " – ")
    return Label(f"{part.asks.vi} ({part.found.vi})", f"{part.asks.en} ({part.found.en})")


def untold(subject: Subject, year: int, column: str, case: Case) -> Label:
    """Why a review doesn't tell something: nothing is recorded, or two records of one name differ."""
    if case.facts.differs(subject, year, column):
        return Label(
            f"hai bản ghi trùng tên năm {year} khác nhau hoặc ở hai đơn vị",
            f"two records of this name for {year} differ or are of two units",
        )
    return not_recorded([year])


def not_recorded(years: Sequence[int]) -> Label:
    """That nothing is recorded for some years."""
    listed = ", ".join(map(str, years))
    return Label(f"chưa ghi năm {listed}", f"nothing recorded for {listed}")
