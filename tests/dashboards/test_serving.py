import re
import time
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.wording import in_words

OFFICE = "Văn phòng"
SCIENCE = "Phòng Quản lý khoa học"


def printed(indicator: str, period: str, unit: str | None = None) -> str:
    """The value as the analysis has it."""
    analysis = analyse(example_workspace(), [period], ("unit",) if unit else (), [indicator])
    words = in_words(analysis.changes, split=("unit",) if unit else ())
    return (words.filter(unit=unit) if unit else words)["value_text"].item()


def card(page: Page, name: str):
    return page.locator(".card", has_text=name).locator(".value")


def chart_texts(page: Page) -> str:
    return " ".join(page.locator(".vega-embed svg").first.locator("text").all_text_contents())


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("menuitem", name=value, exact=True).click()


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Look again and again until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to hold in time"
        time.sleep(0.1)


@pytest.mark.browser
def test_a_filter_changes_figure_and_chart_and_the_address_brings_it_back(window, dashboard):
    page = window.page
    page.goto(dashboard)
    accepted = card(page, "Nhiệm vụ nghiệm thu")
    expect(accepted).to_contain_text(printed("tasks.accepted", "2025"))
    expect(page.locator(".vega-embed svg")).to_have_count(2)
    before = chart_texts(page)

    choose(page, "Đơn vị", SCIENCE)

    figure = printed("tasks.accepted", "2025", SCIENCE)
    assert figure != printed("tasks.accepted", "2025")
    expect(accepted).to_contain_text(figure)
    expect(page).to_have_url(re.compile(f"unit={quote(SCIENCE)}|unit={quote(SCIENCE).replace('%20', '[+]')}"))
    wait_until(lambda: chart_texts(page) not in ("", before))
    changed = chart_texts(page)

    page.reload()

    expect(accepted).to_contain_text(figure)
    expect(page.get_by_role("combobox", name="Đơn vị")).to_have_text(SCIENCE)
    wait_until(lambda: chart_texts(page) == changed)


@pytest.mark.browser
def test_the_address_holds_period_indicator_and_language(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?period=2021Q3&indicator=inspections.checks&language=en")

    expect(page.get_by_role("heading", name="Checks (inspections)")).to_be_visible()
    expect(page.get_by_role("combobox", name="Period", exact=True)).to_have_text("Q3 2021")
    expect(card(page, "Tasks accepted")).to_contain_text(printed("tasks.accepted", "2021Q3"))


@pytest.mark.browser
def test_english_by_a_switch(window, dashboard):
    page = window.page
    page.goto(dashboard)
    expect(page.get_by_text("Nhiệm vụ nghiệm thu").first).to_be_visible()

    page.get_by_role("button", name="EN").click()

    expect(page.get_by_role("heading", name="Indicators: S&T tasks")).to_be_visible()
    expect(page).to_have_url(re.compile("language=en"))


@pytest.mark.browser
def test_a_made_up_address_opens_the_first_choices(window, dashboard):
    page = window.page
    page.goto(f"{dashboard}?period=<script>alert(1)</script>&unit=x&indicator=y&language=zz&more=1")

    expect(card(page, "Nhiệm vụ nghiệm thu")).to_contain_text(printed("tasks.accepted", "2025"))


@pytest.mark.browser
def test_a_phone_needs_no_sideways_scrolling(window, dashboard):
    page = window.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(dashboard)
    expect(page.locator(".vega-embed svg")).to_have_count(2)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.evaluate("Math.max(...[...document.querySelectorAll('main')].map(each => each.scrollWidth))")
    assert wide <= 390


@pytest.mark.browser
def test_the_page_tells_its_language_and_has_one_title(window, dashboard):
    page = window.page
    page.goto(dashboard)
    expect(page.locator("h1")).to_have_count(1)

    assert page.locator("html").get_attribute("lang") == "vi"
