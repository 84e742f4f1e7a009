import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.lacking import need
from khcn_analytics.dashboards.pages import inspections, overview, tasks
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import reconstructed_workspace


@pytest.fixture(scope="module")
def chosen():
    return Chosen.of(Store(reconstructed_workspace("kon_tum_2022")))


def test_what_was_never_imported_is_named(chosen):
    with pytest.raises(WrongUseError) as told:
        need(chosen.store, ["staff", "tasks", "targets"])

    assert told.value.vi.startswith("Kho dữ liệu chưa có bộ “Chỉ tiêu”, “Nhân sự”.")
    need(chosen.store, ["tasks"])


def test_pages_say_so_where_a_chart_or_a_table_would_stand(chosen):
    with pytest.raises(WrongUseError, match="“Chỉ tiêu”"):
        overview.targets_chart(chosen)
    with pytest.raises(WrongUseError, match="“Chỉ tiêu”"):
        inspections.plan(chosen)
    money = tasks.rows("leaders")[-1][1][0]
    money.begin(Filters(chosen))
    with pytest.raises(WrongUseError, match="“Kinh phí nhiệm vụ”"):
        money.made_anew()
