from datetime import date

import polars as pl
import pytest
from builders import awards

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.records import (
    FOUND,
    LawRecords,
    found,
    merged_awards,
    together,
    where_any,
    with_limit,
    without_year,
)
from khcn_analytics.law.rules import LawParameter, law_rules, with_parameters


@pytest.mark.parametrize(
    ("since", "calendar", "year"),
    [
        ("2018-01-01", "calendar", 2018),
        ("2017-12-15", "calendar", 2018),
        ("2018-01-02", "calendar", 2019),
        ("2024-12-15", "administrative", 2025),
        ("2024-12-14", "administrative", 2025),
        ("2024-12-16", "administrative", 2026),
        ("2025-01-01", "administrative", 2026),
    ],
)
def test_a_year_begins_as_the_calendar_says(since, calendar, year):
    records = LawRecords({}, {"awards": Coverage(date.fromisoformat(since), date(2027, 1, 1))}, calendar)

    assert records.first_year("awards") == year
    assert records.first_year("ratings") is None


@pytest.mark.parametrize(
    ("until", "calendar", "year"),
    [
        ("2026-01-01", "calendar", 2025),
        ("2025-12-31", "calendar", 2024),
        ("2025-12-15", "calendar", 2024),
        ("2025-12-15", "administrative", 2025),
        ("2025-12-14", "administrative", 2024),
        ("2026-01-01", "administrative", 2025),
    ],
)
def test_a_year_ends_as_the_calendar_says(until, calendar, year):
    records = LawRecords({}, {"awards": Coverage(date(2018, 1, 1), date.fromisoformat(until))}, calendar)

    assert records.last_year("awards") == year
    assert records.last_year("ratings") is None


def test_years_are_covered_whole_or_from_a_day_on():
    records = LawRecords({}, {"inspections": Coverage(date(2025, 7, 1), date(2027, 1, 1))})

    assert [records.covers("inspections", year) for year in (2025, 2026, 2027)] == [False, True, False]
    assert records.covers("inspections", 2025, date(2025, 7, 1))
    assert not records.covers("inspections", 2025, date(2025, 6, 30))
    assert records.covers("awards", 1990)


def test_findings_are_filled_up():
    parts = together(pl.DataFrame({"year": [2020], "holds": [True]}), pl.DataFrame({"reason": ["no_year"]}))

    assert parts.schema == pl.Schema(FOUND)
    assert parts["year"].to_list() == [2020, None]
    assert found(pl.DataFrame({"year": [2020], "more": [1]})).columns == list(FOUND)


def test_every_named_column_must_hold_one_of_its_values():
    frame = pl.DataFrame({"level": ["good", "good", "excellent"], "kind": ["a", "b", "a"]})

    assert frame.filter(where_any({"level": ["good"], "kind": ["a", "c"]})).height == 1
    assert frame.filter(where_any({})).height == 3


def test_records_without_a_year_are_counted():
    frame = pl.DataFrame(
        {"department": ["x", "x", "y"], "year": [None, None, 2020]}, schema_overrides={"year": pl.Int64}
    )

    assert without_year(frame).rows() == [("x", 2, "no_year")]


def test_numbers_are_those_of_department_and_year():
    (rule,) = [each for each in law_rules() if each.id == "SK-02"]
    groups = pl.DataFrame({"department": ["quang_nam", "quang_nam", "kon_tum"], "year": [2022, 2020, 2022]})

    assert with_limit(rule, groups)["limit"].to_list() == [2, None, None]
    assert with_limit(rule, groups)["unlimited"].to_list() == [None, "no_limit", "no_limit"]


def test_that_there_is_no_number_is_said_apart():
    (rule,) = [each for each in law_rules() if each.id == "SK-02"]
    (without,) = with_parameters([rule], [LawParameter("SK-02", "limit", None, department="kon_tum")])

    told = with_limit(without, pl.DataFrame({"department": ["kon_tum"], "year": [2022]}))

    assert told.select("limit", "unlimited").rows() == [(None, "without_limit")]


def test_awards_entered_twice_are_kept_once_the_granted_one_first():
    frame = awards(
        recipient=["Lê An", "ThS LÊ AN", "Lê Bình", None, None],
        status=["proposed", "granted", "revoked", "granted", "granted"],
        for_year=2024,
    )
    assert merged_awards(frame)["recipient"].to_list() == ["ThS LÊ AN", None, None]
    assert merged_awards(frame.drop("recipient")).height == 4
