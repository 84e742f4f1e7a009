import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.emulation_ranks import ranks
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_names_that_were_left_out_change_no_points(store):
    nameless = Store(example_workspace().without_personal_data())

    assert "scored_by" not in nameless.workspace.datasets["score_entries"].columns
    assert ranks(Chosen.of(nameless)).rows.equals(ranks(Chosen.of(store)).rows)


def test_where_nobody_is_scored_it_says_how_to_begin():
    with pytest.raises(WrongUseError, match="khcn template score_groups"):
        ranks(Chosen.of(Store(reconstructed_workspace("kon_tum_2022"))))
