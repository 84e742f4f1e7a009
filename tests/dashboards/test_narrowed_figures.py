import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowed_figures import analysis_of, by_group, changes_over_periods
from khcn_analytics.dashboards.narrowing import narrowed_of
from khcn_analytics.dashboards.reckoning import of_period
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace

SCIENCE = "Phòng Quản lý khoa học"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", **query})


def test_charts_of_records_have_those_that_were_chosen(store):
    chosen = chosen_of(store, unit=SCIENCE, level="provincial")

    found = analysis_of(chosen, "tasks", "tasks.proposed")

    assert found.workspace is narrowed_of(chosen, "tasks")
    assert found.periods == (chosen.period,)


def test_figures_count_the_chosen_records_only(store):
    chosen = chosen_of(store, level="national", field="4")
    records = store.workspace.datasets["tasks"].filter(
        pl.col("level") == "national", pl.col("field").str.starts_with("4"), pl.col("kind") != "routine"
    )

    rows = of_period(changes_over_periods(chosen, "tasks", ["tasks.accepted"]), chosen.period)

    assert rows["value"].to_list() == [float(records["accepted_on"].dt.year().eq(2024).sum())]


def test_what_a_group_can_not_narrow_or_a_period_does_not_have_is_left_out(store):
    codes = ["initiatives.submitted", "initiatives.per_100_staff"]

    def told(**query) -> list[str]:
        return (
            changes_over_periods(chosen_of(store, **query), "initiatives", codes)["indicator"].unique().sort().to_list()
        )

    assert told() == sorted(codes)
    assert told(unit=SCIENCE) == sorted(codes)
    assert told(scope="provincial") == ["initiatives.submitted"]
    assert told(period="2024Q1") == ["initiatives.submitted"]


def test_groups_leave_their_own_choice_aside(store):
    every = by_group(chosen_of(store), "tasks", "level", ["tasks.running"])

    assert every.equals(by_group(chosen_of(store, level="national"), "tasks", "level", ["tasks.running"]))
    assert every["group_name"].to_list()[0] == "Cấp tỉnh"
    assert every["tasks.running"].is_sorted(descending=True)
    assert all(every["tasks.running"] > 0)
    narrowed = by_group(chosen_of(store, unit=SCIENCE), "tasks", "level", ["tasks.running"])
    assert narrowed["tasks.running"].sum() < every["tasks.running"].sum()
