from math import log

import polars as pl
import pytest

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.outliers import Treatment, is_skewed, treat
from khcn_analytics.errors import UnknownNameError, WrongUseError

INDEX = CompositeIndex((Node("score", "aggregate"), Node("x", "indicator", "score")))


def treated(values, **choices):
    data = pl.DataFrame({"unit": [f"u{place}" for place in range(len(values))], "x": values})
    return treat(data, INDEX, Treatment(**choices))


# COINr tests/testthat/test-treat.R: 1 to 10 and 100, at most 5 points: 100 becomes 10.
def test_one_outlier_is_winsorised_as_published_by_coinr():
    stage = treated([*range(1, 11), 100])

    assert stage.frame["x"].to_list() == [*range(1, 11), 10]
    assert stage.notes.rows() == [("x", "u10", "lowered", 100.0, 10.0)]


# COINr tests/testthat/test-treat.R: 1 to 20, 100, 200, at most 1 point: not enough, so the logarithm of all.
def test_the_logarithm_of_the_original_where_winsorising_is_not_enough_as_published_by_coinr():
    stage = treated([*range(1, 21), 100, 200], most_points=1, logarithm="plain")

    assert stage.frame["x"].to_list() == pytest.approx([log(each) for each in [*range(1, 21), 100, 200]])
    assert set(stage.notes["reason"]) == {"logarithm"}


def test_the_shifted_logarithm_bears_zeros():
    # log(x - min + 1 % of the range), the range being 200.
    stage = treated([*range(20), 100, 200], most_points=1)

    assert stage.frame["x"][0] == pytest.approx(log(2))
    assert stage.frame["x"][-1] == pytest.approx(log(202))


def test_a_low_outlier_is_raised():
    stage = treated([-100, *range(1, 11)])

    assert stage.frame["x"][0] == 1
    assert stage.notes["reason"].to_list() == ["raised"]


def test_several_points_are_brought_in_together():
    stage = treated([*range(1, 21), 100, 200], most_points=5)

    assert stage.frame["x"].to_list() == [*range(1, 21), 20, 20]
    assert stage.notes.height == 2


def test_a_bell_shaped_indicator_stays_as_it_is():
    stage = treated([1, 2, 3, 4, 5, 6, 9])

    assert stage.frame["x"].to_list() == [1, 2, 3, 4, 5, 6, 9]
    assert stage.notes.is_empty()


def test_what_is_still_skewed_is_told():
    stage = treated([*range(1, 21), 100, 200], most_points=1, logarithm=None)

    assert stage.frame["x"].max() == 100
    assert "still_skewed" in stage.notes["reason"].to_list()


def test_of_fewer_than_4_values_nothing_is_said():
    stage = treated([1, 2, 1000, None])

    assert stage.frame["x"].to_list() == [1, 2, 1000, None]
    assert stage.notes.rows() == [("x", None, "too_few_to_judge", None, None)]


def test_equal_values_have_no_outliers():
    assert not is_skewed(pl.Series([5.0] * 6), Treatment())


def test_an_indicator_can_be_left_as_it_is():
    assert treated([*range(1, 11), 100], leave=frozenset({"x"})).frame["x"].max() == 100
    with pytest.raises(UnknownNameError, match="“y”"):
        treated([1, 2], leave=frozenset({"y"}))


def test_no_plain_logarithm_of_values_that_are_not_positive():
    with pytest.raises(WrongUseError, match="1 giá trị không dương") as caught:
        treated([*range(20), 100, 200], most_points=1, logarithm="plain")
    assert "smallest 0" in caught.value.en


def test_an_unknown_logarithm_is_refused():
    with pytest.raises(UnknownNameError, match="log2"):
        treated([1, 2], logarithm="log2")


@pytest.mark.parametrize(
    "choices", [{"most_points": -1}, {"skew": -2.0}, {"kurtosis": float("nan")}, {"leave": "x"}, {"most_points": 1.5}]
)
def test_settings_that_make_no_sense_are_refused(choices):
    with pytest.raises(WrongUseError):
        Treatment(**choices)
