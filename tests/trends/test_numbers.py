"""What is no number is refused by everything that is made of values."""

import math

import polars as pl
import pytest
from builders import values

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.trends.change import change, compare
from khcn_analytics.trends.contributions import contributions
from khcn_analytics.trends.estimates import estimate_year
from khcn_analytics.trends.monotone import trend_tests
from khcn_analytics.trends.numbers import need_numbers
from khcn_analytics.trends.ranks import ranks
from khcn_analytics.trends.shades import shades
from khcn_analytics.trends.unusual import unusual_values

LAST, THIS = Period("year", 2019), Period("year", 2020)


@pytest.mark.parametrize("column", ["value", "numerator", "denominator"])
@pytest.mark.parametrize("figure", [math.nan, math.inf, -math.inf])
def test_a_figure_that_is_no_number_is_told_with_its_indicator(column, figure):
    frame = values(year=[2019, 2020], value=[1, 2]).with_columns(pl.Series(column, [figure, 1.0]))

    with pytest.raises(WrongUseError, match=r"1 dòng .*tasks\.accepted"):
        need_numbers(frame)


def test_what_is_missing_is_no_mistake():
    need_numbers(values(year=[2019, 2020], value=[1, None]))
    need_numbers(values(year=[2019], value=[1]).clear())


@pytest.mark.parametrize(
    "made",
    [
        change,
        trend_tests,
        unusual_values,
        ranks,
        shades,
        lambda frame: compare(frame, THIS, LAST),
        lambda frame: contributions(frame, THIS, LAST),
        lambda frame: estimate_year(frame, Period("half", 2020, 1)),
    ],
)
def test_nothing_is_made_of_it(made):
    frame = values(year=[2019, 2020], value=[1, math.nan], unit="Phòng A")

    with pytest.raises(WrongUseError, match="NaN"):
        made(frame)
