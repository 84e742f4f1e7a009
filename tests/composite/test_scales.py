import polars as pl
import pytest

from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.scales import (
    DistanceToTarget,
    FractionOfMaximum,
    Goalposts,
    MinMax,
    PercentileRank,
    PlaceFromBottom,
    ZScore,
    directed,
)
from khcn_analytics.errors import UnknownNameError, WrongUseError


def scaled(scale, values, **node):
    frame = pl.DataFrame({"unit": list("abcdefgh")[: len(values)], "x": values}).with_columns(pl.col("x").cast(float))
    given = directed(Node("x", "indicator", "score", **node), frame["unit"].to_list(), unit="unit")
    return frame.select(scale.scaled(given).alias("y"))["y"].to_list()


# COINr tests/testthat/test-normalise.R, goalposts 0 and 10, cut at the ends.
@pytest.mark.parametrize(
    ("value", "direction", "expected"),
    [
        (1, "higher", 0.1),
        (11, "higher", 1),
        (-1, "higher", 0),
        (1, "lower", 0.9),
        (-1, "lower", 1),
        (11, "lower", 0),
    ],
)
def test_goalposts_as_published_by_coinr(value, direction, expected):
    assert scaled(Goalposts(), [value], low=0, high=10, direction=direction) == pytest.approx([expected])


def test_goalposts_can_leave_what_is_beyond_them():
    assert scaled(Goalposts(0, 100, cap=False), [-1, 11], low=0, high=10) == pytest.approx([-10, 110])


# COINr tests/testthat/test-normalise.R.
@pytest.mark.parametrize(
    ("values", "target", "direction", "cap", "expected"),
    [
        ([0, 5, 11], 10, "higher", False, [0, 0.5, 1.1]),
        ([0, 5, 11], 10, "higher", True, [0, 0.5, 1]),
        ([-1, 1, 10], 0, "lower", False, [1.1, 0.9, 0]),
        ([-1, 1, 10], 0, "lower", True, [1, 0.9, 0]),
    ],
)
def test_distance_to_target_as_published_by_coinr(values, target, direction, cap, expected):
    assert scaled(DistanceToTarget(cap=cap), values, target=target, direction=direction) == pytest.approx(expected)


# pymcdm test/test_normalizations.py: a column of which less is better, and one of which more is.
def test_min_max_of_both_directions_as_published_by_pymcdm():
    lower = scaled(MinMax(), [66, 61, 65, 95, 63, 74], direction="lower")
    higher = scaled(MinMax(), [95, 166, 113, 99, 178, 140])

    assert lower == pytest.approx([0.85294118, 1, 0.88235294, 0, 0.94117647, 0.61764706])
    assert higher == pytest.approx([0, 0.85542169, 0.21686747, 0.04819277, 1, 0.54216867])


def test_a_range_must_go_up():
    assert scaled(MinMax(1, 100), [0, 1]) == [1, 100]
    with pytest.raises(WrongUseError, match="100 và 1"):
        MinMax(100, 1)


def test_z_scores_with_another_mean_and_deviation():
    # Deviation of 1, 2, 3 with n - 1: 1.
    assert scaled(ZScore(), [1, 2, 3]) == pytest.approx([-1, 0, 1])
    assert scaled(ZScore(10, 5), [1, 2, 3], direction="lower") == pytest.approx([15, 10, 5])


def test_percentile_ranks_with_ties_sharing_the_lower_place():
    assert scaled(PercentileRank(), [1, 5, 5, 9]) == pytest.approx([0, 1 / 3, 1 / 3, 1])
    assert scaled(PercentileRank(counted="up_to"), [1, 5, 5, 9]) == pytest.approx([0.25, 0.5, 0.5, 1])
    assert scaled(PercentileRank(), [1, 5, None, 9]) == [0, 0.5, None, 1]
    with pytest.raises(UnknownNameError, match="above"):
        PercentileRank(counted="above")  # type: ignore[arg-type]


def test_places_and_borda_points_count_from_the_bottom():
    assert scaled(PlaceFromBottom(), [3, 1, 3, 9]) == [2, 1, 2, 4]
    assert scaled(PlaceFromBottom(first=0), [3, 1, 3, 9], direction="lower") == [1, 3, 1, 0]


def test_a_fraction_of_the_maximum():
    assert scaled(FractionOfMaximum(), [1, 2, 4]) == [0.25, 0.5, 1]


@pytest.mark.parametrize("scale", [MinMax(), ZScore(), PercentileRank(), PlaceFromBottom(), Goalposts(cap=False)])
@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_a_better_value_is_never_worse_on_the_scale(scale, direction):
    found = scaled(scale, [5, 1, 3, 8, 3], direction=direction, low=0, high=10)
    best_first = [1, 2, 4, 0, 3] if direction == "lower" else [3, 0, 4, 2, 1]
    in_order = [found[place] for place in best_first]

    assert in_order == sorted(in_order, reverse=True)


@pytest.mark.parametrize(
    ("scale", "settings"),
    [
        (ZScore, (0, -1)),
        (ZScore, (0, 0)),
        (ZScore, (None,)),
        (ZScore, (float("nan"), 1)),
        (MinMax, (0, float("inf"))),
        (Goalposts, (float("nan"), 1)),
        (PlaceFromBottom, (-5,)),
    ],
)
def test_settings_that_make_no_scale_are_refused(scale, settings):
    with pytest.raises(WrongUseError):
        scale(*settings)


# The mean of the binary 0.1 to 0.5 is a hair off 0.3.
def test_what_is_at_the_mean_gets_0():
    assert scaled(ZScore(), [0.1, 0.2, 0.3, 0.4, 0.5])[2] == 0
