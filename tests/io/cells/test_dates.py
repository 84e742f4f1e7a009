from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.io.cells.dates import read_dates, why_no_days

WRITTEN = {
    "iso": lambda day: day.isoformat(),
    "iso midnight": lambda day: f"{day.isoformat()} 00:00:00",
    "slashes": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "short": lambda day: f"{day.day}/{day.month}/{day.year}",
    "dashes": lambda day: f"{day.day:02}-{day.month:02}-{day.year}",
    "dots": lambda day: f"{day.day}.{day.month}.{day.year}",
    "spaces": lambda day: f"{day.day} / {day.month} / {day.year}",
    "words": lambda day: f"ngày {day.day:02} tháng {day.month:02} năm {day.year}",
    "words, capital": lambda day: f"Ngày {day.day} tháng {day.month}, năm {day.year}",
}


def days(*texts):
    return read_dates(pl.Series(texts, dtype=pl.String))["value"].to_list()


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(sorted(WRITTEN)))
def test_any_day_reads_back_in_any_form(day, form):
    assert days(WRITTEN[form](day)) == [day]


@given(st.integers(20_000, 80_000))
def test_day_numbers_of_excel_read_back(number):
    assert days(str(number)) == [date(1899, 12, 30) + timedelta(days=number)]


def test_a_day_number_by_hand():
    # Excel shows 45000 as 15/03/2023.
    assert days("45000", "19999", "80001", "45000.5") == [date(2023, 3, 15), None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "03/02/24",  # which century?
        "Tháng 3/2024",
        "3/2024",
        "2024",
        "Quý I/2024",
        "2/13/2024",  # the month never comes first
        "31/02/2024",
        "29/02/2023",
        "3/2-2024",
        "31/12/1899",
        "01/01/2201",
        "0000-00-00",
        "٣/2/2024",
        "sắp tới",
        "",
    ],
)
def test_what_is_no_day_is_unreadable(text):
    assert days(text) == [None]


@pytest.mark.parametrize("text", ["21/12/2020 00:45", "2020-12-21T08:30:00", "2020-12-21 08:30:00.5"])
def test_a_time_of_day_is_left_out(text):
    assert days(text) == [date(2020, 12, 21)]


def test_day_and_month_that_could_change_places_are_told():
    texts = ["05/02/2023", "5.2.2023", "5/5/2023", "25/2/2023", "2023-02-05", "ngày 05 tháng 02 năm 2023", None]

    ambiguous = read_dates(pl.Series(texts))["is_ambiguous"].fill_null(value=False).to_list()

    assert ambiguous == [True, True, False, False, False, False, False]


@given(st.lists(st.text(max_size=12) | st.from_regex(r"[0-9]{0,5}[-/. ]?[0-9]{0,3}[-/.][0-9]{0,6}", fullmatch=True)))
def test_no_text_raises(texts):
    assert read_dates(pl.Series(texts, dtype=pl.String)).height == len(texts)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/06/2025", "no_such_day"),
        ("2/13/2024", "no_such_day"),
        ("2024-02-30", "no_such_day"),
        ("T12/2025", "no_day"),
        ("12/2025", "no_day"),
        ("tháng 01/2023", "no_day"),
        ("Quý I/2024", "no_day"),
        ("2024", "no_day"),
        ("5/6/24", "no_century"),
        ("sắp tới", None),
        ("hôm qua", None),
    ],
)
def test_why_a_text_is_no_day(text, why):
    assert days(text) == [None]
    assert why_no_days(pl.Series([text])).to_list() == [why]
