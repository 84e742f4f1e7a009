"""The what-if as a reader meets it: what comes of a move stays in view."""

import pytest
from dashboards.browsing import open_page
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_what_comes_of_it_stays_in_view_beside_the_last_slider(window, dashboard):
    page = window.page
    page.set_viewport_size({"width": 1440, "height": 800})
    open_page(page, f"{dashboard}?page=emulation")

    page.get_by_role("slider", name="C3. ").first.scroll_into_view_if_needed()

    expect(page.locator(".what-if").first).to_be_in_viewport(timeout=30_000)
    expect(page.get_by_role("button", name="Đặt lại như hiện có")).to_be_in_viewport()


def test_on_a_phone_it_stands_above_the_sliders(window, dashboard):
    page = window.page
    page.set_viewport_size({"width": 390, "height": 844})
    open_page(page, f"{dashboard}?page=emulation")

    told, slider = page.locator(".what-if").first, page.get_by_role("slider", name="A1. ").first
    expect(slider).to_be_attached(timeout=30_000)
    above, below = told.bounding_box(), slider.bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] < below["y"]
