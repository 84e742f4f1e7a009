from datetime import date

import polars as pl
import pytest
import vl_convert

from khcn_analytics.charts.trend_lines import trend_chart
from khcn_analytics.errors import WrongUseError
from khcn_analytics.vocabulary.units import Unit


def frame(**columns) -> pl.DataFrame:
    plain = {
        "period_start": [date(2019, 1, 1), date(2020, 1, 1)],
        "period_name": ["năm 2019", "năm 2020"],
        "value": [3.0, None],
        "value_text": ["3", "–"],
        "group_name": ["Toàn sở"] * 2,
    }
    return pl.DataFrame({**plain, **columns})


def test_the_chart_holds_the_rows_it_was_given():
    (rows,) = trend_chart(frame(), unit=Unit.TASK).to_dict()["datasets"].values()

    assert [row["value"] for row in rows] == [3.0, None]


def test_periods_stand_in_time_order_not_by_name():
    chart = trend_chart(frame(period_name=["quý IV/2019", "quý I/2020"]), unit=Unit.TASK).to_dict()

    assert chart["layer"][0]["encoding"]["x"]["sort"] == ["quý IV/2019", "quý I/2020"]


def test_several_groups_have_colours_and_no_area():
    chart = trend_chart(frame(group_name=["A", "B"]), unit=Unit.TASK).to_dict()

    assert chart["layer"][0]["mark"]["type"] == "line"
    assert chart["layer"][0]["encoding"]["color"]["field"] == "group_name"


def test_numbers_are_vietnamese_wherever_the_chart_goes():
    config = trend_chart(frame(), unit=Unit.SHARE).to_dict()["config"]

    assert config["locale"]["number"]["decimal"] == ","
    assert (
        trend_chart(frame(), unit=Unit.SHARE, language="en").to_dict()["config"]["locale"]["number"]["decimal"] == "."
    )


def test_it_can_be_drawn_as_a_picture():
    chart = trend_chart(frame(value_text=["3 điểm ẵ ợ", "–"]), unit=Unit.TASK, title="Nhiệm vụ").properties(width=300)

    svg = vl_convert.vegalite_to_svg(chart.to_json())
    assert "Nhiệm vụ" in svg
    assert "3 điểm ẵ ợ" in svg


def layers(chart: dict) -> dict[str, list[dict]]:
    """The layers of a chart by their mark, each with its rows."""
    found: dict[str, list[dict]] = {}
    for layer in chart["layer"]:
        found.setdefault(layer["mark"]["type"], []).append(
            {**layer, "rows": chart["datasets"][layer.get("data", chart.get("data", {}))["name"]]}
        )
    return found


def four_years(**columns) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "period_start": [date(year, 1, 1) for year in range(2019, 2023)],
            "period_name": [f"năm {year}" for year in range(2019, 2023)],
            "value": [3.0, 4.0, 6.0, 7.0],
            "group_name": ["Toàn sở"] * 4,
            **columns,
        }
    )


def test_an_estimate_is_an_open_point_on_a_dashed_line():
    chart = trend_chart(
        four_years(estimated=[None, False, False, True], low=[None, None, None, 6], high=[None, None, None, 9]),
        unit=Unit.TASK,
    )
    drawn = layers(chart.to_dict())
    dashed, solid = drawn["line"]
    settled, estimate = drawn["point"]
    (band,) = drawn["bar"]

    assert [row["value"] for row in dashed["rows"]] == [6, 7]  # from the last value to the estimate
    assert "strokeDash" in dashed["mark"]
    assert [row["value"] for row in solid["rows"]] == [3, 4, 6]
    assert [row["value"] for row in settled["rows"]] == [3, 4, 6]
    assert [(row["value"], row["value_text"]) for row in estimate["rows"]] == [(7, "7 (ước)")]
    assert estimate["mark"]["filled"] is False
    assert [(row["low"], row["high"]) for row in band["rows"]] == [(6, 9)]


def test_the_figure_of_an_estimate_stands_above_its_range():
    chart = trend_chart(four_years(estimated=[False] * 3 + [True], high=[None, None, None, 9]), unit=Unit.TASK)

    assert [row["label_at"] for row in layers(chart.to_dict())["text"][0]["rows"]] == [3, 4, 6, 9]


def test_an_estimate_is_said_to_be_one_in_english():
    chart = trend_chart(four_years(estimated=[False] * 3 + [True]), unit=Unit.TASK, language="en").to_dict()

    assert layers(chart)["point"][1]["rows"][0]["value_text"] == "7 (est.)"


