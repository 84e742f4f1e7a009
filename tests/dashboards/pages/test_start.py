from datetime import date

import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages import start
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.pages.quality_upload import UploadPart
from khcn_analytics.dashboards.pages.registry import pages_of
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.beginning import open_or_begin
from khcn_analytics.store.card import WorkspaceCard
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.store.importing import import_files
from khcn_analytics.vocabulary.labels import Label


@pytest.fixture
def folder(tmp_path):
    days = dict.fromkeys(DIMENSIONS, Coverage(date(2021, 1, 1), date(2023, 1, 1)))
    departments = {"kon_tum": Label("Sở KH&CN tỉnh Kon Tum", "Kon Tum")}
    create_workspace(tmp_path / "kho", WorkspaceCard(Label("Kho", "W"), "department", departments, days))
    return tmp_path / "kho"


def chosen_of(folder, **query) -> Chosen:
    store = Store(open_or_begin(folder), folder)
    return Chosen.of(store, query, pages=list(pages_of(PAGES, "studio", store.workspace.datasets)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_says_what_to_do_and_offers_the_means(folder, language, caplog):
    chosen = chosen_of(folder, language=language)
    parts = [part for row in start.rows("studio") for part, _ in row]
    for part in parts:
        part.begin(Filters(chosen))
        part.show()

    assert chosen.pages == ("start",)
    assert any(isinstance(each, UploadPart) for each in parts)
    assert "could not be shown" not in caplog.text


def test_the_days_that_count_as_complete_are_told(folder):
    lines = start.steps(chosen_of(folder)).lines

    assert lines is not None
    assert "từ 01/01/2021 đến hết 31/12/2022" in lines["Kỳ số liệu"]
    assert "Đã có" not in lines


def test_what_is_there_and_can_not_be_counted_is_told(folder):
    import_files(folder, bundled_folder("published") / "published.csv")

    lines = start.steps(chosen_of(folder)).lines

    assert lines is not None
    assert lines["Đã có"].startswith("Số liệu đã công bố;")


def test_after_the_first_import_the_page_makes_room_for_the_others(folder):
    import_files(folder, bundled_folder("reconstructed") / "kon_tum_2022" / "initiatives.csv")

    assert chosen_of(folder).pages == ("overview", "initiatives", "trends", "quality", "explanation")
