import polars as pl
import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.building import build
from khcn_analytics.composite.imputing import Imputation
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.scales import MinMax
from khcn_analytics.errors import UnknownNameError, WrongUseError

RESULT = build(INDEX, DATA, Recipe(MinMax(0, 100)))
GAPS = DATA.with_columns(spending=pl.Series([2, None, 6, 10]), late=pl.Series([None, 5, 0, 20]))


def test_ranks_of_the_whole_and_of_a_pillar():
    assert RESULT.ranks().rows() == [
        ("D", pytest.approx(75), 1),
        ("C", pytest.approx(62.5), 2),
        ("B", pytest.approx(37.5), 3),
        ("A", pytest.approx(12.5), 4),
    ]
    assert RESULT.ranks("results", ties="dense")["rank"].to_list() == [1, 1, 2, 3]
    with pytest.raises(UnknownNameError, match="late"):
        RESULT.ranks("late")


def test_a_unit_without_score_comes_last_without_rank():
    ranks = build(INDEX, GAPS, Recipe(MinMax(0, 100))).ranks()

    assert ranks.tail(2).select("score", "rank").rows() == [(None, None)] * 2


def test_the_aggregates_of_a_level():
    assert RESULT.level(2).columns == ["unit", "inputs", "results"]
    assert RESULT.level(3).columns == ["unit", "score"]
    with pytest.raises(UnknownNameError, match="“4”"):
        RESULT.level(4)


def test_a_stage_that_was_not_made_is_told():
    assert RESULT.stage("denominated").frame["patents"].to_list() == [1, 2, 3, 5]
    with pytest.raises(UnknownNameError, match="imputed"):
        RESULT.stage("imputed")


def test_every_value_of_every_stage_is_in_the_long_frame():
    long = RESULT.stages()

    assert long.columns == ["unit", "code", "stage", "value", "reason"]
    # Raw has 4 numbers a unit, the two stages after it 3 each, and there are 3 aggregates.
    assert long.height == 4 * (4 + 3 + 3 + 3)
    assert long.filter(unit="B", code="patents")["value"].to_list() == [4, 2, 25]


def test_reasons_stand_where_a_stage_did_something():
    long = build(INDEX, GAPS, Recipe(MinMax(0, 100), Imputation("mean"))).stages()
    told = long.filter(unit="A", code="late").select("stage", "value", "reason").rows()

    # The mean of 5, 0 and 20 is 25/3; on the scale (20 - 25/3) / 20.
    assert told == [
        ("raw", None, "missing"),
        ("denominated", None, None),
        ("imputed", pytest.approx(25 / 3), "imputed"),
        ("normalised", pytest.approx(175 / 3), None),
    ]


def test_notes_of_all_stages_are_together():
    notes = build(INDEX, GAPS, Recipe(MinMax(0, 100))).notes

    assert notes.select("stage", "code", "unit", "reason").rows() == [
        ("raw", "spending", "B", "missing"),
        ("raw", "late", "A", "missing"),
        ("aggregated", "inputs", "B", "too_few_parts"),
        ("aggregated", "results", "A", "too_few_parts"),
        ("aggregated", "score", "A", "too_few_parts"),
        ("aggregated", "score", "B", "too_few_parts"),
    ]


def test_an_explanation_adds_up():
    told = RESULT.explain("B")
    rows = {row["code"]: row for row in told.iter_rows(named=True)}

    assert told["code"].to_list() == ["score", "inputs", "spending", "results", "patents", "late"]
    assert rows["score"]["name_vi"] == "Điểm chung"
    assert (rows["patents"]["raw"], rows["patents"]["denominated"], rows["patents"]["normalised"]) == (4, 2, 25)
    assert rows["patents"]["contribution"] == pytest.approx(50 / 3)
    assert rows["patents"]["contribution"] + rows["late"]["contribution"] == pytest.approx(
        rows["results"]["aggregated"]
    )
    assert rows["inputs"]["contribution"] + rows["results"]["contribution"] == pytest.approx(37.5)
    assert rows["score"]["contribution"] is None


def test_an_explanation_shares_out_the_weights_of_what_is_missing():
    rows = build(INDEX, GAPS, Recipe(MinMax(0, 100), least_share=0.5)).explain("A").rows_by_key("code", named=True)

    assert rows["patents"][0]["weight"] == 1
    assert rows["late"][0]["weight"] is None
    assert rows["late"][0]["reasons"] == ["missing"]
    assert rows["results"][0]["aggregated"] == 0


def test_only_arithmetic_means_have_contributions():
    told = build(INDEX, DATA, Recipe(MinMax(1, 100), method="geometric")).explain("B")

    assert told["contribution"].null_count() == told.height
    assert told.filter(code="patents")["weight"].item() == pytest.approx(2 / 3)


def test_there_are_no_contributions_to_a_score_that_is_not_there():
    told = build(INDEX, GAPS, Recipe(MinMax(0, 100))).explain("A")

    assert told.filter(code="patents")["contribution"].to_list() == [None]


def test_strengths_and_weaknesses_of_a_unit():
    # D is first of 4 in spending and patents, last in lateness; half of 3 indicators is 1.
    told = RESULT.strengths_and_weaknesses("D", count=2)

    assert told.select("side", "code", "value", "rank", "ranked").rows() == [
        ("strength", "patents", 5.0, 1, 4),
        ("weakness", "late", 20.0, 4, 4),
    ]


def test_an_indicator_without_value_is_neither_strength_nor_weakness():
    told = build(INDEX, GAPS, Recipe(MinMax(0, 100))).strengths_and_weaknesses("A")

    assert told["code"].to_list() == ["spending", "patents"] or told["code"].to_list() == ["patents", "spending"]


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownNameError, match="“E”"):
        RESULT.explain("E")
    with pytest.raises(UnknownNameError, match="“E”"):
        RESULT.strengths_and_weaknesses("E")


def test_a_negative_count_is_refused():
    with pytest.raises(WrongUseError, match="count không thể âm"):
        RESULT.strengths_and_weaknesses("A", count=-1)
