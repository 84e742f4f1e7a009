"""Shades: worked by hand on both scales, each indicator and period by itself."""

from typing import Any, cast

import polars as pl
import pytest
from builders import values

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.trends.shades import shades


def of(numbers, scale="of_largest"):
    frame = values(year=[2020] * len(numbers), unit=[f"U{place}" for place in range(len(numbers))], value=numbers)
    return shades(frame, scale)["shade"].to_list()


def test_half_as_dark_is_half_as_much():
    assert of([10, 5, 0]) == [1, 0.5, 0]


def test_a_fall_below_zero_is_as_dark_as_it_is_large():
    assert of([-4, 2, 1]) == [1, 0.5, 0.25]


def test_from_the_lowest_to_the_highest():
    assert of([90, 95, 100], "lowest_to_highest") == [0, 0.5, 1]
    assert of([-4, 2, 0], "lowest_to_highest") == [0, 1, pytest.approx(4 / 6)]


@pytest.mark.parametrize("scale", ["of_largest", "lowest_to_highest"])
def test_values_without_number_have_no_shade(scale):
    assert of([4, None, 2], scale)[1] is None
    assert of([None, None], scale) == [None, None]


def test_where_nothing_stands_out_nothing_is_dark():
    assert of([0, 0]) == [0, 0]
    assert of([7, 7], "lowest_to_highest") == [0, 0]


def test_indicators_and_periods_have_scales_of_their_own():
    frame = values(
        year=[2020, 2020, 2020, 2021],
        unit=["A", "B", "A", "A"],
        value=[10, 5, 400, 3],
        indicator=["tasks.accepted", "tasks.accepted", "inspections.subjects", "tasks.accepted"],
    )
    assert shades(frame)["shade"].to_list() == [1, 0.5, 1, 1]
    assert shades(frame).drop("shade").equals(frame)


def test_an_unknown_scale_is_told():
    with pytest.raises(UnknownNameError, match="of_largest"):
        of([1], cast("Any", "largest"))


def test_no_values_have_no_shades():
    assert isinstance(shades(values(year=[2020], value=[1]).clear()), pl.DataFrame)
