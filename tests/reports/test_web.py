import re
from html.parser import HTMLParser

import pytest
from reports.made import CONTROLS_SHOWN, HOSTILE, hostile_report, workspace

from khcn_analytics.reports.web import web_page
from khcn_analytics.reports.yearly import report


class _Page(HTMLParser):
    """The tags of a page and the text people read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - as it is called
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


def test_hostile_texts_stay_texts():
    page = _Page(web_page(hostile_report()).decode("utf-8"))
    text = "".join(page.texts)

    assert "script" not in page.tags
    assert text.count(HOSTILE) == 20
    assert "49" not in text
    assert text.count(CONTROLS_SHOWN) == 19


def test_it_needs_no_other_file_and_no_network():
    page = web_page(report(workspace(), 2020, department="cao_bang")).decode("utf-8")

    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', page) == []
    assert "default-src 'none'" in page
    assert 'lang="vi"' in page
    assert "@media print" in page


def test_tables_and_pictures_are_told_to_those_who_cannot_see_them():
    page = web_page(hostile_report()).decode("utf-8")

    assert page.count('<th scope="col">') == 2
    assert re.search(r'<img src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+" alt="&amp; &lt;', page)


@pytest.mark.browser
def test_it_is_read_and_printed_without_complaints(window):
    made = report(workspace(), 2020, department="cao_bang")

    window.page.set_content(web_page(made).decode("utf-8"))

    assert window.page.get_by_role("heading", level=1).inner_text() == made.title
    assert window.page.locator("table").count() > 3
    window.page.set_viewport_size({"width": 390, "height": 800})
    assert window.page.evaluate("document.documentElement.scrollWidth") == 390
    assert window.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
