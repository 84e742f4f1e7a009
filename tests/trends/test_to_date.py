"""The year so far against the same day of last year, on both calendars; counted by hand."""

import pytest
from builders import day, funding, inspections

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.periods import Period
from khcn_analytics.trends.change import change
from khcn_analytics.trends.to_date import to_date

CHECKED = "inspections.checked_subjects"


def checks(*days):
    """One subject checked on each day."""
    return {"inspections": inspections(activity="check", subjects=1, started_on=list(days))}


def so_far(data, last, **options):
    return to_date(data, day(last), (), [CHECKED], **options).select("value", "base", "absolute", "reason").row(0)


def test_both_stretches_end_on_the_day_and_hold_it():
    data = checks("2019-01-01", "2019-08-20", "2019-08-21", "2020-01-01", "2020-08-19", "2020-08-20", "2020-08-21")
    assert so_far(data, "2020-08-20") == (3, 2, 1, None)


def test_last_year_stops_at_the_same_day_although_more_is_known_of_it():
    assert so_far(checks("2019-12-01", "2020-03-01"), "2020-03-02") == (1, 0, 1, "zero_base")


def test_29_february_stands_beside_28_february():
    data = checks("2019-02-28", "2019-03-01", "2020-02-28", "2020-02-29")
    assert so_far(data, "2020-02-29") == (2, 1, 1, None)


def test_28_february_stands_beside_the_28th_even_where_there_is_a_29th():
    assert so_far(checks("2020-02-28", "2020-02-29", "2021-02-28"), "2021-02-28") == (1, 1, 0, None)


class TestAdministrativeYear:
    # 10 December 2019 and 14 December 2020 close a year, 15 December opens the next.
    DATA = checks("2018-12-20", "2019-12-10", "2019-12-15", "2020-12-14", "2020-12-15", "2020-12-16")

    def test_14_december_is_the_whole_year(self):
        assert so_far(self.DATA, "2020-12-14", calendar="administrative") == (2, 2, 0, None)

    def test_15_december_begins_a_year(self):
        assert so_far(self.DATA, "2020-12-15", calendar="administrative") == (1, 1, 0, None)
        assert so_far(self.DATA, "2020-12-16", calendar="administrative") == (2, 1, 1, None)

    def test_of_the_calendar_year_14_december_is_a_day_like_any_other(self):
        assert so_far(self.DATA, "2020-12-14") == (1, 1, 0, None)


@pytest.mark.parametrize(
    ("last", "period"), [("2020-06-30", Period("half", 2020, 1)), ("2020-12-31", Period("year", 2020))]
)
def test_on_the_last_day_of_a_period_it_is_the_change_of_that_period(last, period):
    data = checks("2019-03-01", "2020-03-01", "2020-06-30")
    values = compute(data, [period.same_period_last_year(), period], (), [CHECKED])
    assert to_date(data, day(last), (), [CHECKED]).equals(change(values)[[1]])


def test_a_day_the_records_do_not_reach_is_no_fall():
    coverage = {"inspections": Coverage(day("2019-01-01"), day("2020-08-01"))}
    assert so_far(checks("2019-03-01"), "2020-08-20", coverage=coverage) == (None, 1, None, "no_value")


def test_last_year_before_the_records_begin_is_no_zero_base():
    coverage = {"inspections": Coverage(day("2020-01-01"), day("2021-01-01"))}
    assert so_far(checks("2020-03-01"), "2020-08-20", coverage=coverage) == (1, None, None, "base_without_value")


def test_each_group_has_a_row():
    data = {
        "inspections": inspections(
            activity="check",
            subjects=1,
            unit=["Phòng A", "Phòng B"],
            started_on=["2019-05-01", "2020-05-01"],
        )
    }
    found = to_date(data, day("2020-08-20"), ("unit",), [CHECKED])
    assert found.select("unit", "value", "base").rows() == [("Phòng A", 0, 1), ("Phòng B", 1, 0)]
    assert found["period_kind"].unique().to_list() == ["to_date"]


def test_what_exists_for_whole_years_only_has_no_value_so_far():
    found = to_date({"funding": funding(year=[2019, 2020])}, day("2020-08-20"), (), ["funding.disbursed_vnd"])
    assert found["reason"].to_list() == ["no_value"]


def test_an_indicator_without_its_records_is_refused():
    with pytest.raises(WrongUseError, match="needs dataset"):
        to_date({}, day("2020-08-20"), (), [CHECKED])
