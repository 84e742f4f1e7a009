"""Boundaries are worked out by hand from the calendar year and from Decree 09/2019, article 12."""

from datetime import date, timedelta
from typing import cast

import pytest
from builders import any_period, day
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.periods import (
    CALENDARS,
    KIND_LABELS,
    KINDS_OF_A_YEAR,
    PERIOD_KINDS,
    Calendar,
    Period,
    parse_period,
    period_from_days,
    periods_of_kind,
    year_to_date,
    years,
)

ADMINISTRATIVE: Calendar = "administrative"


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        ("year", 1, "2020-01-01", "2020-12-31"),
        ("half", 1, "2020-01-01", "2020-06-30"),
        ("half", 2, "2020-07-01", "2020-12-31"),
        ("nine_months", 1, "2020-01-01", "2020-09-30"),
        ("quarter", 1, "2020-01-01", "2020-03-31"),
        ("quarter", 2, "2020-04-01", "2020-06-30"),
        ("quarter", 3, "2020-07-01", "2020-09-30"),
        ("quarter", 4, "2020-10-01", "2020-12-31"),
        ("month", 1, "2020-01-01", "2020-01-31"),
        ("month", 2, "2020-02-01", "2020-02-29"),  # 2020 is a leap year
        ("month", 12, "2020-12-01", "2020-12-31"),
    ],
)
def test_days_of_a_period_of_the_calendar_year(kind, number, first, last):
    period = Period(kind, 2020, number)
    assert (period.start, period.last_day) == (day(first), day(last))


@pytest.mark.parametrize(
    ("kind", "number", "first", "last"),
    [
        ("year", 1, "2019-12-15", "2020-12-14"),
        ("half", 1, "2019-12-15", "2020-06-14"),
        ("half", 2, "2020-06-15", "2020-12-14"),
        ("nine_months", 1, "2019-12-15", "2020-09-14"),
        ("quarter", 1, "2019-12-15", "2020-03-14"),
        ("quarter", 2, "2020-03-15", "2020-06-14"),
        ("quarter", 3, "2020-06-15", "2020-09-14"),
        ("quarter", 4, "2020-09-15", "2020-12-14"),
        ("month", 1, "2019-12-15", "2020-01-14"),
        ("month", 3, "2020-02-15", "2020-03-14"),
        ("month", 12, "2020-11-15", "2020-12-14"),
    ],
)
def test_days_of_a_period_of_the_administrative_year(kind, number, first, last):
    period = Period(kind, 2020, number, ADMINISTRATIVE)
    assert (period.start, period.last_day) == (day(first), day(last))


@given(any_period())
def test_a_period_ends_on_the_day_after_its_last(period):
    assert period.end == period.last_day + timedelta(days=1)
    assert period.start < period.end


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("kind", ["half", "quarter", "month"])
def test_the_parts_of_a_year_cover_it_without_gap_or_overlap(kind, calendar):
    year = Period("year", 2021, 1, calendar)
    parts = periods_of_kind(kind, 2021, 2021, calendar)
    assert (parts[0].start, parts[-1].end) == (year.start, year.end)
    assert [each.end for each in parts[:-1]] == [each.start for each in parts[1:]]


@pytest.mark.parametrize("calendar", CALENDARS)
def test_nine_months_are_the_first_three_quarters(calendar):
    nine, quarters = Period("nine_months", 2021, 1, calendar), periods_of_kind("quarter", 2021, 2021, calendar)
    assert (nine.start, nine.end) == (quarters[0].start, quarters[2].end)


@pytest.mark.parametrize("calendar", CALENDARS)
def test_a_year_begins_when_the_one_before_ends(calendar):
    assert Period("year", 2020, 1, calendar).end == Period("year", 2021, 1, calendar).start


@pytest.mark.parametrize(
    ("period", "previous"),
    [
        (Period("year", 2020), Period("year", 2019)),
        (Period("half", 2020, 2), Period("half", 2020, 1)),
        (Period("half", 2020, 1), Period("half", 2019, 2)),
        (Period("nine_months", 2020), Period("nine_months", 2019)),
        (Period("quarter", 2020, 3), Period("quarter", 2020, 2)),
        (Period("quarter", 2020, 1), Period("quarter", 2019, 4)),
        (Period("month", 2020, 1), Period("month", 2019, 12)),
        (Period("month", 2020, 1, ADMINISTRATIVE), Period("month", 2019, 12, ADMINISTRATIVE)),
    ],
)
def test_the_period_just_before(period, previous):
    assert period.previous() == previous


@given(any_period(["year", "half", "quarter", "month"]))
def test_the_period_before_ends_where_this_one_starts(period):
    assert period.previous().end == period.start


