import polars as pl
import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.normalising import normalise
from khcn_analytics.composite.scales import (
    AsItIs,
    DistanceToReference,
    DistanceToTarget,
    FractionOfMaximum,
    Goalposts,
    MinMax,
    PercentileRank,
    PlaceFromBottom,
    ZScore,
)
from khcn_analytics.errors import UnknownNameError, WrongUseError

ONE = CompositeIndex((Node("score", "aggregate"), Node("x", "indicator", "score", low=0, high=10, target=8)))
ALONE = pl.DataFrame({"unit": ["A", "B", "C"], "x": [1, 2, 3]})


def test_higher_is_better_after_normalising_whatever_it_was_before():
    frame = normalise(DATA, INDEX, MinMax(0, 100)).frame

    assert frame["spending"].to_list() == [0, 25, 50, 100]
    assert frame["late"].to_list() == [50, 75, 100, 0]


@pytest.mark.parametrize("scale", [MinMax(), ZScore(), DistanceToReference("B")])
def test_equal_values_have_no_scale_and_a_note(scale):
    stage = normalise(DATA.with_columns(spending=pl.lit(0.1)), INDEX, scale)

    assert stage.frame["spending"].null_count() == 4
    assert stage.notes.filter(code="spending")["reason"].to_list() == ["no_scale"] * 4


def test_an_empty_cell_stays_empty_without_another_note():
    stage = normalise(DATA.with_columns(spending=pl.Series([2, None, 6, 10])), INDEX, MinMax())

    assert stage.frame["spending"].to_list() == [0, None, 0.5, 1]
    assert stage.notes.is_empty()


def test_each_indicator_can_have_its_own_scale():
    own = {"spending": Goalposts(0, 100), "late": MinMax(), "patents": FractionOfMaximum()}
    frame = normalise(DATA, INDEX, own).frame

    assert frame["spending"].to_list() == pytest.approx([20, 40, 60, 100])
    assert frame["patents"].to_list() == pytest.approx([0.1, 0.4, 0.3, 1])
    with pytest.raises(WrongUseError, match="1 chỉ tiêu chưa có cách chuẩn hóa: late"):
        normalise(DATA, INDEX, {"spending": MinMax(), "patents": MinMax()})
    with pytest.raises(UnknownNameError, match="“speed”"):
        normalise(DATA, INDEX, {**own, "speed": MinMax()})


def test_the_unit_of_reference_gets_1():
    # Late: the worst is 20, the reference 5: (20 - 10) / (20 - 5).
    frame = normalise(DATA, INDEX, DistanceToReference("B")).frame

    assert frame["late"].to_list() == pytest.approx([2 / 3, 1, 4 / 3, 0])
    capped = normalise(DATA, INDEX, DistanceToReference("B", cap=True)).frame
    assert capped["late"].to_list() == pytest.approx([2 / 3, 1, 1, 0])


def test_the_worst_unit_is_no_reference():
    stage = normalise(DATA, INDEX, DistanceToReference("D"))

    assert stage.frame["late"].null_count() == 4


def test_an_unknown_unit_of_reference_is_refused():
    with pytest.raises(UnknownNameError, match="“Z”"):
        normalise(DATA, INDEX, DistanceToReference("Z"))


def test_goalposts_and_targets_must_be_in_the_table():
    with pytest.raises(WrongUseError, match="“patents” chưa có low, high"):
        normalise(DATA, INDEX, Goalposts())
    with pytest.raises(WrongUseError, match="“patents” chưa có target"):
        normalise(DATA, INDEX, DistanceToTarget())


@pytest.mark.parametrize("scale", [AsItIs(), FractionOfMaximum()])
def test_scales_that_know_no_direction_are_refused_where_lower_is_better(scale):
    with pytest.raises(WrongUseError, match="“late” càng thấp càng tốt"):
        normalise(DATA, INDEX, scale)


def test_values_that_are_scores_already_stay_as_they_are():
    own = {"spending": AsItIs(), "late": MinMax(), "patents": AsItIs()}
    assert normalise(DATA, INDEX, own).frame["spending"].to_list() == [2, 4, 6, 10]


@pytest.mark.parametrize(
    "scale",
    [
        MinMax(),
        ZScore(),
        PercentileRank(),
        PercentileRank(counted="up_to"),
        PlaceFromBottom(),
        FractionOfMaximum(),
        DistanceToTarget(),
        DistanceToReference("B"),
    ],
)
def test_equal_values_have_no_scale_that_looks_at_others(scale):
    stage = normalise(ALONE.with_columns(x=pl.lit(4)), ONE, scale)

    assert stage.frame["x"].to_list() == [None] * 3
    assert stage.notes.select("code", "unit", "reason").rows() == [("x", each, "no_scale") for each in "ABC"]


def test_equal_values_have_a_place_between_goalposts():
    equal = ALONE.with_columns(x=pl.lit(4))

    assert normalise(equal, ONE, Goalposts(0, 100)).frame["x"].to_list() == [40] * 3
    assert normalise(equal, ONE, AsItIs()).frame["x"].to_list() == [4] * 3


# Of -128, 127 and 0 less is better: 255 places from 127 to -128, 0 is 127 of them from the worst.
def test_whole_numbers_of_few_bits_are_turned_without_overflow():
    late = CompositeIndex((Node("score", "aggregate"), Node("x", "indicator", "score", direction="lower")))
    signed = ALONE.with_columns(x=pl.Series([-128, 127, 0], dtype=pl.Int8))
    unsigned = ALONE.with_columns(x=pl.Series([0, 200, 50], dtype=pl.UInt8))

    assert normalise(signed, late, MinMax()).frame["x"].to_list() == pytest.approx([1, 0, 127 / 255])
    assert normalise(unsigned, late, MinMax()).frame["x"].to_list() == pytest.approx([1, 0, 0.75])


def test_what_is_no_number_is_refused_with_its_unit():
    with pytest.raises(WrongUseError, match=r"cột “x” có 1 ô không phải số hữu hạn \(“B”\)"):
        normalise(ALONE.with_columns(x=pl.Series([1.0, float("nan"), 3.0])), ONE, MinMax())
