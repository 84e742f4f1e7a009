"""The pages as a reader meets them: a real browser, the leaders' server in a process of its own."""

import re
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from dashboards.browsing import choose, open_page
from playwright.sync_api import Page, expect

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.store import KEY_INDICATORS
from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.wording import in_words

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)

SCIENCE = "Phòng Quản lý khoa học"
LEADERS = [each.code for each in PAGES if "leaders" in each.apps]


def tile(page: Page, name: str):
    return page.locator("a.card", has=page.get_by_role("heading", name=name, exact=True))


def printed(indicator: str, period: str, unit: str | None = None) -> str:
    """The value as the analysis has it."""
    by = ("unit",) if unit else ()
    words = in_words(analyse(example_workspace(), [period], by, [indicator]).changes)
    return (words.filter(unit=unit) if unit else words)["value_text"].item()


# A look changes colours, not widths: one page in the dark is enough.
@pytest.mark.parametrize(("code", "look"), [*((code, "light") for code in LEADERS), ("overview", "dark")])
def test_every_page_opens_and_needs_no_sideways_scrolling_on_a_phone(window, dashboard, code, look):
    page = window.page
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{dashboard}?page={code}&look={look}")

    title = next(each.title.vi for each in PAGES if each.code == code)
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_text("Không hiển thị được phần này")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = "main => Math.max(...[main, ...main.querySelectorAll('*')].map(each => each.scrollWidth))"
    assert page.locator("main").evaluate(wide) <= 390


def test_charts_fit_a_phone(window, dashboard):
    page = window.page
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{dashboard}?page=tasks")

    ends = page.locator(".vega-embed").evaluate_all("all => all.map(each => each.getBoundingClientRect().right)")
    assert len(ends) >= 5
    assert max(ends) <= 390


def test_a_filter_changes_figure_and_chart_and_the_address_brings_it_back(window, dashboard):
    page = window.page
    open_page(page, dashboard)
    value = tile(page, "Nhiệm vụ nghiệm thu").locator(".value")
    expect(value).to_contain_text(printed("tasks.accepted", "2025"))

    choose(page, "Đơn vị", SCIENCE)

    figure = printed("tasks.accepted", "2025", SCIENCE)
    assert figure != printed("tasks.accepted", "2025")
    expect(value).to_contain_text(figure)
    expect(page).to_have_url(re.compile(f"unit={quote(SCIENCE)}|unit={quote(SCIENCE).replace('%20', '[+]')}"))

    page.reload()

    expect(value).to_contain_text(figure)
    expect(page.get_by_role("combobox", name="Đơn vị")).to_have_value(SCIENCE)


