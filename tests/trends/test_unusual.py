"""Unusual values: by hand, with few false alarms, and silence where there is nothing to go by."""

import random
from typing import Any

import polars as pl
import pytest
from builders import a_break, values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.periods import Period, years
from khcn_analytics.trends.unusual import UNUSUAL_REASONS, unusual_values

AMOUNT = "funding.planned_vnd"
COUNT = "tasks.accepted"
SHARE = "initiatives.recognition_rate"


def judged(figures: list[Any], indicator: str = AMOUNT) -> pl.DataFrame:
    """The values of one yearly series, judged."""
    return unusual_values(values(year=list(range(2001, 2001 + len(figures))), value=figures, indicator=indicator))


def test_a_misprint_stands_out():
    # Median 12, absolute deviations 2, 0, 1, 1, 108: their median is 1.
    found = judged([10, 12, 11, 13, 120])
    assert found["is_unusual"].to_list() == [False] * 4 + [True]
    assert found["median"].to_list() == [12] * 5
    assert found["distance"].to_list() == pytest.approx([each / 1.4826 for each in (-2, 0, -1, 1, 108)])


def test_a_steady_trend_is_nothing_unusual():
    assert not judged(list(range(10, 200, 10)))["is_unusual"].any()


@pytest.mark.parametrize(
    ("figures", "reasons"),
    [
        ([1, 2, 3, 90], ["not_enough_data"] * 4),
        ([1, 2, None, 3, 90], ["not_enough_data"] * 2 + ["no_value"] + ["not_enough_data"] * 2),
        ([100, 100, 100, 100, 150], ["no_spread"] * 5),
    ],
)
def test_where_nothing_can_be_told_the_reason_is(figures, reasons):
    found = judged(figures)
    assert found["reason"].to_list() == reasons
    assert found["is_unusual"].null_count() == len(figures)
    assert set(reasons) <= set(UNUSUAL_REASONS)


def test_a_single_record_among_years_without_is_nothing_unusual():
    assert judged([0, 0, 0, 1, 0, 0], COUNT)["is_unusual"].to_list() == [False] * 6
    # Forty are: the deviation of a count of none is taken for 1.
    assert judged([0, 0, 0, 40, 0, 0], COUNT)["distance"].max() == 40
    assert judged([0, 0, 0, 40, 0, 0], COUNT)["is_unusual"].sum() == 1


def test_one_record_more_or_less_makes_no_share_unusual():
    # 42 of 43 by the median; chance alone makes that vary by a 43rd, and 30 of 43 lies 12 such away.
    figures = [42, 42, 42, 43, 42, 30]
    frame = values(year=list(range(2015, 2021)), value=[each / 43 for each in figures], indicator=SHARE)
    found = unusual_values(frame.with_columns(denominator=pl.lit(43.0)))
    assert found["distance"].to_list() == pytest.approx([0, 0, 0, 1, 0, -12])
    assert found["is_unusual"].to_list() == [False] * 5 + [True]


def test_a_quarter_is_judged_beside_the_same_quarter():
    seasons = [Period("quarter", year, number) for year in range(2016, 2022) for number in (1, 4)]
    figures = [5, 90, 6, 91, 4, 93, 5, 89, 88, 90, 6, 92]
    found = unusual_values(values(period=seasons, value=figures, indicator=AMOUNT))
    assert found.filter("is_unusual")["value"].to_list() == [88]


def test_one_row_for_each_value_in_the_order_given():
    frame = values(
        period=[*years(2016, 2020)] * 2, value=[10, 12, 11, 13, 120, 3, 1, None, 5, 2], unit=["B"] * 5 + ["A"] * 5
    )
    found = unusual_values(frame)
    assert found.select("unit", "period_start", "value").equals(frame.select("unit", "period_start", "value"))
    assert found["points"].to_list() == [5] * 5 + [4] * 5


@pytest.mark.parametrize("count", [5, 6, 7, 8, 10, 15, 20])
def test_of_steady_series_about_one_in_a_hundred_is_blamed(count):
    # 3,000 series each; three standard errors of a share of 0.01 are 0.0055.
    assert 0.004 < _false_alarms(count, lambda numbers: numbers.gauss(100, 15), AMOUNT) < 0.016


@pytest.mark.parametrize("mean", [0.5, 4, 30])
def test_counts_made_by_chance_are_seldom_blamed(mean):
    assert _false_alarms(8, lambda numbers: _poisson(numbers, mean), COUNT) < 0.015


def _false_alarms(count: int, draw: Any, indicator: str) -> float:
    """The share of series without anything unusual in which a value is called so."""
    numbers, series = random.Random(7), 3000
    frame = values(
        year=[year for _ in range(series) for year in range(2001, 2001 + count)],
        value=[draw(numbers) for _ in range(series * count)],
        unit=[f"Phòng {number}" for number in range(series) for _ in range(count)],
        indicator=indicator,
    )
    alarms = unusual_values(frame).group_by("unit").agg(pl.col("is_unusual").any())
    share = alarms["is_unusual"].mean()
    assert isinstance(share, float)
    return share


def _poisson(numbers: random.Random, mean: float) -> int:
    """Arrivals within a year, that come at random."""
    count, waited = 0, numbers.expovariate(mean)
    while waited < 1:
        count, waited = count + 1, waited + numbers.expovariate(mean)
    return count


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=12), st.integers(2, 9), st.integers(-500, 500))
def test_the_unit_of_money_is_of_no_importance(figures, factor, shift):
    plain, scaled = judged(figures), judged([factor * each + shift for each in figures])
    assert scaled.select("is_unusual", "reason").equals(plain.select("is_unusual", "reason"))
    assert scaled["distance"].to_list() == pytest.approx(plain["distance"].to_list())


@pytest.mark.parametrize(
    ("severity", "unusual", "reason"), [("not_comparable", None, "break"), ("warning", True, None)]
)
def test_nothing_is_unusual_in_a_series_that_breaks(severity, unusual, reason):
    frame = values(year=list(range(2001, 2006)), value=[10, 12, 11, 13, 120], indicator=AMOUNT)
    found = unusual_values(frame, breaks=[a_break("2005-01-01", severity=severity)]).row(-1, named=True)

    assert (found["is_unusual"], found["reason"], found["breaks"]) == (unusual, reason, "forms")
