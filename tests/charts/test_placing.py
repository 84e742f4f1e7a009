from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.charts.placing import evenly_wrapped, row_height, spread, wrapped


def test_long_names_get_lines_and_short_ones_stay():
    frame = pl.DataFrame({"name": ["Văn phòng", "Chi cục Tiêu chuẩn Đo lường Chất lượng"]})

    assert wrapped(frame, "name", width=30)["name_lines"].to_list() == [
        "Văn phòng",
        "Chi cục Tiêu chuẩn Đo lường\nChất lượng",
    ]


def test_rows_of_short_names_have_the_least_height():
    assert row_height(pl.DataFrame({"name_lines": ["một", "hai"]}), "name_lines", least=38) == 38


def test_places_that_are_apart_stay():
    assert spread([0, 20, 10], 5) == [0, 20, 10]


def test_equal_places_are_spread_around_where_they_were():
    assert spread([10, 10, 10], 6) == [4, 10, 16]


def test_a_block_pushes_what_it_reaches():
    # 10 and 11 want 7.5 and 13.5; 15 is then in the way, so all three stand around 12.
    assert spread([10, 11, 15], 6) == [6, 12, 18]


def test_labels_stay_within_the_picture():
    assert spread([0, 0, 0], 10, within=(0, 100)) == [0, 10, 20]
    assert spread([100, 98, 50], 10, within=(0, 100)) == [100, 90, 50]


@given(st.lists(st.integers(0, 300), min_size=1, max_size=12))
def test_labels_keep_clear_of_each_other_and_in_order(places):
    moved = spread(places, 16)

    ordered = [moved[each] for each in sorted(range(len(places)), key=lambda each: places[each])]
    assert all(after - before >= 16 - 1e-6 for before, after in pairwise(ordered))
    assert sum(moved) == pytest.approx(sum(places))


def test_lines_of_a_text_are_about_as_long():
    text = "Sở KH&CN hợp nhất với Sở TT&TT: phạm vi quản lý rộng hơn trước."

    assert evenly_wrapped(text, width=60).split("\n") == [
        "Sở KH&CN hợp nhất với Sở TT&TT:",
        "phạm vi quản lý rộng hơn trước.",
    ]
    assert evenly_wrapped(text, width=80) == text
