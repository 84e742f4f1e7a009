import polars as pl
import pytest

from khcn_analytics.analysis import analyse
from khcn_analytics.dashboards.store import KEY_INDICATORS, PERIODS_SHOWN, Store
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace


@pytest.fixture(scope="module")
def store():
    return Store(example_workspace())


def test_cards_show_the_values_of_the_analysis(store):
    cards = store.key_figures(Period("year", 2024), None, "vi")
    values = analyse(example_workspace(), ["2024"], ()).values

    assert [each.row["indicator"] for each in cards] == list(KEY_INDICATORS)
    for card in cards:
        assert card.row["value"] == values.filter(indicator=card.row["indicator"])["value"].item()


def test_a_unit_has_its_own_figures(store):
    period, unit = Period("year", 2024), store.units[0]
    values = analyse(example_workspace(), ["2024"], ("unit",)).values.filter(unit=unit)

    for row in store.table(period, unit, "vi").iter_rows(named=True):
        assert row["value"] == values.filter(indicator=row["indicator"])["value"].item()


def test_history_ends_at_the_chosen_period(store):
    trend = store.trend("tasks.accepted", Period("quarter", 2022, 2), None, "vi")

    assert trend["period_name"].to_list()[-1] == "quý II/2022"
    assert trend.height == PERIODS_SHOWN


def test_units_stand_by_size_and_sum_to_the_department(store):
    period = Period("year", 2024)
    by_unit = store.by_unit("tasks.accepted", period, "vi")
    whole = store.trend("tasks.accepted", period, None, "vi")["value"].to_list()[-1]

    assert by_unit["value"].to_list() == sorted(by_unit["value"], reverse=True)
    assert by_unit["value"].sum() == whole


def test_heights_of_the_history_are_shares(store):
    heights = [each for card in store.key_figures(Period("month", 2025, 6), None, "vi") for each in card.history]

    assert all(each is None or 0 <= each <= 1 for each in heights)


def test_only_covered_periods_are_offered():
    store = Store(reconstructed_workspace("cao_bang_2020"))

    assert store.periods("year") == (Period("year", 2020),)
    assert store.periods("half") == (Period("half", 2020, 2), Period("half", 2020, 1))


def test_a_workspace_without_a_dataset_offers_no_indicator_of_it():
    store = Store(reconstructed_workspace("kon_tum_2022"))

    assert {each.dataset for each in store.indicators} == {"tasks", "initiatives"}
    assert [each.row["indicator"] for each in store.key_figures(Period("year", 2022), None, "vi")] == [
        code for code in KEY_INDICATORS if not code.startswith("inspections")
    ]


def test_units_are_in_the_order_of_the_dictionary(store):
    assert store.units[0].startswith("Chi cục")
    assert len(store.units) == 7


def test_every_frame_says_the_same_as_the_others(store):
    period = Period("year", 2023)
    table = store.table(period, None, "vi")
    cards = pl.DataFrame([each.row for each in store.key_figures(period, None, "vi")])

    both = cards.join(table, on="indicator", suffix="_table")
    assert both["change_text"].equals(both["change_text_table"].rename("change_text"))
