import polars as pl
import pytest
from composite.small_index import DATA, INDEX

from khcn_analytics.composite.data_checks import checked
from khcn_analytics.errors import WrongUseError


def test_columns_the_index_does_not_know_are_left_out_with_a_note():
    stage = checked(DATA.with_columns(remark=pl.lit("x")), INDEX)

    assert stage.frame.columns == ["unit", "region", "people", "spending", "patents", "late"]
    assert stage.notes.rows() == [("remark", None, "not_in_index", None, None)]


def test_empty_cells_are_noted():
    stage = checked(DATA.with_columns(late=pl.Series([None, 5, 0, 20])), INDEX)

    assert stage.notes.select("code", "unit", "reason").rows() == [("late", "A", "missing")]


def test_a_column_without_any_value_is_data_that_are_missing():
    stage = checked(DATA.with_columns(late=None), INDEX)

    assert stage.frame["late"].dtype == pl.Float64
    assert stage.notes.height == 4


def test_all_mistakes_of_the_data_are_told_at_once():
    bad = DATA.drop("region").with_columns(
        unit=pl.Series(["A", "A", None, "D"]),
        spending=pl.Series([1, float("nan"), float("inf"), None], dtype=pl.Float64),
        late=pl.lit("10"),
    )
    with pytest.raises(WrongUseError) as caught:
        checked(bad, INDEX)

    assert caught.value.en == (
        "The data of the composite index has 5 mistake(s): 1 row(s) without unit; units more than once: “A”; "
        "column “spending” has 2 number(s) that are not finite (“A”, “None”); leave cells without data empty; "
        "column “late” is not numeric (String); column “region” is missing. Mend them and run again."
    )
    assert caught.value.vi.startswith("Số liệu của chỉ số tổng hợp có 5 lỗi: 1 dòng không có tên đơn vị; ")


def test_the_column_of_units_can_have_another_name():
    assert checked(DATA.rename({"unit": "province"}), INDEX, unit="province").frame.columns[0] == "province"
    with pytest.raises(WrongUseError, match="thiếu cột đơn vị “province”"):
        checked(DATA, INDEX, unit="province")


def test_a_frame_without_rows_is_refused():
    with pytest.raises(WrongUseError, match="không có dòng nào"):
        checked(DATA.head(0), INDEX)
