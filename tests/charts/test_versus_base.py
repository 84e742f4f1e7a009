import polars as pl

from khcn_analytics.charts.comparison import comparison_chart
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
    chart = comparison_chart(FRAME, unit=Unit.TASK).to_dict()

    bars, ticks, *_ = chart["layer"]
    assert bars["encoding"]["y"]["sort"] == ["Văn phòng", "Chi cục"]
    assert ticks["encoding"]["x"]["field"] == "base"


def test_alt_text_tells_values_and_changes():
    chart = comparison_chart(FRAME, unit=Unit.TASK, title="Sáng kiến", source="báo cáo năm").to_dict()

    assert chart["description"] == "Biểu đồ cột “Sáng kiến”: Văn phòng 1 (−1); Chi cục 5 (–)."
    assert chart["title"]["subtitle"] == "Nguồn: báo cáo năm"
