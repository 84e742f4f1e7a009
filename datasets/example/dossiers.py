"""Administrative dossiers: about 97 in 100 are resolved in time, some are pending when a year ends."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from days import COVID, SINCE, is_during, known, working_day
from records import Row, one_of
from units import DEPARTMENT, OFFICE, SCIENCE, STANDARDS, TECHNOLOGY

COLUMNS = "dossier_id department unit procedure field received_on due_on resolved_on result"

RECEIVED = dict(zip(range(2017, 2026), (192, 200, 214, 190, 204, 238, 262, 288, 316), strict=True))
"""Year -> dossiers received; of 2017 only those still pending when the data begins."""


class Procedure(NamedTuple):
    """What is asked for; ``days`` are those from receipt to the due day, ``since`` the first month of it."""

    weight: int
    field: str
    unit: str
    days: int
    names: str
    since: date = SINCE.replace(year=2017)


PROCEDURES = (
    Procedure(
        *(26, "radiation", TECHNOLOGY, 35),
        names="Cấp giấy phép tiến hành công việc bức xạ, Gia hạn giấy phép tiến hành công việc bức xạ, "
        "Cấp chứng chỉ nhân viên bức xạ, Khai báo thiết bị X-quang",
    ),
    Procedure(
        *(34, "standards_measurement_quality", STANDARDS, 7),
        names="Tiếp nhận công bố hợp quy, Tiếp nhận công bố hợp chuẩn, "
        "Kiểm tra nhà nước về chất lượng hàng hóa nhập khẩu",
    ),
    Procedure(
        *(12, "technology", TECHNOLOGY, 21),
        names="Đăng ký hợp đồng chuyển giao công nghệ, Thẩm định công nghệ dự án đầu tư",
    ),
    Procedure(*(6, "intellectual_property", TECHNOLOGY, 28), names="Cấp giấy chứng nhận tổ chức giám định"),
    Procedure(
        *(18, "st_activities", SCIENCE, 21),
        names="Cấp giấy chứng nhận đăng ký hoạt động KH&CN, Đăng ký kết quả thực hiện nhiệm vụ KH&CN, "
        "Công nhận doanh nghiệp KH&CN",
    ),
    Procedure(*(4, "other", OFFICE, 15), names="Giải quyết thủ tục khác của Sở"),
    # Departments took over digital technology and telecommunications in March 2025.
    Procedure(
        *(12, "information_technology", TECHNOLOGY, 14),
        names="Thẩm định nội dung công nghệ thông tin của dự án",
        since=date(2025, 3, 1),
    ),
    Procedure(
        *(10, "post_telecommunications", TECHNOLOGY, 14),
        names="Cấp giấy phép bưu chính, Cấp giấy phép thiết lập mạng viễn thông",
        since=date(2025, 3, 1),
    ),
)

RESULTS = {"granted": 93, "returned": 4, "refused": 2, "withdrawn": 1}


def dossiers(random: Random) -> list[Row]:
    """Dossiers in the order of receipt, numbered by year."""
    rows: list[Row] = []
    for year, received in RECEIVED.items():
        days = sorted(working_day(date(year, 1, 2) + timedelta(days=random.randint(0, 361))) for _ in range(received))
        found = [_dossier(random, year, number, day) for number, day in enumerate(days, 1)]
        rows += [row for row in found if _is_of_the_period(row)]
    return rows


def _is_of_the_period(row: Row) -> bool:
    resolved_on = row["resolved_on"]
    return not isinstance(resolved_on, date) or resolved_on >= SINCE


def _dossier(random: Random, year: int, number: int, received_on: date) -> Row:
    there = [each for each in PROCEDURES if each.since <= received_on]
    (procedure,) = random.choices(there, [each.weight for each in there])
    due_on = working_day(received_on + timedelta(days=procedure.days))
    resolved_on = known(_resolved_on(random, procedure.days, received_on, due_on))
    return {
        "dossier_id": f"HS-{year}-{number:04}",
        "department": DEPARTMENT,
        "unit": procedure.unit,
        "procedure": one_of(random, procedure.names),
        "field": procedure.field,
        "received_on": received_on,
        "due_on": due_on,
        "resolved_on": resolved_on,
        "result": random.choices(list(RESULTS), list(RESULTS.values()))[0] if resolved_on else None,
    }


def _resolved_on(random: Random, days: int, received_on: date, due_on: date) -> date:
    """Mostly in the second half of the time allowed; late more often during the pandemic."""
    if random.random() < (0.045 if is_during(due_on, COVID) else 0.022):
        return working_day(due_on + timedelta(days=random.randint(1, 20)))
    resolved_on = working_day(received_on + timedelta(days=random.randint(days // 2, days - 1)))
    return min(resolved_on, due_on)
