"""Estimates to the end of the year: what is estimated, what is refused, and always marked as such."""

from datetime import date
from typing import Any

import pytest
from builders import a_break, values

from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.trends.estimates import ESTIMATE, ESTIMATE_REASONS, estimate_year

HALF = Period("half", 2020, 1)


def estimated(figures: list[tuple[Any, Any]], so_far: Any, until: Period = HALF, **columns: Any) -> dict[str, Any]:
    """The estimate for 2020 from past years given as (by then, in all)."""
    first = 2020 - len(figures)
    past = [
        (Period(kind, first + place, number, until.calendar), figure)
        for place, pair in enumerate(figures)
        for (kind, number), figure in zip(((until.kind, until.number), ("year", 1)), pair, strict=True)
    ]
    periods, known = zip(*past, (until, so_far), strict=True)
    frame = values(period=list(periods), value=list(known), **columns)
    return estimate_year(frame, until).row(0, named=True)


@pytest.mark.parametrize("calendar", ["calendar", "administrative"])
def test_the_year_is_estimated_and_says_so(calendar):
    until = Period("half", 2020, 1, calendar)
    found = estimated([(10, 40), (20, 80), (5, 20)], 15, until)
    year = Period("year", 2020, 1, calendar)
    assert (found["estimate"], found["share"], found["past_years"]) == (60, 0.25, 3)
    assert (found["period_start"], found["period_end"], found["so_far_end"]) == (year.start, year.end, until.end)
    assert found["status"] == "estimate"
    assert ESTIMATE.vi == "ước thực hiện"


def test_until_any_day():
    so_far = year_to_date(date(2020, 8, 20))
    found = estimated([(1, 2), (1, 2), (3, 6)], 5, so_far)
    assert (found["estimate"], found["so_far_end"]) == (10, date(2020, 8, 21))


def test_what_is_known_of_the_year_itself_is_not_used():
    periods = [Period(kind, year, 1) for year in range(2017, 2021) for kind in ("half", "year")]
    frame = values(period=periods, value=[1, 2, 1, 2, 1, 2, 1, 99])
    assert estimate_year(frame, HALF)["estimate"].to_list() == [2]


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        ("tasks.in_progress", "stock"),
        ("staff.service_units", "stock"),
        ("initiatives.recognition_rate", "ratio"),
        ("tasks.days_to_contract", "ratio"),
    ],
)
def test_what_does_not_accumulate_is_refused(indicator, reason):
    found = estimated([(1, 2), (1, 2), (1, 2)], 5, indicator=indicator)
    assert (found["reason"], found["estimate"], found["low"], found["so_far"]) == (reason, None, None, 5)
    assert found["status"] == "estimate"


def test_what_is_open_in_a_part_of_a_year_is_open_in_the_year():
    assert estimated([(4, 8), (4, 8), (4, 8)], 5, indicator="tasks.running")["estimate"] == 10


def test_too_few_years_and_their_reason():
    found = estimated([(1, 2), (1, 2)], 5)
    assert (found["reason"], found["past_years"], found["estimate"]) == ("few_past_years", 2, None)
    assert set(ESTIMATE_REASONS) >= {"few_past_years", "stock", "ratio"}


def test_one_row_for_each_group_in_the_order_given():
    periods = [Period(kind, year, 1) for year in range(2017, 2021) for kind in ("half", "year")][:-1]
    frame = values(
        period=periods * 2,
        value=[1, 2, 1, 2, 1, 2, 1, 3, 4, 3, 4, 3, 4, 9],
        unit=["B"] * 7 + ["A"] * 7,
        level="provincial",
    )
    found = estimate_year(frame, HALF)
    assert found.select("unit", "level", "estimate").rows() == [("B", "provincial", 2), ("A", "provincial", 12)]


def test_a_series_without_this_year_is_told():
    frame = values(period=[Period("half", 2019, 1), Period("year", 2019)], value=[1, 2])
    assert estimate_year(frame, HALF)["reason"].to_list() == ["no_value_so_far"]
    assert estimate_year(frame.clear(), HALF).is_empty()


# From 2015 to 2019: a quarter by mid-year, then from 2017 on a half.
PERIODS = [Period(kind, year, 1) for year in range(2015, 2021) for kind in ("half", "year")][:-1]
BY_THEN = [1, 4, 1, 4, 2, 4, 2, 4, 2, 4, 5]


@pytest.mark.parametrize(
    ("first_day", "estimate", "past_years", "left_out", "reason"),
    [
        # 5 over 8/20 of all five years; over a half of the last three.
        ("2015-01-01", 12.5, 5, 0, None),
        ("2017-01-01", 10, 3, 2, None),
        # A year with days on both sides is neither of the old nor of the new way.
        ("2016-06-01", 10, 3, 2, None),
        ("2018-01-01", None, 2, 3, "break"),
        # Of the year itself nothing tells the part after the break.
        ("2020-03-01", None, 0, 5, "break"),
        ("2020-09-01", None, 0, 5, "break"),
        ("2021-01-01", 12.5, 5, 0, None),
    ],
)
def test_only_years_after_the_last_break_are_learned_from(first_day, estimate, past_years, left_out, reason):
    frame = values(period=PERIODS, value=BY_THEN)
    found = estimate_year(frame, HALF, breaks=[a_break(first_day)]).row(0, named=True)

    assert (found["estimate"], found["past_years"], found["left_out"]) == (estimate, past_years, left_out)
    assert (found["reason"], found["breaks"]) == (reason, "forms" if left_out else None)
    assert found["so_far"] == 5


def test_a_warning_is_told_beside_an_estimate_of_all_years():
    frame = values(period=PERIODS, value=BY_THEN)
    found = estimate_year(frame, HALF, breaks=[a_break("2018-01-01", severity="warning")]).row(0, named=True)

    assert (found["estimate"], found["past_years"], found["left_out"]) == (12.5, 5, 0)
    assert (found["breaks"], found["break_severity"]) == ("forms", "warning")
