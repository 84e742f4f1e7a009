import re
from datetime import date

import polars as pl
import pytest
from playwright.sync_api import Page, expect

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import tasks
from khcn_analytics.dashboards.parts.tables import TablePart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.store.workspace import example_workspace

SCIENCE = "Phòng Quản lý khoa học"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", "page": "tasks", **query}, pages=("tasks", "explanation"))


def rows_of(chart) -> list[dict]:
    return max(chart.to_dict()["datasets"].values(), key=len)


def overdue_on(store, day: date) -> pl.DataFrame:
    due, ended = pl.coalesce("extended_until", "due_on"), pl.min_horizontal("accepted_on", "terminated_on")
    return store.workspace.datasets["tasks"].filter(
        pl.col("kind") != "routine", pl.col("started_on") <= day, due < day, ended.is_null() | (ended > day)
    )


def test_the_funnel_follows_the_tasks_of_the_period_to_the_day(store):
    chart = tasks.funnel(chosen_of(store, day="2025-06-30")).to_dict()

    assert chart["title"]["text"] == "Nhiệm vụ đề xuất năm 2024: đến 30/06/2025 đã đi đến đâu"
    proposed = store.workspace.datasets["tasks"].filter(
        pl.col("proposed_on").dt.year() == 2024, pl.col("kind") != "routine"
    )
    assert next(iter(chart["datasets"].values()))[0]["tasks"] == proposed.height


def test_where_tasks_stand_is_told_as_of_the_day(store):
    bars = {row["group_name"]: row for row in rows_of(tasks.states(chosen_of(store, day="2023-12-31")))}

    late = overdue_on(store, date(2023, 12, 31)).height
    assert late > 0
    assert bars["Đang thực hiện, quá hạn"]["whole"] == bars["Đang thực hiện, quá hạn"]["part"] == late
    assert bars["Đang thực hiện, trong hạn"]["part"] is None


def test_leaders_see_how_many_are_overdue_in_each_unit_and_nobody_by_name(store):
    table = tasks.overdue_units(chosen_of(store, day="2023-12-31"))

    expected = overdue_on(store, date(2023, 12, 31))["unit"].value_counts()
    assert dict(table.rows.select("Đơn vị", "Quá hạn").iter_rows()) == dict(expected.iter_rows())
    assert table.title == f"Nhiệm vụ quá hạn đến ngày 31/12/2023: {expected['count'].sum()}"
    assert all("unit=" in link for link in table.links)


def test_planners_see_each_overdue_task_and_who_answers_for_it(store):
    table = tasks.overdue_records(chosen_of(store, day="2023-12-31"))

    assert set(table.rows["Mã nhiệm vụ"]) == set(overdue_on(store, date(2023, 12, 31))["task_id"])
    assert table.rows["Quá hạn (ngày)"].is_sorted(descending=True)
    assert "Chủ nhiệm" in table.rows.columns


def test_the_leaders_page_reads_no_personal_column(store):
    bare = Store(store.workspace.without_personal_data())
    personal = {name for name, card in column_cards(Tasks).items() if card.personal}
    assert personal.isdisjoint(bare.workspace.datasets["tasks"].columns)

    tables = [part for row in tasks.rows("leaders") for part, _ in row if isinstance(part, TablePart)]

    assert len(tables) == 1
    for row in tasks.rows("leaders"):
        for part, _ in row:
            assert part._make(chosen_of(bare)) is not None


def test_the_plan_marks_what_is_overdue(store):
    chart = tasks.gantt(chosen_of(store, day="2023-12-31"))

    spans = [row for row in rows_of(chart) if row.get("span") == "late"]
    assert len(spans) == min(overdue_on(store, date(2023, 12, 31)).height, 15)


def test_without_tasks_the_charts_are_none(store):
    nowhere = chosen_of(store, unit="Văn phòng", level="national")

    assert tasks.states(nowhere) is None
    assert tasks.gantt(nowhere) is None
    assert tasks.overdue_units(nowhere).rows.is_empty()


def test_a_day_within_the_period_is_told_in_words(store):
    with pytest.raises(Exception, match="chưa hết, chưa đủ nhiệm vụ đề xuất"):
        tasks.funnel(chosen_of(store, day="2024-06-30"))


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("h1")).to_have_count(1, timeout=30_000)
    expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=60_000)


@pytest.mark.browser
def test_a_click_on_a_level_narrows_the_page_and_a_reload_keeps_it(window, dashboard, store):
    page = window.page
    open_page(page, f"{dashboard}?page=tasks&period=2024")
    by_level = page.locator(".vega-embed", has_text="Cấp bộ").first

    by_level.locator("g.mark-rect.role-mark path").first.click()

    accepted = tasks.figures(chosen_of(store, level="provincial"))[4]
    tile = page.locator("a.card", has=page.get_by_role("heading", name=accepted.name, exact=True)).locator(".value")
    expect(tile).to_contain_text(accepted.value, timeout=20_000)
    expect(page).to_have_url(re.compile("level=provincial"))

    page.reload()

    expect(page.get_by_role("combobox", name="Cấp nhiệm vụ")).to_have_value("Cấp tỉnh", timeout=30_000)
    expect(tile).to_contain_text(accepted.value, timeout=30_000)


@pytest.mark.browser
def test_a_unit_of_the_overdue_list_leads_to_its_tasks(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=tasks&period=2023&day=2023-12-31")

    page.get_by_role("link", name=SCIENCE, exact=True).click()

    expect(page.get_by_role("combobox", name="Đơn vị")).to_have_value(SCIENCE, timeout=20_000)
