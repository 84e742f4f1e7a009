"""Whether people who see, hear or move otherwise can use the pages: axe-core over each, and the way by keyboard alone."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import free_port
from dashboards.browsing import open_page, settle
from playwright.sync_api import Locator, Page, expect

from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.io.bundled import bundled_folder

pytestmark = pytest.mark.browser
expect.set_options(timeout=30_000)

LEADERS = [each.code for each in PAGES if "leaders" in each.apps]
# The other pages of the studio are those of the leaders.
STUDIO = ["awards", "quality", "explanation"]
SEVERE = ("serious", "critical")
# Rule -> why what it finds can't be mended here. What is not named is a failure.
ALLOWED: dict[str, str] = {}


@pytest.fixture(scope="module")
def studio() -> Iterator[str]:
    """Address of ``khcn studio`` on the bundled example, token and all."""
    command = [sys.executable, "-u", "-m", "khcn_analytics", "studio", str(bundled_folder("example")), "--no-browser"]
    with subprocess.Popen([*command, "--port", str(free_port())], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        told = re.search(r"http://\S+token=\S+", server.stdout.readline())
        assert told is not None
        yield told.group()
        server.terminate()


def barriers(page: Page) -> list[str]:
    """What axe-core finds on a page that keeps people out."""
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:200]}"
        for each in Axe().run(page).response["violations"]
        if each["impact"] in SEVERE and each["id"] not in ALLOWED
        for node in each["nodes"]
    ]


def tab_to(page: Page, wanted: Locator) -> None:
    """Go on by the tabulator until something has the focus."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if wanted.evaluate("each => each === each.getRootNode().activeElement"):
            return
    pytest.fail("a dozen steps do not lead there")


# A look changes colours alone: one page of tiles and charts, and the one with sliders, are enough in the dark.
@pytest.mark.parametrize(
    ("code", "look"), [*((code, "light") for code in LEADERS), ("overview", "dark"), ("emulation", "dark")]
)
def test_no_page_of_the_leaders_keeps_anyone_out(window, dashboard, code, look):
    open_page(window.page, f"{dashboard}?page={code}&look={look}")

    assert barriers(window.page) == []


@pytest.mark.parametrize(("code", "look"), [*((code, "light") for code in STUDIO), ("quality", "dark")])
def test_no_page_of_the_studio_keeps_anyone_out(window, studio, code, look):
    open_page(window.page, f"{studio}&page={code}&look={look}")

    assert barriers(window.page) == []


def test_an_open_list_keeps_nobody_out(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=trends")

    page.get_by_role("combobox", name="Chỉ số (gõ để tìm)").fill("tien")
    expect(page.get_by_role("option").first).to_be_visible()

    assert barriers(page) == []


def test_the_outline_of_a_page_is_one_title_and_what_is_below_it(window, dashboard):
    page = window.page
    open_page(page, dashboard)

    levels = [int(each[1]) for each in page.get_by_role("heading").evaluate_all("all => all.map(each => each.tagName)")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Các trang")).to_have_count(1)


def test_charts_are_told_in_the_language_of_the_page(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=trends&language=en")

    told = page.locator(".vega-embed").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert len(told) >= 3
    assert all(each and "Biểu đồ" not in each for each in told)
    assert page.locator(".vega-embed [aria-label]").count() == 0


def test_the_keyboard_is_enough(window, dashboard):
    page = window.page
    open_page(page, dashboard)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()

    tab_to(page, page.get_by_role("combobox", name="Kỳ báo cáo"))
    page.keyboard.press("Enter")
    page.keyboard.type("2023")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("period=2023"))
    settle(page)
    expect(page.get_by_role("combobox", name="Kỳ báo cáo")).to_be_focused()

    tab_to(page, page.locator("a.card").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Giải thích")).to_be_focused()

    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Tổng quan")).to_be_focused()
    expect(page.get_by_role("combobox", name="Kỳ báo cáo")).to_have_value("Năm 2023")


def test_what_if_is_asked_by_keys(window, dashboard):
    page = window.page
    open_page(page, f"{dashboard}?page=emulation")
    expect(page.get_by_text("Chưa giả định gì")).to_be_visible()

    page.get_by_role("slider", name="A1. Sáng kiến cấp cơ sở được công nhận").press("ArrowLeft")

    expect(page.get_by_text("Đang giả định 1 thay đổi")).to_be_visible()