@given(any_period(KINDS_OF_A_YEAR))
def test_the_same_period_of_last_year_differs_in_the_year_only(period):
    assert period.same_period_last_year() == Period(period.kind, period.year - 1, period.number, period.calendar)


@pytest.mark.parametrize(
    ("kind", "year", "number"),
    [
        ("year", 2020, 2),
        ("nine_months", 2020, 2),
        ("half", 2020, 3),
        ("half", 2020, 0),
        ("quarter", 2020, 5),
        ("month", 2020, 13),
        ("year", 1899, 1),
        ("year", 2201, 1),
        ("week", 2020, 1),
    ],
)
def test_there_is_no_such_period(kind, year, number):
    with pytest.raises(InvalidPeriodError, match="names no period") as caught:
        Period(kind, year, number)
    assert "Không hiểu kỳ" in caught.value.vi


def test_there_is_no_third_calendar():
    with pytest.raises(InvalidPeriodError, match="lunar"):
        Period("year", 2020, 1, cast("Calendar", "lunar"))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2020", Period("year", 2020)),
        ("năm 2020", Period("year", 2020)),
        ("Năm 2020", Period("year", 2020)),
        ("2020H1", Period("half", 2020, 1)),
        ("2020-H2", Period("half", 2020, 2)),
        ("h2 2020", Period("half", 2020, 2)),
        ("6T/2020", Period("half", 2020, 1)),
        ("6 tháng 2020", Period("half", 2020, 1)),
        ("6 tháng đầu năm 2020", Period("half", 2020, 1)),
        ("6 tháng cuối năm 2020", Period("half", 2020, 2)),
        ("sáu tháng đầu năm 2020", Period("half", 2020, 1)),
        ("6 tháng đầunăm 2020", Period("half", 2020, 1)),
        ("6 THÁNG CUỐI NĂM 2020", Period("half", 2020, 2)),
        ("9T/2020", Period("nine_months", 2020)),
        ("2020-9M", Period("nine_months", 2020)),
        ("9 tháng năm 2020", Period("nine_months", 2020)),
        ("9 tháng đầu năm 2020", Period("nine_months", 2020)),
        ("chín tháng đầu năm 2020", Period("nine_months", 2020)),
        ("Quý I/2020", Period("quarter", 2020, 1)),
        ("quý II/2020", Period("quarter", 2020, 2)),
        ("QUÝ III/2020", Period("quarter", 2020, 3)),
        ("Quý IV năm 2020", Period("quarter", 2020, 4)),
        ("quí 4/2020", Period("quarter", 2020, 4)),
        ("Q3-2020", Period("quarter", 2020, 3)),
        ("2020Q1", Period("quarter", 2020, 1)),
        ("T3/2020", Period("month", 2020, 3)),
        ("tháng 3/2020", Period("month", 2020, 3)),
        ("Tháng 03 năm 2020", Period("month", 2020, 3)),
        ("2020-03", Period("month", 2020, 3)),
        ("03/2020", Period("month", 2020, 3)),
        ("12/2020", Period("month", 2020, 12)),
        # Nine months and September are written alike; only the first has the letter.
        ("2020-9", Period("month", 2020, 9)),
        ("6/2020", Period("month", 2020, 6)),
    ],
)
def test_a_period_is_read_as_people_write_it(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    ["quý V/2020", "quý 0/2020", "Q5/2020", "13/2020", "0/2020", "2020-13", "2020H3", "abc", "", "20", "20201", "năm"],
)
def test_nonsense_names_no_period(text):
    with pytest.raises(InvalidPeriodError, match="names no period") as caught:
        parse_period(text)
    assert "Không hiểu kỳ" in caught.value.vi


@pytest.mark.parametrize("text", ["Qu\u0079\u0301 I/2020", " Quý\u00a0I/2020 ", "\u200bQuý  I/2020"])
def test_text_from_documents_is_read_whatever_its_unicode_form_and_spaces(text):
    assert parse_period(text) == Period("quarter", 2020, 1)


def test_a_period_is_read_on_the_calendar_asked_for():
    assert parse_period("6T/2020", ADMINISTRATIVE).last_day == date(2020, 6, 14)


@given(any_period())
def test_a_code_is_read_back(period):
    assert parse_period(period.code, period.calendar) == period


@given(any_period(), st.sampled_from(["vi", "en"]))
def test_a_label_is_read_back(period, language):
    label = period.label(language)
    if label.startswith("nine months of"):
        label = label.replace("nine months of", "9m")  # reports are Vietnamese; this English is for the screen only
    assert parse_period(label, period.calendar) == period


