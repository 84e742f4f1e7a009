"""Awards: titles and commendations of each year for invented people and for units.

Titles follow from ratings; titles of consecutive years lead to higher awards. The president, the
Prime Minister and the province decide in the year after, so those for 2025 are only proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from campaigns import THEMES, campaign_id
from days import UNTIL, YEARS, known, later, working_day
from people import Person, Rated, of_levels
from ratings import units_rated
from records import Row
from units import DEPARTMENT, STANDARDS, TECHNICAL_CENTRE, units_of

COLUMNS = (
    "award_id department unit recipient_kind recipient category award authority mode campaign_id decision_no "
    "decided_on for_year status votes_for voters"
)

FIGHTERS = {2018: 0.11, 2019: 0.12, 2020: 0.11, 2021: 0.12, 2022: 0.13, 2023: 0.14, 2024: 0.17, 2025: 0.18}
"""Grassroots emulation fighters per advanced labourer: up to 15 percent was allowed until 2023, no national cap since."""

TITLES = {
    *("advanced_labour", "emulation_fighter_grassroots", "emulation_fighter_provincial"),
    *("advanced_labour_collective", "excellent_labour_collective", "emulation_flag_provincial"),
}

VOTERS = 11
"""Members of the department's council of emulation and commendation."""

AUTHORITIES = {
    "emulation_fighter_provincial": "provincial_chairman",
    "excellent_labour_collective": "provincial_chairman",
    "emulation_flag_provincial": "provincial_chairman",
    "provincial_merit": "provincial_chairman",
    "prime_minister_merit": "prime_minister",
    "order": "president",
    "commemorative_medal": "minister",
}
"""Who decides what; the director decides everything else."""

DECISIONS = {
    "provincial_chairman": "QĐ-UBND",
    "minister": "QĐ-BKHCN",
    "prime_minister": "QĐ-TTg",
    "president": "QĐ-CTN",
    "department_director": "QĐ-SKHCN",
}


def awards(random: Random, people: dict[int, Rated]) -> list[Row]:
    """The awards of each year, numbered by it; two are revoked later."""
    fighters: dict[int, set[str]] = {}
    higher: dict[tuple[str, str], int] = {}
    rows: list[Row] = []
    for year, rated in people.items():
        found = list(_titles_of_people(random, rated, fighters))
        found += _higher_awards(random, rated, fighters, higher)
        found += _of_units(random, rated)
        found += _of_campaigns(random, rated)
        rows += [{"award_id": f"KT-{year}-{number:03}", **row} for number, row in enumerate(found, 1)]
    _revoke(rows)
    return rows


def _titles_of_people(random: Random, rated: Rated, fighters: dict[int, set[str]]) -> Iterator[Row]:
    """Advanced labourers of those rated good or better, and the fighters among them, the excellent first."""
    year = rated.year
    advanced = [each for each in of_levels(rated.staff, ("excellent", "good")) if random.random() < 0.93]
    excellent = set(of_levels(rated.staff, ("excellent",)))
    before = fighters.get(year - 1, set())
    best = sorted(advanced, key=lambda each: (each not in excellent, each.name not in before, -each.skill))
    chosen = best[: int(len(advanced) * FIGHTERS[year])]
    fighters[year] = {each.name for each in chosen}
    decided_on = working_day(date(year, 12, 22))
    for person in advanced:
        yield _of_person(random, person, "advanced_labour", year, decided_on)
    for person in chosen:
        yield _of_person(random, person, "emulation_fighter_grassroots", year, decided_on)


def _higher_awards(
    random: Random, rated: Rated, fighters: dict[int, set[str]], higher: dict[tuple[str, str], int]
) -> Iterator[Row]:
    """Awards that rest on titles of several years, and the medals of those who served long.

    Args:
        random: Where chance comes from.
        rated: The people of the year.
        fighters: Year -> names of its grassroots emulation fighters.
        higher: Name and award -> the last year it was given; three years pass until it is again.
    """
    year = rated.year
    decided_on = later(random, date(year + 1, 3, 10), 0, 60)
    for person in rated.staff:
        years_running = _years_running(person.name, year, fighters)
        award = "emulation_fighter_provincial" if years_running >= 3 else "provincial_merit"
        is_too_soon = year - higher.get((person.name, award), 0) < 3
        if years_running < 2 or is_too_soon or random.random() < 0.25:
            continue
        higher[person.name, award] = year
        yield _of_person(random, person, award, year, decided_on)
    if year % 3 == 1:
        best = next(each for each in rated.staff if higher.get((each.name, "provincial_merit")) != year)
        yield _of_person(random, best, "prime_minister_merit", year, later(random, date(year + 1, 9, 1), 0, 60))
    for person in sorted(rated.staff, key=lambda each: each.number)[(year - YEARS.start) * 2 :][:2]:
        medal = _of_person(random, person, "commemorative_medal", year, working_day(date(year, 5, 18)))
        yield {**medal, "mode": "service_years"}


