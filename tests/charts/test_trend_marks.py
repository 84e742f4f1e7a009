from datetime import date

import altair as alt
import polars as pl

from khcn_analytics.charts.trend_lines import trend_chart
from khcn_analytics.charts.trend_marks import breaks, targets
from khcn_analytics.vocabulary.units import Unit

PERIODS = ["năm 2019", "năm 2020", "năm 2021"]


def rows(**columns) -> pl.DataFrame:
    return pl.DataFrame({"period_name": PERIODS, "value": [3.0, 4.0, 6.0], **columns})


def test_no_targets_no_marks():
    frame = rows(target=pl.Series([None] * 3, dtype=pl.Float64))

    assert targets(frame, alt.X("period_name:O"), Unit.TASK, "vi") == []


def test_the_first_target_is_named_on_the_side_away_from_the_line():
    x = alt.X("period_name:O")
    below, above = (targets(rows(target=[target, 5, 5]), x, Unit.TASK, "vi")[1].to_dict() for target in (2.0, 4.0))

    assert below["mark"]["dy"] > 0
    assert above["mark"]["dy"] < 0
    (named,) = below["datasets"].values()
    assert [row["target_text"] for row in named] == ["chỉ tiêu 2"]


def test_a_break_is_a_rule_before_its_period_with_its_text():
    rule, _, text = (each.to_dict() for each in breaks(rows(break_text=[None, "quy chế mới", None]), PERIODS))

    assert rule["mark"]["type"] == "rule"
    assert rule["encoding"]["x"]["bandPosition"] == 0
    ((row,),) = text["datasets"].values()
    assert row == {"period_name": "năm 2020", "break_text": "quy chế mới"}


def test_a_long_text_of_a_break_is_told_in_lines_above_the_plot():
    long = "Không còn Thanh tra Sở; Sở thực hiện kiểm tra chuyên ngành thay cho thanh tra chuyên ngành."
    rule, _, text = (each.to_dict() for each in breaks(rows(break_text=[None, long, None]), PERIODS))

    ((row,),) = text["datasets"].values()
    assert row["break_text"].count("\n") == 1
    assert rule["encoding"]["y"]["value"] < text["encoding"]["y"]["value"] < -5


def test_a_break_of_several_groups_is_told_once():
    frame = pl.concat([rows(break_text=[None, None, "quy chế mới"])] * 2)

    assert len(breaks(frame, PERIODS)) == 3  # one rule, one text and the white below it


def test_a_late_break_is_told_to_the_left():
    _, _, text = breaks(rows(break_text=[None, None, "quy chế mới"]), PERIODS)

    assert text.to_dict()["mark"]["align"] == "right"


def test_texts_of_two_breaks_stand_above_each_other_and_above_the_figures():
    found = [each.to_dict() for each in breaks(rows(break_text=[None, "quy chế mới", "sáp nhập"]), PERIODS)]
    kinds = [each["mark"]["type"] for each in found]
    heights = {
        row["break_text"]: each["encoding"]["y"]["value"]
        for each in found
        if each["mark"]["type"] == "text"
        for rows in each["datasets"].values()
        for row in rows
    }

    assert kinds == ["rule", "rule", "text", "text", "text", "text"]
    # Figures take 24 pixels above the plot; a line takes 13, and 4 lie between.
    assert heights == {"sáp nhập": -24, "quy chế mới": -24 - 13 - 4}


def test_money_targets_are_told_in_trieu():
    frame = pl.DataFrame(
        {
            "period_start": [date(2021, 1, 1)],
            "period_name": ["năm 2021"],
            "value": [2e6],
            "group_name": ["Toàn sở"],
            "target": [1_500_000],
        }
    )

    words = str(trend_chart(frame, unit=Unit.VND).to_dict()["datasets"])
    assert "chỉ tiêu 1,5 triệu" in words
