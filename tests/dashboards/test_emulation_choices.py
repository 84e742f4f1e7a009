from dataclasses import replace

import polars as pl
import pytest

from khcn_analytics.dashboards.emulation_choices import awards_on_offer, schemes_on_offer, schemes_without_file
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace
from khcn_analytics.vocabulary.award_codes import AWARDS_OF_BOTH_LISTS

INSPECTORATE = "Thanh tra Sở"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_schemes_are_those_somebody_is_scored_by(store):
    assert schemes_on_offer(store) == ("mau_100",)
    assert schemes_without_file(store) == ()


def test_a_scheme_of_ones_own_is_told(store):
    datasets = store.workspace.datasets
    groups = datasets["score_groups"].with_columns(scheme=pl.lit("rieng"))

    own = Store(replace(store.workspace, datasets={**datasets, "score_groups": groups}))

    assert schemes_without_file(own) == ("rieng",)


def test_the_period_follows_that_of_other_pages(store):
    assert Chosen.of(store, {"period": "2024"})["scored_period"] == "2024"
    assert Chosen.of(store, {"period": "2024Q3"})["scored_period"] == "2024"
    # Nobody was scored in 2020: the latest.
    assert Chosen.of(store, {"period": "2020"})["scored_period"] == "2025"


def test_the_unit_follows_that_of_other_pages_where_it_is_scored(store):
    assert Chosen.of(store, {"period": "2024", "unit": INSPECTORATE})["scored_unit"] == INSPECTORATE
    # It was merged before 2025.
    assert Chosen.of(store, {"period": "2025", "unit": INSPECTORATE})["scored_unit"] == "Văn phòng"


def test_there_are_as_many_ranks_as_units_of_the_rank_group(store):
    assert list(Chosen.of(store, {"period": "2024"}).offered("goal")) == ["1", "2", "3", "4"]
    assert list(Chosen.of(store, {"period": "2025"}).offered("goal")) == ["1", "2", "3"]


def test_what_is_decided_is_seen_first(store):
    assert list(Chosen.of(store).offered("layer")) == ["decided", "reviewed", "self"]


def test_where_nobody_is_scored_every_choice_still_has_a_value():
    chosen = Chosen.of(Store(reconstructed_workspace("kon_tum_2022")))

    assert (chosen["scored_period"], chosen["scored_unit"], chosen["goal"]) == ("2022", "", "1")
    assert chosen.told("scored_unit") == "Sở Khoa học và Công nghệ tỉnh Kon Tum"


def test_awards_on_offer_have_names():
    every, *others = awards_on_offer()

    assert every == ""
    assert set(others) <= set(AWARDS_OF_BOTH_LISTS.codes)
