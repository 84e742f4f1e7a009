import pytest

import khcn_analytics as kh
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.robustness import Dirichlet

UNIT = "Phòng Quản lý khoa học"


@pytest.fixture(scope="module")
def scoring():
    return kh.score(kh.example_workspace(), "mau_100", 2025)


def drawn(chart):
    return chart.to_dict()


def test_every_chart_names_the_data_the_scheme_and_that_it_is_made(scoring):
    charts = [
        scoring.points_chart(),
        scoring.ranking_chart(),
        scoring.waterfall(UNIT),
        scoring.tornado(UNIT),
        scoring.bump_chart([2024], "Khối phòng chuyên môn"),
    ]
    for chart in charts:
        subtitle = " ".join(drawn(chart)["title"]["subtitle"])
        assert "mau_100 2023.1" in subtitle
        assert "tự đặt" in subtitle


def test_the_bars_of_points_end_at_the_totals(scoring):
    text = drawn(scoring.points_chart())["description"]

    assert "Văn phòng 89,1" in text


def test_who_is_not_ranked_is_drawn_with_the_reason(scoring):
    text = drawn(scoring.ranking_chart())["description"]

    assert "Trung tâm Ứng dụng tiến bộ KH&CN chưa xếp hạng: thiếu" in text


def test_the_title_of_ranges_tells_how_weights_vary(scoring):
    assert drawn(scoring.ranking_chart())["title"]["text"].endswith("±25 %")
    assert drawn(scoring.ranking_chart(Dirichlet()))["title"]["text"].endswith("tùy ý")
    assert drawn(scoring.ranking_chart(Dirichlet(20.0)))["title"]["text"].endswith("quanh mức đã chọn")


def test_the_steps_of_a_total_end_in_it(scoring):
    chart = drawn(scoring.waterfall(UNIT))
    rows = max(chart["datasets"].values(), key=len)

    assert rows[-1]["amount"] == 85.84
    assert rows[-2]["ends_at"] == pytest.approx(85.84, abs=0.005)


def test_what_rounding_takes_is_not_drawn(scoring):
    assert "Điều chỉnh" not in drawn(scoring.waterfall(UNIT))["description"]


@pytest.mark.parametrize("ask", [kh.Scoring.waterfall, kh.Scoring.tornado])
def test_the_steps_of_who_has_no_total_are_refused_with_the_reason(scoring, ask):
    with pytest.raises(WrongUseError, match="B3"):
        ask(scoring, "Trung tâm Ứng dụng tiến bộ KH&CN")


def test_ranks_of_several_groups_are_not_drawn_on_one_line(scoring):
    with pytest.raises(WrongUseError, match="rank_group"):
        scoring.bump_chart([2024])
    with pytest.raises(UnknownNameError, match="Khối"):
        scoring.bump_chart([2024], "Khối nào đó")


def test_charts_speak_english(scoring):
    assert drawn(scoring.points_chart("en"))["title"]["text"] == "Emulation scores, 2025 (decided)"


def test_who_has_no_total_stands_among_the_bars_with_the_reason(scoring):
    assert (
        "Trung tâm Ứng dụng tiến bộ KH&CN thiếu tiêu chí bắt buộc phải có điểm: B3"
        in (drawn(scoring.points_chart())["description"])
    )
