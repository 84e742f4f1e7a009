import polars as pl
import pytest

from khcn_analytics.composite.stages import NOTE_TYPES, all_notes, column_note, notes_where, require_columns
from khcn_analytics.errors import MissingColumnsError


def test_notes_tell_the_cells_a_step_changed():
    before = pl.DataFrame({"unit": ["a", "b"], "x": [1.0, 2.0]})
    after = before.with_columns(x=pl.Series([1.0, 5.0]))
    changed = pl.when(pl.col("before") != pl.col("after")).then(pl.lit("imputed"))

    assert notes_where(before, after, "x", changed, unit="unit").rows() == [("x", "b", "imputed", 2.0, 5.0)]


def test_a_column_that_was_not_there_before_has_no_value_before():
    before = pl.DataFrame({"unit": ["a"]})
    after = before.with_columns(x=1.0)

    assert notes_where(before, after, "x", pl.lit("missing"), unit="unit").rows() == [("x", "a", "missing", None, 1.0)]


def test_notes_of_nothing_are_an_empty_frame():
    assert dict(all_notes([]).schema) == NOTE_TYPES
    assert column_note("x", "not_in_index").rows() == [("x", None, "not_in_index", None, None)]


def test_missing_columns_are_named():
    with pytest.raises(MissingColumnsError, match="“y”"):
        require_columns(pl.DataFrame({"x": [1]}), ["x", "y"])
