import polars as pl

from khcn_analytics.charts.versus_base import comparison
from khcn_analytics.vocabulary.units import Unit

FRAME = pl.DataFrame(
    {
        "group_name": ["Văn phòng", "Chi cục"],
        "value": [1.0, 5.0],
        "base": [2.0, None],
        "value_text": ["1", "5"],
        "base_text": ["2", "–"],
        "change_text": ["−1", "–"],
    }
)


def test_bars_stand_in_the_order_of_the_rows_beside_their_base():
    chart = comparison(FRAME, unit=Unit.TASK).to_dict()

    bars, ticks, *_ = chart["layer"]
    assert bars["encoding"]["y"]["sort"] == ["Văn phòng", "Chi cục"]
    assert ticks["encoding"]["x"]["field"] == "base"


def test_the_legend_tells_what_a_tick_is():
    chart = comparison(FRAME, unit=Unit.TASK).to_dict()
    without = comparison(FRAME.with_columns(base=pl.lit(None, pl.Float64)), unit=Unit.TASK, language="en").to_dict()

    assert chart["layer"][0]["encoding"]["color"]["legend"]["values"] == ["Kỳ này", "Kỳ gốc"]
    assert chart["layer"][1]["encoding"]["color"] == {"datum": "Kỳ gốc"}
    assert without["layer"][0]["encoding"]["color"]["legend"]["values"] == ["This period"]


def test_each_group_has_its_room():
    assert comparison(FRAME, unit=Unit.TASK).to_dict()["height"] == {"step": 46}


def test_alt_text_tells_values_and_changes():
    chart = comparison(FRAME, unit=Unit.TASK, title="Sáng kiến", source="báo cáo năm").to_dict()

    assert chart["description"] == "Biểu đồ cột “Sáng kiến”: Văn phòng 1 (−1); Chi cục 5 (–)."
    assert chart["title"]["subtitle"] == "Nguồn: báo cáo năm"
