"""Which past years are learned from, and what breaks they cross."""

import polars as pl
import pytest
from builders import a_break

from khcn_analytics.trends.learned_years import with_breaks_of_years, with_learned_since

SERIES = pl.DataFrame(
    {"series": [0, 1], "department": ["cao_bang", "kon_tum"], "indicator": ["tasks.accepted"] * 2},
    schema_overrides={"series": pl.UInt32},
)


def since(*breaks, calendar="calendar"):
    """The first year to learn from, of each of the years 2019 to 2022."""
    years = pl.DataFrame({"series": [0] * 4, "year": [2019, 2020, 2021, 2022]}, schema_overrides={"series": pl.UInt32})
    return with_learned_since(years, SERIES, breaks, calendar)["since"].to_list()


@pytest.mark.parametrize(
    ("first_day", "expected"),
    [
        ("2020-12-31", [None, 2021, 2021, 2021]),
        ("2021-01-01", [None, None, 2021, 2021]),
        ("2021-01-02", [None, None, 2022, 2022]),
    ],
)
def test_a_year_learns_from_years_that_lie_wholly_after_a_break(first_day, expected):
    assert since(a_break(first_day)) == expected


def test_the_administrative_year_begins_on_15_december():
    assert since(a_break("2020-12-15"), calendar="administrative") == [None, None, 2021, 2021]
    assert since(a_break("2020-12-14"), calendar="administrative") == [None, 2021, 2021, 2021]


def test_the_last_of_several_breaks_counts_and_a_warning_does_not():
    both = a_break("2019-01-01"), a_break("2021-01-01", id="later")
    assert since(*both) == [2019, 2019, 2021, 2021]
    assert since(a_break("2021-01-01", severity="warning")) == [None] * 4
    assert since(a_break("2021-01-01", departments=("kon_tum",))) == [None] * 4


@pytest.mark.parametrize(("first_past", "breaks"), [(None, None), (2019, "forms"), (2020, None)])
def test_breaks_are_those_since_the_first_past_year(first_past, breaks):
    rows = SERIES.head(1).with_columns(year=pl.lit(2022, pl.Int64), first_past=pl.lit(first_past, pl.Int64))
    found = with_breaks_of_years(rows, [a_break("2020-01-01")], "calendar")

    assert found["breaks"].to_list() == [breaks]
    assert found.columns[: rows.width] == rows.columns
