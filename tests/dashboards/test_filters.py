import pytest

from khcn_analytics.dashboards.filters import Filters
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_without_an_address_the_latest_year_of_the_whole_department_is_shown(store):
    filters = Filters(store)

    assert filters.query == {"period": "2025", "unit": "", "indicator": "tasks.running", "language": "vi"}
    assert filters.chosen_unit is None


def test_an_address_brings_its_choices_back(store):
    chosen = Filters(store)
    chosen.param.update(kind="quarter")
    chosen.param.update(period="2021Q3", unit=store.units[2], indicator="tasks.accepted", language="en")

    assert Filters(store, chosen.query).query == chosen.query
    assert Filters(store, chosen.query).kind == "quarter"


@pytest.mark.parametrize(
    "query",
    [
        {"period": "2099"},
        {"period": "<script>"},
        {"period": ["2020"]},
        {"unit": "Phòng không có"},
        {"unit": "' OR 1=1 --"},
        {"indicator": "tasks.nothing"},
        {"language": "fr"},
        {"language": '"en"'},
        {"nothing": "x", "kind": "century"},
    ],
)
def test_what_is_not_among_the_choices_is_left_aside(store, query):
    assert Filters(store, query).query == Filters(store).query


def test_a_wrong_value_does_not_spoil_the_right_ones(store):
    assert Filters(store, {"unit": "x", "period": "2020H1"}).period == "2020H1"


def test_another_kind_of_period_starts_at_the_latest(store):
    filters = Filters(store, {"period": "2019"})
    filters.kind = "month"

    assert filters.period == "2025-12"


def test_choices_are_named_in_the_language(store):
    filters = Filters(store)
    vietnamese = filters.choices("indicator")
    filters.language = "en"

    assert vietnamese["Nhiệm vụ nghiệm thu"] == "tasks.accepted"
    assert filters.choices("indicator")["Tasks accepted"] == "tasks.accepted"
    assert filters.choices("unit")["Whole department"] == ""


def test_a_unit_called_like_all_of_them_stays_among_the_choices(store):
    filters = Filters(store)
    filters.param.unit.objects = ["", "Toàn sở"]

    assert filters.choices("unit") == {"Toàn sở": "", "Toàn sở (Toàn sở)": "Toàn sở"}


def test_an_address_is_taken_over_in_one_step(store):
    filters, steps = Filters(store), []
    filters.param.watch(lambda *events: steps.append(events), ["language", "period", "unit", "indicator"])

    filters.adopt({"period": "2020Q3", "unit": store.units[0], "language": "en"})

    assert len(steps) == 1
    assert filters.query["period"] == "2020Q3"
