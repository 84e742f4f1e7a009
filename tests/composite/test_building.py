import polars as pl
import pytest
from composite.small_index import DATA, INDEX
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.composite.building import build
from khcn_analytics.composite.imputing import Imputation
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.outliers import Treatment
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.scales import Goalposts, MinMax, PercentileRank, PlaceFromBottom
from khcn_analytics.errors import WrongUseError


def test_every_stage_is_kept_in_order():
    result = build(INDEX, DATA, Recipe(MinMax(0, 100), Imputation(), Treatment()))

    assert [each.name for each in result.steps] == [
        "raw",
        "denominated",
        "imputed",
        "treated",
        "normalised",
        "aggregated",
    ]


def test_what_is_not_asked_for_is_not_done():
    index = CompositeIndex((Node("s", "aggregate"), Node("x", "indicator", "s")))
    result = build(index, pl.DataFrame({"unit": ["a", "b"], "x": [1, 2]}), Recipe(MinMax()))

    assert [each.name for each in result.steps] == ["raw", "normalised", "aggregated"]


# Results of D: (2 x 100 + 0) / 3; the whole (100 + 3 x 66.67) / 4.
def test_scores_by_hand():
    scores = build(INDEX, DATA, Recipe(MinMax(0, 100))).scores

    assert scores["inputs"].to_list() == [0, 25, 50, 100]
    assert scores["results"].to_list() == pytest.approx([50 / 3, 125 / 3, 200 / 3, 200 / 3])
    assert scores["score"].to_list() == pytest.approx([12.5, 37.5, 62.5, 75])


def test_data_that_do_not_fit_are_refused_before_anything_is_computed():
    with pytest.raises(WrongUseError, match="thiếu cột “late”"):
        build(INDEX, DATA.drop("late"), Recipe(MinMax()))


def test_goalposts_do_not_fit_a_logarithm():
    index = CompositeIndex((Node("s", "aggregate"), Node("x", "indicator", "s", low=0, high=300)))
    data = pl.DataFrame({"unit": [f"u{place}" for place in range(22)], "x": [*range(1, 21), 100, 200]})
    treatment = Treatment(most_points=1)

    with pytest.raises(WrongUseError, match="1 chỉ tiêu đã lấy lôgarit"):
        build(index, data, Recipe(Goalposts(), treatment=treatment))
    with pytest.raises(WrongUseError, match="became logarithms"):
        build(index, data, Recipe({"x": Goalposts()}, treatment=treatment))
    assert build(index, data, Recipe(MinMax(), treatment=treatment)).scores["s"].max() == 1


@given(
    values=st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=3, max_size=6),
    place=st.integers(0, 2),
    code=st.sampled_from(["spending", "patents", "late"]),
    step=st.integers(1, 20),
    scale=st.sampled_from([MinMax(0, 100), Goalposts(0, 100), PercentileRank(0, 100), PlaceFromBottom()]),
)
def test_improving_a_value_never_lowers_the_score(values, place, code, step, scale):
    index = CompositeIndex(
        (
            Node("s", "aggregate"),
            Node("spending", "indicator", "s", weight=2, low=0, high=40),
            Node("patents", "indicator", "s", low=0, high=40),
            Node("late", "indicator", "s", direction="lower", low=0, high=40),
        )
    )
    data = pl.DataFrame(values, schema=["spending", "patents", "late"], orient="row").with_row_index("unit")
    better = data.with_columns(
        pl.when(pl.col("unit") == place).then(pl.col(code) + (-step if code == "late" else step)).otherwise(code)
    )
    before, after = (build(index, each, Recipe(scale)).scores["s"][place] for each in (data, better))

    # Where all values of an indicator are equal there is no score to compare.
    assert before is None or after is None or after >= before - 1e-9
