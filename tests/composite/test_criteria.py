import polars as pl
import pytest

from khcn_analytics.composite.criteria import checked_criteria, refuse_below
from khcn_analytics.errors import MissingColumnsError, UnknownNameError, WrongUseError

DATA = pl.DataFrame({"unit": ["a", "b"], "x": [1, 2], "y": [0, -1]})


def test_weights_become_shares():
    assert checked_criteria(DATA, {"x": 20, "y": 60}, (), "unit") == {"x": 0.25, "y": 0.75}


def test_all_mistakes_are_told_at_once():
    bad = pl.DataFrame({"unit": ["a", "a", None], "x": [1.0, None, float("nan")], "y": ["1", "2", "?"]})
    with pytest.raises(WrongUseError) as caught:
        checked_criteria(bad, {"x": -1, "y": 0}, (), "unit")

    assert caught.value.en == (
        "The table of criteria has 5 mistake(s): the weight of “x” is -1; there are rows without unit; "
        "units more than once: “a”; “x” has no number for “a”, “None”; “y” has no number for “None”. "
        "Mend them and run again."
    )


def test_weights_that_are_all_zero_are_refused():
    with pytest.raises(WrongUseError, match="tổng trọng số bằng 0"):
        checked_criteria(DATA, {"x": 0}, (), "unit")


def test_columns_and_directions_must_be_known():
    with pytest.raises(MissingColumnsError, match="“z”"):
        checked_criteria(DATA, {"z": 1}, (), "unit")
    with pytest.raises(UnknownNameError, match="“y”"):
        checked_criteria(DATA, {"x": 1}, ["y"], "unit")


def test_values_of_the_wrong_sign_are_told_with_their_units():
    with pytest.raises(WrongUseError, match="“y” phải không âm: “b”"):
        refuse_below(DATA, ["x", "y"], "unit", zero_allowed=True)
    with pytest.raises(WrongUseError, match="“y” must be positive: “a”, “b”"):
        refuse_below(DATA, ["y"], "unit", zero_allowed=False)
