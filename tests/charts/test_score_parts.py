import polars as pl

from khcn_analytics.charts.score_parts import score_bars

FRAME = pl.DataFrame(
    {
        "name": ["Văn phòng", "Văn phòng", "Thanh tra Sở"],
        "part_name": ["Nội dung", "Điểm trừ", "Nội dung"],
        "points": [92.375, -3.0, 80.0],
        "starts_at": [0.0, -3.0, 0.0],
        "ends_at": [92.375, 0.0, 80.0],
        "total_text": ["89,38", "89,38", "80"],
    }
)


def test_parts_lie_where_the_frame_says():
    bars = score_bars(FRAME).to_dict()["layer"][0]

    assert (bars["encoding"]["x"]["field"], bars["encoding"]["x2"]["field"]) == ("starts_at", "ends_at")
    assert bars["encoding"]["color"]["scale"]["domain"] == ["Nội dung", "Điểm trừ"]


def test_each_unit_has_one_total_at_its_end():
    chart = score_bars(FRAME).to_dict()
    rows = chart["datasets"][chart["layer"][1]["data"]["name"]]

    assert [(row["name"], row["total_text"], row["ends_at"]) for row in rows] == [
        ("Văn phòng", "89,38", 92.375),
        ("Thanh tra Sở", "80", 80.0),
    ]


def test_alt_text_tells_the_totals():
    assert score_bars(FRAME, language="en").to_dict()["description"] == (
        "Scores by part: Văn phòng 89,38; Thanh tra Sở 80."
    )
