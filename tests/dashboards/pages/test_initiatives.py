import re

import polars as pl
import pytest
from playwright.sync_api import expect

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import initiatives
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace

SCIENCE = "Phòng Quản lý khoa học"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", "page": "initiatives", **query}, pages=("initiatives", "explanation"))


def rows_of(chart) -> list[dict]:
    return max(chart.to_dict()["datasets"].values(), key=len)


def test_the_funnel_follows_the_initiatives_of_the_period(store):
    records = store.workspace.datasets["initiatives"].filter(pl.col("submitted_on").dt.year() == 2024)
    stages = [
        records.height,
        records["grassroots_recognised_on"].is_not_null().sum(),
        records["scope_recognised_on"].is_not_null().sum(),
    ]

    assert [row["tasks"] for row in rows_of(initiatives.funnel(chosen_of(store)))] == stages


def test_each_batch_of_the_year_tells_what_came_of_it(store):
    records = store.workspace.datasets["initiatives"].filter(initiative_year=2024)
    rows = rows_of(initiatives.by_batch(chosen_of(store)))

    assert [row["group_name"] for row in rows] == ["Đợt 1", "Đợt 2"]
    assert [row["whole"] for row in rows] == [records.filter(batch=each).height for each in (1, 2)]
    recognised = records.filter(batch=1)["grassroots_recognised_on"].is_not_null().sum()
    assert rows[0]["part"] == recognised
    assert f"công nhận {recognised}" in rows[0]["told"]


def test_units_are_told_with_their_initiatives_per_100_staff(store):
    table = initiatives.units(chosen_of(store))
    workspace = store.workspace.datasets
    records = workspace["initiatives"].filter(
        pl.col("grassroots_recognised_on").dt.year() == 2024, pl.col("unit") == SCIENCE
    )
    staff = workspace["staff"].filter(unit=SCIENCE, year=2024)["headcount"].sum()

    assert table.figures is not None
    row = table.figures.filter(pl.col("Đơn vị") == SCIENCE).row(0, named=True)
    assert row["Công nhận"] == records.height
    assert row["Trên 100 người"] == pytest.approx(100 * records.height / staff)


def test_a_quarter_has_no_figures_of_the_year(store):
    assert "Trên 100 người" not in initiatives.units(chosen_of(store, period="2024Q2")).rows.columns
    assert len(initiatives.figures(chosen_of(store, period="2024Q2"))) == 7


def test_without_initiatives_there_is_nothing_to_draw(store):
    nowhere = chosen_of(store, unit="Thanh tra Sở", scope="national", initiative_field="operations")

    assert initiatives.funnel(nowhere) is None
    assert initiatives.by_batch(nowhere) is None


@pytest.mark.browser
def test_a_click_on_a_kind_of_solution_narrows_the_page_and_a_reload_keeps_it(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=initiatives&period=2024")
    bars = page.locator(".vega-embed", has_text="Giải pháp quản lý").first.locator("g.mark-rect.role-mark path")
    expect(bars.first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=60_000)

    bars.first.click()

    field = page.get_by_role("combobox", name="Lĩnh vực sáng kiến")
    expect(field).not_to_have_text("Mọi lĩnh vực", timeout=20_000)
    expect(page).to_have_url(re.compile("initiative_field="))
    told = field.inner_text()

    page.reload()

    expect(field).to_have_text(told, timeout=30_000)


@pytest.mark.browser
def test_a_quarter_without_data_says_so_in_words(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=initiatives&period=2024&unit=Thanh+tra+Sở&scope=national&initiative_field=operations")

    expect(page.get_by_text("Không có dữ liệu cho các lựa chọn này.").first).to_be_visible(timeout=60_000)
