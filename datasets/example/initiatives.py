"""Initiatives of two batches a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random

from days import SINCE, YEARS, a_day, known, working_day
from people import Rated
from records import Row, amount, one_of
from units import APPLICATION_CENTRE, DEPARTMENT, INSPECTORATE, OFFICE, SCIENCE, STANDARDS, TECHNICAL_CENTRE, TECHNOLOGY

COLUMNS = (
    "initiative_id department unit title authors author_names field submitted_on grassroots_recognised_on scope "
    "scope_recognised_on batch initiative_year rejected_on benefit_vnd"
)

SUBMITTED = dict(zip(range(2017, 2026), (72, 74, 80, 77, 79, 88, 94, 99, 103), strict=True))
"""Year -> initiatives submitted; slow growth."""

UNITS = {
    OFFICE: 14,
    INSPECTORATE: 9,
    SCIENCE: 16,
    TECHNOLOGY: 15,
    STANDARDS: 18,
    APPLICATION_CENTRE: 15,
    TECHNICAL_CENTRE: 13,
}

SOLUTIONS = {
    "technical": (
        "Cải tiến, Chế tạo phụ kiện cho, Rút ngắn thời gian vận hành",
        "thiết bị kiểm định cân ô tô, tủ cấy vi sinh, bộ chuẩn khối lượng, hệ thống tưới nhà màng",
    ),
    "management": (
        "Nâng cao hiệu quả, Đổi mới cách thức, Chuẩn hóa quy trình",
        "theo dõi tiến độ nhiệm vụ KH&CN, quản lý hồ sơ kiểm tra, chấm điểm thi đua, lập dự toán kinh phí",
    ),
    "operations": (
        "Số hóa, Xây dựng biểu mẫu điện tử cho, Lập công cụ tra cứu",
        "hồ sơ lưu trữ, phiếu kết quả thử nghiệm, lịch công tác, hồ sơ thủ tục hành chính, sổ theo dõi văn bản",
    ),
    "technology_application": (
        "Ứng dụng kỹ thuật mới trong, Áp dụng tiến bộ kỹ thuật vào",
        "nhân giống lan, nuôi trồng nấm dược liệu, sản xuất chế phẩm sinh học, đo điện trở tiếp đất",
    ),
}
"""Field -> openings and objects of titles."""


def initiatives(random: Random) -> list[Row]:
    """Initiatives of each year in two batches; of 2017 only those whose scope was recognised later."""
    rows: list[Row] = []
    for year, submitted in SUBMITTED.items():
        first = working_day(date(year, random.randint(5, 6), random.randint(10, 28)))
        second = working_day(date(year, random.randint(11, 12), random.randint(8, 26)))
        found = [_initiative(random, year, 1, first) for _ in range(submitted * 45 // 100)]
        found += [_initiative(random, year, 2, second) for _ in range(submitted - len(found))]
        found.sort(key=lambda row: str(row["submitted_on"]))
        numbered = [{"initiative_id": f"SK-{year}-{number:03}", **row} for number, row in enumerate(found, 1)]
        rows += [row for row in numbered if any(isinstance(day, date) and day >= SINCE for day in row.values())]
    return rows


def _initiative(random: Random, year: int, batch: int, decided_on: date) -> Row:
    """One initiative with the decision of its batch and, for some, of the provincial council."""
    field = random.choices(list(SOLUTIONS), (22, 34, 28, 16))[0]
    openings, objects = SOLUTIONS[field]
    units = {unit: weight for unit, weight in UNITS.items() if unit != INSPECTORATE or (year, batch) < (2025, 2)}
    row: Row = {
        "department": DEPARTMENT,
        "unit": random.choices(list(units), list(units.values()))[0],
        "title": f"{one_of(random, openings)} {one_of(random, objects)} – mẫu {random.randint(1, 99)}",
        "authors": random.choices((1, 2, 3, 4), (46, 30, 16, 8))[0],
        "field": field,
        "submitted_on": a_day(random, year, *((2, 4) if batch == 1 else (8, 10))),
        "batch": batch,
        "initiative_year": year,
    }
    if random.random() < 0.12:
        return {**row, "rejected_on": decided_on}
    row["grassroots_recognised_on"] = decided_on
    scope = random.choices((None, "provincial", "national"), (79, 20, 1))[0]
    # The provincial council meets in autumn for the first batch, next spring for the second.
    council_on = working_day(date(year, 10, 20) if batch == 1 else date(year + 1, 3, 25))
    if scope and known(council_on):
        row |= {"scope": scope, "scope_recognised_on": council_on}
    if field in ("technical", "technology_application") and random.random() < 0.6:
        row["benefit_vnd"] = amount(random, 10_000_000, 400_000_000, 1_000_000)
    return row


def name_authors(random: Random, rows: Iterable[Row], people: dict[int, Rated], awards: Iterable[Row]) -> None:
    """Give each initiative as many authors of its unit as it has; those with titles come first.

    Titles rest on initiatives: a grassroots emulation fighter has one of that year, one of the
    province an initiative of wider scope within the three years before.
    """
    given = [(row["award"], row["for_year"], row["recipient"]) for row in awards]
    fighters = {(year, name) for award, year, name in given if award == "emulation_fighter_grassroots"}
    wider = {
        (int(str(year)) - back, name)
        for award, year, name in given
        if award == "emulation_fighter_provincial"
        for back in range(3)
    }
    served: set[tuple[int, str, bool]] = set()
    for row in rows:
        year, unit, scoped = int(str(row["initiative_year"])), row["unit"], row.get("scope_recognised_on") is not None
        there = _people_of(people, year, str(unit))
        random.shuffle(there)
        refused = row.get("rejected_on") is not None
        needy = wider if scoped else fighters
        there.sort(key=lambda name: refused or (year, name) not in needy or (year, name, scoped) in served)
        chosen = there[: int(str(row["authors"]))]
        served |= {(year, name, scoped) for name in chosen if not refused}
        row["author_names"] = "; ".join(chosen)


def _people_of(people: dict[int, Rated], year: int, unit: str) -> list[str]:
    """Who works in a unit, in the last year it had anybody."""
    known_years = [each for each in YEARS if each <= max(year, YEARS.start)]
    there = ([one.name for one in people[each].staff if one.unit == unit] for each in reversed(known_years))
    return next(each for each in there if each)
