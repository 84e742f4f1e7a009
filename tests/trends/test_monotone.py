"""Trends: published tests and slopes reproduced, gaps kept, verdicts by the card, properties."""

import csv
import os
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from builders import a_break, values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period, years
from khcn_analytics.trends.monotone import NOT_ENOUGH_DATA, trend_tests

FIVE = list(range(2016, 2021))


def outcome(figures: list[Any], year: list[int] | None = None, **columns: Any) -> dict[str, Any]:
    """The test of one yearly series."""
    known = year or list(range(2001, 2001 + len(figures)))
    return trend_tests(values(year=known, value=figures, **columns)).row(0, named=True)


def of_any_length(figures: list[Any]) -> dict[str, Any]:
    """The test of a series that is too long for the years a period may have."""
    frame = values(year=[2001] * len(figures), value=figures).with_columns(
        period_start=pl.Series([date(1001 + place, 1, 1) for place in range(len(figures))]),
        period_end=pl.Series([date(1002 + place, 1, 1) for place in range(len(figures))]),
    )
    return trend_tests(frame).row(0, named=True)


# EPA QA/G-9S (2006), page 109: S = 22, Var(S) = 155.33 with ties of 4 and 2, Z = 1.685.
def test_a_published_test_with_ties():
    found = outcome([10, 10, 10, 5, 10, 20, 18, 17, 15, 24, 15])
    assert (found["s"], found["method"], found["trend"]) == (22, "normal", "none")
    assert found["p_value"] == pytest.approx(0.0920, abs=0.0001)


# Makridakis, Wheelwright and Hyndman (1998), monthly shampoo sales. S = 440 and Sen's slope
# 11.509375 as printed in the example notebook of pyMannKendall (mmhs013, MIT).
SHAMPOO = [
    *(266.0, 145.9, 183.1, 119.3, 180.3, 168.5, 231.8, 224.5, 192.8, 122.9, 336.5, 185.9),
    *(194.3, 149.5, 210.1, 273.3, 191.4, 287.0, 226.0, 303.6, 289.9, 421.6, 264.5, 342.3),
    *(339.7, 440.4, 315.9, 439.3, 401.3, 437.4, 575.5, 407.6, 682.0, 475.3, 581.3, 646.9),
]


def test_a_published_slope():
    found = outcome(SHAMPOO)
    assert found["s"] == 440
    assert found["slope"] == pytest.approx(11.509375)
    assert found["slope_low"] < 11.509375 < found["slope_high"]


# Box and Jenkins (1976), airline passengers 1949 to 1960. The seasonal test and slope as printed
# in the example notebook of pyMannKendall: S = 784, z = 15.5057, slope 30.2361.
PASSENGERS = [
    *(112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118),
    *(115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140),
    *(145, 150, 178, 163, 172, 178, 199, 199, 184, 162, 146, 166),
    *(171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194),
    *(196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201),
    *(204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229),
    *(242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278),
    *(284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306),
    *(315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336),
    *(340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337),
    *(360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405),
    *(417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432),
]


