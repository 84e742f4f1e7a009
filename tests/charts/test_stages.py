import polars as pl
import pytest

from khcn_analytics.charts.stages import funnel

FRAME = pl.DataFrame(
    {
        "stage_name": ["Đề xuất", "Phê duyệt", "Ký hợp đồng", "Nghiệm thu"],
        "tasks": [1200, 60, None, 12],
        "of_previous": [None, 0.05, None, None],
    }
)


def test_stages_stand_around_one_middle_in_their_order():
    bars = funnel(FRAME).to_dict()["layer"][0]

    assert bars["encoding"]["x"]["stack"] == "center"
    assert bars["encoding"]["y"]["sort"] == ["Đề xuất", "Phê duyệt", "Ký hợp đồng", "Nghiệm thu"]


@pytest.mark.parametrize(
    ("language", "number", "share"), [("vi", "1.200", "5 % của bước trước"), ("en", "1,200", "5 % of the step before")]
)
def test_figures_and_shares_are_written_in_the_language(language, number, share):
    (rows,) = funnel(FRAME, language=language).to_dict()["datasets"].values()

    assert [row["tasks_text"] for row in rows] == [number, "60", "–", "12"]
    assert [row["share_text"] for row in rows] == ["", share, "", ""]


def test_the_shares_are_not_needed():
    (rows,) = funnel(FRAME.drop("of_previous")).to_dict()["datasets"].values()

    assert [row["share_text"] for row in rows] == [""] * 4


def test_alt_text_tells_the_stages():
    assert funnel(FRAME).to_dict()["description"] == (
        "Biểu đồ phễu: Đề xuất 1.200; Phê duyệt 60 (5 % của bước trước); Ký hợp đồng –; Nghiệm thu 12."
    )
