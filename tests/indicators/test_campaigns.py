"""A campaign runs up to and including its last day; each card's own example is in tests/spec."""

import pytest
from builders import campaigns, figures

from khcn_analytics.periods import Period


def value(code, frame, period):
    return figures(f"campaigns.{code}", frame, period)[0]


@pytest.mark.parametrize(("month", "running"), [(2, 0), (3, 1), (4, 1), (5, 0)])
def test_a_campaign_runs_from_the_day_it_is_launched_to_its_last_day(month, running):
    frame = campaigns(launched_on="2020-03-31", ends_on="2020-04-01")
    assert value("running", frame, Period("month", 2020, month)) == running


def test_a_campaign_of_one_day_is_launched_runs_and_ends():
    frame = campaigns(launched_on="2020-05-19", ends_on="2020-05-19")
    assert [value(code, frame, Period("month", 2020, 5)) for code in ("launched", "running", "ended")] == [1, 1, 1]


def test_a_campaign_over_several_years_is_launched_once_and_runs_in_each():
    frame = campaigns(launched_on="2019-06-01", ends_on="2021-06-01")
    years = [Period("year", year) for year in (2018, 2019, 2020, 2021, 2022)]
    assert [value("launched", frame, year) for year in years] == [0, 1, 0, 0, 0]
    assert [value("running", frame, year) for year in years] == [0, 1, 1, 1, 0]
