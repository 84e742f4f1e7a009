import re
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Page, expect

from khcn_analytics.analysis.scoring import score
from khcn_analytics.dashboards.pages import emulation
from khcn_analytics.dashboards.pages.emulation_what_if import WhatIfPart
from khcn_analytics.scoring.supposing import Supposition
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.units import Unit

SCIENCE, TECHNOLOGY = "Phòng Quản lý khoa học", "Phòng Quản lý công nghệ và Chuyển đổi số"
SLOW = 60_000


@pytest.fixture(scope="module")
def scoring():
    return score(example_workspace(), "mau_100", 2025)


def open_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".what-if")).to_be_visible(timeout=SLOW)


def told(scoring, supposed: list[Supposition]) -> str:
    """What the page has to say of a supposition."""
    row = scoring.what_if(supposed).totals().filter(unit=SCIENCE).row(0, named=True)
    return f"{format_value(row['supposed_total'], Unit.POINT)} điểm · hạng {row['supposed_rank']:.0f}"


def test_both_apps_have_the_same_parts():
    shares = [[share for _, share in row] for row in emulation.rows("leaders")]

    assert shares == [[share for _, share in row] for row in emulation.rows("studio")]
    assert sum(isinstance(part, WhatIfPart) for row in emulation.rows("leaders") for part, _ in row) == 1


@pytest.mark.browser
def test_moving_a_slider_tells_what_the_library_computes(window, dashboard, scoring):
    page = window.page
    open_page(page, f"{dashboard}?page=emulation&scored_unit={quote_plus(SCIENCE)}")
    outcome, slider = page.locator(".what-if"), page.get_by_role("slider", name="A2. ").first
    expect(outcome).to_contain_text("85,84 điểm · hạng 2")
    expect(slider).to_have_attribute("aria-valuetext", "94,1 %")

    slider.focus()
    slider.press("End")

    expect(outcome).to_contain_text(told(scoring, [Supposition(SCIENCE, "A2", 1.0)]), timeout=SLOW)
    expect(outcome).to_contain_text("Giả định")

    slider.press("ArrowLeft")

    expect(outcome).to_contain_text(told(scoring, [Supposition(SCIENCE, "A2", 0.99)]), timeout=SLOW)

    page.get_by_role("button", name="Đặt lại như hiện có").click()

    expect(outcome).to_contain_text("Chưa giả định gì", timeout=SLOW)
    expect(page.get_by_role("slider", name="A2. ").first).to_have_attribute("aria-valuetext", "94,1 %")


@pytest.mark.browser
def test_a_click_on_a_bar_looks_into_a_unit_and_a_reload_keeps_it(window, dashboard, scoring):
    page = window.page
    open_page(page, f"{dashboard}?page=emulation")
    total = scoring.totals.filter(unit=TECHNOLOGY)["total"].item()
    points = page.locator(".vega-embed", has_text="Điểm thưởng").first
    # The last bar of the offices: the first group of the first part has a bar for each unit in turn.
    points.locator("g.mark-rect.role-mark path").nth(2).click()

    unit = page.get_by_role("combobox", name="Xem kỹ đơn vị")
    expect(unit).not_to_have_text("Văn phòng", timeout=SLOW)
    expect(page).to_have_url(re.compile("scored_unit="))
    chosen = unit.inner_text()
    page.reload()

    expect(unit).to_have_text(chosen, timeout=SLOW)
    if chosen == TECHNOLOGY:
        heading = f"Vì sao {TECHNOLOGY} được {format_value(total, Unit.POINT)} điểm"
        expect(page.get_by_role("heading", name=heading)).to_be_visible(timeout=SLOW)


@pytest.mark.browser
def test_leaders_see_no_names(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=emulation")

    expect(page.get_by_text("Đang tính số liệu…")).to_have_count(0, timeout=SLOW)
    expect(page.get_by_text("Cán bộ 0")).to_have_count(0)
