import polars as pl

from khcn_analytics.charts.swings import tornado
from khcn_analytics.vocabulary.units import Unit

FRAME = pl.DataFrame({"name": ["Sáng kiến", "Hồ sơ"], "at_less": [80.0, 85.0], "at_more": [88.0, None]})


def drawn(**settings):
    return tornado(FRAME, base=84.0, unit=Unit.POINT, **settings).to_dict()


def test_bars_go_from_the_figure_as_it_is():
    bars, rule, *_ = drawn()["layer"]

    assert (bars["encoding"]["x"]["field"], bars["encoding"]["x2"]["field"]) == ("base", "value")
    assert rule["encoding"]["x"]["field"] == "base"


def test_figures_stand_on_the_outer_side_of_their_bars():
    chart = drawn()
    sides = [chart["datasets"][layer["data"]["name"]] for layer in chart["layer"][2:]]

    assert [[row["value_text"] for row in side] for side in sides] == [["80"], ["85", "88"]]


def test_the_legend_says_what_less_and_more_are():
    colour = drawn(less="trọng số −25 %", more="trọng số +25 %")["layer"][0]["encoding"]["color"]

    assert colour["scale"]["domain"] == ["trọng số −25 %", "trọng số +25 %"]


def test_alt_text_tells_where_each_cause_takes_the_figure():
    assert drawn(language="en")["description"] == "Tornado chart: Sáng kiến: 80 to 88; Hồ sơ: 85 to –."
