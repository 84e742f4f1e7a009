"""Research tasks from proposal to settlement, and the routine tasks of the two centres."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from days import COVID, LOCKDOWNS, SINCE, YEARS, a_day, is_during, known, later, months_after, working_day
from records import Row, amount, one_of, place, yes_no
from units import APPLICATION_CENTRE, DEPARTMENT, SCIENCE, TECHNICAL_CENTRE, TECHNOLOGY

COLUMNS = (
    "task_id department unit title kind level programme managed_by field serves_agriculture host_organisation "
    "principal_investigator selection proposed_on approved_on plan_year contracted_on started_on due_on "
    "extended_until accepted_on settled_on terminated_on outcome budget_vnd state_budget_vnd"
)


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
        **dict.fromkeys(COLUMNS.split()),
        "department": DEPARTMENT,
        "unit": APPLICATION_CENTRE if level == "grassroots" and random.random() < 0.5 else topic.unit,
        "title": f"{one_of(random, topic.openings)} {one_of(random, topic.subjects)} tại {place(random, year)}",
        "kind": "project" if programme == "rural_mountain" else _kind(random, topic),
        "level": level,
        "programme": programme,
        "managed_by": managed_by,
        "field": one_of(random, topic.fields),
        "serves_agriculture": yes_no(is_true=topic.serves_agriculture or random.random() < 0.05),
        "proposed_on": a_day(random, year, 2, 4),
    }
    fate = random.choices(("carried_out", "not_approved", "no_applicant"), (82, 15, 3))[0]
    if known(batch_on) is None:
        return row
    if fate == "not_approved":
        return {**row, "outcome": "not_approved"}
    row |= {"approved_on": batch_on, "plan_year": year + 1}
    row["selection"] = random.choices(("open_selection", "direct", "order"), (62, 33, 5))[0]
    if fate == "no_applicant":
        return {**row, "outcome": known(batch_on + timedelta(days=60)) and "no_applicant"}
    return {**row, **_carried_out(random, level, batch_on)}


def _kind(random: Random, topic: Topic) -> str:
    kinds = ("topic", "project", "pilot_production", "scheme")
    return random.choices(kinds, (40, 45, 13, 2) if topic.serves_agriculture else (75, 15, 4, 6))[0]


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
        "serves_agriculture": yes_no(is_true=unit == APPLICATION_CENTRE),
        "host_organisation": unit,
        "principal_investigator": f"Chủ nhiệm mẫu {random.randint(1, 140):03}",
        "selection": "direct",
        "proposed_on": working_day(date(year - 1, 7, random.randint(1, 28))),
        "approved_on": working_day(date(year - 1, 12, random.randint(10, 26))),
        "plan_year": year,
        "contracted_on": contracted_on,
        "started_on": contracted_on,
        "due_on": date(year, 12, 31),
        "accepted_on": accepted_on,
        "settled_on": known(later(random, accepted_on, 10, 40)),
        "outcome": "passed",
        "budget_vnd": budget,
        "state_budget_vnd": budget,
    }
