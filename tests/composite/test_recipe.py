from khcn_analytics.composite.outliers import Treatment
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.scales import MinMax, ZScore


def test_the_method_of_a_level():
    assert Recipe(MinMax()).method_of(3) == "arithmetic"
    assert Recipe(MinMax(), method={2: "geometric", 3: "harmonic"}).method_of(2) == "geometric"


def test_without_an_indicator_nothing_of_it_is_left():
    recipe = Recipe({"x": MinMax(), "y": ZScore()}, treatment=Treatment(leave=frozenset({"x", "y"})))

    assert recipe.without("x") == Recipe({"y": ZScore()}, treatment=Treatment(leave=frozenset({"y"})))
    assert Recipe(MinMax()).without("x") == Recipe(MinMax())
