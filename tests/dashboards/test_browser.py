"""What the page and the browser tell each other; the script in a real browser, by a server in a thread."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import panel as pn
import pytest
from conftest import free_port, wait_until_answering
from playwright.sync_api import Page, expect

from khcn_analytics.dashboards import style
from khcn_analytics.dashboards.browser import Browser
from khcn_analytics.dashboards.parts.downloading import File, answer, button_html
from khcn_analytics.dashboards.parts.part import html, section_head
from khcn_analytics.errors import WrongUseError

LONG = 60_000


def test_what_a_browser_sends_is_read_as_an_address():
    heard: list[dict[str, str]] = []
    browser = Browser(heard.append, lambda *_: pytest.fail("no file was asked for"))

    for sent in (
        "?page=trends&unit=V%C4%83n+ph%C3%B2ng&level=",
        "",
        None,
        {"page": "x"},
        "?page=a&page=b",
        {"part": "part7", "file": 1},
    ):
        browser._handle_msg(sent)

    assert heard[0] == {"page": "trends", "unit": "Văn phòng", "level": ""}
    assert heard[1] == {}
    assert all(isinstance(each, dict) for each in heard)
    assert heard[4] == {"page": "b"}


def test_what_asks_for_a_file_is_answered(monkeypatch):
    sent: list[object] = []
    monkeypatch.setattr(Browser, "_send_msg", lambda _, told: sent.append(told))
    browser = Browser(lambda _: pytest.fail("no link was followed"), lambda part, file: {"name": f"{part}.{file}"})

    browser._handle_msg({"part": "part7", "file": "png"})

    assert sent == [{"name": "part7.png"}]


def made(part: str, wanted: str) -> File | None:
    """What the pages below make."""
    if wanted == "refused":
        raise WrongUseError("Chưa có số liệu để tải.", "There is nothing to download.")
    if wanted == "slow":
        time.sleep(1.5)
    return None if wanted == "unknown" else File(f"{part}-{wanted}.bin", bytes(range(256)) * 8000)


def page_of(part: str, *, owns_window: bool) -> Any:
    """A page of buttons."""
    names = ("file", "slow", "refused", "unknown")
    buttons = "".join(button_html(part, each, f"{part} {each}") for each in names)
    browser = Browser(
        lambda _: None,
        lambda part, wanted: answer(lambda: made(part, wanted), "vi"),
        owns_window=owns_window,
        making_file="Đang tạo tệp…",
    )
    return pn.Column(
        html(style.SECTION, object=section_head("Bảng", buttons=buttons)),
        browser,
        css_classes=["jp-OutputArea-output"],
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Pages of buttons: one that owns the window, two beside each other as in a notebook."""
    pages = {
        "alone": lambda: page_of("one", owns_window=True),
        "notebook": lambda: pn.Column(page_of("one", owns_window=False), page_of("two", owns_window=False)),
    }
    port = free_port()
    server = pn.serve(pages, port=port, address="127.0.0.1", show=False, threaded=True, verbose=False)
    wait_until_answering(f"http://127.0.0.1:{port}/alone")
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def page(window, address) -> Page:
    window.page.goto(f"{address}/alone")
    expect(window.page.get_by_role("button", name="one file")).to_be_visible(timeout=LONG)
    return window.page


@pytest.mark.browser
def test_a_button_hands_over_its_file_by_keys_byte_for_byte(page):
    button = page.get_by_role("button", name="one file")
    assert button.bounding_box()["height"] >= 24
    button.focus()

    with page.expect_download(timeout=LONG) as waited:
        page.keyboard.press("Enter")

    assert waited.value.suggested_filename == "one-file.bin"
    assert Path(waited.value.path()).read_bytes() == bytes(range(256)) * 8000
    expect(button).to_be_focused()


@pytest.mark.browser
def test_a_file_that_takes_long_is_told_and_one_that_fails_says_why(page):
    told = page.get_by_role("status")
    with page.expect_download(timeout=LONG):
        page.get_by_role("button", name="one slow").click()
        expect(told).to_have_text("Đang tạo tệp…")
    expect(told).to_have_text("")

    page.get_by_role("button", name="one refused").click()
    expect(told).to_have_text("Chưa có số liệu để tải.")

    # The page goes on, and what was told goes with the next click.
    with page.expect_download(timeout=LONG):
        page.get_by_role("button", name="one file").click()
    expect(told).to_have_text("")


@pytest.mark.browser
def test_what_there_is_not_is_passed_over(page):
    downloads: list[str] = []
    page.on("download", lambda each: downloads.append(each.suggested_filename))
    page.get_by_role("button", name="one unknown").click()

    with page.expect_download(timeout=LONG):
        page.get_by_role("button", name="one file").click()

    assert downloads == ["one-file.bin"]


@pytest.mark.browser
def test_of_several_pages_in_a_notebook_one_answers(window, address):
    page, downloads = window.page, []
    page.on("download", lambda each: downloads.append(each.suggested_filename))
    page.goto(f"{address}/notebook")
    expect(page.get_by_role("button", name="two file")).to_be_visible(timeout=LONG)

    for name in ("two file", "one file"):
        with page.expect_download(timeout=LONG):
            page.get_by_role("button", name=name).click()
    page.wait_for_timeout(500)

    assert downloads == ["two-file.bin", "one-file.bin"]


@pytest.mark.browser
def test_paper_has_no_buttons(page):
    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Bảng")).to_be_visible()
    expect(page.get_by_role("button", name="one file")).not_to_be_visible()
