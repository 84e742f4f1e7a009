from dataclasses import replace

import pytest

from khcn_analytics.dashboards.choices import CHOICES, as_period_on_offer, groups_of
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.labels import LANGUAGES


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


@pytest.mark.parametrize("choice", CHOICES, ids=lambda each: each.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_a_name_of_its_own(store, choice, language):
    chosen = Chosen.of(store, {"language": language, "indicator": "tasks.accepted", "by": "level"})

    options = chosen.options(choice.name)

    assert list(options.values()) == list(chosen.offered(choice.name))
    assert all(options)
    assert choice.label.text(language)


def test_groups_are_those_of_the_records_in_the_order_of_the_dictionary(store):
    assert groups_of(store, "tasks", "level") == ("ministry", "grassroots", "national", "provincial")


def test_money_has_the_groups_of_its_tasks(store):
    assert groups_of(store, "funding", "level") == groups_of(store, "tasks", "level")


def test_whatever_an_indicator_is_split_by_an_address_opens(store):
    for card in store.indicators:
        for by in splits(card):
            chosen = Chosen.of(store, {"indicator": card.code, "by": by})
            assert (chosen["indicator"], chosen["by"]) == (card.code, "" if by == "department" else by)


def test_a_dataset_that_is_not_there_has_no_groups(store):
    workspace = store.workspace
    without = {name: each for name, each in workspace.datasets.items() if name != "initiatives"}
    poorer = Store(replace(workspace, datasets=without))

    assert groups_of(poorer, "initiatives", "scope") == ()
    assert Chosen.of(poorer).offered("scope") == ("",)


@pytest.mark.parametrize(
    ("text", "found"), [("6T/2020", ("half", "2020H1")), ("2020", ("year", "2020")), ("2035", None), ("hôm qua", None)]
)
def test_periods_are_those_the_data_cover(store, text, found):
    assert as_period_on_offer(text, store) == found


def test_days_are_the_last_of_the_data_and_ends_of_months(store):
    days = Chosen.of(store).offered("day")

    assert days[:3] == ["2025-12-31", "2025-11-30", "2025-10-31"]
    assert days[-1] == "2018-01-31"
