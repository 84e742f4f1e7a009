import polars as pl
import pytest

from khcn_analytics.schemas.scored import days_of_period, within_period


def days_of(*periods):
    return (
        pl.DataFrame({"period": periods}, schema={"period": pl.String}).select(days_of_period()).to_series().to_list()
    )


def is_within(day, period):
    frame = pl.DataFrame({"day": [day], "period": [period]}, schema={"day": pl.String, "period": pl.String})
    return frame.with_columns(pl.col("day").str.to_date()).select(within_period("day")).item()


def test_a_period_has_the_same_days_however_it_is_written():
    assert days_of("2020", "năm 2020") == ["2020-01-01/2021-01-01"] * 2
    assert days_of("6T/2020", "2020H1") == ["2020-01-01/2020-07-01"] * 2


def test_the_two_calendars_are_different_days():
    assert days_of("năm 2020 (chốt ngày 14)") == ["2019-12-15/2020-12-15"]


def test_what_is_no_period_has_no_days():
    assert days_of("Quý V/2020", None) == [None, None]
    assert is_within("2020-05-04", "Quý V/2020") is None
    assert is_within("2020-05-04", None) is None
    assert is_within(None, "2020") is None


@pytest.mark.parametrize(
    ("day", "period", "expected"),
    [
        # The year 2020 begins on 15 December 2019 on the administrative calendar, and ends on 31 December 2020.
        ("2019-12-14", "2020", False),
        ("2019-12-15", "2020", True),
        ("2020-12-31", "2020", True),
        ("2021-01-01", "2020", False),
        # The text says which calendar: it ends on 14 December.
        ("2020-12-14", "năm 2020 (chốt ngày 14)", True),
        ("2020-12-15", "năm 2020 (chốt ngày 14)", False),
        ("2020-06-30", "6T/2020", True),
        ("2020-07-01", "6T/2020", False),
    ],
)
def test_a_day_lies_outside_a_period_only_if_it_does_on_both_calendars(day, period, expected):
    assert is_within(day, period) is expected
