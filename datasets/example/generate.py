"""Make the example data: invented records of one fictional department, 2018 to 2025.

    python datasets/example/generate.py            rewrite the CSV files
    python datasets/example/generate.py --check    exit 1 if a file differs from what would be written

Needs nothing but Python. The same numbers come out of every version from 3.11 on.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

Row = dict[str, str | int | date | None]

HERE = Path(__file__).resolve().parent
SINCE, UNTIL = date(2018, 1, 1), date(2026, 1, 1)
YEARS = range(SINCE.year, UNTIL.year)
INSPECTORATES_END_ON = date(2025, 7, 1)
"""Decree 217/2025: from this day a department checks but no longer inspects."""

COLUMNS = {
    "tasks": (
        "task_id department unit title kind level programme managed_by field serves_agriculture host_organisation "
        "principal_investigator selection proposed_on approved_on contracted_on started_on due_on extended_until "
        "accepted_on settled_on terminated_on outcome budget_vnd state_budget_vnd"
    ),
    "inspections": (
        "inspection_id department unit activity planned field decision_no started_on ended_on subjects "
        "violating_subjects fined_subjects fines_vnd"
    ),
    "initiatives": (
        "initiative_id department unit title authors field submitted_on grassroots_recognised_on scope "
        "scope_recognised_on batch initiative_year rejected_on benefit_vnd"
    ),
}

DEPARTMENT = "vi_du"
OFFICE = "Văn phòng"
INSPECTORATE = "Thanh tra Sở"
SCIENCE = "Phòng Quản lý khoa học"
TECHNOLOGY = "Phòng Quản lý công nghệ và Chuyển đổi số"
STANDARDS = "Chi cục Tiêu chuẩn Đo lường Chất lượng"
APPLICATION_CENTRE = "Trung tâm Ứng dụng tiến bộ KH&CN"
TECHNICAL_CENTRE = "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng"

# --- days -----------------------------------------------------------------------------------------

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


def amount(random: Random, least: int, most: int, unit: int) -> int:
    """An amount between two others in whole units; small ones are more common than large ones."""
    skewed = random.random() * random.random()
    return least + int((most - least) / unit * skewed) * unit


def place(random: Random, year: int) -> str:
    """An invented place; districts were abolished on 1 July 2025."""
    return f"xã Mẫu {random.randint(1, 30)}" if year >= 2025 else f"huyện Mẫu {random.randint(1, 9)}"


def one_of(random: Random, listed: str) -> str:
    """One of several texts listed with commas."""
    return random.choice(listed.split(", "))


# --- tasks ----------------------------------------------------------------------------------------


class Topic(NamedTuple):
    """What a group of tasks is about; ``fields``, ``openings`` and ``subjects`` are lists to pick from."""

    weight: int
    serves_agriculture: bool
    unit: str
    fields: str
    openings: str
    subjects: str


TOPICS = (
    Topic(
        *(18, True, SCIENCE, "4, 401, 401, 40103, 40104"),
        openings="Xây dựng mô hình trồng, Phục tráng và nhân giống, Hoàn thiện quy trình thâm canh, Phát triển vùng trồng",
        subjects="lúa nếp nương, chè hữu cơ, cam sành, gừng trâu, dược liệu dưới tán rừng, rau trái vụ, lạc đỏ",
    ),
    Topic(
        *(8, True, SCIENCE, "402, 40201, 40202, 403"),
        openings="Xây dựng mô hình chăn nuôi, Bảo tồn và phát triển giống, Phòng bệnh tổng hợp cho",
        subjects="gà đồi, lợn đen bản địa, bò lai, dê núi, vịt bầu, ong mật",
    ),
    Topic(
        *(5, True, TECHNOLOGY, "211, 209"),
        openings="Ứng dụng công nghệ sấy lạnh chế biến, Hoàn thiện công nghệ bảo quản, Xây dựng chuỗi giá trị",
        subjects="măng khô, miến dong, mật ong, quả tươi, trà thảo mộc",
    ),
    Topic(
        *(21, False, TECHNOLOGY, "2, 202, 203, 207, 20204"),
        openings="Nghiên cứu thiết kế, Ứng dụng công nghệ số cải tiến, Thử nghiệm và hoàn thiện",
        subjects="hệ thống quan trắc nước mặt, máy tuốt hạt cỡ nhỏ, hệ thống cảnh báo lũ quét, lò đốt rác quy mô xã",
    ),
    Topic(
        *(9, False, TECHNOLOGY, "1, 102, 105, 106"),
        openings="Điều tra và đánh giá, Xây dựng cơ sở dữ liệu, Nghiên cứu biến động",
        subjects="tài nguyên nước ngầm, đa dạng sinh học rừng phòng hộ, nguy cơ sạt lở đất, chất lượng đất",
    ),
    Topic(
        *(11, False, SCIENCE, "3, 302, 303, 304"),
        openings="Đánh giá thực trạng và can thiệp, Ứng dụng kỹ thuật mới trong điều trị, Yếu tố nguy cơ của",
        subjects="tăng huyết áp ở người cao tuổi, suy dinh dưỡng trẻ em, đái tháo đường, bệnh răng miệng học đường",
    ),
    Topic(
        *(20, False, SCIENCE, "5, 502, 503, 504, 506"),
        openings="Giải pháp nâng cao chất lượng, Cơ sở khoa học và giải pháp phát triển, Thực trạng và giải pháp đổi mới",
        subjects="dạy nghề cho lao động nông thôn, du lịch cộng đồng, kinh tế tập thể, cải cách hành chính cấp xã",
    ),
    Topic(
        *(8, False, SCIENCE, "6, 601, 602, 604"),
        openings="Sưu tầm và bảo tồn, Biên soạn tài liệu giảng dạy về, Phát huy giá trị",
        subjects="dân ca bản địa, lịch sử địa phương, nghề dệt truyền thống, chữ viết cổ truyền",
    ),
)

LEVELS: dict[tuple[str, str | None, str], int] = {
    ("provincial", None, "province"): 67,
    ("provincial", "gene_fund", "province"): 4,
    ("provincial", "other", "province"): 8,
    ("grassroots", None, "province"): 10,
    ("ministry", None, "central"): 3,
    ("national", None, "central"): 2,
    ("national", "rural_mountain", "central"): 2,
    ("national", "rural_mountain", "delegated"): 3,
    ("national", "urgent_local", "delegated"): 1,
}
"""(level, programme, managed by) -> weight."""

# level -> least and most months, least and most budget in million đồng
TERMS = {
    "grassroots": ((12, 12, 18), (200, 500)),
    "provincial": ((12, 18, 24, 24, 24, 30, 36), (300, 4000)),
    "ministry": ((24, 30, 36), (1500, 6000)),
    "national": ((24, 30, 36), (2000, 6000)),
}

PROPOSALS = dict(zip(range(2014, 2026), (26, 28, 32, 38, 40, 42, 36, 36, 43, 44, 46, 46), strict=True))
"""Year -> tasks proposed; a little fewer during the pandemic."""

HOSTS = (
    "Trung tâm Khuyến nông tỉnh, Trường Cao đẳng nghề tỉnh, Bệnh viện đa khoa tỉnh, Hợp tác xã nông nghiệp Mẫu, "
    "Công ty cổ phần Mẫu, Viện nghiên cứu Mẫu, Trường Đại học Mẫu, Hội Nông dân tỉnh, Sở chuyên ngành của tỉnh"
)


def tasks(random: Random) -> list[Row]:
    """Research tasks by year of proposal, then routine tasks of the two centres."""
    rows: list[Row] = []
    for year, proposals in PROPOSALS.items():
        autumn = working_day(date(year, 9, random.randint(8, 25)))
        spring = working_day(date(year + 1, 3, random.randint(8, 25)))
        found = [_task(random, year, random.choices((autumn, spring), (70, 30))[0]) for _ in range(proposals)]
        relevant = [row for row in found if _is_of_the_period(row)]
        rows += [{**row, "task_id": f"NV-{year}-{number:03}"} for number, row in enumerate(relevant, 1)]
    routine = (_routine_task(random, year, number) for year in YEARS for number in range(1, 3 + year % 2))
    return [*rows, *routine]


def _is_of_the_period(row: Row) -> bool:
    """Whether the task was open when the data begins, or something happens to it later."""
    events = [day for name, day in row.items() if isinstance(day, date) and name not in ("due_on", "extended_until")]
    return max(events) >= SINCE


def _task(random: Random, year: int, batch_on: date) -> Row:
    """One research task proposed in a year and considered in a batch."""
    (topic,) = random.choices(TOPICS, [each.weight for each in TOPICS])
    ((level, programme, managed_by),) = random.choices(list(LEVELS), list(LEVELS.values()))
    if programme in ("rural_mountain", "gene_fund"):
        topic = TOPICS[random.randint(0, 1)]
    row: Row = {
        **dict.fromkeys(COLUMNS["tasks"].split()),
        "department": DEPARTMENT,
        "unit": APPLICATION_CENTRE if level == "grassroots" and random.random() < 0.5 else topic.unit,
        "title": f"{one_of(random, topic.openings)} {one_of(random, topic.subjects)} tại {place(random, year)}",
        "kind": "project" if programme == "rural_mountain" else _kind(random, topic),
        "level": level,
        "programme": programme,
        "managed_by": managed_by,
        "field": one_of(random, topic.fields),
        "serves_agriculture": _yes_no(is_true=topic.serves_agriculture or random.random() < 0.05),
        "proposed_on": a_day(random, year, 2, 4),
    }
    fate = random.choices(("carried_out", "not_approved", "no_applicant"), (82, 15, 3))[0]
    if known(batch_on) is None:
        return row
    if fate == "not_approved":
        return {**row, "outcome": "not_approved"}
    row |= {"approved_on": batch_on, "selection": random.choices(("open_selection", "direct", "order"), (62, 33, 5))[0]}
    if fate == "no_applicant":
        return {**row, "outcome": known(batch_on + timedelta(days=60)) and "no_applicant"}
    return {**row, **_carried_out(random, level, batch_on)}


def _kind(random: Random, topic: Topic) -> str:
    kinds = ("topic", "project", "pilot_production", "scheme")
    return random.choices(kinds, (40, 45, 13, 2) if topic.serves_agriculture else (75, 15, 4, 6))[0]


def _yes_no(*, is_true: bool) -> str:
    return "true" if is_true else "false"


def _carried_out(random: Random, level: str, approved_on: date) -> Row:
    """The part of a task's life that follows its approval, as far as it is known."""
    months, (least, most) = TERMS[level]
    contracted_on = later(random, approved_on, 30, 120)
    started_on = later(random, contracted_on, 0, 15)
    due_on = months_after(started_on, random.choice(months))
    budget = amount(random, least * 1_000_000, most * 1_000_000, 1_000_000)
    state_share = random.choice((100, 100, 100, 85, 70, 60, 50))
    host, investigator = one_of(random, HOSTS), f"Chủ nhiệm mẫu {random.randint(1, 140):03}"
    ending = _ending(random, started_on, due_on)
    if known(contracted_on) is None:
        return {}
    row: Row = {
        "host_organisation": host,
        "principal_investigator": investigator,
        "contracted_on": contracted_on,
        "due_on": due_on,
        "budget_vnd": budget,
        "state_budget_vnd": budget // 1_000_000 * state_share // 100 * 1_000_000,
    }
    return {**row, "started_on": started_on, **ending} if known(started_on) else row


