"""An index is shown as a tree of weights, a result by its ranks, a stage by what it did."""

import polars as pl

from khcn_analytics.composite.building import build
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.pairwise import weights_of_pairs
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.scales import MinMax

INDEX = CompositeIndex(
    (
        Node("score", "aggregate", name_vi="Điểm chung"),
        Node("patents", "indicator", "score", weight=3),
        Node("late", "indicator", "score", weight=1, direction="lower"),
    )
)
DATA = pl.DataFrame({"unit": ["A", "B", "C"], "patents": [3.0, 5.0, None], "late": [1.0, 2.0, 0.0]})
RESULT = build(INDEX, DATA, Recipe(MinMax(0, 100)))


def test_an_index_tells_the_weight_of_each_node_in_the_whole():
    told = str(INDEX).splitlines()
    assert told[0] == "Chỉ số tổng hợp: Điểm chung (score)"
    assert next(each for each in told if "patents" in each).split()[2:4] == ["75", "%"]
    assert "càng thấp càng tốt" in next(each for each in told if "late" in each)


def test_a_result_tells_the_best_first_and_those_without_a_score_last():
    told = [each.split() for each in str(RESULT).splitlines() if each.startswith("    ")]
    # B has all of patents and nothing of late: 75. A has nothing of patents and half of late: 12.5.
    assert told[1:4] == [["1", "B", "75"], ["2", "A", "12,5"], ["–", "C", "–"]]


def test_a_stage_counts_what_was_done():
    told = str(RESULT.stage("raw"))
    assert "thiếu số liệu" in told
    assert told.startswith("Bước tính: raw")


def test_judgements_that_contradict_each_other_carry_a_warning():
    names = {"first": ["a", "a", "b"], "second": ["b", "c", "c"]}
    agreeing = weights_of_pairs(pl.DataFrame({**names, "ratio": [2, 4, 2]}))
    contradicting = weights_of_pairs(pl.DataFrame({**names, "ratio": [9.0, 0.2, 9.0]}))
    assert "  ! " not in str(agreeing)
    assert "  ! " in str(contradicting)
