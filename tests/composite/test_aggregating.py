import polars as pl
import pytest

from khcn_analytics.composite.aggregating import aggregate, weighted_mean
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.errors import UnknownNameError, WrongUseError

FLAT = CompositeIndex(
    (Node("s", "aggregate"), Node("x", "indicator", "s"), Node("y", "indicator", "s"), Node("z", "indicator", "s"))
)


def mean(method, values, weights):
    frame = pl.DataFrame({f"x{place}": [value] for place, value in enumerate(values)}).cast(pl.Float64)
    named = dict(zip(frame.columns, weights, strict=True))
    return frame.select(weighted_mean(named, method)).item()


def scored(rows, method="arithmetic", index=FLAT, **choices):
    data = pl.DataFrame(rows, schema=["unit", "x", "y", "z"], orient="row", strict=False)
    return aggregate(data, index, method, **choices)


# COINr tests/testthat/test-aggregate.R.
def test_means_as_published_by_coinr():
    assert mean("geometric", [1, 2, 3], [1, 1, 1]) == pytest.approx(6 ** (1 / 3))
    assert mean("geometric", [1, 2, 3], [1, 1, 2]) == pytest.approx(18**0.25)
    assert mean("harmonic", [1, 2, 3], [2, 1, 1]) == pytest.approx(4 / (2 + 1 / 2 + 1 / 3))


# OECD/JRC Handbook 2008, section 6.11: the same arithmetic mean, of which the geometric mean is far from alike.
# Printed figures are cut off, not rounded (2.5457 is told as 2.54).
def test_a_geometric_mean_does_not_let_one_part_make_up_for_the_others_as_published_by_the_handbook():
    assert mean("arithmetic", [21, 1, 1, 1], [1] * 4) == mean("arithmetic", [6, 6, 6, 6], [1] * 4) == 6
    assert mean("geometric", [21, 1, 1, 1], [1] * 4) == pytest.approx(2.14, abs=0.01)
    assert mean("geometric", [21, 2, 1, 1], [1] * 4) == pytest.approx(2.54, abs=0.01)
    assert mean("geometric", [6, 7, 6, 6], [1] * 4) == pytest.approx(6.23, abs=0.01)


def test_weights_are_shared_out_over_what_has_a_value():
    assert mean("arithmetic", [10, None, 40], [1, 5, 2]) == 30
    assert mean("geometric", [4, None, 16], [1, 5, 1]) == pytest.approx(8)
    assert mean("harmonic", [2, None, 6], [1, 5, 1]) == pytest.approx(3)
    assert mean("arithmetic", [None, None], [1, 1]) is None
    assert mean("arithmetic", [3, None], [0, 1]) is None


def test_how_much_may_be_missing_is_asked_for():
    rows = [("a", 1, 2, 3), ("b", 1, 2, None), ("c", 1, None, None)]
    strict = scored(rows)

    assert strict.frame["s"].to_list() == [2, None, None]
    assert strict.notes.select("code", "unit", "reason").rows() == [
        ("s", "b", "too_few_parts"),
        ("s", "c", "too_few_parts"),
    ]
    assert scored(rows, least_share=0.6).frame["s"].to_list() == [2, 1.5, None]
    assert scored(rows, least_share=0.1).frame["s"].to_list() == [2, 1.5, 1]


@pytest.mark.parametrize("share", [0, 1.5, -1])
def test_a_share_is_a_share(share):
    with pytest.raises(WrongUseError, match="least_share"):
        scored([("a", 1, 2, 3)], least_share=share)


# COINr tests/testthat/test-aggregate.R: two units, each better in one of two parts, are level.
def test_copeland_of_two_equal_units_as_published_by_coinr():
    index = CompositeIndex((Node("s", "aggregate"), Node("x", "indicator", "s"), Node("y", "indicator", "s")))
    assert scored([("a", 1, 2, 0), ("b", 2, 1, 0)], "copeland", index).frame["s"].to_list() == [0, 0]


def test_copeland_counts_pairs_won_less_pairs_lost_and_needs_every_part():
    found = scored([("a", 9, 9, 1), ("b", 5, 5, 5), ("c", 1, 1, 9), ("d", 9, 9, None)], "copeland", least_share=0.5)

    assert found.frame["s"].to_list() == [2, 0, -2, None]
    assert found.notes["unit"].to_list() == ["d"]
    assert scored([("a", 9, 9, 1)], "copeland").frame["s"].to_list() == [0]


def test_each_level_can_have_its_own_method():
    index = CompositeIndex(
        (
            Node("s", "aggregate"),
            Node("pillar", "aggregate", "s"),
            Node("x", "indicator", "pillar"),
            Node("y", "indicator", "pillar"),
            Node("z", "indicator", "s"),
        )
    )
    # Pillar: (2 + 6) / 2 = 4; the whole: sqrt(4 x 9).
    found = scored([("a", 2, 6, 9)], {2: "arithmetic", 3: "geometric"}, index)

    assert found.frame.rows() == [("a", 4, pytest.approx(6))]
    for methods in ({2: "arithmetic"}, {2: "arithmetic", 3: "geometric", 4: "geometric"}):
        with pytest.raises(WrongUseError, match=r"đúng các cấp \[2, 3\]"):
            scored([("a", 2, 6, 9)], methods, index)


@pytest.mark.parametrize("method", ["geometric", "harmonic"])
def test_values_that_are_not_positive_are_refused_by_name_with_a_way_out(method):
    with pytest.raises(WrongUseError) as caught:
        scored([("a", 0, 1, -1), ("b", 1, 1, -2)], method)

    assert "“x”: a; “z”: a, b" in caught.value.vi
    assert "MinMax(1, 100)" in caught.value.en
    assert "2 part(s)" in caught.value.en


def test_an_unknown_method_is_refused():
    with pytest.raises(UnknownNameError, match="median"):
        scored([("a", 1, 2, 3)], "median")


# 0.1 + 0.2 - 0.3 leaves 5.6e-17 in binary, nothing to people.
def test_values_that_cancel_each_other_out_make_0():
    assert mean("arithmetic", [0.1, 0.2, -0.3], [1, 1, 1]) == 0
    assert mean("arithmetic", [1e-15, 3e-15], [1, 1]) == pytest.approx(2e-15)


def test_each_aggregate_can_have_its_own_method_by_its_code():
    index = CompositeIndex(
        (
            Node("s", "aggregate"),
            Node("p", "aggregate", "s"),
            Node("x", "indicator", "p"),
            Node("y", "indicator", "p"),
            Node("q", "aggregate", "s"),
            Node("z", "indicator", "q"),
        )
    )
    # p: the geometric mean of 2 and 8; s: the harmonic mean of 4 and 12.
    stage = scored([("a", 2, 8, 12)], {"p": "geometric", "q": "arithmetic", "s": "harmonic"}, index)

    assert stage.frame.rows() == [("a", pytest.approx(4), pytest.approx(12), pytest.approx(6))]
    with pytest.raises(WrongUseError, match="hoặc đúng các nhóm p, q, s; đang nêu cho p"):
        scored([("a", 2, 8, 12)], {"p": "geometric"}, index)


def test_what_is_no_number_is_refused():
    with pytest.raises(WrongUseError, match="“y” có 1 ô không phải số hữu hạn"):
        scored([("a", 1.0, float("nan"), 3.0)])