def _ending(random: Random, started_on: date, due_on: date) -> Row:
    """Extension, acceptance and settlement, or termination."""
    if random.random() < 0.03:
        stopped_on = later(random, started_on, 150, (due_on - started_on).days)
        outcome = random.choice(("terminated", "terminated", "suspended"))
        return {"terminated_on": known(stopped_on), "outcome": known(stopped_on) and outcome}
    row: Row = {}
    last_day = due_on
    is_extended = random.random() < (0.5 if is_during(due_on, COVID) else 0.14)
    extended_until = months_after(due_on + timedelta(days=1), random.choice((3, 6, 6, 9, 12, 12)))
    # An extension is granted a month before the due day.
    if is_extended and known(due_on - timedelta(days=30)):
        row["extended_until"] = last_day = extended_until
    accepted_on = _accepted_on(random, last_day)
    settled_on = later(random, accepted_on, 30, 120)
    outcome = random.choices(("excellent", "passed", "failed"), (18, 79, 3))[0]
    row |= {"accepted_on": known(accepted_on), "settled_on": known(settled_on)}
    return {**row, "outcome": known(accepted_on) and outcome}


def _accepted_on(random: Random, last_day: date) -> date:
    """A day around the last one; later during the pandemic, more often in time since 2023."""
    lateness = {2020: 0.38, 2021: 0.42, 2022: 0.26, 2023: 0.15, 2024: 0.11, 2025: 0.09}.get(last_day.year, 0.24)
    is_late = random.random() < lateness
    accepted_on = later(random, last_day, 10, 150) if is_late else later(random, last_day, -45, -5)
    for first, last in LOCKDOWNS:
        if is_during(accepted_on, (first, last)):
            accepted_on = later(random, last, 5, 75)
    return accepted_on


