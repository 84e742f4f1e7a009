"""A series as an index and by its average change a year, by hand."""

import pytest
from builders import a_break, day, values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import IncomparableError, WrongUseError
from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.trends.series import average_change, index

RATE = "initiatives.recognition_rate"  # a share
FINES = "inspections.fines_vnd"


def year(number):
    return Period("year", number)


class TestIndex:
    def test_the_base_year_is_100(self):
        found = index(values(year=[2018, 2019, 2020], value=[30, 40, 50]), 2019)
        assert found["index"].to_list() == [75, 100, 125]
        assert found["verdict"].to_list() == ["worse", "unchanged", "better"]

    @pytest.mark.parametrize(
        ("base", "value", "expected"),
        [
            (0, 5, (None, "zero_base")),
            (-4, 5, (None, "not_positive")),
            (None, 5, (None, "base_without_value")),
            (5, None, (None, "no_value")),
            (40, 0, (0, None)),
        ],
    )
    def test_without_an_index_the_reason_is_told(self, base, value, expected):
        found = index(values(year=[2019, 2020], value=[base, value]), 2019)
        assert found.select("index", "reason").row(1) == expected

    def test_a_share_has_no_index(self):
        found = index(values(year=[2019, 2020], value=[0.4, 0.5], indicator=RATE), 2019)
        assert found.select("index", "reason").row(1) == (None, "share")

    def test_no_other_year_takes_the_place_of_the_base(self):
        found = index(values(year=[2018, 2020], value=[4, 5]), 2019)
        assert found.select("index", "reason").rows() == [(None, "no_base")] * 2

    def test_each_group_has_its_own_base(self):
        frame = values(
            year=[2019, 2020, 2019, 2020],
            value=[10, 20, 40, 30],
            unit=["Phòng A", "Phòng A", "Phòng B", "Phòng B"],
        )
        assert index(frame, 2019)["index"].to_list() == [100, 200, 100, 75]

    def test_months_stand_on_the_same_month(self):
        months = [Period("month", 2019, 1), Period("month", 2019, 2), Period("month", 2020, 2)]
        assert index(values(period=months, value=[1, 10, 5]), 2019)["index"].to_list() == [100, 100, 50]

    @given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.sampled_from([0.25, 2, 1024]))
    def test_the_base_is_always_100_whatever_money_is_counted_in(self, money, factor):
        years = list(range(2018, 2018 + len(money)))
        plain = index(values(year=years, value=money, indicator=FINES), 2018)
        scaled = index(values(year=years, value=[each * factor for each in money], indicator=FINES), 2018)
        assert plain["index"][0] == 100
        assert plain["index"].to_list() == scaled["index"].to_list()


