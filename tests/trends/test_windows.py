"""Which days an indicator is about."""

import pytest
from builders import day, values

from khcn_analytics.periods import Period
from khcn_analytics.trends.windows import window_end, window_start


@pytest.mark.parametrize(
    ("indicator", "first", "after"),
    [
        ("tasks.accepted", "2024-01-01", "2025-01-01"),
        ("tasks.running", "2024-01-01", "2025-01-01"),
        ("tasks.days_to_contract", "2024-01-01", "2025-01-01"),
        ("tasks.in_progress", "2024-12-31", "2025-01-01"),
        ("tasks.extended_share", "2024-12-31", "2025-01-01"),
        ("tasks.carried_over", "2023-12-31", "2024-01-01"),
        ("staff.headcount", "2024-12-31", "2025-01-01"),
        ("staff.service_units_at_start", "2023-12-31", "2024-01-01"),
        # Initiatives of the year over the headcount at its end.
        ("initiatives.per_100_staff", "2024-01-01", "2025-01-01"),
        ("not.catalogued", "2024-01-01", "2025-01-01"),
    ],
)
def test_the_days_of_a_year(indicator, first, after):
    frame = values(period=[Period("year", 2024)], value=[1], indicator=indicator)
    days = frame.select(
        first=window_start("period_start", "period_end"), after=window_end("period_start", "period_end")
    )
    assert days.row(0) == (day(first), day(after))
