from datetime import date

import polars as pl

from khcn_analytics.charts.panels import small_multiples
from khcn_analytics.vocabulary.units import Unit


def frame(**columns) -> pl.DataFrame:
    plain = {
        "period_start": [date(2021, 1, 1), date(2022, 1, 1)] * 2,
        "period_name": ["năm 2021", "năm 2022"] * 2,
        "group_name": ["Văn phòng"] * 2 + ["Chi cục Tiêu chuẩn Đo lường Chất lượng"] * 2,
        "value": [3.0, None, 8.0, 10.0],
    }
    return pl.DataFrame({**plain, **columns})


def test_each_group_has_a_panel_in_the_order_of_the_rows():
    chart = small_multiples(frame(), unit=Unit.TASK, columns=2).to_dict()

    assert [panel["title"]["text"] for panel in chart["concat"]] == [
        ["\u00a0", "Văn phòng"],
        ["Chi cục Tiêu chuẩn Đo lường", "Chất lượng"],
    ]
    assert chart["columns"] == 2


def test_all_panels_have_one_scale_from_zero_with_room_for_the_figure():
    chart = small_multiples(frame(), unit=Unit.TASK).to_dict()

    scales = [panel["layer"][0]["encoding"]["y"]["scale"]["domain"] for panel in chart["concat"]]
    assert scales == [[0, 12], [0, 12]]  # the highest value is 10


def test_falls_below_zero_are_not_cut():
    chart = small_multiples(frame(value=[3.0, -2.0, 8.0, 8.0]), unit=Unit.TASK).to_dict()

    assert chart["concat"][0]["layer"][0]["encoding"]["y"]["scale"]["domain"] == [-2, 10]


def test_a_group_without_values_has_an_empty_panel():
    chart = small_multiples(frame(value=[None, None, None, None]), unit=Unit.TASK).to_dict()

    assert chart["concat"][0]["layer"][0]["encoding"]["y"]["scale"]["domain"] == [0, 1]
    assert chart["description"].startswith("Các biểu đồ đường nhỏ")


def test_alt_text_tells_the_known_ends():
    assert small_multiples(frame(), unit=Unit.TASK).to_dict()["description"] == (
        "Các biểu đồ đường nhỏ: Văn phòng từ 3 (năm 2021) đến 3 (năm 2021); "
        "Chi cục Tiêu chuẩn Đo lường Chất lượng từ 8 (năm 2021) đến 10 (năm 2022)."
    )


def test_a_break_cuts_the_line_and_has_a_rule_before_its_period():
    chart = small_multiples(frame(break_text=[None, None, None, "Quy chế mới."]), unit=Unit.TASK).to_dict()
    whole, broken = chart["concat"]

    assert "rule" not in {layer["mark"]["type"] for layer in whole["layer"]}
    area, rule, line = broken["layer"][:3]
    assert (rule["mark"]["type"], rule["encoding"]["x"]["bandPosition"]) == ("rule", 0)
    assert [row["period_name"] for row in chart["datasets"][rule["data"]["name"]]] == ["năm 2022"]
    assert {area["encoding"]["detail"]["field"], line["encoding"]["detail"]["field"]} == {"run"}
    assert chart["description"].endswith("; gãy chuỗi từ năm 2022 (Quy chế mới).")