class TestAverageChange:
    def test_the_true_number_of_years_lies_between(self):
        # 10 to 40 in two years: 15 a year, twice as many each year.
        row = average_change(values(year=[2018, 2020], value=[10, 40]), year(2018), year(2020)).row(0, named=True)
        assert (row["years"], row["absolute"], row["rate"], row["verdict"]) == (2, 15, 1, "better")

    def test_a_gap_between_is_neither_bridged_nor_hidden(self):
        # 2017 to 2023 are six years, although only four of seven were reported.
        frame = values(year=[2017, 2019, 2022, 2023], value=[1, 5, 9, 64])
        row = average_change(frame, year(2017), year(2023)).row(0, named=True)
        assert (row["years"], row["reported"]) == (6, 4)
        assert row["absolute"] == 10.5
        assert row["rate"] == pytest.approx(1)

    def test_a_value_that_is_missing_is_not_reported(self):
        frame = values(year=[2018, 2019, 2020], value=[1, None, 4])
        assert average_change(frame, year(2018), year(2020))["reported"].to_list() == [2]

    @pytest.mark.parametrize(
        ("base", "value", "absolute", "reason"),
        [
            (0, 6, 3, "zero_base"),
            (-2, 6, 4, "not_positive"),
            (2, -6, -4, "not_positive"),
            (6, 0, -3, "not_positive"),
            (None, 6, None, "base_without_value"),
            (6, None, None, "no_value"),
        ],
    )
    def test_without_a_rate_the_reason_is_told(self, base, value, absolute, reason):
        found = average_change(values(year=[2018, 2020], value=[base, value]), year(2018), year(2020))
        assert found.select("absolute", "rate", "reason").row(0) == (absolute, None, reason)

    def test_a_share_changes_by_points_a_year(self):
        found = average_change(values(year=[2018, 2020], value=[0.5, 0.75], indicator=RATE), year(2018), year(2020))
        assert found.select("absolute", "rate", "reason").row(0) == (0.125, None, "share")

    def test_a_group_without_the_first_year_has_no_average(self):
        frame = values(
            year=[2018, 2020, 2019, 2020],
            value=[10, 40, 10, 40],
            unit=["Phòng A", "Phòng A", "Phòng B", "Phòng B"],
        )
        found = average_change(frame, year(2018), year(2020))
        assert found.select("unit", "rate", "reason", "reported").rows() == [
            ("Phòng A", 1, None, 2),
            ("Phòng B", None, "no_base", 2),
        ]

    def test_a_group_without_any_value_reported_nothing(self):
        found = average_change(values(year=[2018, 2020], value=[None, None]), year(2018), year(2020))
        assert found.select("reported", "verdict").row(0) == (0, "not_comparable")

    def test_half_years_lead_to_the_same_half(self):
        halves = Period("half", 2018, 1), Period("half", 2020, 1)
        row = average_change(values(period=halves, value=[10, 40]), *halves).row(0, named=True)
        assert (row["years"], row["absolute"]) == (2, 15)

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            (year(2020), year(2018)),
            (year(2020), year(2020)),
            (Period("half", 2018, 1), Period("half", 2020, 2)),
            (year(2018), Period("half", 2020, 1)),
            (year(2018), Period("year", 2020, 1, "administrative")),
            (Period("span", 2010, 5), Period("span", 2015, 3)),
            (year_to_date(day("2018-08-20")), year_to_date(day("2020-07-20"))),
        ],
    )
    def test_only_the_same_period_of_a_later_year_is_led_to(self, first, last):
        with pytest.raises(IncomparableError, match="the same period of a later year") as caught:
            average_change(values(period=[first, last], value=[10, 40]), first, last)
        assert "cùng kỳ của một năm về sau" in caught.value.vi

    def test_a_last_year_without_values_is_refused(self):
        with pytest.raises(IncomparableError, match="no value of 2020"):
            average_change(values(year=[2018], value=[10]), year(2018), year(2020))

    def test_several_values_of_one_year_are_refused(self):
        with pytest.raises(WrongUseError, match="repeat"):
            average_change(values(year=[2018, 2018, 2020], value=[1, 2, 3]), year(2018), year(2020))

    @given(st.floats(0.5, 2), st.integers(1, 8), st.floats(1, 10**6))
    def test_the_average_of_a_geometric_series_is_its_ratio(self, ratio, years, start):
        every = list(range(2010, 2011 + years))
        frame = values(year=every, value=[start * ratio**each for each in range(years + 1)])
        row = average_change(frame, year(2010), year(2010 + years)).row(0, named=True)
        assert row["rate"] == pytest.approx(ratio - 1, abs=1e-9)
        assert (row["years"], row["reported"]) == (years, years + 1)

    @given(st.floats(1, 10**6), st.floats(1, 10**6), st.integers(1, 8), st.integers(-50, 50))
    def test_shifting_the_years_changes_nothing(self, base, value, years, shift):
        def found(first):
            frame = values(year=[first, first + years], value=[base, value])
            return average_change(frame, year(first), year(first + years)).select("years", "absolute", "rate")

        assert found(2010).equals(found(2010 + shift))


class TestBreaks:
    def test_there_is_no_index_across_a_break(self):
        # Of 2018, 2019 and 2020 only 2019 and 2020 are in the new way.
        found = index(values(year=[2018, 2019, 2020], value=[30, 40, 50]), 2019, breaks=[a_break("2019-01-01")])

        assert found["index"].to_list() == [None, 100, 125]
        assert found.select("reason", "verdict", "breaks", "break_severity").row(0) == (
            *("break", "not_comparable", "forms", "not_comparable"),
        )
        assert found["breaks"].to_list() == ["forms", None, None]

    def test_a_warning_leaves_the_index_and_is_told(self):
        warning = a_break("2020-01-01", severity="warning")
        found = index(values(year=[2019, 2020], value=[40, 50]), 2019, breaks=[warning]).row(-1, named=True)

        assert (found["index"], found["breaks"], found["break_severity"]) == (125, "forms", "warning")

    @pytest.mark.parametrize(
        ("severity", "absolute", "rate", "reason"),
        [("not_comparable", None, None, "break"), ("warning", 10, 2**0.5 - 1, None)],
    )
    def test_an_average_change_crosses_what_lies_between_its_ends(self, severity, absolute, rate, reason):
        # From 20 to 40 in 2 years: 10 a year, and twice times the root of 2.
        frame = values(year=[2018, 2020], value=[20, 40])
        found = average_change(frame, year(2018), year(2020), breaks=[a_break("2019-06-01", severity=severity)])
        told = found.row(0, named=True)

        assert (told["absolute"], told["reason"]) == (absolute, reason)
        assert told["rate"] == pytest.approx(rate)
        assert (told["value"], told["base"], told["breaks"], told["break_severity"]) == (40, 20, "forms", severity)
