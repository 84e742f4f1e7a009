import pytest

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowing import (
    EVERY_GROUP,
    address_explaining,
    groups_chosen,
    groups_of_figure,
    narrowed_of,
    toggled,
)
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


def test_records_are_filtered_once_for_all_that_is_computed_of_them(store):
    chosen = chosen_of(store, unit=SCIENCE)

    assert narrowed_of(chosen, "tasks") is narrowed_of(chosen.changed(period="2023"), "tasks")
