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
from khcn_analytics.composite.scales import Goalposts, MinMax, PercentileRank, PlaceFromBottom, ZScore
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


def flat_index(*codes):
    return CompositeIndex((Node("top", "aggregate"), *(Node(code, "indicator", "top") for code in codes)))


# Units are as far above the mean in one indicator as below it in the other: all are level.
@pytest.mark.parametrize("rising", [[0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [0.1, 0.2, 0.3, 0.4, 0.5], [0.1, 0.2, 0.3, 0.6]])
def test_z_scores_that_cancel_out_leave_all_units_level(rising):
    other_way = [0.7 - value for value in rising]
    data = pl.DataFrame({"unit": list("abcdef"[: len(rising)]), "x": rising, "y": other_way})

    ranks = build(flat_index("x", "y"), data, Recipe(ZScore())).ranks()["rank"]
    assert ranks.to_list() == [1] * len(rising)


@pytest.mark.parametrize("name", ["code", "value", "unit", "reason", "before", "after", "score", "rank", "stage"])
def test_an_indicator_can_have_any_name(name):
    data = pl.DataFrame({"xã": ["a", "b"], name: [1, 2], "y": [5, 3]})
    result = build(flat_index(name, "y"), data, Recipe(MinMax(0, 100)), unit="xã")

    assert result.stages().filter(code=name, stage="normalised")["value"].to_list() == [0, 100]
    assert result.explain("a").filter(code=name)["raw"].item() == 1


@pytest.mark.parametrize("name", ["code", "value", "before", "name", "Đơn vị"])
def test_the_column_of_units_can_have_most_names(name):
    data = pl.DataFrame({name: ["a", "b"], "x": [1, 2]})

    assert build(flat_index("x"), data, Recipe(MinMax()), unit=name).ranks()[name].to_list() == ["b", "a"]


@pytest.mark.parametrize(
    ("name", "told"), [("score", "không được tên là “score”"), ("rank", "“rank” vì kết quả"), ("x", "trùng mã một nút")]
)
def test_other_names_of_the_column_of_units_are_refused(name, told):
    data = pl.DataFrame({name: ["a", "b"], "y": [1, 2]})
    with pytest.raises(WrongUseError, match=told):
        build(flat_index("x", "y"), data, Recipe(MinMax()), unit=name)


def test_a_lazy_table_is_refused():
    with pytest.raises(WrongUseError, match="LazyFrame"):
        build(flat_index("x"), pl.LazyFrame({"unit": ["a"], "x": [1]}), Recipe(MinMax()))  # type: ignore[arg-type]


def test_what_is_no_recipe_and_no_index_is_refused():
    data = pl.DataFrame({"unit": ["a"], "x": [1]})
    with pytest.raises(WrongUseError, match="recipe phải thuộc kiểu Recipe"):
        build(flat_index("x"), data, MinMax())  # type: ignore[arg-type]
    with pytest.raises(WrongUseError, match="index phải thuộc kiểu CompositeIndex"):
        build(data, data, Recipe(MinMax()))  # type: ignore[arg-type]
