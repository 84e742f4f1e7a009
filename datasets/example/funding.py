"""Funding: what the state budget plans for each task in each year, and what is disbursed of it, slowly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from days import SINCE, YEARS
from records import Row
from units import DEPARTMENT

COLUMNS = "task_id department year planned_vnd disbursed_vnd"

MILLION = 1_000_000

USUAL_PACE = (0.60, 0.88)
PACE = {2020: (0.45, 0.75), 2021: (0.40, 0.72), 2025: (0.68, 0.92)}
"""Least and most share of the year's money that is disbursed in it."""

CAUGHT_UP = 0.4
"""Of what is left from the years before, the share disbursed when a task is settled; the rest goes back."""


def funding(random: Random, tasks: Iterable[Row]) -> list[Row]:
    """The money of each task under contract, year by year."""
    return [row for task in tasks if task.get("contracted_on") for row in _of_task(random, task)]


def _of_task(random: Random, task: Row) -> list[Row]:
    rows: list[Row] = []
    left = 0
    settled_on, terminated_on = task.get("settled_on"), task.get("terminated_on")
    planned = _planned(task)
    last = max([*planned, settled_on.year if isinstance(settled_on, date) else 0])
    if isinstance(terminated_on, date):
        last = terminated_on.year
    for year in range(min(planned), min(last, YEARS.stop - 1) + 1):
        is_settled = isinstance(settled_on, date) and settled_on.year == year
        money = planned.get(year, 0) * random.uniform(*PACE.get(year, USUAL_PACE)) + left * CAUGHT_UP * is_settled
        disbursed = int(money) // MILLION * MILLION
        left += planned.get(year, 0) - disbursed
        if year >= SINCE.year:
            rows.append(
                {
                    "task_id": task["task_id"],
                    "department": DEPARTMENT,
                    "year": year,
                    "planned_vnd": planned.get(year, 0),
                    "disbursed_vnd": disbursed,
                }
            )
    return _from_the_first_year(rows)


def _from_the_first_year(rows: list[Row]) -> list[Row]:
    """Of a task begun before the data, money planned earlier and disbursed later is taken as planned in the first year."""
    missing = 0
    planned = disbursed = 0
    for row in rows:
        planned += int(str(row["planned_vnd"]))
        disbursed += int(str(row["disbursed_vnd"]))
        missing = max(missing, disbursed - planned)
    if missing:
        rows[0]["planned_vnd"] = int(str(rows[0]["planned_vnd"])) + missing
    return rows


def _planned(task: Row) -> dict[int, int]:
    """The state budget of a task spread over the months of its contract, by year."""
    first, last = task["contracted_on"], task["due_on"]
    assert isinstance(first, date)
    assert isinstance(last, date)
    months = {
        year: (12 if year < last.year else last.month) - (first.month - 1 if year == first.year else 0)
        for year in range(first.year, last.year + 1)
    }
    total = int(str(task["state_budget_vnd"])) // MILLION
    planned = {year: total * count // sum(months.values()) * MILLION for year, count in months.items()}
    planned[last.year] += total * MILLION - sum(planned.values())
    return planned
