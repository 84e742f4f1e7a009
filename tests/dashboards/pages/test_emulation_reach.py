import pytest

from khcn_analytics.analysis.scoring import score
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_reach import reaching
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace

OFFICE = "Văn phòng"
SCIENCE = "Phòng Quản lý khoa học"
BLOCKED = "Trung tâm Ứng dụng tiến bộ KH&CN"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_what_is_enough_for_a_rank_comes_first(store):
    table = reaching(Chosen.of(store, {"scored_unit": SCIENCE, "goal": "1"}))
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
        reaching(Chosen.of(store, {"scored_unit": unit, "goal": "1"}))
