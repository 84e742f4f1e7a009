import polars as pl
import pytest

from khcn_analytics.composite.criteria import check_equal_criteria, checked_criteria, refuse_below
from khcn_analytics.errors import MissingColumnsError, UnknownNameError, WrongUseError

DATA = pl.DataFrame({"unit": ["a", "b"], "x": [1, 2], "y": [0, -1]})


def test_weights_become_shares():
    assert checked_criteria(DATA, {"x": 20, "y": 60}, (), "unit") == {"x": 0.25, "y": 0.75}


def test_all_mistakes_are_told_at_once():
    bad = pl.DataFrame({"unit": ["a", "a", None], "x": [1.0, None, float("nan")], "y": ["1", "2", "?"]})
    with pytest.raises(WrongUseError) as caught:
        checked_criteria(bad, {"x": -1, "y": 0}, (), "unit")

    assert caught.value.en == (
        "The table of criteria has 6 mistake(s): the weight of “x” is -1, it must be a number of 0 or more; "
        "there are rows without unit; units more than once: “a”; column “x” has 1 number(s) that are not finite "
        "(“None”); leave cells without data empty; “x” has no number for “a”; column “y” is not numeric (String). "
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


def test_a_weight_that_is_missing_is_told():
    with pytest.raises(WrongUseError, match="1 lỗi: trọng số của “x” là None, phải là số từ 0 trở lên"):
        checked_criteria(DATA, {"x": None}, (), "unit")  # type: ignore[dict-item]


def test_the_column_of_units_can_not_be_called_like_one_of_the_result():
    with pytest.raises(WrongUseError, match="không được tên là “rank”"):
        checked_criteria(DATA.rename({"unit": "rank"}), {"x": 1}, (), "rank")


def test_columns_without_weights_are_named_once_each():
    check_equal_criteria(DATA, ["x", "y"], ["y"], "unit")
    with pytest.raises(WrongUseError, match="cột “x” nêu 2 lần"):
        check_equal_criteria(DATA, ["x", "x"], (), "unit")
    with pytest.raises(WrongUseError, match="Chưa nêu cột nào"):
        check_equal_criteria(DATA, [], (), "unit")
