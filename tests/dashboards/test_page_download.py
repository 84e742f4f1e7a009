"""A page is downloaded in a browser: the file holds the figures that are on the page."""

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
SLOW = 120_000


def downloaded(page, label: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=SLOW) as waited:
        page.get_by_role("button", name=label).click()
    return waited.value.suggested_filename, Path(waited.value.path()).read_bytes()


def test_the_page_and_its_downloads_hold_the_same_figures(window, dashboard):
    page = window.page
    unit = "Phòng Quản lý khoa học"
    page.goto(f"{dashboard}?page=initiatives&period=2024&unit={unit}", timeout=SLOW)
    tiles = page.locator("a.card")
    expect(tiles.first).to_be_visible(timeout=SLOW)
    names = [each.inner_text() for each in page.locator("a.card h3").all()]
    values = [each.inner_text().split("\n")[0] for each in page.locator("a.card .value").all()]

    name, html = downloaded(page, "Tải trang (.html)")
    assert name == "sang-kien-nam-2024.html"
    copy = page.context.new_page()
    copy.set_content(html.decode("utf-8"))
    rows = copy.locator("figure.table").first.locator("tbody tr")
    cells = [row.locator("td").all_inner_texts() for row in rows.all()]
    assert [each[0] for each in cells] == names
    for (_, told, *_rest), value in zip(cells, values, strict=True):
        # On the page the unit stands in small letters right behind the figure.
        assert told.replace(" ", "") == value.replace(" ", "")
    assert unit in copy.locator(".filters").inner_text()
    assert "phiên bản" in copy.locator("footer").inner_text()
    copy.close()

    name, docx = downloaded(page, "Tải trang (.docx)")
    assert name == "sang-kien-nam-2024.docx"
    table = Document(BytesIO(docx)).tables[0]
    assert [row.cells[0].text for row in table.rows[1:]] == names
    assert [row.cells[1].text for row in table.rows[1:]] == [each[1] for each in cells]
