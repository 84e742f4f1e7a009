"""The years values belong to, on both calendars, and the frames that have no time axis."""

from datetime import date

import pytest
from builders import values

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.trends.true_years import CALENDAR, PART, YEAR, series_keys, with_true_years


@pytest.mark.parametrize(
    ("period", "part"),
    [
        (Period("year", 2020), 101),
        (Period("year", 2020, 1, "administrative"), 1215),
        (Period("half", 2020, 1), 701),
        (Period("half", 2020, 1, "administrative"), 615),
        (Period("nine_months", 2020), 1001),
        (Period("quarter", 2020, 4), 101),
        (Period("quarter", 2020, 1, "administrative"), 315),
        (Period("month", 2020, 2), 301),
        (Period("month", 2020, 1, "administrative"), 115),
        (year_to_date(date(2020, 8, 20)), 820),
        (year_to_date(date(2019, 12, 20), "administrative"), 1220),
        (year_to_date(date(2020, 11, 20), "administrative"), 1120),
    ],
)
def test_the_year_and_the_part_of_it(period, part):
    found = with_true_years(values(period=[period], value=[4]))
    assert found.select(YEAR, PART, CALENDAR).row(0) == (2020, part, period.calendar)


@pytest.mark.parametrize("day", [28, 29])
def test_the_end_of_february_is_one_series_in_leap_years_too(day):
    days = [date(2019, 2, 28), date(2020, 2, day), date(2021, 2, 28)]
    found = with_true_years(values(period=[year_to_date(each) for each in days], value=[1, 2, 3]))
    assert found.select(YEAR, PART).rows() == [(2019, 228), (2020, 228), (2021, 228)]


def test_calendars_and_kinds_are_series_of_their_own():
    frame = values(period=[Period("year", 2020), Period("year", 2020, 1, "administrative")], value=[4, 5])
    timed = with_true_years(frame)
    assert timed.select(series_keys(timed)).n_unique() == 2
    assert series_keys(timed) == ["department", "unit", "indicator", "period_kind", "calendar"]


def test_two_values_of_one_period_are_refused():
    with pytest.raises(WrongUseError, match="2 giá trị trùng"):
        with_true_years(values(year=[2020, 2020, 2021], value=[1, 2, 3]))


def test_spans_are_refused():
    with pytest.raises(WrongUseError, match="1 giá trị của giai đoạn"):
        with_true_years(values(period=[Period("span", 2016, 5)], value=[4]))


def test_no_values_are_no_series():
    assert with_true_years(values(year=[2020], value=[1]).clear()).height == 0
