import polars as pl

from khcn_analytics.composite.stages import NOTE_TYPES, all_notes, column_note, notes_where


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


def test_columns_of_the_data_may_be_called_like_those_of_a_note():
    before = pl.DataFrame({"unit": ["a", "b"], "before": [0.0, 1.0], "after": [1.0, 2.0]})
    after = before.with_columns(after=pl.Series([None, 2.0]))
    divided_by_zero = pl.when(pl.col("beside") == 0).then(pl.lit("zero_denominator"))

    notes = notes_where(before, after, "after", divided_by_zero, unit="unit", beside="before")
    assert notes.rows() == [("after", "a", "zero_denominator", 1.0, None)]
