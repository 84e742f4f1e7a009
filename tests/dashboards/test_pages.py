from typing import cast

import pytest

from khcn_analytics.dashboards.filters import Filters
from khcn_analytics.dashboards.pages import Overview, overview_page
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


@pytest.fixture
def overview(store):
    return Overview(store, Filters(store))


def chart_rows(pane) -> list[dict]:
    # The highlighted point is a frame of its own.
    return max(pane.object["datasets"].values(), key=len)


def test_a_widget_changes_cards_charts_and_table(overview):
    before = (overview.cards.object, chart_rows(overview.trend), overview.table.object)

    overview.selects["unit"].value = overview.store.units[1]

    after = (overview.cards.object, chart_rows(overview.trend), overview.table.object)
    assert overview.store.units[1] in overview.heading.object
    assert all(now != then for now, then in zip(after, before, strict=True))


def test_the_indicator_changes_the_charts_only(overview):
    cards = overview.cards.object

    overview.selects["indicator"].value = "inspections.fines_vnd"

    assert overview.cards.object == cards
    assert "Số tiền phạt (đồng)" in overview.trend_title.object


def test_the_language_changes_everything_at_once(overview):
    overview.language.value = "en"

    assert overview.selects["period"].label == "Period"
    assert "Tasks accepted" in overview.cards.object
    assert "Indicators: S&amp;T tasks" in overview.table_title.object


def test_another_kind_moves_the_period_list(overview):
    overview.selects["kind"].value = "half"

    assert overview.selects["period"].options["6 tháng cuối năm 2025"] == "2025H2"
    assert overview.selects["period"].value == "2025H2"


def test_every_choice_can_be_shown(overview):
    for indicator in overview.filters.param.indicator.objects:
        overview.filters.indicator = indicator
        assert chart_rows(overview.trend)


def test_a_page_that_fails_says_so_instead_of_spinning(caplog):
    page = overview_page(cast("Store", None))

    assert "Không mở được trang này" in page.main[0].object
    assert "could not be built" in caplog.text
