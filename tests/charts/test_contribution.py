import polars as pl

from khcn_analytics.charts.contribution import waterfall
from khcn_analytics.vocabulary.units import Unit

FRAME = pl.DataFrame(
    {
        "step_name": ["năm 2021", "Văn phòng", "Thanh tra Sở", "năm 2022"],
        "step": ["base", "part", "part", "value"],
        "amount": [10.0, 3.0, -1.0, 12.0],
        "starts_at": [0.0, 10.0, 13.0, 0.0],
        "ends_at": [10.0, 13.0, 12.0, 12.0],
    }
)


def drawn(**settings):
    chart = waterfall(FRAME, unit=Unit.TASK, **settings).to_dict()
    bars = chart["layer"][0]
    return chart, bars, chart["datasets"][chart.get("data", bars.get("data"))["name"]]


def test_bars_stand_where_the_frame_says():
    _, bars, rows = drawn()

    assert (bars["encoding"]["x"]["field"], bars["encoding"]["x2"]["field"]) == ("starts_at", "ends_at")
    assert [(row["starts_at"], row["ends_at"]) for row in rows] == [(0, 10), (10, 13), (13, 12), (0, 12)]
    assert bars["encoding"]["y"]["sort"] == ["năm 2021", "Văn phòng", "Thanh tra Sở", "năm 2022"]


def test_parts_are_signed_and_wholes_are_not():
    _, _, rows = drawn()

    assert [row["amount_text"] for row in rows] == ["10", "+3", "−1", "12"]
    assert [row["way"] for row in rows] == ["total", "rise", "fall", "total"]


def test_the_legend_is_in_the_language():
    assert "làm tăng" in drawn()[1]["encoding"]["color"]["legend"]["labelExpr"]
    assert "raises it" in drawn(language="en")[1]["encoding"]["color"]["legend"]["labelExpr"]


def test_alt_text_tells_the_steps():
    chart, _, _ = drawn(title="Sáng kiến")

    assert (
        chart["description"]
        == "Biểu đồ thác nước “Sáng kiến”: năm 2021 10; Văn phòng +3; Thanh tra Sở −1; năm 2022 12."
    )


def test_parts_of_a_share_are_points():
    shares = FRAME.with_columns(pl.col("amount", "starts_at", "ends_at") / 100)

    assert "+3 điểm %" in str(waterfall(shares, unit=Unit.SHARE).to_dict()["datasets"])
