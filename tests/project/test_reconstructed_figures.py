"""Computed from records, the reconstructed figures equal the printed ones exactly."""

from typing import Literal

import polars as pl
import pytest

from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.explain import explain
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import parse_period
from khcn_analytics.store.workspace import published_figures, reconstructed_workspace

Name = Literal["cao_bang_2020", "kon_tum_2022"]

CAO_BANG = [
    # indicator, 30 June 2020, 31 December 2020: as printed in the two reports of 2020
    ("tasks.in_progress_national", 1, 1),
    ("tasks.in_progress_urgent_local", 1, 1),
    ("tasks.in_progress_ministry", 1, 1),
    ("tasks.in_progress_rural_mountain", 7, 7),
    ("tasks.in_progress_provincial", 27, 27),
    ("tasks.in_progress", 37, 37),
    ("inspections.inspections", 2, 4),
    ("inspections.inspected_subjects", 2, 6),
    ("inspections.checked_subjects", 21, 58),
    ("initiatives.scope_recognised", 10, 52),
]
KON_TUM = [
    ("tasks.running", "2022", 28),
    ("tasks.carried_over", "2022", 19),
    ("tasks.started", "2022", 9),
    ("tasks.approved", "2022", 10),
    ("tasks.contracted", "2022", 9),
    ("tasks.without_applicant", "2022", 1),
    ("tasks.accepted", "2022", 9),
    ("tasks.running_for_agriculture", "2022", 23),
    ("initiatives.scope_recognised_of_year", "2021", 25),
    ("initiatives.grassroots_recognised", "2022", 2),
    ("initiatives.grassroots_authors", "2022", 5),
]


def computed(name: Name, indicator: str, period: str) -> float:
    workspace = reconstructed_workspace(name)
    values = compute(workspace.datasets, [parse_period(period)], (), [indicator], coverage=workspace.coverage)
    return values["value"].item()


@pytest.mark.parametrize(("indicator", "half", "year"), CAO_BANG)
def test_cao_bang_2020(indicator, half, year):
    assert computed("cao_bang_2020", indicator, "6T/2020") == half
    assert computed("cao_bang_2020", indicator, "2020") == year


@pytest.mark.parametrize(("indicator", "period", "value"), KON_TUM)
def test_kon_tum_2022(indicator, period, value):
    assert computed("kon_tum_2022", indicator, period) == value


@pytest.mark.parametrize(("indicator", "period", "value"), KON_TUM)
def test_the_records_behind_a_figure_are_its_value(indicator, period, value):
    workspace = reconstructed_workspace("kon_tum_2022")

    why = explain(workspace.datasets, indicator, parse_period(period), coverage=workspace.coverage)

    assert why.numerator_records["counted"].sum() == value


@pytest.mark.parametrize("name", ["cao_bang_2020", "kon_tum_2022"])
def test_every_printed_figure_with_a_card_is_met(name):
    department = name.rsplit("_", maxsplit=1)[0]
    printed = published_figures().filter(pl.col("indicator").is_in(INDICATORS), department=department)

    assert printed.height >= 12
    for row in printed.iter_rows(named=True):
        year, half = row["period_start"].year, (row["period_end"].month == 7)
        assert computed(name, row["indicator"], f"{year}H1" if half else str(year)) == row["value"]


@pytest.mark.parametrize("name", ["cao_bang_2020", "kon_tum_2022"])
def test_reconstructed_records_are_faultless(name):
    assert reconstructed_workspace(name).problems.is_empty()
