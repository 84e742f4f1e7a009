import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_account import account, layers, waterfall
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace

OFFICE = "Văn phòng"
SCIENCE = "Phòng Quản lý khoa học"
BLOCKED = "Trung tâm Ứng dụng tiến bộ KH&CN"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_the_account_ends_with_the_total_it_adds_up_to(store):
    table = account(Chosen.of(store, {"scored_unit": SCIENCE}))
    assert table.figures is not None
    *lines, total = table.figures["Điểm"]

    assert table.title == f"Vì sao {SCIENCE} được 85,84 điểm"
    assert total == pytest.approx(85.84)
    assert sum(lines) == pytest.approx(total)


def test_an_account_without_a_total_says_what_is_missing(store):
    chosen = Chosen.of(store, {"scored_unit": BLOCKED})
    table = account(chosen)

    assert table.title == f"{BLOCKED}: chưa có tổng điểm"
    assert "B3" in table.note
    assert table.rows.row(-1)[:2] == ("Tổng điểm", "–")
    assert waterfall(chosen) is None


def test_another_layer_has_its_own_points(store):
    own = account(Chosen.of(store, {"scored_unit": BLOCKED, "layer": "self"}))

    assert "được" in own.title


def test_layers_tell_points_and_never_who_gave_them(store):
    table = layers(Chosen.of(store, {"scored_unit": OFFICE}))
    promised = pl.col("Nội dung").str.starts_with("C2")

    assert table.rows.columns == ["Nội dung", "Tự chấm", "Thẩm định", "Quyết định"]
    # B1, B3 and C2 were reviewed otherwise than the office had scored itself.
    assert table.note.startswith("3 dòng khác nhau giữa các bước; mọi đơn vị: 11 trong 90 dòng.")
    assert table.rows.filter(promised).row(0)[1:] == ("5", "0", "0")
    assert table.verdicts["Thẩm định"].count("worse") == 3
    assert table.figures is not None
    assert (table.figures.height, table.figures["Đơn vị"].n_unique()) == (90, 6)