def test_a_published_seasonal_test():
    months = [Period("month", 1949 + place // 12, place % 12 + 1) for place in range(144)]
    found = trend_tests(values(period=months, value=PASSENGERS)).row(0, named=True)
    assert (found["s"], found["points"], found["trend"]) == (784, 144, "rising")
    assert found["slope"] == pytest.approx(30.23611111111111)
    assert found["p_value"] < 1e-50  # z = 15.5


# Longer series of pyMannKendall's tests and notebooks, which are not bundled.
@pytest.mark.parametrize(
    ("file", "s", "p_value", "slope"),
    [
        ("pymk_arbitrary_1d.csv", -1959, 0.37591058740506833, None),
        ("daily-total-female-births.csv", 12336, 1.144585319856617e-07, 0.019230769230769232),
    ],
)
def test_published_tests_of_long_series(file, s, p_value, slope):
    folder = os.environ.get("KHCN_REFERENCE")
    if not folder or not (path := Path(folder, "trend", file)).exists():
        pytest.skip("KHCN_REFERENCE does not lead to the series")
    with path.open(encoding="utf-8") as lines:
        figures = [float(row[1]) if row[1] else None for row in list(csv.reader(lines))[1:]]
    found = of_any_length(figures)
    assert found["s"] == s
    # The test with missing values is made of what is left; its variance knows no gaps.
    assert found["p_value"] == pytest.approx(p_value)
    if slope is not None:
        assert found["slope"] == pytest.approx(slope)


def test_a_series_by_hand():
    # Pairs: nine rise, one falls (25 to 24): S = 8, which 2 x 5 of 120 orders reach: p = 10/120.
    found = outcome([20, 22, 25, 24, 30])
    assert (found["s"], found["method"], found["trend"], found["verdict"]) == (8, "exact", "none", None)
    assert found["p_value"] == pytest.approx(10 / 120)
    # Slopes: 2, 2.5, 4/3, 2.5, 3, 1, 8/3, -1, 2.5, 6; the 5th and 6th of ten are both 2.5.
    assert found["slope"] == 2.5
    assert (found["slope_low"], found["slope_high"]) == (-1, 6)


@pytest.mark.parametrize(
    ("indicator", "figures", "trend", "verdict"),
    [
        ("tasks.accepted", [1, 2, 3, 4, 5], "rising", "better"),
        ("tasks.accepted", [5, 4, 3, 2, 1], "falling", "worse"),
        ("tasks.days_to_contract", [5, 4, 3, 2, 1], "falling", "better"),
        ("tasks.days_to_contract", [1, 2, 3, 4, 5], "rising", "worse"),
        ("tasks.in_progress", [1, 2, 3, 4, 5], "rising", "neither"),
        ("tasks.accepted", [3, 3, 3, 3, 3], "none", None),
    ],
)
def test_better_or_worse_is_the_cards_word(indicator, figures, trend, verdict):
    found = outcome(figures, indicator=indicator)
    assert (found["trend"], found["verdict"], found["reason"]) == (trend, verdict, None)


def test_below_five_values_no_trend_is_told():
    for figures in ([1, 2, 3, 4], [1, 2, None, 4, 5], [None, None]):
        found = outcome(figures)
        assert (found["reason"], found["trend"], found["slope"]) == ("not_enough_data", None, None)
        assert found["points"] == sum(each is not None for each in figures)
    assert NOT_ENOUGH_DATA.vi == "chưa đủ dữ liệu"


def test_missing_years_are_told_and_slopes_span_them():
    # 2 a year throughout: the values stand 1, 2, 1, 4 and 1 years apart.
    found = outcome([2, 4, 8, None, 10, 18, 20], [2010, 2011, 2013, 2012, 2014, 2018, 2019])
    assert (found["missing_years"], found["points"]) == ("2012, 2015, 2016, 2017", 6)
    assert (found["slope"], found["slope_low"], found["slope_high"]) == (2, 2, 2)


def test_a_quarter_is_compared_with_the_same_quarter_only():
    # Every year the same seasons: no trend, however much a quarter differs from the next.
    seasons = [Period("quarter", year, number) for year in FIVE for number in (1, 2, 3, 4)]
    same = trend_tests(values(period=seasons, value=[1, 5, 9, 30] * 5)).row(0, named=True)
    assert (same["s"], same["p_value"], same["slope"], same["trend"]) == (0, 1, 0, "none")
    grown = [figure + place // 4 for place, figure in enumerate([1, 5, 9, 30] * 5)]
    rising = trend_tests(values(period=seasons, value=grown)).row(0, named=True)
    assert (rising["s"], rising["slope"], rising["trend"]) == (40, 1, "rising")


def test_few_values_of_several_parts_of_the_year_are_tested_exactly():
    # Two halves of 5 years, each sorted: 1 of 120 x 120 orders, and its reverse.
    halves = [Period("half", year, number) for year in FIVE for number in (1, 2)]
    found = trend_tests(values(period=halves, value=[1, 9, 2, 10, 3, 11, 4, 12, 5, 13])).row(0, named=True)
    assert (found["s"], found["method"]) == (20, "exact")
    assert found["p_value"] == pytest.approx(2 / 120**2)


def test_one_row_for_each_series_in_the_order_given():
    frame = values(
        period=[*years(2016, 2020)] * 2, value=[1, 2, 3, 4, 5, 9, 9, 9, 9, 9], unit=["Phòng B"] * 5 + ["Phòng A"] * 5
    )
    assert trend_tests(frame).select("unit", "trend").rows() == [("Phòng B", "rising"), ("Phòng A", "none")]
    assert trend_tests(frame.clear()).is_empty()


@pytest.mark.parametrize("alpha", [0, 0.9])
def test_an_impossible_alpha_is_refused(alpha):
    with pytest.raises(WrongUseError, match="alpha"):
        trend_tests(values(year=FIVE, value=FIVE), alpha=alpha)


SERIES = st.lists(st.integers(-50, 50), min_size=5, max_size=14)


@given(SERIES)
def test_a_reversed_series_has_the_opposite_trend(figures):
    forth, back = outcome(figures), outcome(figures[::-1])
    assert (forth["s"], forth["p_value"]) == (-back["s"], back["p_value"])
    assert forth["slope"] == pytest.approx(-back["slope"])
    assert forth["slope_low"] == pytest.approx(-back["slope_high"])


@given(SERIES, st.integers(1, 9), st.integers(-100, 100), st.integers(-60, 60))
def test_units_and_dates_are_of_no_importance(figures, factor, shift, later):
    plain = outcome(figures)
    moved = outcome(
        [factor * each + shift for each in figures], [2001 + later + place for place in range(len(figures))]
    )
    assert (moved["s"], moved["p_value"], moved["trend"]) == (plain["s"], plain["p_value"], plain["trend"])
    assert moved["slope"] == pytest.approx(factor * plain["slope"])


@given(st.integers(-20, 20), st.integers(-20, 20), st.sets(st.integers(1950, 2050), min_size=5, max_size=15))
def test_the_slope_of_a_line_is_its_slope(slope, start, held):
    found = outcome([start + slope * year for year in sorted(held)], sorted(held))
    assert (found["slope"], found["slope_low"], found["slope_high"]) == (slope, slope, slope)
    assert found["trend"] == ("none" if slope == 0 else "rising" if slope > 0 else "falling")


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=12, unique=True))
def test_without_ties_the_interval_leaves_out_zero_where_there_is_a_trend(figures):
    found = outcome(figures)
    if len(figures) <= 10:
        assert (found["slope_low"] > 0 or found["slope_high"] < 0) == (found["trend"] != "none")
    assert found["slope_low"] <= found["slope"] <= found["slope_high"]


def test_five_values_have_no_interval_of_a_confidence_they_cannot_reach():
    found = outcome([1, 2, 4, 8, 16], year=FIVE)
    assert found["slope_low"] < found["slope"] < found["slope_high"]
    sure = trend_tests(values(year=FIVE, value=[1, 2, 4, 8, 16]), alpha=0.01).row(0, named=True)
    assert (sure["slope"], sure["slope_low"], sure["slope_high"], sure["trend"]) == (found["slope"], None, None, "none")


@pytest.mark.parametrize(
    ("first_day", "severity", "reason"),
    [
        ("2018-01-01", "not_comparable", "break"),
        ("2018-01-01", "warning", None),
        # Before the first value and after the last nothing is crossed.
        ("2016-01-01", "not_comparable", None),
        ("2021-01-01", "not_comparable", None),
    ],
)
def test_a_series_that_breaks_has_no_trend(first_day, severity, reason):
    frame = values(year=FIVE, value=[20, 22, 25, 31, 33])
    found = trend_tests(frame, breaks=[a_break(first_day, severity=severity)]).row(0, named=True)

    assert (found["reason"], found["trend"]) == (reason, None if reason else "rising")
    assert [found[each] for each in ("s", "p_value", "method", "slope")].count(None) == (4 if reason else 0)
    assert found["points"] == 5
    assert found["breaks"] == ("forms" if first_day == "2018-01-01" else None)


def test_a_short_series_that_breaks_keeps_its_reason_and_tells_the_break():
    found = trend_tests(values(year=[2018, 2019], value=[1, 2]), breaks=[a_break("2019-01-01")]).row(0, named=True)
    assert (found["reason"], found["breaks"]) == ("not_enough_data", "forms")


def of_quarters(*quarters):
    """Each a year and a quarter, with values that rise."""
    frame = values(period=[Period("quarter", *each) for each in quarters], value=list(range(len(quarters))))
    return trend_tests(frame).row(0, named=True)


def test_a_missing_quarter_is_told_by_its_year():
    every = [(year, quarter) for year in FIVE for quarter in (1, 2, 3, 4)]
    assert of_quarters(*every)["missing_years"] is None

    found = of_quarters(*(each for each in every if each not in [(2017, 2), (2017, 4), (2019, 4)]))
    assert (found["missing_years"], found["points"]) == ("2017, 2019", 17)


def test_what_lies_before_the_first_quarter_and_after_the_last_is_not_missing():
    found = of_quarters((2016, 4), *((year, quarter) for year in (2017, 2018) for quarter in (1, 2, 3, 4)), (2019, 1))
    assert (found["first_year"], found["last_year"], found["missing_years"]) == (2016, 2019, None)


def test_values_that_are_compared_with_nothing_are_no_points():
    # First quarters of five years; the others in the last year only.
    found = of_quarters(*((year, 1) for year in FIVE), (2020, 2), (2020, 3), (2020, 4))
    assert (found["points"], found["s"], found["missing_years"]) == (5, 10, "2016, 2017, 2018, 2019")


def test_an_alpha_that_is_no_number_is_told():
    with pytest.raises(WrongUseError, match=r"alpha.*x"):
        trend_tests(values(year=FIVE, value=FIVE), alpha="x")  # type: ignore[arg-type]
