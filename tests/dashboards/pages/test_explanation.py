import pytest

from khcn_analytics.analysis.explaining import explain
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages import explanation
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.store.workspace import example_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def chosen_of(store, **query) -> Chosen:
    return Chosen.of(store, {"indicator": "tasks.accepted", **query}, pages=("overview", "explanation"))


def test_a_figure_has_its_definition_and_its_arithmetic(store):
    words = explanation.definition(chosen_of(store))

    assert words.value == ("38", "nhiệm vụ")
    assert words.lines is not None
    assert words.lines["Phép tính"] == "đếm được 38 bản ghi"
    assert words.lines["Phạm vi"] == "Toàn sở"
    assert "phiên bản" in words.lines["Dữ liệu"]


def test_a_group_is_explained_by_itself(store):
    unit = store.units[2]
    chosen = chosen_of(store, unit=unit, by="level", group="provincial")
    expected = explain(store.workspace, "tasks.accepted", "2025", {"unit": unit, "level": "provincial"})

    words = explanation.definition(chosen)

    assert explanation.explained(chosen).value == expected.value
    assert words.lines is not None
    assert unit in words.lines["Phạm vi"]
    assert "cấp tỉnh" in words.lines["Phạm vi"]


def test_a_unit_does_not_narrow_what_knows_none(store):
    (code, *_) = [each.code for each in store.indicators if "unit" not in splits(each)]

    assert explanation.explained(chosen_of(store, unit=store.units[0], indicator=code)).where == {}


def test_the_records_are_those_counted(store):
    table = explanation.records(chosen_of(store))

    assert table is not None
    assert table.rows.height == 38
    assert table.title == "Bản ghi được tính: 38"


def test_of_a_rate_both_records_are_shown(store):
    chosen = chosen_of(store, indicator="tasks.accepted_on_time_rate")
    above, below = explanation.records(chosen), explanation.denominator(chosen)

    assert above is not None
    assert below is not None
    assert (above.rows.height, below.rows.height) == (34, 38)
    assert explanation.denominator(chosen_of(store)) is None


def test_leaders_see_no_records():
    assert len(explanation.rows("leaders")) == 1
    assert len(explanation.rows("studio")) == 3


def test_what_has_no_value_says_why(store):
    words = explanation.definition(chosen_of(store, indicator="tasks.accepted_on_time_rate", unit=store.units[-1]))

    assert words.value is not None
    assert words.value[0] == "–"
    assert words.value[1]
