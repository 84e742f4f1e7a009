import polars as pl
import pytest

from khcn_analytics.composite.requiring import (
    is_number,
    mistakes_of_numbers,
    mistakes_of_unit_name,
    require_columns,
    require_frame,
    require_kind,
    with_numbers,
)
from khcn_analytics.errors import MissingColumnsError, WrongUseError

DATA = pl.DataFrame({"unit": ["a", "b", "c"], "x": [1.0, float("nan"), None], "name": ["p", "q", "r"]})


def test_missing_columns_are_named():
    with pytest.raises(MissingColumnsError, match="“y”"):
        require_columns(pl.DataFrame({"x": [1]}), ["x", "y"])


@pytest.mark.parametrize("data", [DATA.lazy(), [1, 2], None])
def test_what_is_no_table_in_memory_is_refused(data):
    with pytest.raises(WrongUseError, match="Cần một bảng polars DataFrame"):
        require_frame(data)
    with pytest.raises(WrongUseError, match=r"\.collect\(\)"):
        require_columns(data, [])


def test_whole_numbers_of_few_bits_become_floats():
    small = pl.DataFrame({"x": pl.Series([-128, None, 127], dtype=pl.Int8), "y": pl.Series([None] * 3)})

    assert with_numbers(small, ["x", "y"]).schema == {"x": pl.Float64, "y": pl.Float64}


def test_all_that_is_no_number_is_told_at_once():
    with pytest.raises(WrongUseError) as caught:
        with_numbers(DATA, ["x", "name"], unit="unit")

    assert caught.value.en == (
        "The table of data has 2 mistake(s): column “x” has 1 number(s) that are not finite (“b”); leave cells without "
        "data empty; column “name” is not numeric (String). Mend them and run again."
    )


def test_rows_are_told_where_there_are_no_units():
    [mistake] = mistakes_of_numbers(DATA, "x", None)

    assert mistake.vi == "cột “x” có 1 ô không phải số hữu hạn (dòng 2); ô không có số liệu thì để trống"


def test_a_column_of_units_can_not_be_called_like_one_of_the_result():
    [mistake] = mistakes_of_unit_name("rank")

    assert mistake.vi.startswith("cột đơn vị không được tên là “rank”")
    assert list(mistakes_of_unit_name("province")) == []


def test_settings_of_another_kind_are_refused_with_an_example():
    require_kind("x", str, "name", "“x”")
    with pytest.raises(WrongUseError, match="name phải thuộc kiểu str, ví dụ “x”; đang là 5"):
        require_kind(5, str, "name", "“x”")


def test_only_finite_numbers_are_numbers():
    assert [is_number(each) for each in (0, -1.5, "1", None, float("nan"), float("inf"))] == [True] * 2 + [False] * 4
