"""Estimates of past years beside the truth: by hand, and on the bundled example."""

import pytest
from builders import a_break, values

from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period, parse_period
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.trends.backtest import Accuracy, accuracy, backtest
from khcn_analytics.trends.year_so_far import periods_for_estimate

HALF = Period("half", 2020, 1)


def test_each_year_is_estimated_from_earlier_ones_only():
    periods = [Period(kind, year, 1) for year in range(2016, 2021) for kind in ("half", "year")]
    # Half by mid-year, but for 2019 with a quarter; 2020 then learns from all four.
    found = backtest(values(period=periods, value=[1, 2, 1, 2, 1, 2, 1, 4, 6, 10]), HALF)
    assert found.select("year", "past_years", "estimate", "actual").rows() == [(2019, 3, 2, 4), (2020, 4, 15, 10)]
    assert found["error"].to_list() == [-0.5, 0.5]
    # Steady years leave no doubt, and are wrong; after 2019 the range is wide.
    assert found["held"].to_list() == [False, True]
    assert accuracy(found) == Accuracy(count=2, mean_error=0.5, median_error=0.5, bias=0, held=0.5)


def test_what_is_never_estimated_is_not_tested():
    periods = [Period(kind, year, 1) for year in range(2016, 2021) for kind in ("half", "year")]
    found = backtest(values(period=periods, value=[1, 2] * 5, indicator="tasks.in_progress"), HALF)
    assert found.is_empty()
    assert accuracy(found) == Accuracy(0, None, None, None, None)


# The example has 2018 to 2025, so that 2021 to 2025 can be estimated. docs/trends.md tells the figures.
@pytest.mark.parametrize(("until", "median"), [("2025Q1", 0.25), ("2025H1", 0.15), ("2025-9M", 0.1)])
def test_on_the_example_about_four_of_five_ranges_hold(until, median):
    workspace, period = example_workspace(), parse_period(until)
    periods = [*periods_for_estimate(period, past_years=7), Period("year", 2025)]
    found = accuracy(backtest(compute(workspace.datasets, periods, coverage=workspace.coverage), period))
    assert found.count > 300
    assert found.median_error is not None
    assert found.median_error < median
    assert found.held is not None
    assert 0.75 < found.held < 0.92


def test_a_year_is_tested_by_what_could_have_been_learned():
    periods = [Period(kind, year, 1) for year in range(2014, 2021) for kind in ("half", "year")]
    frame = values(period=periods, value=[1, 4, *[1, 2] * 6])
    found = backtest(frame, HALF, breaks=[a_break("2015-01-01")])

    # 2017 has two years since the break, 2018 is the first to have three.
    told = found.select("year", "past_years", "left_out", "estimate", "breaks").rows()
    assert told == [(2018, 3, 1, 2, "forms"), (2019, 4, 1, 2, "forms"), (2020, 5, 1, 2, "forms")]
    assert backtest(frame, HALF)["year"].to_list() == [2017, 2018, 2019, 2020]
