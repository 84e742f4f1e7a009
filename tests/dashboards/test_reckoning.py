import polars as pl
import pytest
from polars.testing import assert_frame_equal

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.store import Store
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace

YEARS = (Period("year", 2023), Period("year", 2024))
CODES = ("tasks.accepted", "inspections.fines_vnd")


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_what_is_picked_equals_what_is_computed(store):
    picked = reckoning.analysis(store, YEARS, (), CODES)
    computed = analyse(store.workspace, YEARS, (), CODES)

    for name in ("values", "changes", "with_bases"):
        keys = ["indicator", "period_start"]
        assert_frame_equal(getattr(picked, name).sort(keys), getattr(computed, name).sort(keys))
    assert picked.periods == computed.periods


def test_a_grouping_and_another_base_are_computed(store):
    found = reckoning.analysis(store, YEARS, ("level",), ("tasks.accepted",), "previous_period")

    assert found.by == ("level",)
    assert found.against == "previous_period"


def test_the_same_analysis_is_kept(store):
    assert reckoning.analysis(store, YEARS, (), CODES) is reckoning.analysis(store, YEARS, (), CODES)


def test_only_targets_of_the_indicators_are_judged_at_a_chart(store):
    narrowed = reckoning.analysis(store, YEARS, (), ("tasks.accepted",)).workspace

    assert narrowed.datasets["targets"]["indicator"].unique().to_list() == ["tasks.accepted"]
    assert store.workspace.datasets["targets"]["indicator"].n_unique() > 1


def test_changes_are_those_of_the_unit(store):
    unit = store.units[2]
    words = reckoning.changes_in_words(Chosen.of(store, {"unit": unit}), ["tasks.accepted"])
    year = reckoning.of_period(words, Period("year", 2025))

    expected = analyse(store.workspace, ["2025"], ("unit",), ["tasks.accepted"]).values.filter(unit=unit)
    assert year["value"].to_list() == expected["value"].to_list()
    assert words["unit"].unique().to_list() == [unit]


def test_targets_are_judged_once(store):
    found = reckoning.targets(store)

    assert found is not None
    assert found is reckoning.targets(store)
    assert set(found["verdict"]) <= {"met", "missed", "not_judged"}
    assert found.schema["actual"] == pl.Float64
