import re

import polars as pl
import pytest
from playwright.sync_api import expect

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import inspections
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace

STANDARDS = "Chi cục Tiêu chuẩn Đo lường Chất lượng"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", "page": "inspections", **query}, pages=("inspections", "explanation"))


def test_the_calendar_shows_the_year_of_the_period_for_the_chosen_field(store):
    def days(**query) -> int:
        chart = inspections.calendar(chosen_of(store, **query)).to_dict()
        assert "2024" in chart["title"]["text"]
        return len({row["day_text"] for rows in chart["datasets"].values() for row in rows if row.get("inspections")})

    assert days() > days(inspected_field="radiation") > 0
    assert days(period="2024Q2") == days()


def test_the_table_holds_every_figure_of_each_field(store):
    table = inspections.fields(chosen_of(store))
    records = store.workspace.datasets["inspections"].filter(
        pl.col("started_on").dt.year() == 2024, pl.col("activity") != "survey", pl.col("field") == "measurement"
    )

    assert table.figures is not None
    row = table.figures.filter(pl.col("Lĩnh vực") == "Đo lường").row(0, named=True)
    assert row["Số cuộc"] == records.height
    assert row["Cơ sở"] == records["subjects"].sum()
    assert row["Vi phạm"] == records["violating_subjects"].sum()
    assert row["Tiền phạt (đồng)"] == records["fines_vnd"].sum()
    assert row["Theo kế hoạch"] + row["Đột xuất"] == row["Số cuộc"]
    assert "inspected_field=" in table.links[0]


def test_what_was_planned_stands_beside_what_was_done(store):
    table = inspections.plan(chosen_of(store))

    assert table is not None
    assert table.figures is not None
    checked = table.figures.filter(pl.col("Chỉ tiêu") == "Cơ sở được kiểm tra", pl.col("Kỳ") == "năm 2024")
    records = store.workspace.datasets["inspections"].filter(
        pl.col("started_on").dt.year() == 2024, pl.col("activity") == "check"
    )
    assert checked["Thực hiện"].item() == records["subjects"].sum()
    assert checked["Chênh lệch"].item() == checked["Thực hiện"].item() - checked["Kế hoạch"].item()
    assert table.rows["Kỳ"].to_list()[-1] == "6 tháng đầu năm 2024"


def test_a_unit_has_its_own_targets(store):
    table = inspections.plan(chosen_of(store, unit=STANDARDS))

    assert table is not None
    assert table.note == STANDARDS
    assert table.rows.height == 1


def test_a_workspace_without_targets_says_so_and_the_figures_stay():
    bare = Store(reconstructed_workspace("kon_tum_2022"))
    chosen = Chosen.of(bare, {"period": "2022"})

    with pytest.raises(WrongUseError, match="chưa có bộ “Chỉ tiêu”"):
        inspections.plan(chosen)
    if "inspections" in bare.workspace.datasets:
        assert inspections.figures(chosen)


@pytest.mark.browser
def test_a_click_on_a_field_narrows_the_page_and_a_reload_keeps_it(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=inspections&period=2024")
    bars = page.locator(".vega-embed", has_text="An toàn bức xạ").first.locator("g.mark-rect.role-mark path")
    expect(bars.first).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=60_000)

    bars.first.click()

    field = page.get_by_role("combobox", name="Lĩnh vực thanh tra, kiểm tra")
    expect(field).not_to_have_text("Mọi lĩnh vực", timeout=20_000)
    expect(page).to_have_url(re.compile("inspected_field="))
    told = field.inner_text()

    page.reload()

    expect(field).to_have_text(told, timeout=30_000)


@pytest.mark.browser
def test_the_page_speaks_english(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?page=inspections&period=2024&language=en")

    expect(page.get_by_role("heading", name="Inspections in 2024")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name="Results against the targets of the year 2024")).to_be_visible()
