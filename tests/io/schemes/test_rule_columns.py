from dataclasses import replace

import polars as pl
import pytest
from builders import sheet

from khcn_analytics.io.files.sheets import MARKS
from khcn_analytics.io.schemes.content import Sheets
from khcn_analytics.io.schemes.rows import table_in
from khcn_analytics.io.schemes.rule_columns import rule_in
from khcn_analytics.io.schemes.words import COLUMNS

HEADER = ("TT", "Nội dung", "Điểm", "Cách chấm", "Chỉ tiêu", "Thiết lập")
PATH = ("criteria", 0, "rule")


def read(rule, target=None, settings=None, *, marks=()):
    one = sheet(HEADER, ("1", "a", "10", rule, target, settings), name="Bảng điểm")
    one = replace(one, marks=pl.DataFrame(list(marks), schema=MARKS, orient="row"))
    table = table_in(one, COLUMNS, frozenset({"label_vi", "maximum"}))
    assert table is not None
    sheets = Sheets()
    return rule_in(table.rows[0], PATH, table, sheets), sheets


def told(sheets):
    return [(each.line, each.vi[:22]) for each in sheets.mistakes]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        (("Theo tỷ lệ", "90%", "floor = 0.5"), {"kind": "proportional", "floor": 0.5, "target": 0.9}),
        (("có/không", "1", None), {"kind": "yes_no", "threshold": 1}),
        (("Trừ mỗi lần muộn", None, "points_per_late = 1"), {"kind": "deadline", "points_per_late": 1}),
        ((None, None, None), {"kind": "manual"}),
    ],
)
def test_the_columns_of_a_rule_make_one(cells, rule):
    found, sheets = read(*cells)

    assert (found, told(sheets)) == (rule, [])


@pytest.mark.parametrize("settings", ["floor: 0.5", 'kind = "manual"', "target = 3", "floor = 0 }\nx = { a = 1"])
def test_settings_that_can_not_be_meant_are_told(settings):
    assert told(read("theo tỷ lệ", "5", settings)[1]) == [(2, "không hiểu “Thiết lập”")]


def test_what_is_missing_may_be_in_settings_that_are_not_understood():
    rule, sheets = read("theo mức", None, "bands = [ }")

    assert (rule, told(sheets)) == ({"kind": "bands"}, [(2, "không hiểu “Thiết lập”")])
    assert (*PATH, "bands") in sheets.follows


def test_a_target_of_its_own_column_is_judged_all_the_same():
    rule, sheets = read("theo tỷ lệ", "95", "floor: 0.5")

    assert rule == {"kind": "proportional", "target": 95}
    assert not {PATH, (*PATH, "target")} & sheets.follows


def test_a_target_is_told_where_the_rule_takes_none_but_not_where_the_rule_is_not_known():
    assert told(read("theo số lượng", "5", "points_each = 1")[1]) == [(2, "cách chấm này không dù")]
    assert told(read("chấm vui", "5")[1]) == []


def test_a_cell_that_shows_an_error_is_told_elsewhere():
    _, sheets = read("theo tỷ lệ", "#REF!", marks=[(2, 4, "error", "#REF!")])

    assert (told(sheets), sheets.follows) == ([], {(*PATH, "kind")})
