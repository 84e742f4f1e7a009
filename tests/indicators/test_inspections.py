"""Each indicator of inspections on a small table, for the year 2020, counted by hand."""

import pytest
from builders import figures, inspections

from khcn_analytics.indicators.inspections import CARDS
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)
CAMPAIGNS = {
    "activity": ["inspection", "inspection", "check", "survey", "check", "inspection"],
    "started_on": [*["2020-05-04"] * 4, "2019-12-31", "2021-01-01"],
    "subjects": [10, 5, 20, 40, 80, 160],
    "violating_subjects": [1, None, 4, 0, 8, 16],
    "fines_vnd": [3_000_000, None, 500_000, None, 7_000_000, 9_000_000],
}

# Code -> numerator, denominator. The last two campaigns lie outside the year.
EXAMPLES = {
    "inspections.inspections": (2, None),
    "inspections.inspected_subjects": (10 + 5, None),
    "inspections.checks": (1, None),
    "inspections.checked_subjects": (20, None),
    # A campaign that does not state its violations counts neither above nor below; nor does a survey.
    "inspections.violation_rate": (1 + 4, 10 + 20),
    "inspections.fines_vnd": (3_500_000, None),
}


def test_every_indicator_has_an_example():
    assert set(EXAMPLES) == {card.code for card in CARDS}


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_indicator_counts_what_its_definition_says(code):
    numerator, denominator = EXAMPLES[code]
    value = numerator if denominator is None else numerator / denominator
    assert figures(code, inspections(**CAMPAIGNS), Y2020) == (value, numerator, denominator)


def test_a_campaign_belongs_to_the_period_in_which_it_begins():
    frame = inspections(started_on="2020-12-31", ended_on="2021-01-05")
    assert figures("inspections.checks", frame, Y2020)[0] == 1
    assert figures("inspections.checks", frame, Period("year", 2021))[0] == 0
