import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowing import (
    EVERY_GROUP,
    address_explaining,
    by_group,
    changes_over_periods,
    groups_chosen,
    groups_of_figure,
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


def test_a_figure_leads_to_its_explanation_with_every_group_it_is_narrowed_to(store):
    chosen = chosen_of(store, page="tasks", unit=SCIENCE, level="national", field="4", by="level", group="ministry")

    address = address_explaining("funding.disbursement_rate", chosen)

    assert "page=explanation" in address
    assert "level=national" in address
    assert "field=4" in address
    assert "group=" not in address


def test_money_is_narrowed_by_the_groups_of_its_tasks_and_nothing_by_what_it_can_not_be_split_by(store):
    chosen = chosen_of(store, unit=SCIENCE, level="national", scope="provincial")

    assert groups_of_figure(chosen, "funding.disbursed_vnd") == (("unit", SCIENCE), ("level", "national"))
    assert groups_of_figure(chosen, "initiatives.per_100_staff") == (("unit", SCIENCE),)
    assert set(EVERY_GROUP) >= {"level", "programme", "field", "inspected_field", "initiative_field", "scope"}


def test_the_narrowed_data_say_what_they_are_narrowed_to(store):
    name = narrowed_of(chosen_of(store, unit=SCIENCE, level="provincial"), "tasks").name

    assert name.vi.endswith(f", chỉ tính: {SCIENCE}; cấp tỉnh")
    assert narrowed_of(chosen_of(store), "tasks").name == store.workspace.name