@pytest.mark.parametrize(
    ("period", "code", "vi", "en"),
    [
        (Period("year", 2020), "2020", "năm 2020", "2020"),
        (Period("half", 2020, 2), "2020H2", "6 tháng cuối năm 2020", "H2 2020"),
        (Period("nine_months", 2020), "2020-9M", "9 tháng năm 2020", "nine months of 2020"),
        (Period("quarter", 2020, 4), "2020Q4", "quý IV/2020", "Q4 2020"),
        (Period("month", 2020, 3), "2020-03", "tháng 3/2020", "2020-03"),
        (Period("span", 2016, 5), "2016-2020", "giai đoạn 2016–2020", "2016–2020"),
    ],
)
def test_a_period_is_named_in_both_languages(period, code, vi, en):
    assert (period.code, period.label(), period.label("en")) == (code, vi, en)


@given(any_period())
def test_a_period_is_found_by_its_days(period):
    assert period_from_days(period.start, period.end, period.kind) == period


@pytest.mark.parametrize(
    "period", [Period("year", 1900, 1, ADMINISTRATIVE), Period("quarter", 2200, 2, ADMINISTRATIVE)]
)
def test_a_period_at_the_edge_of_time_is_found_by_its_days(period):
    assert period_from_days(period.start, period.end, period.kind) == period


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2020-01-01", "2020-12-31", "year"),  # the end is the day after the last
        ("2020-01-02", "2021-01-01", "year"),
        ("2020-01-01", "2020-07-01", "year"),
        ("2020-02-01", "2020-05-01", "quarter"),
    ],
)
def test_days_of_no_period_are_refused(start, end, kind):
    with pytest.raises(InvalidPeriodError, match="names no period") as caught:
        period_from_days(day(start), day(end), kind)
    assert "Không hiểu kỳ" in caught.value.vi


def test_years_include_the_first_and_the_last():
    assert years(2019, 2021) == (Period("year", 2019), Period("year", 2020), Period("year", 2021))


def test_years_can_be_administrative():
    assert years(2020, 2020, ADMINISTRATIVE)[0].start == date(2019, 12, 15)


def test_years_that_end_before_they_begin_are_none():
    assert years(2021, 2020) == ()


def test_periods_of_a_kind_come_in_the_order_of_time():
    assert [each.code for each in periods_of_kind("half", 2019, 2020)] == ["2019H1", "2019H2", "2020H1", "2020H2"]


def test_every_kind_is_named_in_both_languages():
    assert set(KIND_LABELS) == set(PERIOD_KINDS)
    assert all(label.vi and label.en for label in KIND_LABELS.values())


def test_the_administrative_calendar_is_told_in_the_name():
    year = Period("year", 2024, 1, "administrative")
    assert year.label() == "năm 2024 (chốt ngày 14)"
    assert parse_period(year.label()) == parse_period(year.label("en")) == year


def test_a_span_lasts_from_the_first_day_of_its_first_year_to_the_last_of_its_last():
    span = parse_period("giai đoạn 2016-2020")
    assert span == Period("span", 2016, 5)
    assert (span.start, span.last_day) == (date(2016, 1, 1), date(2020, 12, 31))
    assert parse_period("2016-2020", ADMINISTRATIVE).start == date(2015, 12, 15)


def test_a_span_stands_beside_the_one_before_it():
    span = Period("span", 2016, 5)
    assert span.previous() == span.same_period_last_year() == Period("span", 2011, 5)


@pytest.mark.parametrize("text", ["2020-2020", "2020-2019", "2000-2099", "2190-2205"])
def test_a_span_has_two_years_or_more_and_an_end(text):
    with pytest.raises(InvalidPeriodError):
        parse_period(text)


def test_the_years_from_first_to_last_are_one_span():
    assert periods_of_kind("span", 2016, 2020) == (Period("span", 2016, 5),)
    assert periods_of_kind("span", 2016, 2016) == ()


