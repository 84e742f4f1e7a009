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


def test_more_parts_than_colours_are_numbered():
    parts = [f"Phần {each}" for each in range(12)]
    rows = {
        "name": "Văn phòng",
        "part_name": parts,
        # The first has 89 of 100 points, the others one each: 4,2 of 420 pixels, too few for a number.
        "starts_at": [0.0, *(89.0 + each for each in range(11))],
        "ends_at": [89.0 + each for each in range(12)],
    }
    frame = pl.DataFrame(rows).with_columns(points=pl.col("ends_at") - pl.col("starts_at"), total_text=pl.lit("100"))
    chart = score_bars(frame).to_dict()
    scale = chart["layer"][0]["encoding"]["color"]["scale"]
    numbers = chart["datasets"][chart["layer"][-1]["data"]["name"]]

    assert scale["domain"][:2] == ["1. Phần 0", "2. Phần 1"]
    assert len(set(scale["range"])) == 12
    assert [(row["number"], row["middle"]) for row in numbers] == [("1", 44.5)]


def test_few_parts_have_no_numbers():
    assert len(score_bars(FRAME).to_dict()["layer"]) == 2


def test_alt_text_tells_the_totals():
    assert score_bars(FRAME, language="en").to_dict()["description"] == (
        "Scores by part: Văn phòng 89,38; Thanh tra Sở 80."
    )
