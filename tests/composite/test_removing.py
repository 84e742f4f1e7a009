import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.building import build
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.removing import removal_effects, remove_indicators
from khcn_analytics.composite.scales import MinMax
from khcn_analytics.errors import UnknownNameError, WrongUseError


def test_the_siblings_share_the_weight_of_what_is_removed():
    smaller = remove_indicators(INDEX, ["late"])

    assert smaller.weights().filter(code="patents")["share"].to_list() == [1]


def test_an_aggregate_goes_with_all_that_belongs_to_it():
    smaller = remove_indicators(INDEX, ["results"])

    assert [each.code for each in smaller.nodes] == ["score", "inputs", "spending", "people", "region"]


def test_no_aggregate_is_left_empty_unless_it_is_named():
    with pytest.raises(WrongUseError, match="1 nhóm không còn chỉ tiêu nào: inputs"):
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