class TestYearToDate:
    @pytest.mark.parametrize(
        ("last", "calendar", "first", "year"),
        [
            ("2020-08-20", "calendar", "2020-01-01", 2020),
            ("2020-01-01", "calendar", "2020-01-01", 2020),
            ("2020-12-14", "calendar", "2020-01-01", 2020),
            ("2020-12-30", "calendar", "2020-01-01", 2020),
            ("2020-08-20", ADMINISTRATIVE, "2019-12-15", 2020),
            ("2020-12-13", ADMINISTRATIVE, "2019-12-15", 2020),
            # The administrative year of 15 December is the next one.
            ("2020-12-15", ADMINISTRATIVE, "2020-12-15", 2021),
            ("2020-12-31", ADMINISTRATIVE, "2020-12-15", 2021),
        ],
    )
    def test_it_runs_from_the_first_day_of_the_year_of_a_day_to_that_day(self, last, calendar, first, year):
        period = year_to_date(day(last), calendar)
        assert (period.kind, period.year, period.start, period.last_day) == ("to_date", year, day(first), day(last))

    @pytest.mark.parametrize(
        ("last", "calendar", "period"),
        [
            ("2020-01-31", "calendar", Period("month", 2020, 1)),
            ("2020-03-31", "calendar", Period("quarter", 2020, 1)),
            ("2020-06-30", "calendar", Period("half", 2020, 1)),
            ("2020-09-30", "calendar", Period("nine_months", 2020)),
            ("2020-12-31", "calendar", Period("year", 2020)),
            ("2020-01-14", ADMINISTRATIVE, Period("month", 2020, 1, ADMINISTRATIVE)),
            ("2020-06-14", ADMINISTRATIVE, Period("half", 2020, 1, ADMINISTRATIVE)),
            ("2020-12-14", ADMINISTRATIVE, Period("year", 2020, 1, ADMINISTRATIVE)),
        ],
    )
    def test_a_period_that_begins_with_the_year_is_itself(self, last, calendar, period):
        assert year_to_date(day(last), calendar) == period

    @pytest.mark.parametrize(
        ("last", "then"),
        [
            ("2020-08-20", "2019-08-20"),
            ("2020-02-29", "2019-02-28"),
            # 28 February, not the last of the month: the same day, a day short of it.
            ("2021-02-28", "2020-02-28"),
        ],
    )
    def test_the_same_day_of_last_year_is_its_base(self, last, then):
        period = year_to_date(day(last))
        assert period.same_period_last_year() == period.previous() == year_to_date(day(then))

    def test_29_february_is_kept_where_there_is_one(self):
        assert year_to_date(day("2020-02-29")).of_year(2016) == year_to_date(day("2016-02-29"))

    @pytest.mark.parametrize("number", [630, 1231, 230, 229, 1300, 100, 0])
    def test_a_day_that_is_none_or_ends_another_period_is_refused(self, number):
        with pytest.raises(InvalidPeriodError):
            Period("to_date", 2021, number)

    @pytest.mark.parametrize(
        "text", ["đến 20/8/2020", "đến hết ngày 20/08/2020", "Từ đầu năm đến ngày 20/8/2020", "to-2020-08-20"]
    )
    def test_it_is_read_as_people_write_it(self, text):
        assert parse_period(text) == year_to_date(day("2020-08-20"))

    def test_it_is_read_on_the_calendar_asked_for(self):
        assert parse_period("đến 14/12/2020", ADMINISTRATIVE) == Period("year", 2020, 1, ADMINISTRATIVE)
        assert parse_period("đến 14/12/2020").kind == "to_date"

    @pytest.mark.parametrize("text", ["đến 31/2/2020", "to 2020-13-01", "đến 20/8", "20/8/2020"])
    def test_no_day_is_no_period(self, text):
        with pytest.raises(InvalidPeriodError, match="names no period"):
            parse_period(text)

    def test_it_is_named_in_both_languages(self):
        period = year_to_date(day("2020-12-20"), ADMINISTRATIVE)
        assert (period.label(), period.label("en"), period.code) == (
            "từ đầu năm đến 20/12/2020 (chốt ngày 14)",
            "year to 2020-12-20 (closing on the 14th)",
            "to-2020-12-20",
        )

    def test_there_is_one_for_every_day_that_ends_no_other_period(self):
        assert len(periods_of_kind("to_date", 2020, 2020)) == 366 - 5
        assert len(periods_of_kind("to_date", 2021, 2021, ADMINISTRATIVE)) == 365 - 5

    def test_days_that_do_not_begin_with_a_year_are_refused(self):
        with pytest.raises(InvalidPeriodError):
            period_from_days(day("2020-01-02"), day("2020-08-21"), "to_date")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2020", "2016", True),
        ("2020", "2020H1", False),
        ("2016-2020", "2011-2015", True),
        ("2016-2020", "2014-2015", False),
        ("đến 28/2/2021", "đến 29/2/2020", True),
        ("đến 20/8/2021", "đến 20/8/2019", True),
        ("đến 20/8/2021", "đến 21/8/2019", False),
    ],
)
def test_periods_of_one_kind_calendar_and_length_are_alike(one, other, alike):
    first, second = parse_period(one), parse_period(other)
    assert first.is_like(second) is second.is_like(first) is alike
    assert not first.is_like(parse_period(one, ADMINISTRATIVE))
