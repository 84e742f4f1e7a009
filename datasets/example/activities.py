"""Activities: what units did and counted, at the end of each month, quarter, half or year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from days import COVID, SINCE, UNTIL, YEARS, is_during
from records import Row
from units import (
    APPLICATION_CENTRE,
    DEPARTMENT,
    OFFICE,
    SCIENCE,
    STANDARDS,
    TECHNICAL_CENTRE,
    TECHNOLOGY,
    headcount,
    units_of,
)

COLUMNS = "department unit activity done_on quantity amount_vnd note"

MILLION = 1_000_000
DISTRICTS_END_ON = date(2025, 7, 1)

MONTHS = {"month": range(1, 13), "quarter": (3, 6, 9, 12), "half": (6, 12), "year": (12,)}


class Work(NamedTuple):
    """An activity, who does it and how much: least and most each time, growth a year, million đồng for one."""

    activity: str
    unit: str
    every: str
    least: int
    most: int
    growth: float = 0.0
    with_people: bool = False
    millions: tuple[int, int] | None = None
    since: date = SINCE
    until: date = UNTIL


WORK = (
    Work("legal_drafts", OFFICE, "half", 0, 2),
    Work("resolutions_advised", OFFICE, "half", 0, 1),
    Work("decisions_advised", OFFICE, "quarter", 1, 5),
    Work("plans_advised", OFFICE, "quarter", 0, 3),
    Work("technology_appraisals", TECHNOLOGY, "quarter", 0, 2),
    Work("technology_opinions", TECHNOLOGY, "month", 2, 9, 0.04),
    Work("radiation_licences", TECHNOLOGY, "quarter", 3, 9, 0.02),
    Work("radiation_certificates", TECHNOLOGY, "quarter", 0, 4),
    Work("certification_marks", TECHNOLOGY, "half", 0, 2),
    Work("trademarks", TECHNOLOGY, "quarter", 3, 12, 0.08),
    Work("bulletin_issues", OFFICE, "quarter", 1, 1),
    Work("information_publication_issues", OFFICE, "quarter", 1, 1),
    Work("news_items", OFFICE, "month", 22, 46, 0.05),
    Work("tv_programmes", OFFICE, "quarter", 1, 3),
    Work("statistical_surveys", SCIENCE, "half", 0, 2),
    Work("provincial_workshops", SCIENCE, "quarter", 0, 2, with_people=True),
    Work("trainings", STANDARDS, "quarter", 1, 4, with_people=True),
    Work("instruments_verified", TECHNICAL_CENTRE, "month", 380, 720, 0.03),
    Work("samples_tested", TECHNICAL_CENTRE, "month", 40, 90, 0.04),
    Work("earthing_measurements", TECHNICAL_CENTRE, "month", 4, 22),
    Work("barcode_guided_subjects", STANDARDS, "quarter", 2, 8, 0.05),
    Work("surveyed_districts", STANDARDS, "half", 2, 4, until=DISTRICTS_END_ON),
    Work("environment_report_enterprises", TECHNICAL_CENTRE, "half", 6, 14),
    Work("service_contracts", APPLICATION_CENTRE, "month", 1, 6, 0.05, millions=(8, 60)),
    Work("consultancies", APPLICATION_CENTRE, "month", 3, 12, 0.03),
    Work("startup_forums", TECHNOLOGY, "half", 0, 1, with_people=True),
    Work("startup_contests", TECHNOLOGY, "year", 1, 1, with_people=True),
    Work("support_dossiers", SCIENCE, "quarter", 1, 4, 0.05, millions=(30, 80)),
    Work("supported_enterprises", STANDARDS, "quarter", 1, 4, millions=(20, 60)),
    Work("bio_preparations_kg", APPLICATION_CENTRE, "quarter", 250, 600, 0.04),
    Work("cordyceps_jars", APPLICATION_CENTRE, "quarter", 200, 500, 0.06),
    Work("mushroom_bags", APPLICATION_CENTRE, "quarter", 400, 900, 0.03),
    Work("mushroom_kg", APPLICATION_CENTRE, "quarter", 20, 60, 0.03),
    Work("orchid_seedlings", APPLICATION_CENTRE, "quarter", 2500, 6000, 0.05),
    Work("tomato_cucumber_m2", APPLICATION_CENTRE, "half", 400, 800),
    Work("vegetables_m2", APPLICATION_CENTRE, "half", 400, 900),
    Work("party_members_admitted", OFFICE, "half", 0, 2),
    Work("salary_days_donated", OFFICE, "half", 1, 1),
)


class Review(NamedTuple):
    """An activity and its parts: how many there are a time, and which share the parts come to."""

    whole: str
    every: str
    per_head: float
    parts: dict[str, tuple[float, float]]


REVIEWS = (
    Review(
        *("assigned_work", "month", 0.30),
        {"assigned_work_completed": (0.90, 1.0), "assigned_work_overdue": (0.0, 0.08)},
    ),
    Review("key_work", "year", 0.14, {"key_work_completed": (0.85, 1.0)}),
    Review("party_study_expected", "half", 0.73, {"party_study_attended": (0.95, 1.0)}),
    Review("staff_study_expected", "half", 1.0, {"staff_study_attended": (0.93, 1.0)}),
    Review("families_considered", "year", 0.9, {"cultural_families": (0.94, 1.0)}),
    Review("staff_reviewed", "year", 1.0, {"staff_in_compliance": (0.98, 1.0)}),
)

NOTHING_BUT = {
    "discipline_cases": {date(2019, 12, 31): 1, date(2021, 6, 30): 1},
    "party_member_violations": {date(2021, 6, 30): 1},
}
"""Told for every half year, mostly as nothing: how often, and when not."""


def activities(random: Random) -> list[Row]:
    """Everything done, in the order of days."""
    rows = [row for work in WORK for row in _done(random, work)]
    rows += [row for review in REVIEWS for row in _reviewed(random, review)]
    rows += [row for activity, found in NOTHING_BUT.items() for row in _mostly_nothing(activity, found)]
    rows += _donations(random)
    return sorted(rows, key=lambda row: str(row["done_on"]))


def _ends(every: str) -> Iterator[date]:
    """The last day of each month, quarter, half or year of the data."""
    for year in YEARS:
        for month in MONTHS[every]:
            yield date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _record(activity: str, unit: str, done_on: date, quantity: int) -> Row:
    row: Row = {"department": DEPARTMENT, "unit": unit, "activity": activity}
    return {**row, "done_on": done_on, "quantity": quantity}


def _done(random: Random, work: Work) -> Iterator[Row]:
    """What was done of an activity; where nothing was, there is no record."""
    for done_on in _ends(work.every):
        scale = 1 + work.growth * (done_on.year - SINCE.year)
        if is_during(done_on, COVID):
            scale *= 0.4 if work.with_people else 0.85
        quantity = round(random.uniform(work.least, work.most) * scale)
        least, most = work.millions or (0, 0)
        amount = sum(random.randint(least, most) * MILLION for _ in range(quantity if work.millions else 0))
        if quantity and work.since <= done_on < work.until:
            row = _record(work.activity, work.unit, done_on, quantity)
            yield {**row, "amount_vnd": amount} if work.millions else row


def _reviewed(random: Random, review: Review) -> Iterator[Row]:
    for done_on in _ends(review.every):
        people = sum(headcount(unit, done_on.year) for unit in units_of(done_on.year))
        # Work comes and goes; people are all asked.
        whole = round(people * review.per_head * (random.uniform(0.7, 1.3) if "work" in review.whole else 1))
        yield _record(review.whole, OFFICE, done_on, whole)
        for part, (least, most) in review.parts.items():
            yield _record(part, OFFICE, done_on, round(whole * random.uniform(least, most)))


def _mostly_nothing(activity: str, found: dict[date, int]) -> Iterator[Row]:
    for done_on in _ends("half"):
        yield _record(activity, OFFICE, done_on, found.get(done_on, 0))


def _donations(random: Random) -> Iterator[Row]:
    """One appeal a quarter, most of the staff give; the appeals of a day are told apart by their notes."""
    for done_on in _ends("quarter"):
        people = sum(headcount(unit, done_on.year) for unit in units_of(done_on.year))
        for fund in ("Quỹ vì người nghèo", "Quỹ phòng, chống thiên tai")[: random.randint(1, 2)]:
            donors = round(people * random.uniform(0.75, 0.98))
            row = _record("donations", OFFICE, done_on, donors)
            yield {**row, "amount_vnd": donors * random.randint(100, 250) * 1000, "note": fund}
