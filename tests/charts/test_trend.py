from datetime import date

import polars as pl
import vl_convert

from khcn_analytics.charts.trend import trend_chart
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
