import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.choices import owner_of
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.narrowing import narrowed
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.dimensions import DIMENSIONS, splits
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace

YEARS = (Period("year", 2023), Period("year", 2024))
SCIENCE = "Phòng Quản lý khoa học"
CODES = ("tasks.accepted", "inspections.fines_vnd")


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def same(picked: Analysis, computed: Analysis) -> None:
    for name in ("values", "changes", "with_bases"):
        assert_frame_equal(getattr(picked, name), getattr(computed, name))
    assert (picked.periods, picked.by, picked.against) == (computed.periods, computed.by, computed.against)
    assert picked.workspace.name == computed.workspace.name


def test_what_is_picked_equals_what_is_computed(store):
    picked = reckoning.analysis(store, YEARS, (), CODES)

    same(picked, analyse(store.workspace, YEARS, (), sorted(CODES)))


@st.composite
def asked(draw, store: Store):
    """Any indicator, over some periods of a kind, split and narrowed by what it can be, against any base."""
    card = draw(st.sampled_from(store.indicators))
    every = store.periods(draw(st.sampled_from(store.kinds)))
    periods = tuple(sorted(draw(st.sets(st.sampled_from(every), min_size=1, max_size=3)), key=lambda each: each.start))
    ways = [each for each in splits(card) if each != "department"]
    by = tuple(draw(st.lists(st.sampled_from(ways), unique=True, max_size=1)) if ways else [])
    against = draw(st.sampled_from(["same_period_last_year", "previous_period", every[-1].year]))
    dataset = owner_of(card.dataset)
    groups = []
    for name in sorted(set(ways) - set(by)):
        # The level, field and so on of money are those of its tasks.
        column = store.workspace.datasets[dataset].select(DIMENSIONS[dataset][name].group).to_series()
        if draw(st.booleans()):
            groups.append((name, draw(st.sampled_from(sorted(column.unique())))))
    return card.code, periods, by, against, dataset, tuple(groups[:2])


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_every_analysis_is_the_one_that_notebooks_show(store, data):
    code, periods, by, against, dataset, groups = data.draw(asked(store))

    picked = reckoning.analysis(store, periods, by, (code,), against, dataset=dataset, groups=groups)

    ours = narrowed(store.workspace, dataset, groups)
    same(picked, analyse(ours, periods, by, [code], against=against))


@pytest.mark.parametrize("unit", ["", SCIENCE])
@pytest.mark.parametrize("part", ["level", "field"])
def test_where_a_change_comes_from_needs_no_new_count(store, unit, part):
    groups = (("unit", unit),) if unit else ()
    picked = reckoning.analysis(store, YEARS, (), ("tasks.accepted",), groups=groups, parts=(part,))
    computed = analyse(narrowed(store.workspace, "tasks", groups), YEARS, (), ["tasks.accepted"])

    assert_frame_equal(picked.contributions((part,)), computed.contributions((part,)))
    assert picked.narrative(causes=[part]).text == computed.narrative(causes=[part]).text
    assert (
        picked.waterfall("tasks.accepted", part).to_dict(validate=False)["datasets"]
        == computed.waterfall("tasks.accepted", part).to_dict(validate=False)["datasets"]
    )


def test_targets_drawn_are_those_of_the_unit(store):
    picked = reckoning.analysis(store, YEARS, (), CODES, groups=(("unit", SCIENCE),))
    whole = reckoning.analysis(store, YEARS, (), CODES)

    assert whole.judged is reckoning.targets(store)
    assert picked.judged is not None
    assert set(picked.judged["unit"]) <= {SCIENCE}


def test_targets_that_were_met_are_counted_among_all_targets(store):
    period = Period("year", 2024)

    found = reckoning.analysis(store, (period,), (), ("targets.met",))

    same(found, analyse(store.workspace, [period], (), ["targets.met"]))
    assert found.values["value"].item() > 0


def test_a_period_that_the_data_do_not_cover_is_computed(store):
    period = Period("year", store.workspace.until.year)
    assert period not in store.periods("year")

    found = reckoning.analysis(store, (period,), ("level",), ("tasks.accepted",))

    same(found, analyse(store.workspace, [period], ("level",), ["tasks.accepted"]))


def test_a_grouping_and_another_base_are_computed(store):
    found = reckoning.analysis(store, YEARS, ("level",), ("tasks.accepted",), "previous_period")

    assert found.by == ("level",)
    assert found.against == "previous_period"


def test_every_indicator_is_computed_once(store):
    assert reckoning.every(store, "year", ("unit",)) is reckoning.every(store, "year", ("unit",))


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
