from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from khcn_analytics.charts.slopes import slope
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.units import Unit


def two_years(before: dict[str, float | None], after: dict[str, float | None]) -> pl.DataFrame:
    parts = [
        {"period_start": date(year, 1, 1), "period_name": f"năm {year}", "group_name": name, "value": value}
        for year, values in ((2021, before), (2025, after))
        for name, value in values.items()
    ]
    return pl.DataFrame(parts)


def rows_of(chart: dict, mark: str) -> list[list[dict]]:
    return [
        chart["datasets"][layer.get("data", chart.get("data", {}))["name"]]
        for layer in chart["layer"]
        if layer["mark"]["type"] == mark
    ]


def test_a_fall_is_dashed_and_a_rise_is_not():
    chart = slope(two_years({"A": 3, "B": 5, "C": 4}, {"A": 6, "B": 2, "C": 4}), unit=Unit.TASK).to_dict()

    (lines,) = rows_of(chart, "line")
    assert {row["group_name"]: row["way"] for row in lines} == {"A": "rise", "B": "fall", "C": "rise"}


def test_a_group_with_one_value_has_a_point_only():
    chart = slope(two_years({"A": 3, "B": None}, {"A": 6, "B": 2}), unit=Unit.TASK).to_dict()

    (points,) = rows_of(chart, "point")
    assert [(row["group_name"], row["way"]) for row in points] == [("A", "rise"), ("A", "rise"), ("B", "alone")]


def test_names_of_equal_values_keep_clear_of_each_other():
    chart = slope(two_years({"A": 5, "B": 5, "C": 9}, {"A": 6, "B": 2, "C": 4}), unit=Unit.TASK).to_dict()

    left, _ = rows_of(chart, "text")
    heights = sorted(row["at"] for row in left)
    assert all(below - above >= 16 for above, below in pairwise(heights))
    assert {row["label"] for row in left} == {"A  5", "B  5", "C  9"}


def test_long_names_stand_in_lines():
    name = "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng tỉnh Ví Dụ"
    chart = slope(two_years({name: 5}, {name: 6}), unit=Unit.TASK).to_dict()

    left, right = rows_of(chart, "text")
    assert left[0]["label"] == "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng\ntỉnh Ví Dụ  5"
    assert right[0]["label"] == "6  Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng\ntỉnh Ví Dụ"


def test_many_groups_have_room_and_rules_to_their_names():
    before: dict[str, float | None] = {f"Đơn vị {each}": 1.0 for each in range(40)}
    chart = slope(two_years(before, {**before, "Đơn vị 7": 9.0}), unit=Unit.TASK).to_dict()

    assert chart["height"] == 36 + 40 * 16
    for labels in rows_of(chart, "text"):
        heights = sorted(row["at"] for row in labels)
        assert all(below - above >= 16 for above, below in pairwise(heights))
        assert heights[0] >= 8
        assert heights[-1] <= chart["height"] - 8
    assert len(rows_of(chart, "rule")) == 3  # the two periods, and the rules of either side


def test_equal_values_everywhere_are_drawn():
    chart = slope(two_years({"A": 5}, {"A": 5}), unit=Unit.TASK).to_dict()

    assert chart["description"] == "Biểu đồ dốc: A từ 5 (năm 2021) đến 5 (năm 2025)."


def test_another_number_of_periods_is_refused():
    with pytest.raises(WrongUseError, match=r"cần đúng hai kỳ, bảng này có 1 kỳ: năm 2021"):
        slope(two_years({"A": 5}, {}), unit=Unit.TASK)
