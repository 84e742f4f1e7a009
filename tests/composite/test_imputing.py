import polars as pl
import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.imputing import Imputation, impute
from khcn_analytics.errors import UnknownNameError

GAPS = DATA.with_columns(spending=pl.Series([2, None, 6, 10]))


def test_the_mean_of_all_and_of_the_region():
    assert impute(GAPS, INDEX, Imputation("mean")).frame["spending"].to_list() == [2, 6, 6, 10]
    assert impute(GAPS, INDEX, Imputation("mean", by="region")).frame["spending"].to_list() == [2, 2, 6, 10]


def test_the_median():
    skewed = DATA.with_columns(spending=pl.Series([2, None, 3, 100]))
    assert impute(skewed, INDEX, Imputation("median")).frame["spending"].to_list() == [2, 3, 3, 100]


def test_what_was_put_in_is_marked_and_nothing_else_changes():
    stage = impute(GAPS, INDEX, Imputation("mean"))

    assert stage.notes.rows() == [("spending", "B", "imputed", None, 6.0)]
    assert stage.frame.drop("spending").equals(GAPS.drop("spending"))


def test_a_group_without_values_and_a_unit_without_group_stay_empty():
    empty = DATA.with_columns(
        spending=pl.Series([None, None, 6, None]), region=pl.Series(["north", "north", "south", None])
    )
    stage = impute(empty, INDEX, Imputation("mean", by="region"))

    assert stage.frame["spending"].to_list() == [None, None, 6, None]
    assert stage.notes["reason"].to_list() == ["nothing_to_impute_from"] * 3


def test_unknown_ways_and_groups_are_refused():
    with pytest.raises(UnknownNameError, match="mode"):
        impute(DATA, INDEX, Imputation("mode"))  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="late"):
        impute(DATA, INDEX, Imputation("mean", by="late"))
