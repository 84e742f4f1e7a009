"""Days of the example data: what they cover, working days, the lunar new year, the pandemic."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

SINCE, UNTIL = date(2018, 1, 1), date(2026, 1, 1)
YEARS = range(SINCE.year, UNTIL.year)
INSPECTORATES_END_ON = date(2025, 7, 1)
"""Decree 217/2025: from this day a department checks but no longer inspects."""

NEW_YEARS = (
    *(date(2015, 2, 19), date(2016, 2, 8), date(2017, 1, 28), date(2018, 2, 16), date(2019, 2, 5), date(2020, 1, 25)),
    *(date(2021, 2, 12), date(2022, 2, 1), date(2023, 1, 22), date(2024, 2, 10), date(2025, 1, 29)),
)
"""First day of the lunar year (Tết)."""
LOCKDOWNS = ((date(2020, 4, 1), date(2020, 5, 4)), (date(2021, 6, 15), date(2021, 9, 20)))
COVID = (date(2020, 4, 1), date(2021, 12, 31))


def working_day(day: date) -> date:
    """The day itself, or the first working day after it."""
    while day.weekday() > 4 or (day.month, day.day) in ((1, 1), (4, 30), (5, 1), (9, 2)) or _is_new_year(day):
        day += timedelta(days=1)
    return day


def _is_new_year(day: date) -> bool:
    return any(timedelta(days=-2) <= day - first <= timedelta(days=4) for first in NEW_YEARS)


def later(random: Random, day: date, least: int, most: int) -> date:
    """A working day, ``least`` to ``most`` days after another (a few more to skip a holiday)."""
    return working_day(day + timedelta(days=random.randint(least, most)))


def a_day(random: Random, year: int, first_month: int, last_month: int) -> date:
    """A working day in some months of a year."""
    return working_day(date(year, random.randint(first_month, last_month), random.randint(1, 28)))


def months_after(day: date, months: int) -> date:
    """The last day of a term of some months that begins on a day."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, min(day.day, 28)) - timedelta(days=1)


def is_during(day: date, range_of_days: tuple[date, date]) -> bool:
    """Whether a day lies in a range, its ends included."""
    return range_of_days[0] <= day <= range_of_days[1]


def known(day: date | None) -> date | None:
    """The day, unless it lies after the end of the data."""
    return day if day is not None and day < UNTIL else None
