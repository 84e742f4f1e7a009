from datetime import date

import polars as pl
import pytest

from khcn_analytics.charts.drawable import DAY, FLAG, NUMBER, TEXT, drawable
from khcn_analytics.errors import WrongUseError


def test_only_the_columns_to_draw_are_kept_in_their_order():
    frame = pl.DataFrame({"more": [1], "value": [2], "name": ["a"]})

    assert drawable(frame, needs={"name": TEXT, "value": NUMBER}).columns == ["name", "value"]


def test_whole_numbers_become_numbers():
    assert drawable(pl.DataFrame({"value": [2]}), needs={"value": NUMBER}).schema == {"value": pl.Float64}


def test_a_column_that_may_be_missing_is_added_without_values():
    rows = drawable(pl.DataFrame({"value": [2.0]}), needs={"value": NUMBER}, may_have={"met": FLAG, "day": DAY})

    assert rows.row(0) == (2.0, None, None)
    assert rows.schema["day"] == pl.Date


def test_a_column_of_nulls_fits_everywhere():
    assert drawable(pl.DataFrame({"day": [None]}), needs={"day": DAY}).schema == {"day": pl.Date}


def test_missing_columns_are_named_with_those_that_are_there():
    with pytest.raises(WrongUseError) as error:
        drawable(pl.DataFrame({"ten": ["a"]}), needs={"name": TEXT, "value": NUMBER})

    assert "thiếu 2 cột: name, value. Các cột đã có: ten." in error.value.vi
    assert "lacks 2 column(s): name, value. Columns found: ten." in error.value.en


@pytest.mark.parametrize(
    ("kind", "values", "word"),
    [
        (NUMBER, ["1.234"], "số"),
        (DAY, ["2020-01-01"], "ngày"),
        (TEXT, [date(2020, 1, 1)], "chữ"),
        (FLAG, [1], "đúng/sai"),
    ],
)
def test_a_column_of_another_kind_is_refused(kind, values, word):
    with pytest.raises(WrongUseError, match=f"“each” của bảng để vẽ phải chứa {word}"):
        drawable(pl.DataFrame({"each": values}), needs={"each": kind})


def test_rows_without_a_name_are_refused_and_counted():
    frame = pl.DataFrame({"group_name": ["A", None, None], "value_text": ["1", None, "3"]})

    with pytest.raises(WrongUseError, match="“group_name” of the frame to draw is null in 2 of 3 row"):
        drawable(frame, needs={"group_name": TEXT, "value_text": TEXT})
    assert drawable(frame.head(1), needs={"group_name": TEXT}).height == 1
