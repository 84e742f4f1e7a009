import polars as pl

from khcn_analytics.charts.versus_target import bullet
from khcn_analytics.vocabulary.units import Unit

FRAME = pl.DataFrame(
    {
        "name": ["năm 2021", "năm 2022", "năm 2023"],
        "actual": [22.0, 30.0, None],
        "target": [24, 26, None],
        "verdict": ["missed", "met", "not_judged"],
    }
)


def test_targets_are_ticks_on_the_scale_of_the_bars():
    bars, halo, ticks, _ = bullet(FRAME, unit=Unit.TASK).to_dict()["layer"]

    assert bars["encoding"]["x"]["field"] == "actual"
    assert halo["encoding"]["x"] == ticks["encoding"]["x"] == {"field": "target", "type": "quantitative"}


def test_figures_and_targets_are_told_beside_the_bars():
    (rows,) = bullet(FRAME, unit=Unit.TASK).to_dict()["datasets"].values()

    assert [row["told"] for row in rows] == ["22 / chỉ tiêu 24", "30 / chỉ tiêu 26", "– / chỉ tiêu –"]


def test_the_legend_holds_the_states_that_are_there():
    legend = bullet(FRAME.head(2), unit=Unit.TASK).to_dict()["layer"][0]["encoding"]["color"]["legend"]

    assert legend["values"] == ["met", "missed"]


def test_alt_text_tells_each_value_and_whether_it_was_enough():
    assert bullet(FRAME.head(2), unit=Unit.TASK, language="en").to_dict()["description"] == (
        "Bullet chart: năm 2021 22 / target 24 (missed); năm 2022 30 / target 26 (target met)."
    )
