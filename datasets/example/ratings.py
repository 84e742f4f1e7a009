"""Ratings of each year: staff, Party members, Party cells and units, counted by unit and level."""

from __future__ import annotations

from collections import Counter
from random import Random

from people import EXCELLENT_TO_ALL_GOOD, LEVELS, Person, Rated
from records import Row
from units import DEPARTMENT, units_of

COLUMNS = "department unit subject_kind year level subjects"


def ratings(random: Random, people: dict[int, Rated]) -> list[Row]:
    """Every level that somebody of a unit was rated at; each unit is a collective and has one Party cell."""
    rows: list[Row] = []
    for year, rated in people.items():
        counts = Counter((each.unit, each.kind, level) for each, level in rated.staff.items())
        counts += Counter((each.unit, "party_member", level) for each, level in rated.members.items())
        for kind in ("party_cell", "collective"):
            counts += Counter((unit, kind, level) for unit, level in _of_units(random, kind, rated).items())
        order = sorted(counts, key=lambda key: (units_of(year).index(key[0]), key[1], LEVELS.index(key[2])))
        rows += [
            {
                "department": DEPARTMENT,
                "unit": unit,
                "subject_kind": kind,
                "year": year,
                "level": level,
                "subjects": counts[unit, kind, level],
            }
            for unit, kind, level in order
        ]
    return rows


def units_rated(rated: Rated, level: str) -> list[str]:
    """Units from the one with the largest share of people at a level or above."""
    levels = LEVELS[: LEVELS.index(level) + 1]
    shares = {unit: _share(rated.staff, unit, levels) for unit in units_of(rated.year)}
    return sorted(shares, key=lambda unit: -shares[unit])


def _of_units(random: Random, kind: str, rated: Rated) -> dict[str, str]:
    """The level of each unit: the best one excellent, now and then the last one only completed."""
    ranked = units_rated(rated, "excellent" if kind == "collective" else "good")
    completed = 1 if random.random() < 0.3 else 0
    excellent = (len(ranked) - completed) // EXCELLENT_TO_ALL_GOOD
    levels = ["excellent"] * excellent + ["good"] * (len(ranked) - excellent - completed) + ["completed"] * completed
    return dict(zip(ranked, levels, strict=True))


def _share(staff: dict[Person, str], unit: str, levels: tuple[str, ...]) -> float:
    there = [level for each, level in staff.items() if each.unit == unit]
    return sum(level in levels for level in there) / len(there)
