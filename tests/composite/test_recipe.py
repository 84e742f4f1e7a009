import pytest

from khcn_analytics.composite.aggregating import Method
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.outliers import Treatment
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.scales import MinMax, ZScore
from khcn_analytics.errors import WrongUseError

WHOLE = CompositeIndex(
    (
        Node("s", "aggregate"),
        Node("group", "aggregate", "s"),
        Node("x", "indicator", "group"),
        Node("y", "indicator", "s"),
    )
)
PART = CompositeIndex((Node("s", "aggregate"), Node("y", "indicator", "s")))
BY_LEVEL: dict[int | str, Method] = {2: "geometric", 3: "harmonic"}


def test_the_method_of_each_aggregate():
    assert Recipe(MinMax()).methods(WHOLE) == {"group": "arithmetic", "s": "arithmetic"}
    assert Recipe(MinMax(), method=BY_LEVEL).methods(WHOLE) == {"group": "geometric", "s": "harmonic"}


def test_narrowed_to_a_part_nothing_of_the_rest_is_left():
    recipe = Recipe({"x": MinMax(), "y": ZScore()}, treatment=Treatment(leave=frozenset({"x", "y"})))

    assert recipe.narrowed(WHOLE, PART) == Recipe({"y": ZScore()}, treatment=Treatment(leave=frozenset({"y"})))
    assert Recipe(MinMax()).narrowed(WHOLE, PART) == Recipe(MinMax())


def test_an_aggregate_keeps_its_method_when_its_level_falls():
    assert Recipe(MinMax(), method=BY_LEVEL).narrowed(WHOLE, PART).method == {"s": "harmonic"}


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"scale": None}, "scale phải thuộc kiểu Scale, ví dụ MinMax"),
        ({"scale": MinMax}, "scale phải"),
        ({"scale": {"x": "min_max"}}, "đang là 'min_max'"),
        ({"scale": MinMax(), "imputation": "mean"}, "imputation phải"),
        ({"scale": MinMax(), "treatment": 5}, "treatment phải"),
    ],
)
def test_what_is_no_choice_is_refused_by_name(choices, told):
    with pytest.raises(WrongUseError, match=told):
        Recipe(**choices)
