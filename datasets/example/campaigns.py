"""Emulation campaigns: one for the tasks of each year, and one or two on a theme."""

from __future__ import annotations

from datetime import date
from random import Random

from days import YEARS, working_day
from records import Row
from units import DEPARTMENT

COLUMNS = "campaign_id department name plan_no launched_on ends_on contents"

Theme = tuple[str, int, int]
"""Name, month of launch, month of end."""

THEMES: dict[int, tuple[Theme, ...]] = {
    2018: (("Thi đua cải cách hành chính, nâng cao kỷ luật, kỷ cương", 3, 11),),
    2019: (("Thi đua đổi mới sáng tạo, khởi nghiệp", 3, 10), ("Thi đua chào mừng kỷ niệm 60 năm ngành KH&CN", 2, 5)),
    2020: (("Thi đua chào mừng đại hội đảng bộ các cấp", 2, 9), ("Thi đua phòng, chống dịch Covid-19", 4, 12)),
    2021: (("Thi đua phòng, chống dịch Covid-19", 5, 12),),
    2022: (("Thi đua chuyển đổi số trong cơ quan", 3, 11), ("Chung sức xây dựng nông thôn mới", 4, 12)),
    2023: (("Thi đua hỗ trợ doanh nghiệp nâng cao năng suất, chất lượng", 3, 11),),
    2024: (("Thi đua đổi mới sáng tạo và chuyển đổi số", 2, 11), ("Thi đua cải cách thủ tục hành chính", 4, 12)),
    2025: (("Thi đua chào mừng đại hội đảng bộ các cấp", 2, 9), ("Thi đua bình dân học vụ số", 4, 12)),
}


def campaigns(random: Random) -> list[Row]:
    """Two or three campaigns a year, the one of the year first."""
    return [
        _campaign(random, year, number, theme)
        for year in YEARS
        for number, theme in enumerate(((f"Thi đua hoàn thành kế hoạch năm {year}", 1, 12), *THEMES[year]), 1)
    ]


def campaign_id(year: int, number: int) -> str:
    """What a campaign is called in other records."""
    return f"PT-{year}-{number:02}"


def _campaign(random: Random, year: int, number: int, theme: Theme) -> Row:
    name, first_month, last_month = theme
    return {
        "campaign_id": campaign_id(year, number),
        "department": DEPARTMENT,
        "name": name,
        "plan_no": f"{random.randint(5, 95)}/KH-SKHCN",
        "launched_on": working_day(date(year, first_month, random.randint(8, 24))),
        "ends_on": date(year, 12, 31) if last_month == 12 else working_day(date(year, last_month, 25)),
        "contents": random.randint(4, 8) if number == 1 else random.randint(2, 5),
    }
