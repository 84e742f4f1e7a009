"""The fictional department and its units."""

from __future__ import annotations

from days import YEARS

DEPARTMENT = "vi_du"
DEPARTMENT_NAME = "Sở Khoa học và Công nghệ tỉnh Ví Dụ"
OFFICE = "Văn phòng"
INSPECTORATE = "Thanh tra Sở"
SCIENCE = "Phòng Quản lý khoa học"
TECHNOLOGY = "Phòng Quản lý công nghệ và Chuyển đổi số"
STANDARDS = "Chi cục Tiêu chuẩn Đo lường Chất lượng"
APPLICATION_CENTRE = "Trung tâm Ứng dụng tiến bộ KH&CN"
TECHNICAL_CENTRE = "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng"

KINDS = {
    OFFICE: "division",
    INSPECTORATE: "division",
    SCIENCE: "division",
    TECHNOLOGY: "division",
    STANDARDS: "branch",
    APPLICATION_CENTRE: "service_unit",
    TECHNICAL_CENTRE: "service_unit",
}

HEADCOUNTS = {
    OFFICE: (13, 13, 13, 12, 12, 12, 12, 13),
    INSPECTORATE: (6, 6, 6, 6, 5, 5, 5, 0),
    SCIENCE: (9, 9, 9, 9, 9, 8, 9, 10),
    TECHNOLOGY: (10, 10, 9, 9, 9, 10, 10, 12),
    STANDARDS: (16, 16, 15, 15, 15, 15, 15, 17),
    APPLICATION_CENTRE: (20, 20, 19, 18, 18, 18, 18, 17),
    TECHNICAL_CENTRE: (15, 15, 15, 16, 16, 16, 17, 17),
}
"""Unit -> people at the end of each year; the directors are counted with the office. The inspectorate is gone in 2025."""


def headcount(unit: str, year: int) -> int:
    """The people of a unit at the end of a year."""
    return HEADCOUNTS[unit][year - YEARS.start]


def units_of(year: int) -> list[str]:
    """The units there are at the end of a year."""
    return [unit for unit in KINDS if headcount(unit, year)]
