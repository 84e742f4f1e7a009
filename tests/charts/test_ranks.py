from datetime import date

import polars as pl

from khcn_analytics.charts.ranks import bump
from khcn_analytics.charts.theme import GROUPS, PALE

FRAME = pl.DataFrame(
    {
        "period_start": [date(2021, 1, 1)] * 2 + [date(2022, 1, 1)] * 2,
        "period_name": ["năm 2021"] * 2 + ["năm 2022"] * 2,
        "group_name": ["Văn phòng", "Thanh tra Sở"] * 2,
        "rank": [1.0, 2.0, 1.5, 1.5],
    }
)


def test_the_first_rank_is_on_top():
    y = bump(FRAME).to_dict()["layer"][0]["encoding"]["y"]

    assert y["scale"]["domain"] == [2.5, 0.5]


def test_tied_ranks_are_written_as_they_are():
    chart = bump(FRAME).to_dict()

    assert "'rank_text': '1,5'" in str(chart["datasets"])
    assert "'rank_text': '1.5'" in str(bump(FRAME, language="en").to_dict()["datasets"])


def test_only_what_is_highlighted_has_a_colour():
    scale = bump(FRAME, highlight=["Văn phòng"]).to_dict()["layer"][0]["encoding"]["color"]["scale"]

    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {"Thanh tra Sở": PALE, "Văn phòng": GROUPS[0]}


def test_names_stand_at_the_last_period_where_a_page_makes_room_for_them():
    axis = bump(FRAME).to_dict()["layer"][0]["encoding"]["y"]["axis"]

    assert axis["orient"] == "right"
    assert axis["values"] == [1, 2]
    assert axis["labelExpr"] == '[["Văn phòng"], ["Thanh tra Sở"]][datum.value - 1]'


def test_who_is_not_ranked_any_more_is_named_where_it_ended():
    chart = bump(FRAME.head(3)).to_dict()
    *_, names = chart["layer"]

    assert chart["layer"][0]["encoding"]["y"]["axis"]["labelExpr"] == '[["Văn phòng"]][datum.value - 1]'
    assert names["mark"]["type"] == "text"
    assert [row["group_name"] for row in chart["datasets"][names["data"]["name"]]] == ["Thanh tra Sở"]


def test_alt_text_tells_the_ends_of_each_line():
    assert bump(FRAME).to_dict()["description"] == (
        "Biểu đồ thứ hạng: Văn phòng từ hạng 1 (năm 2021) đến hạng 1,5 (năm 2022); "
        "Thanh tra Sở từ hạng 2 (năm 2021) đến hạng 1,5 (năm 2022)."
    )


def test_periods_without_any_rank_are_drawn():
    assert bump(FRAME.with_columns(rank=pl.lit(None, pl.Float64))).to_dict()["description"] == (
        "Biểu đồ thứ hạng: chưa có giá trị."
    )


def test_a_break_cuts_the_lines_and_is_told():
    broken = FRAME.with_columns(break_text=pl.Series([None, None, "Sáp nhập.", "Sáp nhập."]))
    chart = bump(broken).to_dict()
    line, rule, *_ = chart["layer"]

    assert rule["mark"]["type"] == "rule"
    assert {"field": "run", "type": "nominal"} in line["encoding"]["detail"]
    assert [row["run"] for row in chart["datasets"][line["data"]["name"]]] == [0, 0, 1, 1]
    assert chart["description"].endswith("; gãy chuỗi từ năm 2022 (Sáp nhập).")


def test_a_period_that_nobody_is_ranked_in_is_told():
    later = FRAME.filter(pl.col("period_name") == "năm 2022").with_columns(
        period_start=date(2023, 1, 1), period_name=pl.lit("năm 2023")
    )
    gap = FRAME.with_columns(rank=pl.when(pl.col("period_name") == "năm 2021").then("rank"))

    assert "không có giá trị: năm 2022" in bump(pl.concat([FRAME.head(2), gap.tail(2), later])).to_dict()["description"]


def test_names_in_many_lines_have_room():
    long = "Trung tâm Kỹ thuật Tiêu chuẩn Đo lường Chất lượng và Ứng dụng tiến bộ khoa học và công nghệ"
    chart = bump(FRAME.with_columns(pl.col("group_name").replace({"Văn phòng": long}))).to_dict()

    # Four lines of 14 pixels and 10 between, for two ranks.
    assert chart["height"] == 2 * (4 * 14 + 10)


def test_ties_stand_below_each_other_with_the_same_rank():
    tied = FRAME.with_columns(rank=pl.Series([1, 2, 1, 1]))
    (rows, *_) = bump(tied).to_dict()["datasets"].values()

    assert [(row["rank_text"], row["place"]) for row in rows] == [("1", 1), ("2", 2), ("1", 1), ("1", 2)]


def test_names_of_many_periods_have_room():
    quarters = [f"quý {quarter} năm {year}" for year in (2023, 2024, 2025) for quarter in ("I", "II", "III", "IV")]
    many = pl.DataFrame(
        {
            "period_start": [date(2023 + at // 4, 1 + 3 * (at % 4), 1) for at in range(12)],
            "period_name": quarters,
            "group_name": ["Văn phòng"] * 12,
            "rank": [1.0] * 12,
        }
    )
    assert bump(FRAME).to_dict()["width"] == 420
    assert bump(many).to_dict()["width"] == 12 * (7 * len("quý III năm 2025") + 16)
