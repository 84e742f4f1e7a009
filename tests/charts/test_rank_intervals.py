import polars as pl

from khcn_analytics.charts.rank_intervals import rank_ranges

FRAME = pl.DataFrame(
    {"name": ["Văn phòng", "Thanh tra Sở"], "rank": [1.0, 2.5], "lowest": [1.0, 2.0], "highest": [1.0, 4.0]}
)


def rows_of(frame):
    (rows,) = rank_ranges(frame).to_dict()["datasets"].values()
    return rows


def test_a_bar_over_the_range_lies_under_the_rank():
    bar, dot, *_ = rank_ranges(FRAME).to_dict()["layer"]

    assert (bar["encoding"]["x"]["field"], bar["encoding"]["x2"]["field"]) == ("lowest", "highest")
    assert dot["encoding"]["x"]["field"] == "rank"
    assert bar["encoding"]["x"]["scale"] == dot["encoding"]["x"]["scale"]


def test_every_rank_of_a_range_is_on_the_axis():
    axis = rank_ranges(FRAME).to_dict()["layer"][0]["encoding"]["x"]["axis"]

    assert axis["values"] == [1, 2, 3, 4]


def test_a_range_of_one_rank_is_told_as_that_rank():
    assert [row["told"] for row in rows_of(FRAME)] == ["hạng 1", "hạng 2,5, từ 2 đến 4"]


def test_what_is_told_can_be_given():
    assert [row["told"] for row in rows_of(FRAME.with_columns(told=pl.Series(["97 điểm", None])))] == [
        "97 điểm",
        "hạng 2,5, từ 2 đến 4",
    ]


def test_alt_text_tells_each_rank_with_its_range():
    assert rank_ranges(FRAME, language="en").to_dict()["description"] == (
        "Ranks and their ranges: Văn phòng rank 1; Thanh tra Sở rank 2.5, 2 to 4."
    )


def test_a_long_reason_stands_in_lines_and_the_rows_make_room():
    reason = "chưa xếp hạng: nội dung “Thực hiện nhiệm vụ” và “Cải cách hành chính” chưa có số liệu của năm 2025"
    spec = rank_ranges(FRAME.with_columns(told=pl.Series([reason, None]))).to_dict()
    (rows,) = spec["datasets"].values()

    lines = rows[0]["told_lines"].split("\n")
    assert " ".join(lines) == rows[0]["told"] == reason
    assert max(map(len, lines)) <= 30
    # 4 lines of 14 pixels and 10 between rows.
    assert (len(lines), spec["height"]["step"]) == (4, 66)
