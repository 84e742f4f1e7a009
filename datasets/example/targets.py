"""Targets: what the plan of each year, or half year, wants of an indicator, for the department or a unit."""

from __future__ import annotations

from typing import NamedTuple

from campaigns import campaign_id
from days import YEARS
from records import Row
from units import APPLICATION_CENTRE, DEPARTMENT, SCIENCE, STANDARDS, TECHNICAL_CENTRE

COLUMNS = "department unit indicator period operator target upper_target campaign_id"


class Target(NamedTuple):
    """What is wanted in 2018 and how much more each year; shares are told in percent."""

    indicator: str
    operator: str
    first: float
    step: float = 0.0
    unit: str | None = None
    upper: float | None = None
    is_of_half: bool = False


TARGETS = (
    Target("tasks.accepted", "at_least", 22, 1),
    Target("tasks.started", "at_least", 26, 0.5),
    Target("tasks.accepted_on_time_rate", "at_least", 75, 2),
    Target("tasks.days_to_contract", "at_most", 85, -1),
    Target("inspections.checked_subjects", "at_least", 420),
    Target("inspections.checked_subjects", "at_least", 190, is_of_half=True),
    Target("inspections.violation_rate", "at_most", 11),
    Target("initiatives.grassroots_recognised", "at_least", 64, 4),
    Target("initiatives.scope_recognised", "at_least", 12, 1),
    Target("activities.instruments_verified", "at_least", 6400, 250),
    Target("activities.instruments_verified", "at_least", 3100, 120, is_of_half=True),
    Target("activities.news_items", "at_least", 400, 20),
    Target("activities.technology_opinions", "at_least", 60, 3),
    Target("activities.party_members_admitted", "between", 1, upper=3),
    Target("activities.discipline_cases", "equal", 0),
    Target("tasks.accepted", "at_least", 10, 0.5, unit=SCIENCE),
    Target("inspections.checked_subjects", "at_least", 260, unit=STANDARDS),
    Target("activities.instruments_verified", "at_least", 6400, 250, unit=TECHNICAL_CENTRE),
    Target("activities.service_contracts", "at_least", 40, 2, unit=APPLICATION_CENTRE),
    Target("activities.service_contracts", "at_least", 18, 1, unit=APPLICATION_CENTRE, is_of_half=True),
)


def targets() -> list[Row]:
    """The targets of every year; those of the department belong to the campaign of the year."""
    return [_row(each, year) for year in YEARS for each in TARGETS]


def _row(each: Target, year: int) -> Row:
    target = each.first + each.step * (year - YEARS.start)
    return {
        "department": DEPARTMENT,
        "unit": each.unit,
        "indicator": each.indicator,
        "period": f"6T/{year}" if each.is_of_half else str(year),
        "operator": each.operator,
        "target": _written(each.indicator, target),
        "upper_target": None if each.upper is None else _written(each.indicator, each.upper),
        "campaign_id": None if each.unit else campaign_id(year, 1),
    }


def _written(indicator: str, target: float) -> str:
    """Shares from percent to 0 to 1, as files hold them; anything else as a whole number."""
    return f"{target / 100:.2f}" if indicator.endswith("_rate") else str(int(target))
