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


def test_names_stand_at_the_last_period():
    *_, names = bump(FRAME).to_dict()["layer"]

    assert names["mark"]["type"] == "text"
    assert names["encoding"]["text"]["field"] == "group_name_lines"


def test_alt_text_tells_the_ends_of_each_line():
    assert bump(FRAME).to_dict()["description"] == (
        "Biểu đồ thứ hạng: Văn phòng từ hạng 1 (năm 2021) đến hạng 1,5 (năm 2022); "
        "Thanh tra Sở từ hạng 2 (năm 2021) đến hạng 1,5 (năm 2022)."
    )


def test_periods_without_any_rank_are_drawn():
    assert bump(FRAME.with_columns(rank=pl.lit(None, pl.Float64))).to_dict()["description"] == (
        "Biểu đồ thứ hạng: chưa có giá trị."
    )


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
