import polars as pl
import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.building import build
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.removing import removal_effects, remove_indicators
from khcn_analytics.composite.scales import AsItIs, MinMax
from khcn_analytics.errors import UnknownNameError, WrongUseError


def test_the_siblings_share_the_weight_of_what_is_removed():
    smaller = remove_indicators(INDEX, ["late"])

    assert smaller.weights().filter(code="patents")["share"].to_list() == [1]


def test_an_aggregate_goes_with_all_that_belongs_to_it():
    smaller = remove_indicators(INDEX, ["results"])

    assert [each.code for each in smaller.nodes] == ["score", "inputs", "spending", "people", "region"]


def test_no_aggregate_is_left_empty_unless_it_is_named():
    with pytest.raises(WrongUseError, match="1 nhóm không còn chỉ tiêu nào có trọng số: inputs"):
        remove_indicators(INDEX, ["spending"])
    assert len(remove_indicators(INDEX, ["spending", "inputs"]).indicators) == 2


def test_an_unknown_code_is_refused():
    with pytest.raises(UnknownNameError, match="speed"):
        remove_indicators(INDEX, ["speed"])


def test_the_column_of_a_removed_indicator_is_noted_as_not_used():
    result = build(remove_indicators(INDEX, ["late"]), DATA, Recipe(MinMax(0, 100)))

    assert result.notes.select("code", "reason").rows() == [("late", "not_in_index")]


# All ranks are D, C, B, A. Without patents: C (50 + 3 x 100) / 4 = 87.5, B 62.5, A 37.5, D 25: D falls by 3,
# the others rise by 1. Without spending: results alone, where C and D are level and C gains a place.
# Without lateness, nothing changes.
def test_the_effect_of_each_indicator_by_hand():
    effects = removal_effects(INDEX, DATA, Recipe(MinMax(0, 100)))

    assert effects.rows() == [
        ("patents", [], 4, 1.5, 3, 4),
        ("spending", ["inputs"], 1, 0.25, 1, 4),
        ("late", [], 0, 0, 0, 4),
    ]


def test_a_single_indicator_can_not_be_removed():
    index = CompositeIndex((Node("s", "aggregate"), Node("late", "indicator", "s")))
    with pytest.raises(WrongUseError, match="chỉ có một chỉ tiêu"):
        removal_effects(index, DATA, Recipe(MinMax()))


DEEP = CompositeIndex(
    (
        Node("s", "aggregate"),
        Node("group", "aggregate", "s"),
        Node("x", "indicator", "group"),
        Node("y", "indicator", "s"),
        Node("z", "indicator", "s"),
    )
)
SMALL = pl.DataFrame({"unit": list("abc"), "x": [1, 4, 9], "y": [1, 2, 4], "z": [9, 2, 1]})


# Without x its group goes, and s falls to level 2. It stays a geometric mean: of y and z, 3, 2, 2; b and c are level.
# Whole: (1 x 1 x 9) 9, (4 x 2 x 2) 16, (9 x 4 x 1) 36 under the cube root: c, b, a. a gains 2, c loses 1.
def test_an_aggregate_is_made_as_before_when_its_level_falls():
    effects = removal_effects(DEEP, SMALL, Recipe(AsItIs(), method={2: "arithmetic", 3: "geometric"}))

    assert effects.filter(removed="x").rows() == [("x", ["group"], 2, 1.0, 2.0, 3)]


# The other child of the group has no weight, so that the group goes with x; the top would go with it too.
def test_a_sibling_without_weight_keeps_no_aggregate():
    weightless = Node("y", "indicator", "group", weight=0)
    inner = CompositeIndex((*DEEP.nodes[:3], weightless, DEEP.nodes[4]))
    flat = CompositeIndex((Node("s", "aggregate"), Node("x", "indicator", "s"), Node("y", "indicator", "s", weight=0)))

    # Whole: 5, 3, 5 by x and z; z alone: 9, 2, 1: a, b, c. a and c were first: c loses 2, b gains 1.
    assert removal_effects(inner, SMALL, Recipe(AsItIs())).filter(removed="x").rows() == [("x", ["group"], 2, 1, 2, 3)]
    assert removal_effects(flat, SMALL, Recipe(AsItIs())).rows() == [
        ("y", [], 0, 0, 0, 3),
        ("x", ["s"], 0, None, None, 0),
    ]
    with pytest.raises(WrongUseError, match="không còn chỉ tiêu nào có trọng số: group"):
        remove_indicators(inner, ["x"])


def test_the_top_can_not_be_removed():
    with pytest.raises(WrongUseError, match="“score” là nhóm ở đỉnh"):
        remove_indicators(INDEX, ["score"])
