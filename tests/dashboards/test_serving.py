import pytest
from playwright.sync_api import expect


@pytest.mark.browser
def test_the_page_tells_its_language_and_has_one_title(window, dashboard):
    page = window.page
    page.goto(dashboard)
    expect(page.locator("h1")).to_have_count(1)

    assert page.locator("html").get_attribute("lang") == "vi"
