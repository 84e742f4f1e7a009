"""Records that break a warning on purpose, so that data quality has something to show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from records import Row


def spoil(found: dict[str, list[Row]]) -> None:
    """Make seven records of tasks, inspections and initiatives break one warning each."""
    settled = [row for row in found["tasks"] if row["settled_on"] and row["kind"] != "routine"]
    fined = [row for row in found["inspections"] if row.get("fines_vnd")]
    scoped = [row for row in found["initiatives"] if row.get("scope")]
    for year in (2019, 2023):
        rated = _first(settled, "accepted_on", year)
        rated["accepted_on"] = rated["settled_on"] = None
    too_early = _first(settled, "contracted_on", 2020)
    too_early["started_on"] = _day(too_early["contracted_on"]) - timedelta(days=18)
    too_early = _first(settled, "accepted_on", 2021)
    too_early["settled_on"] = _day(too_early["accepted_on"]) - timedelta(days=14)
    _first(settled, "accepted_on", 2024)["started_on"] = None
    _first(fined, "started_on", 2022)["fined_subjects"] = None
    _first(scoped, "submitted_on", 2023)["scope_recognised_on"] = None


def spoil_the_rest(found: dict[str, list[Row]]) -> None:
    """Make four records of the other datasets break one warning each."""
    resolved = [row for row in found["dossiers"] if row["resolved_on"]]
    _first(resolved, "resolved_on", 2021)["due_on"] = None
    _first(resolved, "resolved_on", 2024)["resolved_on"] = None
    commended = [row for row in found["awards"] if row["award"] == "director_commendation" and row["decided_on"]]
    _first(commended, "decided_on", 2022)["decided_on"] = None
    money = next(row for row in found["funding"] if row["year"] == 2025 and row["planned_vnd"])
    money["disbursed_vnd"] = int(str(money["planned_vnd"])) * 10


def _first(rows: Iterable[Row], column: str, year: int) -> Row:
    """The first record whose date in a column lies in a year."""
    return next(row for row in rows if _day(row[column]).year == year)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.min
