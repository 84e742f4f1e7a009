"""Invented people: who works where in which year, and how everyone is rated.

Ratings are counts of them and awards go to them, so the two datasets agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from days import YEARS
from units import APPLICATION_CENTRE, KINDS, OFFICE, TECHNICAL_CENTRE, headcount, units_of

DIRECTORS = 4
"""The first people of the office are the directors."""

EXCELLENT_TO_ALL_GOOD = 6
"""One excellent in six rated good or better: one for five good ones, the 20 percent allowed."""

YEAR_OVER_THE_CAP = 2022
"""In this year a quarter of the Party members rated good or better are excellent: over the cap on purpose."""

LEVELS = ("excellent", "good", "completed", "not_completed")


class Person(NamedTuple):
    """Somebody invented; ``skill`` lasts from year to year, so some do well for several years."""

    number: int
    unit: str
    kind: str
    rank: str
    is_party_member: bool
    skill: float

    @property
    def name(self) -> str:
        """A name that nobody takes for a real one."""
        return f"Cán bộ {self.number:03}"


class Rated(NamedTuple):
    """Everyone of a year with the level as staff, and the Party members with that in the Party."""

    year: int
    staff: dict[Person, str]
    members: dict[Person, str]


def rated_people(random: Random) -> dict[int, Rated]:
    """Everyone rated in every year."""
    rosters = _rosters(random)
    return {year: _rated(random, year, _people_of(rosters, year)) for year in YEARS}


def leveled(ranked: Sequence[Person], *, excellent: int, completed: int, failed: int) -> dict[Person, str]:
    """People from the best to the worst with their levels."""
    good = len(ranked) - excellent - completed - failed
    counts = zip(LEVELS, (excellent, good, completed, failed), strict=True)
    levels = [level for level, count in counts for _ in range(count)]
    return dict(zip(ranked, levels, strict=True))


def _rosters(random: Random) -> dict[str, list[Person]]:
    """Everyone who ever works in a unit, in order of arrival; each second year the first one leaves."""
    rosters: dict[str, list[Person]] = {}
    number = 0
    for unit in KINDS:
        rosters[unit] = []
        for place in range(max(headcount(unit, year) + _left(year) for year in YEARS)):
            number += 1
            kind = _kind(unit, place)
            is_member = kind != "employee" and number % 4 != 0
            rosters[unit].append(Person(number, unit, kind, "direct_worker", is_member, random.random()))
    return rosters


def _kind(unit: str, place: int) -> str:
    is_of_centre = unit in (APPLICATION_CENTRE, TECHNICAL_CENTRE)
    # Drivers and guards have contracts.
    if (is_of_centre and place % 9 == 8) or (unit == OFFICE and place in (9, 12)):
        return "employee"
    return "public_employee" if is_of_centre else "civil_servant"


def _left(year: int) -> int:
    return (year - YEARS.start) // 2


def _people_of(rosters: dict[str, list[Person]], year: int) -> list[Person]:
    people = []
    for unit in units_of(year):
        there = rosters[unit][_left(year) :][: headcount(unit, year)]
        people += [each._replace(rank=_rank(unit, place)) for place, each in enumerate(there)]
    return people


def _rank(unit: str, place: int) -> str:
    if unit == OFFICE and place < DIRECTORS:
        return "leader_department"
    is_leader = place < DIRECTORS + 2 if unit == OFFICE else place < 2
    return "leader_other" if is_leader else "direct_worker"


def _rated(random: Random, year: int, people: list[Person]) -> Rated:
    merit = {each: each.skill + random.uniform(-0.12, 0.12) for each in people}
    best_first = sorted(people, key=lambda each: -merit[each])
    staff: dict[Person, str] = {}
    for kind in dict.fromkeys(each.kind for each in people):
        staff |= _levels(random, [each for each in best_first if each.kind == kind], EXCELLENT_TO_ALL_GOOD)
    one_in = 4 if year == YEAR_OVER_THE_CAP else EXCELLENT_TO_ALL_GOOD
    members = _levels(random, [each for each in best_first if each.is_party_member], one_in)
    return Rated(year, staff, members)


def _levels(random: Random, ranked: Sequence[Person], one_in: int) -> dict[Person, str]:
    completed = round(len(ranked) * random.uniform(0.05, 0.10))
    failed = 1 if len(ranked) > 20 and random.random() < 0.25 else 0
    excellent = (len(ranked) - completed - failed) // one_in
    return leveled(ranked, excellent=excellent, completed=completed, failed=failed)


def of_levels(rated: dict[Person, str], levels: Iterable[str]) -> list[Person]:
    """The people at some levels, the best first."""
    wanted = tuple(levels)
    return [person for person, level in rated.items() if level in wanted]
