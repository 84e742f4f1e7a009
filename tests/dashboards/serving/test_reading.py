import polars as pl
from builders import tasks
from polars.testing import assert_frame_equal

from khcn_analytics.dashboards.eligibility_counts import eligibility_counts
from khcn_analytics.dashboards.serving.reading import answers
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.card import WorkspaceCard
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.store.workspace import Workspace, example_workspace
from khcn_analytics.vocabulary.labels import Label

KON_TUM = bundled_folder("reconstructed") / "kon_tum_2022"


def test_leaders_get_data_without_names_first_and_what_took_names_after_them():
    workspace, counts = answers(None, None, personal=False)

    assert isinstance(workspace, Workspace)
    assert "principal_investigator" not in workspace.datasets["tasks"].columns
    counted_here = eligibility_counts(example_workspace())
    assert isinstance(counts, pl.DataFrame)
    assert counted_here is not None
    assert_frame_equal(counts, counted_here)


def test_the_studio_gets_data_with_names_and_judges_by_itself():
    workspace, counts = answers(KON_TUM, None, personal=True)

    assert isinstance(workspace, Workspace)
    assert set(tasks().columns) <= set(workspace.datasets["tasks"].columns)
    assert counts is None


def test_the_studio_opens_what_is_still_to_be_filled(tmp_path):
    card = WorkspaceCard(Label("Sở", "Dept"), "department", {"x": Label("Sở X", "X")}, {})
    create_workspace(tmp_path, card)

    workspace, _ = answers(tmp_path, None, personal=True)

    assert isinstance(workspace, Workspace)
    assert workspace.datasets == {}
