"""Reviews of every invented person and every unit, each year; ratings count them and titles follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from people import LEVELS, Person, Rated
from records import Row, yes_no
from units import DEPARTMENT

COLUMNS = "department unit subject_kind subject year level months_worked discipline took_part decision_no"


def reviews(random: Random, people: dict[int, Rated], found: Mapping[str, list[Row]]) -> list[Row]:
    """One record a person and year, and one a unit and year, as ratings, awards and activities tell them."""
    advanced = {(row["for_year"], row["recipient"]) for row in found["awards"] if row["award"] == "advanced_labour"}
    rows: list[Row] = []
    for year, rated in people.items():
        others = [each for each in rated.staff if (year, each.name) not in advanced]
        rows += _of_people(random, rated, others, _disciplined(rated, others, _cases(found["activities"], year)))
        rows += [
            _of_unit(row) for row in found["ratings"] if (row["subject_kind"], row["year"]) == ("collective", year)
        ]
    return rows


def _cases(activities: list[Row], year: int) -> int:
    """How many cases of discipline the activities of a year count."""
    counted = [row for row in activities if row["activity"] == "discipline_cases"]
    return sum(int(str(row["quantity"])) for row in counted if str(row["done_on"]).startswith(str(year)))


def _disciplined(rated: Rated, others: list[Person], cases: int) -> list[Person]:
    """As many people as there were cases, the lowest rated of those without a title."""
    return sorted(others, key=lambda each: -LEVELS.index(rated.staff[each]))[:cases]


def _of_people(random: Random, rated: Rated, others: list[Person], disciplined: list[Person]) -> Iterator[Row]:
    for person in sorted(rated.staff, key=lambda each: each.number):
        is_advanced, level = person not in others, rated.staff[person]
        takes_part = random.random() < (0.3 if level == "not_completed" else 0.8)
        months = 12 if random.random() < 0.6 else random.randint(5, 11)
        yield {
            **_review(rated.year, level),
            "unit": person.unit,
            "subject_kind": "individual",
            "subject": person.name,
            "months_worked": 12 if is_advanced else months,
            "discipline": "reprimand" if person in disciplined else "none",
            "took_part": yes_no(is_true=is_advanced or takes_part),
        }


def _of_unit(rating: Row) -> Row:
    unit = rating["unit"]
    return {
        **_review(int(str(rating["year"])), str(rating["level"])),
        "unit": unit,
        "subject_kind": "collective",
        "subject": unit,
        "discipline": "none",
        "took_part": yes_no(is_true=True),
    }


def _review(year: int, level: str) -> Row:
    return {"department": DEPARTMENT, "year": year, "level": level, "decision_no": f"{year % 100 + 380}/QĐ-SKHCN"}
