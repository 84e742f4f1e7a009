"""What tests do in a browser with any page of the dashboard."""

import re

import pytest
from playwright.sync_api import Page, expect

COMPUTING = re.compile("Đang tính số liệu…|Computing…")


def open_page(page: Page, address: str) -> None:
    """Open a page and wait until every part of it has come."""
    page.goto(address, timeout=60_000)
    expect(page.locator("h1")).to_have_count(1, timeout=30_000)
    settle(page)


def settle(page: Page) -> None:
    """Wait until nothing is computed any more."""
    # The parts come after the heading, one after another.
    computing, quiet = page.get_by_text(COMPUTING), 0
    for _ in range(300):
        page.wait_for_timeout(200)
        quiet = 0 if computing.count() else quiet + 1
        if quiet == 4:
            return
    pytest.fail("the figures did not come within a minute")


def choose(page: Page, label: str, value: str) -> None:
    """Choose in a field, by mouse."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=value, exact=True).click()
