import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_scheme import scheme_words
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace

BLOCKED = "Trung tâm Ứng dụng tiến bộ KH&CN"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_a_made_scheme_says_so_and_who_lacks_a_total_is_named(store):
    words = scheme_words(Chosen.of(store))

    assert "tự đặt" in words.paragraphs[0]
    assert words.lines is not None
    assert words.lines["Phiên bản"] == "mau_100 2023.1"
    assert words.lines["Thang điểm"] == "100 điểm nội dung, thưởng tối đa 8"
    assert words.lines["Chưa có tổng điểm"] == f"{BLOCKED}: thiếu tiêu chí bắt buộc phải có điểm: B3"
