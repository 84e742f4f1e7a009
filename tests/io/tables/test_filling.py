from pathlib import Path

import polars as pl
from builders import sheet
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.io.files.sheets import Document
from khcn_analytics.io.tables.filling import with_defaults, with_dittos, with_groups, with_merged
from khcn_analytics.io.tables.finding import find_tables
from khcn_analytics.io.tables.layout import Layout

HEADER = ("Mã số", "Tên nhiệm vụ", "Sở", "Đơn vị")


def table(*rows, merged=()):
    (found,), _ = find_tables(Document(Path("a.xlsx"), (sheet(HEADER, *rows, merged=merged),)), None, Layout())
    return found, found.cells.rename({"0": "task_id", "1": "title", "2": "department", "3": "unit"})


def test_ditto_marks_take_the_value_above():
    filled, cells = with_dittos(pl.DataFrame({"unit": ["A", '"', "-nt-", None, "B", "Như trên"]}))

    assert filled["unit"].to_list() == ["A", "A", "A", None, "B", "B"]
    assert cells["position"].to_list() == [1, 2, 5]
    assert cells["kind"].unique().to_list() == ["ditto"]


def test_a_ditto_mark_below_nothing_stays():
    filled, cells = with_dittos(pl.DataFrame({"unit": ['"', None, "nt"]}))

    assert filled["unit"].to_list() == ['"', None, "nt"]
    assert cells.is_empty()


@given(st.lists(st.sampled_from(["A", "B", "nt", None]), min_size=1, max_size=12))
def test_dittos_change_nothing_but_themselves(texts):
    before = pl.Series("unit", texts, dtype=pl.String)
    after, cells = with_dittos(before.to_frame())

    changed = [at for at, (old, new) in enumerate(zip(before, after["unit"], strict=True)) if old != new]
    assert cells["position"].to_list() == changed
    assert all(texts[at] == "nt" for at in changed)


def test_a_cell_merged_downwards_counts_in_every_row():
    found, text = table(
        ("1", "Một", "x", "Phòng A"), ("2", "Hai", "x", ""), ("3", "Ba", "x", "Phòng B"), merged=[(2, 3, 3, 3)]
    )
    filled, cells = with_merged(text, found, {"unit": 3})

    assert filled["unit"].to_list() == ["Phòng A", "Phòng A", "Phòng B"]
    assert cells.select("field", "kind", "position", "text").rows() == [("unit", "merged", 1, "Phòng A")]


def test_cells_merged_sideways_are_left_alone():
    found, text = table(("1", "Một", "x", ""), ("2", "Hai", "x", ""), merged=[(2, 2, 2, 3)])

    assert with_merged(text, found, {"unit": 3, "department": 2})[0].equals(text)


def levels(*rows):
    found, text = table(*rows)
    filled, _ = with_groups(text, found)
    return filled["level"].to_list() if "level" in filled.columns else None


def record(number):
    return (str(number), "Đề tài", "x", "")


def test_a_group_names_the_level_of_its_records():
    assert levels(("I. Cấp quốc gia",), record(1), ("II. Cấp tỉnh",), record(2), record(3)) == [
        "Cấp quốc gia",
        "Cấp tỉnh",
        "Cấp tỉnh",
    ]


def test_a_group_inside_another_keeps_what_the_outer_one_says():
    assert levels(("A. Cấp tỉnh",), ("I. Nông nghiệp",), record(1), ("II. Y tế",), record(2)) == ["Cấp tỉnh"] * 2


def test_a_group_that_says_nothing_ends_the_one_before():
    assert levels(("I. Cấp tỉnh",), record(1), ("II. Nhiệm vụ khác",), record(2)) == ["Cấp tỉnh", None]


def test_records_above_the_first_group_are_in_none():
    assert levels(record(1), ("I. Cấp tỉnh",), record(2)) == [None, "Cấp tỉnh"]


def test_what_could_be_two_columns_is_not_taken():
    assert levels(("I. Tỉnh",), record(1)) is None  # a level and who manages a task


def test_a_column_that_is_there_is_not_filled():
    found, text = table(("I. Cấp tỉnh",), record(1))
    given = text.with_columns(level=pl.lit(None, pl.String))

    assert with_groups(given, found)[0].equals(given)


def test_defaults_fill_columns_that_are_missing_only():
    filled, cells = with_defaults(
        pl.DataFrame({"unit": [None, "A"]}), {"unit": "B", "department": "x", "no": "y"}, ["unit", "department"]
    )

    assert filled.rows() == [(None, "x"), ("A", "x")]
    assert cells["field"].to_list() == ["department", "department"]


def test_general_words_before_the_level_of_a_group_say_nothing():
    rows = [("I. Các nhiệm vụ cấp quốc gia",), record(1), ("II. Đề tài KH&CN cấp tỉnh",), record(2)]

    assert levels(*rows) == ["cấp quốc gia", "cấp tỉnh"]


def test_the_whole_name_of_a_group_is_tried_first():
    found, text = table(("I. Dự án sản xuất thử nghiệm",), record(1), ("II. Nhiệm vụ thường xuyên",), record(2))

    assert with_groups(text, found)[0]["kind"].to_list() == ["Dự án sản xuất thử nghiệm", "Nhiệm vụ thường xuyên"]


def test_a_group_of_others_says_nothing():
    assert levels(("I. Khác",), record(1)) is None


def test_a_block_merged_over_two_columns_counts_in_its_first_column():
    found, text = table(("1", "Một", "x", "A"), ("2", "Hai", "", ""), merged=[(2, 2, 3, 3)])

    assert with_merged(text, found, {"department": 2, "unit": 3})[0]["department"].to_list() == ["x", "x"]