def test_links_keep_the_filters_and_the_session_and_going_back_goes_back(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?period=2023")
    page.evaluate("window.here = 1")

    page.get_by_role("link", name="Xu hướng").first.click()
    expect(page.get_by_role("heading", level=1, name="Xu hướng")).to_be_visible()
    expect(page).to_have_url(re.compile("page=trends.*period=2023"))
    expect(page.get_by_role("combobox", name="Kỳ báo cáo")).to_have_value("Năm 2023")
    expect(page).to_have_title(re.compile("^Xu hướng"))

    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Tổng quan")).to_be_visible()
    page.go_forward()
    expect(page.get_by_role("heading", level=1, name="Xu hướng")).to_be_visible()
    assert page.evaluate("window.here") == 1


def test_a_made_up_address_opens_the_first_choices(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=admin&period=<script>alert(1)</script>&unit=x&indicator=y&language=zz&more=1")

    expect(tile(page, "Nhiệm vụ nghiệm thu").locator(".value")).to_contain_text(printed("tasks.accepted", "2025"))


def test_english_by_a_switch(window, dashboard):
    page = window.page
    open_page(page, dashboard)

    page.get_by_role("link", name="EN", exact=True).click()

    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
    expect(tile(page, "Tasks accepted").locator(".value")).to_contain_text(printed("tasks.accepted", "2025"))
    expect(page).to_have_url(re.compile("language=en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_figure_opens_its_explanation(window, dashboard):
    page = window.page
    open_page(page, dashboard)

    tile(page, "Tỷ lệ nghiệm thu đúng hạn").click()

    expect(page.get_by_role("heading", level=1, name="Giải thích")).to_be_visible()
    expect(page.get_by_text("34 : 38 = 89,5 %")).to_be_visible()
    expect(page.get_by_role("heading", name="Bản ghi")).to_have_count(0)


def test_a_dozen_figures_of_the_page_are_those_of_compute(window, dashboard):
    page, workspace = window.page, example_workspace()
    compared = 0
    for period in (Period("year", 2025), Period("quarter", 2021, 3)):
        values = compute(workspace.datasets, [period], ("department",), KEY_INDICATORS, coverage=workspace.coverage)
        open_page(page, f"{dashboard}?period={period.code}")
        for code, value in values.select("indicator", "value").iter_rows():
            card = indicator_named(code)
            shown = tile(page, card.label.vi).locator(".value")
            expect(shown).to_contain_text(format_value(value, card.unit))
            compared += 1
    assert compared >= 12


def test_the_indicator_is_found_by_typing_without_accents(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=trends")
    field = page.get_by_role("combobox", name="Chỉ số (gõ để tìm)")

    field.fill("phat so tien")
    expect(page.get_by_role("option")).to_have_text(["Số tiền phạt", "Tiền phạt bình quân một cơ sở bị phạt"])
    field.fill("so tien phat")
    page.get_by_role("option", name="Số tiền phạt", exact=True).click()

    expect(page.get_by_role("heading", level=2, name="Số tiền phạt").first).to_be_visible()
    expect(page).to_have_url(re.compile("indicator=inspections.fines_vnd"))
    expect(field).to_have_value("Số tiền phạt")


def test_a_click_on_a_bar_explains_it(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=trends&indicator=tasks.accepted&by=level")

    page.locator(".vega-embed").nth(1).locator(".mark-rect path").first.click()

    expect(page.get_by_role("heading", level=1, name="Giải thích")).to_be_visible()
    expect(page).to_have_url(re.compile("by=level.*group="))


def test_the_downloads_hold_the_figures_of_the_page(window, dashboard, tmp_path):
    page = window.page
    open_page(page, f"{dashboard}?page=trends&indicator=tasks.accepted")
    values = analyse(example_workspace(), range(2018, 2026), (), ["tasks.accepted"]).values["value"].to_list()

    saved = {}
    for kind in ("SVG", "PNG", "XLSX", "CSV"):
        with page.expect_download() as waited:
            page.get_by_role("button", name=kind).first.click()
        saved[kind] = Path(tmp_path / waited.value.suggested_filename)
        waited.value.save_as(saved[kind])

    assert saved["SVG"].name == "nhiem-vu-nghiem-thu-nam-2025.svg"
    texts = " ".join(ET.fromstring(saved["SVG"].read_bytes()).itertext())
    assert all(f"{value:.0f}" in texts for value in values)
    assert saved["PNG"].read_bytes().startswith(b"\x89PNG")
    sheet = openpyxl.load_workbook(BytesIO(saved["XLSX"].read_bytes()))["KHCN"]
    assert [row[1].value for row in list(sheet.iter_rows())[1:]] == values[::-1]
    assert saved["CSV"].read_text("utf-8-sig").splitlines()[1].startswith("năm 2025,38.0,")


def test_a_field_opens_by_keys_and_keeps_its_value_until_another_is_taken(window, dashboard):
    page = window.page
    open_page(page, dashboard)
    field, options = page.get_by_role("combobox", name="Kỳ báo cáo"), page.get_by_role("option")

    for key in ("Enter", "Space", "ArrowDown", "ArrowUp"):
        field.press(key)
        expect(page.get_by_role("option", selected=True)).to_have_text("Năm 2025")
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
    field.press_sequentially("qqq")
    expect(page.get_by_text("Không tìm thấy")).to_be_visible()
    page.keyboard.press("Tab")
    expect(field).to_have_value("Năm 2025")

    field.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(tile(page, "Nhiệm vụ nghiệm thu").locator(".value")).to_contain_text(printed("tasks.accepted", "2024"))
    expect(field).to_have_value("Năm 2024")
    expect(field).to_be_focused()


def test_an_open_list_stays_while_other_fields_change(window, dashboard):
    page = window.page
    open_page(page, dashboard)
    choose(page, "Loại kỳ", "Quý")
    field = page.get_by_role("combobox", name="Đơn vị")

    field.click()

    expect(page.get_by_role("heading", level=1).locator("..").get_by_text("quý IV/2025")).to_be_visible()
    expect(page.get_by_role("combobox", name="Kỳ báo cáo")).to_have_value("Quý IV/2025")
    expect(page.get_by_role("option", name=SCIENCE, exact=True)).to_be_visible()
    expect(field).to_be_focused()


def test_on_a_phone_the_menu_folds(window, dashboard):
    page = window.page
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, dashboard)
    link = page.locator("details").get_by_role("link", name="Xu hướng")
    expect(link).not_to_be_visible()

    page.get_by_text("Danh mục trang").click()
    link.click()

    expect(page.get_by_role("heading", level=1, name="Xu hướng")).to_be_visible()