def _routine_task(random: Random, year: int, number: int) -> Row:
    """A year's routine task of one of the two centres."""
    unit = (TECHNICAL_CENTRE, APPLICATION_CENTRE)[number % 2]
    work = ("Duy trì hệ thống chuẩn đo lường", "Lưu giữ giống cây trồng, nấm ăn và nấm dược liệu")[number % 2]
    accepted_on = working_day(date(year, 12, random.randint(10, 26)))
    budget = amount(random, 200_000_000, 600_000_000, 1_000_000)
    contracted_on = working_day(date(year, 1, random.randint(3, 19)))
    return {
        "task_id": f"TX-{year}-{number}",
        "department": DEPARTMENT,
        "unit": unit,
        "title": f"{work} năm {year}" + (" (bổ sung)" if number == 3 else ""),
        "kind": "routine",
        "level": "grassroots",
        "managed_by": "province",
        "field": "401" if unit == APPLICATION_CENTRE else "2",
        "serves_agriculture": _yes_no(is_true=unit == APPLICATION_CENTRE),
        "host_organisation": unit,
        "principal_investigator": f"Chủ nhiệm mẫu {random.randint(1, 140):03}",
        "selection": "direct",
        "proposed_on": working_day(date(year - 1, 7, random.randint(1, 28))),
        "approved_on": working_day(date(year - 1, 12, random.randint(10, 26))),
        "contracted_on": contracted_on,
        "started_on": contracted_on,
        "due_on": date(year, 12, 31),
        "accepted_on": accepted_on,
        "settled_on": known(later(random, accepted_on, 10, 40)),
        "outcome": "passed",
        "budget_vnd": budget,
        "state_budget_vnd": budget,
    }


