from khcn_analytics.dashboards.pages.registry import PageCard, pages_of
from khcn_analytics.vocabulary.labels import Label

TITLE = Label("Trang", "Page")


def test_an_app_has_the_pages_that_are_its_own_and_have_data():
    pages = [
        PageCard("overview", TITLE, lambda _: []),
        PageCard("upload", TITLE, lambda _: [], apps=("studio",)),
        PageCard("tasks", TITLE, lambda _: [], needs=frozenset({"tasks"})),
    ]

    assert list(pages_of(pages, "leaders", {"inspections": 1})) == ["overview"]
    assert list(pages_of(pages, "studio", {"tasks": 1})) == ["overview", "upload", "tasks"]
