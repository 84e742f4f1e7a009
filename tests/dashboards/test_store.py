from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.dashboards.store import KEY_INDICATORS, PERIODS_SHOWN, Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace
from khcn_analytics.vocabulary.labels import Label


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

    for theme in ("tasks", "dossiers"):
        table = store.table(period, unit, "vi", theme)
        assert {code.split(".")[0] for code in table["indicator"]} == {theme}
        for row in table.iter_rows(named=True):
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

    # Its awards are those of 2015 to 2020.
    assert store.periods("year") == tuple(Period("year", year) for year in range(2020, 2014, -1))
    assert store.periods("half")[:2] == (Period("half", 2020, 2), Period("half", 2020, 1))


def test_a_workspace_without_a_dataset_offers_no_indicator_of_it():
    store = Store(reconstructed_workspace("kon_tum_2022"))

    assert {each.dataset for each in store.indicators} == {"tasks", "initiatives", "awards", "activities", "dossiers"}
    assert [each.row["indicator"] for each in store.key_figures(Period("year", 2022), None, "vi")] == [
        code for code in KEY_INDICATORS if not code.startswith("inspections")
    ]


def test_units_are_in_the_order_of_the_dictionary(store):
    assert store.units[0].startswith("Chi cục")
    assert len(store.units) == 7


def test_every_frame_says_the_same_as_the_others(store):
    period = Period("year", 2023)
    themes = {card.dataset for card in store.indicators}
    table = pl.concat(store.table(period, None, "vi", theme) for theme in sorted(themes))
    cards = pl.DataFrame([each.row for each in store.key_figures(period, None, "vi")])

    both = cards.join(table, on="indicator", suffix="_table")
    assert both["change_text"].equals(both["change_text_table"].rename("change_text"))


def test_a_share_of_nothing_is_a_result_and_stays():
    workspace = example_workspace()
    spotless = workspace.datasets["inspections"].with_columns(violating_subjects=pl.lit(0, pl.Int64))
    store = Store(replace(workspace, datasets={**workspace.datasets, "inspections": spotless}))

    shown = store.by_unit("inspections.violation_rate", Period("year", 2024), "vi")

    assert shown.height > 0
    assert set(shown["value"]) == {0.0}


def test_every_unit_has_every_card(store):
    for unit in store.units:
        assert len(store.key_figures(Period("year", 2024), unit, "vi")) == len(KEY_INDICATORS)


def test_several_departments_are_not_shown_as_one():
    workspace = example_workspace()
    two = replace(workspace, departments={**workspace.departments, "x": Label("Sở X", "X")})

    with pytest.raises(WrongUseError, match="phục vụ một sở"):
        Store(two)


def test_data_that_cover_no_whole_period_are_told():
    coverage = {"tasks": Coverage(date(2024, 3, 10), date(2024, 3, 20))}

    with pytest.raises(WrongUseError, match="chưa bao trùm trọn kỳ nào"):
        Store(replace(example_workspace(), coverage=coverage))
