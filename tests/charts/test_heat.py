import polars as pl

from khcn_analytics.charts.heat import heat_map

FRAME = pl.DataFrame(
    {
        "group_name": ["Văn phòng", "Văn phòng", "Thanh tra Sở", "Thanh tra Sở"],
        "indicator_name": ["Sáng kiến", "Tỷ lệ cơ sở vi phạm"] * 2,
        "value_text": ["3", "12,5 %", "7", "–"],
        "shade": [0.3, 0.9, 0.7, None],
    }
)


def test_rows_and_columns_keep_their_order():
    cells, _ = heat_map(FRAME, shade_title="Tỷ trọng").to_dict()["layer"]

    assert cells["encoding"]["y"]["sort"] == ["Văn phòng", "Thanh tra Sở"]
    assert cells["encoding"]["x"]["sort"] == ["Sáng kiến", "Tỷ lệ cơ sở vi\nphạm"]


def test_the_shade_is_the_one_given_on_a_scale_from_0_to_1():
    chart = heat_map(FRAME, shade_title="Tỷ trọng").to_dict()
    shade = chart["layer"][0]["encoding"]["color"]["condition"]

    assert shade["field"] == "shade"
    assert shade["scale"]["domain"] == [0, 1]
    assert shade["legend"]["title"] == "Tỷ trọng"
    (rows,) = chart["datasets"].values()
    assert [row["shade"] for row in rows] == [0.3, 0.9, 0.7, None]


def test_a_cell_without_shade_is_white_and_keeps_its_text():
    cells, texts = heat_map(FRAME, shade_title="Tỷ trọng").to_dict()["layer"]

    assert cells["encoding"]["color"]["condition"]["test"] == "isValid(datum.shade)"
    assert cells["encoding"]["color"]["value"] == "white"
    assert texts["encoding"]["text"]["field"] == "value_text"


def test_alt_text_tells_the_darkest_cells():
    assert heat_map(FRAME, shade_title="Tỷ trọng").to_dict()["description"] == (
        "Bản đồ nhiệt: Văn phòng, Tỷ lệ cơ sở vi phạm: 12,5 %; Thanh tra Sở, Sáng kiến: 7; Văn phòng, Sáng kiến: 3."
    )