# --- inspections ----------------------------------------------------------------------------------

# Checks in an ordinary month: many before Tết and in September, few during Tết.
CHECKS = {1: 11.5, 2: 4.0, 3: 7.0, 4: 7.5, 5: 8.0, 6: 8.0, 7: 7.5, 8: 8.5, 9: 11.0, 10: 8.0, 11: 8.5, 12: 12.5}
INSPECTIONS = {3: 1.0, 4: 1.5, 5: 1.5, 6: 1.5, 7: 1.0, 8: 1.5, 9: 1.0, 10: 1.5, 11: 0.5}
SURVEYS = {3: 1.5, 5: 2.0, 7: 2.0, 8: 1.5, 10: 2.5, 11: 1.5}

CHECK_FIELDS = {"goods": 30, "measurement": 26, "quality": 14, "labels": 12, "radiation": 10, "iso_9001": 8}
INSPECTION_FIELDS = {
    "goods": 28,
    "measurement": 24,
    "radiation": 18,
    "industrial_property": 14,
    "technology_transfer": 8,
    "st_activities": 8,
}
SURVEY_FIELDS = {"goods": 50, "quality": 35, "measurement": 15}
UNIT_OF_FIELD = {
    "radiation": TECHNOLOGY,
    "industrial_property": TECHNOLOGY,
    "technology_transfer": TECHNOLOGY,
    "st_activities": SCIENCE,
}

SUBJECTS = {"check": (2, 3, 4, 5, 6, 8), "inspection": (3, 4, 5, 6, 8), "survey": (8, 12, 15, 20)}

VIOLATIONS = {"measurement": 0.13, "labels": 0.15, "goods": 0.12, "iso_9001": 0.05}
"""Share of visited establishments in violation; 8 percent in other fields."""


def inspections(random: Random) -> list[Row]:
    """Inspections, checks and surveys, month by month, numbered by year."""
    rows: list[Row] = []
    for year in YEARS:
        pace = random.uniform(0.92, 1.08)
        found = [row for month in range(1, 13) for row in _inspections_of_month(random, year, month, pace)]
        found.sort(key=lambda row: str(row["started_on"]))
        rows += [_numbered(row, year, number) for number, row in enumerate(found, 1)]
    return rows


def _numbered(row: Row, year: int, number: int) -> Row:
    decision_no = None if row["activity"] == "survey" else f"{number + 20}/QĐ-SKHCN"
    return {"inspection_id": f"TKT-{year}-{number:03}", **row, "decision_no": decision_no}


