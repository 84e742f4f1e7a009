import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowing import (
    address_explaining,
    by_group,
    changes_over_periods,
    groups_chosen,
    narrowed_of,
    toggled,
)
from khcn_analytics.dashboards.reckoning import of_period
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace

PAGES = ("overview", "tasks", "initiatives", "explanation")
SCIENCE = "Phòng Quản lý khoa học"


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"period": "2024", **query}, pages=PAGES)


def test_records_are_those_of_every_group_chosen_and_money_goes_with_its_tasks(store):
    chosen = chosen_of(store, unit=SCIENCE, level="provincial")
    tasks = store.workspace.datasets["tasks"].filter(unit=SCIENCE, level="provincial")

    found = narrowed_of(chosen, "tasks").datasets

    assert found["tasks"].equals(tasks)
    assert set(found["funding"]["task_id"]) == set(store.workspace.datasets["funding"]["task_id"]) & set(
        tasks["task_id"]
    )
    assert set(found["staff"]["unit"]) == {SCIENCE}
    assert narrowed_of(chosen_of(store), "tasks") is store.workspace


def test_a_level_leaves_other_datasets_as_they_are(store):
    found = narrowed_of(chosen_of(store, level="provincial"), "tasks").datasets

    assert found["inspections"].equals(store.workspace.datasets["inspections"])
    assert groups_chosen(chosen_of(store, level="provincial"), "inspections") == ()


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


def test_a_click_chooses_and_a_second_one_no_longer(store):
    chosen = chosen_of(store)

    assert toggled("level", "Cấp tỉnh", chosen) == {"level": "provincial"}
    assert toggled("level", "cấp tỉnh", chosen.changed(level="provincial")) == {"level": ""}
    assert toggled("level", "Cấp xã", chosen) == {}


def test_a_figure_leads_to_the_explanation_of_the_same_figure_or_nowhere(store):
    def explaining(code: str, **query) -> str:
        return address_explaining(code, chosen_of(store, page="tasks", **query), "tasks")

    assert "page=explanation" in explaining("tasks.accepted", unit=SCIENCE)
    of_level = explaining("tasks.accepted", level="national")
    assert "by=level" in of_level
    assert "group=national" in of_level
    assert "page=tasks" in explaining("tasks.accepted", level="national", field="4")
    assert "page=tasks" in explaining("funding.disbursement_rate", level="national")
