import pytest

from khcn_analytics.dashboards.choices import CHOICE_BY_NAME
from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.pages.registry import pages_of
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace


def test_the_overview_opens_first_and_codes_differ():
    assert PAGES[0].code == "overview"
    assert len({each.code for each in PAGES}) == len(PAGES)


@pytest.mark.parametrize("card", PAGES, ids=lambda each: each.code)
def test_the_filters_of_a_page_exist(card):
    assert set(card.filters) <= CHOICE_BY_NAME.keys()
    assert card.title.vi != card.title.en


@pytest.fixture(scope="module", params=["example", "kon_tum_2022"])
def store(request):
    whole = request.param == "example"
    return Store(example_workspace() if whole else reconstructed_workspace("kon_tum_2022"))


@pytest.mark.parametrize("app", ["leaders", "studio"])
@pytest.mark.parametrize("card", PAGES, ids=lambda each: each.code)
def test_every_part_of_every_page_shows_something_or_says_why(card, app, store, caplog):
    if card.code not in pages_of(PAGES, app, store.workspace.datasets):
        return
    filters = Filters(Chosen.of(store, {"page": card.code}, pages=[each.code for each in PAGES]))
    for row in card.rows(app):
        assert sum(share for _, share in row) <= 12
        for part, _ in row:
            part.begin(filters)
            part.show()

    assert "could not be shown" not in caplog.text
