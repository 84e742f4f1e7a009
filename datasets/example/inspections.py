"""Inspections, checks and surveys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from days import INSPECTORATES_END_ON, SINCE, YEARS, known, later, working_day
from records import Row, amount, yes_no
from units import DEPARTMENT, INSPECTORATE, SCIENCE, STANDARDS, TECHNICAL_CENTRE, TECHNOLOGY

COLUMNS = (
    "inspection_id department unit activity planned field decision_no started_on ended_on subjects "
    "violating_subjects fined_subjects fines_vnd"
)

# Checks in an ordinary month: many before Tết and in September, few during Tết.
CHECKS = {1: 11.5, 2: 4.0, 3: 7.0, 4: 7.5, 5: 8.0, 6: 8.0, 7: 7.5, 8: 8.5, 9: 11.0, 10: 8.0, 11: 8.5, 12: 12.5}
INSPECTIONS = {3: 1.0, 4: 1.5, 5: 1.5, 6: 1.5, 7: 1.0, 8: 1.5, 9: 1.0, 10: 1.5, 11: 0.5}
SURVEYS = {3: 1.5, 5: 2.0, 7: 2.0, 8: 1.5, 10: 2.5, 11: 1.5}

CHECK_FIELDS = {"goods": 30, "measurement": 26, "quality": 14, "labels": 12, "radiation": 10, "iso_9001": 8}
INSPECTION_FIELDS = {
    "goods": 28,
    "measurement": 24,
    "radiation": 18,
    "industrial_property": 14,
    "technology_transfer": 8,
    "st_activities": 8,
}
SURVEY_FIELDS = {"goods": 50, "quality": 35, "measurement": 15}
UNIT_OF_FIELD = {
    "radiation": TECHNOLOGY,
    "industrial_property": TECHNOLOGY,
    "technology_transfer": TECHNOLOGY,
    "st_activities": SCIENCE,
}

SUBJECTS = {"check": (2, 3, 4, 5, 6, 8), "inspection": (3, 4, 5, 6, 8), "survey": (8, 12, 15, 20)}

VIOLATIONS = {"measurement": 0.13, "labels": 0.15, "goods": 0.12, "iso_9001": 0.05}
"""Share of visited establishments in violation; 8 percent in other fields."""


def inspections(random: Random) -> list[Row]:
    """Inspections, checks and surveys, month by month, numbered by year."""
    rows: list[Row] = []
    for year in YEARS:
        pace = random.uniform(0.92, 1.08)
        found = [row for month in range(1, 13) for row in _inspections_of_month(random, year, month, pace)]
        found.sort(key=lambda row: str(row["started_on"]))
        rows += [_numbered(row, year, number) for number, row in enumerate(found, 1)]
    return rows


def _numbered(row: Row, year: int, number: int) -> Row:
    decision_no = None if row["activity"] == "survey" else f"{number + 20}/QĐ-SKHCN"
    return {"inspection_id": f"TKT-{year}-{number:03}", **row, "decision_no": decision_no}


def _inspections_of_month(random: Random, year: int, month: int, pace: float) -> Iterator[Row]:
    first = date(year, month, 1)
    is_over = first >= INSPECTORATES_END_ON
    allowed = pace * _share_allowed(year, month)
    # What the inspectorate did is done as checks once it is gone.
    checks = CHECKS[month] + (INSPECTIONS.get(month, 0) if is_over else 0)
    for _ in range(_about(random, checks * allowed)):
        fields = INSPECTION_FIELDS if is_over and random.random() < 0.1 else CHECK_FIELDS
        yield _campaign(random, first, "check", fields)
    for _ in range(0 if is_over else _about(random, INSPECTIONS.get(month, 0) * allowed)):
        yield _campaign(random, first, "inspection", INSPECTION_FIELDS)
    for _ in range(_about(random, SURVEYS.get(month, 0) * allowed)):
        yield _campaign(random, first, "survey", SURVEY_FIELDS)


def _share_allowed(year: int, month: int) -> float:
    """What the pandemic left of a month's work."""
    if (year, month) == (2020, 4):
        return 0.0
    if year == 2021 and 6 <= month <= 9:
        return 0.15
    return 0.75 if year in (2020, 2021) and (year, month) >= (2020, 3) else 1.0


def _about(random: Random, expected: float) -> int:
    return int(expected + random.random())


def _campaign(random: Random, first: date, activity: str, weights: dict[str, int]) -> Row:
    """One campaign that starts in a month, with what it found."""
    (field,) = random.choices(list(weights), list(weights.values()))
    started_on = working_day(first + timedelta(days=random.randint(0, 25)))
    subjects = random.choice(SUBJECTS[activity])
    row: Row = {
        "department": DEPARTMENT,
        "unit": _unit_of_campaign(random, activity, field, started_on),
        "activity": activity,
        "planned": yes_no(is_true=activity == "survey" or random.random() < 0.86),
        "field": field,
        "started_on": started_on,
        "ended_on": known(later(random, started_on, subjects // 4, subjects // 2 + 3)),
        "subjects": subjects,
    }
    return row if activity == "survey" else {**row, **_findings(random, field, subjects, started_on.year)}


def _unit_of_campaign(random: Random, activity: str, field: str, started_on: date) -> str:
    if activity == "survey":
        return random.choice((STANDARDS, TECHNICAL_CENTRE))
    has_inspectorate = started_on < INSPECTORATES_END_ON
    if activity == "inspection" or (has_inspectorate and random.random() < 0.25):
        return INSPECTORATE
    return UNIT_OF_FIELD.get(field, STANDARDS)


def _findings(random: Random, field: str, subjects: int, year: int) -> Row:
    """Violations and fines; a little rarer every year."""
    rate = VIOLATIONS.get(field, 0.08) * (1 - 0.04 * (year - SINCE.year))
    violating = sum(random.random() < rate for _ in range(subjects))
    fined = sum(random.random() < 0.6 for _ in range(violating))
    fines = sum(amount(random, 3_000_000, 60_000_000, 500_000) for _ in range(fined))
    return {"violating_subjects": violating, "fined_subjects": fined, "fines_vnd": fines}
