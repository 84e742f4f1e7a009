"""Staff: the people of each unit at the end of each year."""

from __future__ import annotations

from days import YEARS
from records import Row
from units import DEPARTMENT, KINDS, headcount, units_of

COLUMNS = "department unit unit_kind year headcount"


def staff() -> list[Row]:
    """One record a unit and year."""
    return [
        {
            "department": DEPARTMENT,
            "unit": unit,
            "unit_kind": KINDS[unit],
            "year": year,
            "headcount": headcount(unit, year),
        }
        for year in YEARS
        for unit in units_of(year)
    ]
