import polars as pl
import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.denominating import denominate
from khcn_analytics.errors import MissingColumnsError


def test_counts_are_told_per_thousand_people():
    stage = denominate(DATA, INDEX)

    assert stage.frame["patents"].to_list() == [1, 2, 3, 5]
    assert stage.frame["late"].to_list() == [10, 5, 0, 20]
    assert "people" not in stage.frame.columns
    assert stage.notes.is_empty()


def test_without_a_denominator_or_with_0_there_is_no_value_and_a_reason():
    stage = denominate(DATA.with_columns(people=pl.Series([None, 0, 1000, 2000])), INDEX)

    assert stage.frame["patents"].to_list() == [None, None, 3, 5]
    assert stage.notes.select("unit", "reason", "before").rows() == [
        ("A", "no_denominator", 1.0),
        ("B", "zero_denominator", 4.0),
    ]


def test_a_missing_denominator_column_is_told():
    with pytest.raises(MissingColumnsError, match="people"):
        denominate(DATA.drop("people"), INDEX)
