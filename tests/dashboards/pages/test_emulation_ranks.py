import pytest

from khcn_analytics.analysis.scoring import score
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_account import waterfall
from khcn_analytics.dashboards.pages.emulation_ranks import points_chart, rank_lines, ranking_chart, ranks
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace

OFFICE = "Văn phòng"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_ranks_are_those_of_the_scoring_and_lead_to_the_unit(store):
    table = ranks(Chosen.of(store))
    first = table.rows.row(0, named=True)

    assert (first["Đơn vị"], first["Hạng"], first["Tổng điểm"]) == (OFFICE, "1", "89,1")
    assert table.rows.row(-1, named=True)["Hạng"] == "–"
    assert "scored_unit=Ph" in table.links[1]
    assert table.figures is not None
    assert table.figures["Tổng điểm"].equals(score(store.workspace, "mau_100", 2025).ranks["total"], check_names=False)


def test_charts_are_drawn_in_both_languages(store):
    for language in ("vi", "en"):
        chosen = Chosen.of(store, {"language": language})
        for draw in (points_chart, ranking_chart, waterfall, rank_lines):
            assert draw(chosen).to_dict()["title"]["text"]


def test_of_a_single_period_there_are_no_rank_lines(store):
    assert rank_lines(Chosen.of(store, {"scored_period": "2023"})) is None
