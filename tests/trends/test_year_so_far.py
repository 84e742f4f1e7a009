"""The parts of a year so far, and what each year had by then."""

from datetime import date

import pytest
from builders import values

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period, parse_period, year_to_date
from khcn_analytics.trends.seasonal import MOST_PAST_YEARS
from khcn_analytics.trends.year_so_far import periods_for_estimate, year_so_far, yearly_progress


@pytest.mark.parametrize(
    ("until", "so_far"),
    [
        ("2025H1", "2025H1"),
        ("2025-9M", "2025-9M"),
        ("2025Q1", "2025Q1"),
        ("2025Q2", "2025H1"),
        ("2025Q3", "2025-9M"),
        ("2025-06", "2025H1"),
        ("2025-01", "2025-01"),
    ],
)
def test_the_year_so_far(until, so_far):
    assert year_so_far(parse_period(until)).code == so_far


def test_until_any_day():
    assert year_so_far(parse_period("2025-08")) == year_to_date(date(2025, 8, 31))
    found = periods_for_estimate(year_to_date(date(2025, 8, 20)), past_years=1)
    assert [each.last_day for each in found] == [date(2025, 8, 20), date(2024, 8, 20), date(2024, 12, 31)]
    leap = periods_for_estimate(year_to_date(date(2024, 2, 29)), past_years=4)
    assert [each.last_day.day for each in leap if each.kind != "year"] == [29, 28, 28, 28, 29]


@pytest.mark.parametrize("until", ["2025", "2025H2", "2025Q4", "2025-12", "2021-2025"])
def test_a_year_that_is_over_leaves_nothing_to_estimate(until):
    with pytest.raises(WrongUseError, match="không còn gì để ước"):
        periods_for_estimate(parse_period(until))


def test_periods_are_on_one_calendar():
    found = periods_for_estimate(Period("quarter", 2025, 2, "administrative"), past_years=3)
    assert {each.calendar for each in found} == {"administrative"}
    assert len(found) == 1 + 3 * 2


def test_what_each_year_had_and_what_it_ended_with():
    periods = [parse_period(each) for each in ("2023", "2024H1", "2024", "2025H1", "2025Q1", "2026H1")]
    years, series = yearly_progress(values(period=periods, value=[9, 4, 20, 5, 3, 8]), parse_period("2025Q2"))
    assert sorted(years.rows()) == [
        (0, 2023, None, 9, True),
        (0, 2024, 4, 20, True),
        (0, 2025, 5, None, True),
        (0, 2026, 8, None, True),
    ]
    assert series.height == 1
    money = values(period=periods, value=[9, 4, 20, 5, 3, 8], indicator="funding.planned_vnd")
    assert not yearly_progress(money, parse_period("2025Q2"))[0]["counts"].any()


def test_so_many_years_are_asked_for_as_are_learned_from():
    # The year so far, and of each past year as much and the whole.
    assert len(periods_for_estimate(Period("half", 2025, 1))) == 1 + 2 * MOST_PAST_YEARS
