import polars as pl

from khcn_analytics.dashboards.pages.registry import PageCard, pages_of
from khcn_analytics.vocabulary.labels import Label

TITLE = Label("Trang", "Page")
ONE, NONE = pl.DataFrame({"unit": ["A"]}), pl.DataFrame({"unit": []})


def test_an_app_has_the_pages_that_are_its_own_and_have_data():
    pages = [
        PageCard("overview", TITLE, lambda _: []),
        PageCard("upload", TITLE, lambda _: [], apps=("studio",)),
        PageCard("tasks", TITLE, lambda _: [], needs=frozenset({"tasks"})),
    ]

    assert list(pages_of(pages, "leaders", {"inspections": ONE})) == ["overview"]
    assert list(pages_of(pages, "studio", {"tasks": ONE})) == ["overview", "upload", "tasks"]


def test_a_workspace_without_records_has_the_page_to_begin_with_and_no_other():
    pages = [
        PageCard("start", TITLE, lambda _: [], apps=("studio",), is_for_beginning=True),
        PageCard("overview", TITLE, lambda _: []),
    ]

    assert list(pages_of(pages, "studio", {"tasks": NONE, "published": ONE})) == ["start"]
    assert list(pages_of(pages, "studio", {"tasks": NONE, "staff": ONE})) == ["overview"]
    assert list(pages_of(pages, "leaders", {"tasks": NONE})) == ["overview"]
