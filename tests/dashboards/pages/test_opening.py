from typing import cast

import pytest

from khcn_analytics.dashboards import keeping
from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages import dashboard_page, prepare
from khcn_analytics.dashboards.pages.overview import PAGE_CARD
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import reconstructed_workspace


@pytest.mark.parametrize(("language", "told"), [("vi", "Không mở được trang này"), ("en", "could not be opened")])
def test_a_page_that_fails_says_so_instead_of_spinning(caplog, language, told):
    page = dashboard_page(cast("Store", None), language)

    assert told in page.main[0].object
    assert "could not be built" in caplog.text


def test_the_page_tells_screen_readers_its_language():
    page = dashboard_page(Store(reconstructed_workspace("kon_tum_2022")), "en")

    assert '<html lang="en"' in page.template
    assert page.title == "S&T performance"


def test_what_the_first_reader_sees_is_made_before():
    store = Store(reconstructed_workspace("kon_tum_2022"))
    prepare(store)
    made = set(keeping._SHELVES[store])

    filters = Filters(Chosen.of(store))
    for part in (part for row in PAGE_CARD.rows("leaders") for part, _ in row):
        part.begin(filters)
        part.show()

    assert set(keeping._SHELVES[store]) == made
