import polars as pl
import pytest

from khcn_analytics.analysis.scoring import score
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import emulation_scores as scores
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace

OFFICE, SCIENCE, BLOCKED = "Văn phòng", "Phòng Quản lý khoa học", "Trung tâm Ứng dụng tiến bộ KH&CN"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_a_made_scheme_says_so_and_who_lacks_a_total_is_named(store):
    words = scores.scheme_words(Chosen.of(store))

    assert "tự đặt" in words.paragraphs[0]
    assert words.lines is not None
    assert words.lines["Phiên bản"] == "mau_100 2023.1"
    assert words.lines["Thang điểm"] == "100 điểm nội dung, thưởng tối đa 8"
    assert words.lines["Chưa có tổng điểm"] == f"{BLOCKED}: thiếu tiêu chí bắt buộc phải có điểm: B3"


def test_ranks_are_those_of_the_scoring_and_lead_to_the_unit(store):
    table = scores.ranks(Chosen.of(store))
    first = table.rows.row(0, named=True)

    assert (first["Đơn vị"], first["Hạng"], first["Tổng điểm"]) == (OFFICE, "1", "89,1")
    assert table.rows.row(-1, named=True)["Hạng"] == "–"
    assert "scored_unit=Ph" in table.links[1]
    assert table.figures is not None
    assert table.figures["Tổng điểm"].equals(score(store.workspace, "mau_100", 2025).ranks["total"], check_names=False)


def test_the_account_ends_with_the_total_it_adds_up_to(store):
    table = scores.account(Chosen.of(store, {"scored_unit": SCIENCE}))
    assert table.figures is not None
    *lines, total = table.figures["Điểm"]

    assert table.title == f"Vì sao {SCIENCE} được 85,84 điểm"
    assert total == pytest.approx(85.84)
    assert sum(lines) == pytest.approx(total)


def test_an_account_without_a_total_says_what_is_missing(store):
    chosen = Chosen.of(store, {"scored_unit": BLOCKED})
    table = scores.account(chosen)

    assert table.title == f"{BLOCKED}: chưa có tổng điểm"
    assert "B3" in table.note
    assert table.rows.row(-1)[:2] == ("Tổng điểm", "–")
    assert scores.waterfall(chosen) is None


def test_another_layer_has_its_own_points(store):
    own = scores.account(Chosen.of(store, {"scored_unit": BLOCKED, "layer": "self"}))

    assert "được" in own.title


def test_layers_tell_points_and_never_who_gave_them(store):
    table = scores.layers(Chosen.of(store, {"scored_unit": OFFICE}))
    promised = pl.col("Nội dung").str.starts_with("C2")

    assert table.rows.columns == ["Nội dung", "Tự chấm", "Thẩm định", "Quyết định"]
    # B1, B3 and C2 were reviewed otherwise than the office had scored itself.
    assert table.note.startswith("3 dòng khác nhau giữa các bước; mọi đơn vị: 11 trong 90 dòng.")
    assert table.rows.filter(promised).row(0)[1:] == ("5", "0", "0")
    assert table.verdicts["Thẩm định"].count("worse") == 3
    assert table.figures is not None
    assert (table.figures.height, table.figures["Đơn vị"].n_unique()) == (90, 6)


def test_what_is_enough_for_a_rank_comes_first(store):
    table = scores.reaching(Chosen.of(store, {"scored_unit": SCIENCE, "goal": "1"}))
    verdicts = table.verdicts["Kết luận"]
    reached = score(store.workspace, "mau_100", 2025).reach(SCIENCE, rank=1)["reached"].to_list()

    assert list(verdicts) == sorted(("met" if each else None for each in reached), key=lambda each: each is None)
    assert table.figures is not None
    assert table.figures.height == table.rows.height


@pytest.mark.parametrize(
    ("unit", "words"), [(OFFICE, "đang ở hạng 1"), (BLOCKED, "chưa có tổng điểm nên không tính được")]
)
def test_there_may_be_nothing_to_reach(store, unit, words):
    with pytest.raises(WrongUseError, match=words):
        scores.reaching(Chosen.of(store, {"scored_unit": unit, "goal": "1"}))


def test_charts_are_drawn_in_both_languages(store):
    for language in ("vi", "en"):
        chosen = Chosen.of(store, {"language": language})
        for draw in (scores.points_chart, scores.ranking_chart, scores.waterfall, scores.rank_lines):
            assert draw(chosen).to_dict()["title"]["text"]


def test_of_a_single_period_there_are_no_rank_lines(store):
    assert scores.rank_lines(Chosen.of(store, {"scored_period": "2023"})) is None


def test_names_that_were_left_out_change_no_points(store):
    nameless = Store(example_workspace().without_personal_data())

    assert "scored_by" not in nameless.workspace.datasets["score_entries"].columns
    assert scores.ranks(Chosen.of(nameless)).rows.equals(scores.ranks(Chosen.of(store)).rows)


def test_where_nobody_is_scored_it_says_how_to_begin():
    with pytest.raises(WrongUseError, match="khcn template score_groups"):
        scores.ranks(Chosen.of(Store(reconstructed_workspace("kon_tum_2022"))))