def _years_running(name: str, year: int, fighters: dict[int, set[str]]) -> int:
    """For how many years up to one somebody has been a fighter."""
    years = 0
    while name in fighters.get(year - years, set()):
        years += 1
    return years


def _of_units(random: Random, rated: Rated) -> Iterator[Row]:
    """Titles of units where most people are rated good, and what the best of them get besides."""
    year = rated.year
    ranked = units_rated(rated, "good")
    december, spring = working_day(date(year, 12, 22)), later(random, date(year + 1, 3, 10), 0, 60)
    advanced = ranked[: len(units_of(year)) - random.randint(0, 1)]
    for unit in advanced:
        yield _of_unit(random, unit, "advanced_labour_collective", year, december)
    for unit in advanced[:2]:
        yield _of_unit(random, unit, "excellent_labour_collective", year, spring)
    if year % 3 == 2:
        yield _of_unit(random, advanced[0], "emulation_flag_provincial", year, spring)
    yield _of_unit(random, advanced[1], "provincial_merit", year, spring)
    if year == 2022:
        yield _of_unit(random, STANDARDS, "order", year, working_day(date(2023, 8, 14)))


def _of_campaigns(random: Random, rated: Rated) -> Iterator[Row]:
    """The director commends people and units for campaigns, an enterprise too, and some for what was urgent."""
    year = rated.year
    pool = random.sample(of_levels(rated.staff, ("excellent", "good", "completed")), 14)
    units = random.sample(units_of(year), 4)
    for number, (_, _, last_month) in enumerate(THEMES[year], 2):
        decided_on = working_day(date(year, last_month, 26))
        given: Row = {"mode": "thematic", "campaign_id": campaign_id(year, number)}
        for person in (pool.pop() for _ in range(random.randint(3, 6))):
            yield {**_of_person(random, person, "director_commendation", year, decided_on), **given}
        for unit in (units.pop() for _ in range(random.randint(1, 2))):
            yield {**_of_unit(random, unit, "director_commendation", year, decided_on), **given}
    if year % 2:
        enterprise = _of_unit(random, TECHNICAL_CENTRE, "director_commendation", year, working_day(date(year, 11, 10)))
        named = {"recipient_kind": "enterprise", "recipient": f"Công ty mẫu {random.randint(1, 60):02}"}
        yield {**enterprise, **named, "mode": "thematic"}
    for person in (pool.pop() for _ in range(random.randint(0, 2))):
        urgent = _of_person(random, person, "director_commendation", year, later(random, date(year, 7, 1), 0, 90))
        yield {**urgent, "mode": "unscheduled"}


def _of_person(random: Random, person: Person, award: str, year: int, decided_on: date) -> Row:
    who: Row = {"unit": person.unit, "recipient_kind": person.rank, "recipient": person.name}
    return who | _decided(random, award, year, decided_on)


def _of_unit(random: Random, unit: str, award: str, year: int, decided_on: date) -> Row:
    who: Row = {"unit": unit, "recipient_kind": "collective", "recipient": unit}
    return who | _decided(random, award, year, decided_on)


def _decided(random: Random, award: str, year: int, decided_on: date) -> Row:
    """The award with its decision; what would be decided after the end of the data is proposed."""
    authority = AUTHORITIES.get(award, "department_director")
    number = decided_on.timetuple().tm_yday + random.randint(0, 3) * 400
    is_granted = decided_on < UNTIL
    return {
        "department": DEPARTMENT,
        "category": "title" if award in TITLES else "commendation",
        "award": award,
        "authority": authority,
        "mode": "regular",
        "decision_no": f"{number}/{DECISIONS[authority]}" if is_granted else None,
        "decided_on": known(decided_on),
        "for_year": year,
        "status": "granted" if is_granted else "proposed",
    }


def _revoke(rows: list[Row]) -> None:
    """Two awards turned out to be undeserved."""
    fighters = {(row["for_year"], row["recipient"]) for row in rows if row["award"] == "emulation_fighter_grassroots"}
    for year, award in ((2019, "advanced_labour"), (2021, "director_commendation")):
        of_year = (row for row in rows if row["for_year"] == year and row["award"] == award)
        chosen = next(row for row in of_year if (year, row["recipient"]) not in fighters)
        chosen["status"] = "revoked"


def vote(random: Random, rows: list[Row]) -> None:
    """The department's council votes on what higher levels decide."""
    for row in rows:
        if row["authority"] in ("provincial_chairman", "prime_minister") and row["mode"] == "regular":
            row |= {"votes_for": VOTERS - random.choices((0, 1, 2), (7, 2, 1))[0], "voters": VOTERS}
