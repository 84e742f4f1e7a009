from datetime import date

import pytest

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.beginning import open_or_begin
from khcn_analytics.store.card import WorkspaceCard
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.store.history import undo
from khcn_analytics.store.importing import import_files
from khcn_analytics.store.workspace import open_workspace
from khcn_analytics.vocabulary.labels import Label

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"
DAYS = Coverage(date(2021, 1, 1), date(2023, 1, 1))


@pytest.fixture
def folder(tmp_path):
    departments = {"kon_tum": Label("Sở KH&CN tỉnh Kon Tum", "Kon Tum")}
    coverage = {"tasks": DAYS, "initiatives": DAYS}
    create_workspace(tmp_path / "kho", WorkspaceCard(Label("Kho", "W"), "department", departments, coverage))
    return tmp_path / "kho"


def test_a_workspace_without_data_opens_with_the_periods_of_its_card(folder):
    with pytest.raises(UnreadableDataError):
        open_workspace(folder)

    begun = open_or_begin(folder)

    assert {name: each.height for name, each in begun.datasets.items()} == {"tasks": 0, "initiatives": 0}
    assert (begun.since, begun.until) == (DAYS.since, DAYS.until)
    assert begun.import_version is None
    assert begun.problems.is_empty()


def test_once_something_was_imported_it_is_that_and_nothing_else(folder):
    import_files(folder, KON_TUM / "initiatives.csv")

    opened = open_or_begin(folder)

    assert list(opened.datasets) == ["initiatives"]
    assert opened.version == open_workspace(folder).version


def test_an_import_that_was_taken_back_leaves_it_to_begin_with(folder):
    import_files(folder, KON_TUM / "initiatives.csv")
    undo(folder)

    begun = open_or_begin(folder)

    assert begun.datasets["initiatives"].is_empty()
    assert begun.import_version == 2


def test_records_that_no_indicator_counts_are_kept_beside_empty_tables(folder):
    import_files(folder, bundled_folder("published") / "published.csv")

    begun = open_or_begin(folder)

    assert begun.datasets["tasks"].is_empty()
    assert "published" in begun.datasets