def _inspections_of_month(random: Random, year: int, month: int, pace: float) -> Iterator[Row]:
    first = date(year, month, 1)
    is_over = first >= INSPECTORATES_END_ON
    allowed = pace * _share_allowed(year, month)
    # What the inspectorate did is done as checks once it is gone.
    checks = CHECKS[month] + (INSPECTIONS.get(month, 0) if is_over else 0)
    for _ in range(_about(random, checks * allowed)):
        fields = INSPECTION_FIELDS if is_over and random.random() < 0.1 else CHECK_FIELDS
        yield _campaign(random, first, "check", fields)
    for _ in range(0 if is_over else _about(random, INSPECTIONS.get(month, 0) * allowed)):
        yield _campaign(random, first, "inspection", INSPECTION_FIELDS)
    for _ in range(_about(random, SURVEYS.get(month, 0) * allowed)):
        yield _campaign(random, first, "survey", SURVEY_FIELDS)


def _share_allowed(year: int, month: int) -> float:
    """What the pandemic left of a month's work."""
    if (year, month) == (2020, 4):
        return 0.0
    if year == 2021 and 6 <= month <= 9:
        return 0.15
    return 0.75 if year in (2020, 2021) and (year, month) >= (2020, 3) else 1.0


def _about(random: Random, expected: float) -> int:
    return int(expected + random.random())


def _campaign(random: Random, first: date, activity: str, weights: dict[str, int]) -> Row:
    """One campaign that starts in a month, with what it found."""
    (field,) = random.choices(list(weights), list(weights.values()))
    started_on = working_day(first + timedelta(days=random.randint(0, 25)))
    subjects = random.choice(SUBJECTS[activity])
    row: Row = {
        "department": DEPARTMENT,
        "unit": _unit_of_campaign(random, activity, field, started_on),
        "activity": activity,
        "planned": _yes_no(is_true=activity == "survey" or random.random() < 0.86),
        "field": field,
        "started_on": started_on,
        "ended_on": known(later(random, started_on, subjects // 4, subjects // 2 + 3)),
        "subjects": subjects,
    }
    return row if activity == "survey" else {**row, **_findings(random, field, subjects, started_on.year)}


def _unit_of_campaign(random: Random, activity: str, field: str, started_on: date) -> str:
    if activity == "survey":
        return random.choice((STANDARDS, TECHNICAL_CENTRE))
    has_inspectorate = started_on < INSPECTORATES_END_ON
    if activity == "inspection" or (has_inspectorate and random.random() < 0.25):
        return INSPECTORATE
    return UNIT_OF_FIELD.get(field, STANDARDS)


def _findings(random: Random, field: str, subjects: int, year: int) -> Row:
    """Violations and fines; a little rarer every year."""
    rate = VIOLATIONS.get(field, 0.08) * (1 - 0.04 * (year - SINCE.year))
    violating = sum(random.random() < rate for _ in range(subjects))
    fined = sum(random.random() < 0.6 for _ in range(violating))
    fines = sum(amount(random, 3_000_000, 60_000_000, 500_000) for _ in range(fined))
    return {"violating_subjects": violating, "fined_subjects": fined, "fines_vnd": fines}


# --- initiatives ----------------------------------------------------------------------------------

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


# --- records that break a warning on purpose ------------------------------------------------------


def spoil(found: dict[str, list[Row]]) -> None:
    """Make seven records break one warning each, so that data quality has something to show."""
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


def _first(rows: Iterable[Row], column: str, year: int) -> Row:
    """The first record whose date in a column lies in a year."""
    return next(row for row in rows if _day(row[column]).year == year)


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.min


# --- files ----------------------------------------------------------------------------------------


def files() -> dict[Path, str]:
    """Each file of this folder that is generated, and its text."""
    found = {
        "tasks": tasks(Random(2387)),
        "inspections": inspections(Random(2021)),
        "initiatives": initiatives(Random(2021)),
    }
    spoil(found)
    return {HERE / f"{name}.csv": csv_text(rows, COLUMNS[name].split()) for name, rows in found.items()}


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Records as CSV; a missing value is empty, a day is written as ISO 8601."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main() -> int:
    """Write the files, or compare them with what would be written."""
    parser = argparse.ArgumentParser(description="Make the example data.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    is_check = parser.parse_args().check
    code = 0
    for path, text in files().items():
        if not is_check:
            path.write_bytes(text.encode())
        elif not path.exists() or path.read_bytes() != text.encode():
            sys.stderr.write(f"{path.name} differs from what generate.py makes: run it without --check\n")
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
