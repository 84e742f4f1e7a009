import polars as pl
import pytest
from composite.small_index import INDEX, NODES

from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.errors import MissingColumnsError, UnknownNameError, WrongUseError

TABLE = pl.DataFrame(
    {
        "code": ["score", "patents", "late", "people"],
        "role": ["aggregate", "indicator", "indicator", "denominator"],
        "parent": [None, "score", "score", None],
        "weight": [None, 3, 1, None],
        "direction": [None, "higher", "lower", None],
        "denominator": [None, "people", None, None],
    }
)


def test_an_index_is_read_from_a_table():
    assert CompositeIndex.from_nodes(TABLE).nodes == (
        Node("score", "aggregate", weight=None),
        Node("patents", "indicator", "score", weight=3, denominator="people"),
        Node("late", "indicator", "score", weight=1, direction="lower"),
        Node("people", "denominator", weight=None),
    )


def test_an_index_of_one_level_is_an_index():
    index = CompositeIndex.from_nodes(TABLE)
    assert (index.top.code, index.levels) == ("score", (2,))


def test_without_a_column_of_weights_all_are_equal_but_an_empty_cell_is_a_mistake():
    equal = CompositeIndex.from_nodes(TABLE.drop("weight"))
    assert equal.weights()["share"].to_list() == [1, 0.5, 0.5]
    with pytest.raises(WrongUseError, match="“late”: no weight"):
        CompositeIndex.from_nodes(TABLE.with_columns(weight=pl.Series([None, 1, None, None])))


def test_a_misspelt_column_is_not_passed_over():
    with pytest.raises(WrongUseError, match="không có cột “wieght”") as caught:
        CompositeIndex.from_nodes(TABLE.rename({"weight": "wieght"}))
    assert "no column “wieght”" in caught.value.en


def test_columns_of_the_wrong_type_and_empty_codes_are_told_at_once():
    table = TABLE.with_columns(weight=pl.lit("1"), code=pl.Series(["score", None, "late", "people"]))
    with pytest.raises(WrongUseError) as caught:
        CompositeIndex.from_nodes(table)
    assert "has 2 mistake(s): column “weight” must be numeric; column “code” has 1 empty cell(s)" in caught.value.en


def test_a_table_without_roles_is_refused():
    with pytest.raises(MissingColumnsError, match="role"):
        CompositeIndex.from_nodes(TABLE.drop("role"))


def test_the_level_is_one_more_than_that_of_the_highest_child():
    assert {each.code: INDEX.level(each.code) for each in NODES if each.is_scored} == {
        "score": 3,
        "inputs": 2,
        "results": 2,
        "spending": 1,
        "patents": 1,
        "late": 1,
    }
    assert [each.code for each in INDEX.aggregates] == ["inputs", "results", "score"]


def test_effective_weights_are_products_of_shares():
    # Results have 3/4; patents 2/3 of them: 1/2 of the whole.
    weights = {code: (share, effective) for code, _, _, share, effective in INDEX.weights().rows()}
    assert weights["results"] == (0.75, 0.75)
    assert weights["patents"] == pytest.approx((2 / 3, 0.5))
    assert weights["late"] == pytest.approx((1 / 3, 0.25))
    assert weights["spending"] == (1, 0.25)


def test_a_code_that_is_not_there_is_told():
    assert INDEX["late"].direction == "lower"
    with pytest.raises(UnknownNameError, match="patent"):
        INDEX["patent"]