def test_a_break_interrupts_the_line():
    chart = trend_chart(four_years(break_text=[None, None, "quy chế mới", None]), unit=Unit.TASK).to_dict()
    (line,) = layers(chart)["line"]

    assert [row["run"] for row in line["rows"]] == [0, 0, 1, 1]
    assert {"field": "run", "type": "nominal"} in line["encoding"]["detail"]


def test_targets_are_ticks():
    chart = trend_chart(four_years(target=[2, None, 5, 8]), unit=Unit.TASK).to_dict()
    (ticks,) = layers(chart)["tick"]

    assert [(row["period_name"], row["target"]) for row in ticks["rows"]] == [
        ("năm 2019", 2),
        ("năm 2021", 5),
        ("năm 2022", 8),
    ]


def test_a_figure_without_text_is_written_as_its_unit_is_read():
    chart = trend_chart(four_years(value=[0.5, 0.75, 1.0, 0.825]), unit=Unit.SHARE).to_dict()

    assert layers(chart)["text"][0]["rows"][3]["value_text"] == "82,5 %"


def test_where_periods_stand_close_only_the_last_figure_is_told():
    months = pl.DataFrame(
        {
            "period_start": [date(2021 + month // 12, month % 12 + 1, 1) for month in range(18)],
            "period_name": [f"tháng {month}" for month in range(18)],
            "value": [float(month) for month in range(18)],
            "group_name": ["Toàn sở"] * 18,
        }
    )
    text = layers(trend_chart(months, unit=Unit.TASK, highlight="tháng 3").to_dict())["text"][0]

    assert [row["value"] for row in text["rows"]] == [3, 17]


def test_several_lines_have_shapes_beside_their_colours():
    chart = trend_chart(frame(group_name=["A", "B"]), unit=Unit.TASK).to_dict()

    assert layers(chart)["point"][0]["encoding"]["shape"]["field"] == "group_name"


def test_of_many_lines_the_highest_are_told_apart():
    names = [f"Đơn vị {each}" for each in range(40)]
    many = pl.concat([frame(group_name=[name] * 2, value=[1.0, at * 1.0]) for at, name in enumerate(names)])
    chart = trend_chart(many, unit=Unit.TASK).to_dict()
    grey, own = (layer for layer in chart["layer"] if layer["mark"]["type"] == "line")

    assert own["encoding"]["color"]["scale"]["domain"] == [*names[32:], "32 nhóm khác"]
    assert own["encoding"]["color"]["legend"]["symbolLimit"] == 0
    assert grey["encoding"]["color"] == {"datum": "32 nhóm khác"}
    assert {row["group_name"] for row in chart["datasets"][grey["data"]["name"]]} == set(names[:32])


def test_estimates_of_grey_lines_are_dashed_too():
    two = pl.concat(
        four_years(group_name=[name] * 4, value=[1.0, 1.0, 1.0, last], estimated=[False] * 3 + [True])
        for name, last in (("A", 5.0), ("B", 4.0))
    )
    lines = layers(trend_chart(two, unit=Unit.TASK, most=1).to_dict())["line"]
    drawn = [("strokeDash" in line["mark"], {row["group_name"] for row in line["rows"]}) for line in lines]

    assert drawn == [(False, {"B"}), (True, {"B"}), (True, {"A"}), (False, {"A"})]


def test_more_lines_than_colours_differ_in_shape():
    names = [f"Đơn vị {each}" for each in range(20)]
    many = pl.concat([frame(group_name=[name] * 2, value=[1.0, 2.0]) for name in names])
    point = layers(trend_chart(many, unit=Unit.TASK, most=20).to_dict())["point"][0]["encoding"]

    looks = list(zip(point["color"]["scale"]["range"], point["shape"]["scale"]["range"], strict=True))
    assert len(set(looks)) == 20


def test_no_line_told_apart_is_refused():
    with pytest.raises(WrongUseError, match="ít nhất một đường"):
        trend_chart(frame(group_name=["A", "B"]), unit=Unit.TASK, most=0)


def test_a_group_without_name_is_refused():
    with pytest.raises(WrongUseError, match="“group_name” của bảng để vẽ có 1 ô trống trong 2 dòng"):
        trend_chart(frame(group_name=["A", None]), unit=Unit.TASK)


def test_alt_text_tells_the_ends_of_each_line():
    assert trend_chart(four_years(), unit=Unit.TASK).to_dict()["description"] == (
        "Biểu đồ đường: Toàn sở từ 3 (năm 2019) đến 7 (năm 2022)."
    )
    assert trend_chart(four_years(), unit=Unit.TASK, title="Tasks", language="en").to_dict()["description"] == (
        "Line chart “Tasks”: Toàn sở from 3 (năm 2019) to 7 (năm 2022)."
    )
