"""Score groups: which units are scored and ranked together, in the years that are scored."""

from __future__ import annotations

from collections.abc import Iterator

from days import YEARS
from records import Row
from units import (
    APPLICATION_CENTRE,
    DEPARTMENT,
    INSPECTORATE,
    OFFICE,
    SCIENCE,
    STANDARDS,
    TECHNICAL_CENTRE,
    TECHNOLOGY,
    units_of,
)

COLUMNS = "department unit scheme period rank_group"

SCHEME = "mau_100"
"""The bundled scheme of 100 points."""

SCORED_YEARS = range(2023, YEARS.stop)

GROUPS = {
    "Khối phòng chuyên môn": (OFFICE, INSPECTORATE, SCIENCE, TECHNOLOGY),
    "Khối đơn vị trực thuộc": (STANDARDS, APPLICATION_CENTRE, TECHNICAL_CENTRE),
}


def score_groups() -> list[Row]:
    """One record a unit and year, the divisions first."""
    return [
        {**scored(unit, year), "rank_group": group}
        for year in SCORED_YEARS
        for group, units in GROUPS.items()
        for unit in units
        if unit in units_of(year)
    ]


def units_scored() -> Iterator[tuple[int, str]]:
    """The year and the unit of everything that is scored."""
    for year in SCORED_YEARS:
        for unit in units_of(year):
            yield year, unit


def scored(unit: str, year: int) -> Row:
    """What every record of scoring says: who is scored, by what and for when."""
    return {"department": DEPARTMENT, "unit": unit, "scheme": SCHEME, "period": str(year)}
