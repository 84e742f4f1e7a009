"""Each indicator of initiatives on a small table, for the year 2020, counted by hand."""

import pytest
from builders import figures, initiatives

from khcn_analytics.indicators.initiatives import CARDS
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)

# Recognised and widened in the year; recognised, widened the year after; rejected in the year;
# recognised the year before, widened in the year; not judged yet.
FIVE_LIVES = {
    "submitted_on": ["2020-01-05", "2020-02-01", "2020-02-01", "2019-06-01", "2020-11-01"],
    "grassroots_recognised_on": ["2020-03-01", "2020-12-31", None, "2019-12-31", None],
    "rejected_on": [None, None, "2020-03-01", None, None],
    "scope": ["provincial", "national", None, "provincial", None],
    "scope_recognised_on": ["2020-09-01", "2021-01-01", None, "2020-01-01", None],
    "authors": [2, None, 3, 5, 1],
    "initiative_year": [2020, 2020, 2020, 2019, None],
}

EXAMPLES = {
    "initiatives.submitted": (4, None),
    "initiatives.grassroots_recognised": (2, None),
    "initiatives.grassroots_authors": (2, None),  # the second does not say how many
    "initiatives.recognition_rate": (2, 3),  # one of the three decided was rejected
    "initiatives.scope_recognised": (2, None),  # the first and the fourth
    "initiatives.scope_recognised_of_year": (2, None),  # the first and the second, whenever it was
}


def test_every_indicator_has_an_example():
    assert set(EXAMPLES) == {card.code for card in CARDS}


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_indicator_counts_what_its_definition_says(code):
    numerator, denominator = EXAMPLES[code]
    value = numerator if denominator is None else numerator / denominator
    assert figures(code, initiatives(**FIVE_LIVES), Y2020) == (value, numerator, denominator)


def test_recognition_of_a_wider_scope_is_not_another_initiative():
    frame = initiatives(
        grassroots_recognised_on="2020-03-01", scope="national", scope_recognised_on="2020-09-01", authors=2
    )
    assert figures("initiatives.grassroots_recognised", frame, Y2020)[0] == 1
    assert figures("initiatives.grassroots_authors", frame, Y2020)[0] == 2


@pytest.mark.parametrize("calendar", ["calendar", "administrative"])
def test_an_initiative_of_a_year_belongs_to_it_on_both_calendars(calendar):
    frame = initiatives(initiative_year=2020, scope="national", scope_recognised_on="2021-03-01")
    code = "initiatives.scope_recognised_of_year"
    found = [figures(code, frame, Period("year", year, 1, calendar))[0] for year in (2019, 2020, 2021)]
    assert found == [0, 1, 0]
