"""Numbers as they are read: comma for decimals in Vietnamese, point in English, a dash for nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number, format_signed, format_value
from khcn_analytics.vocabulary.units import Unit


def both(write: Callable[..., str], *arguments: Any, **options: Any) -> tuple[str, ...]:
    return tuple(write(*arguments, language, **options) for language in ("vi", "en"))


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1000, 0, "1.000", "1,000"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (-1234567, 0, "−1.234.567", "−1,234,567"),
        (1234.56, 1, "1.234,6", "1,234.6"),
        (12.0, 1, "12", "12"),  # decimals that say nothing are left out
        (12.25, 2, "12,25", "12.25"),
        (0.04, 1, "0", "0"),
    ],
)
def test_a_number_has_the_separators_of_its_language(value, decimals, vi, en):
    assert both(format_number, value, decimals=decimals) == (vi, en)


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (0.8214, Unit.SHARE, "82,1 %", "82.1 %"),
        (0, Unit.SHARE, "0 %", "0 %"),
        (1, Unit.SHARE, "100 %", "100 %"),
        (-0.05, Unit.SHARE, "−5 %", "−5 %"),
        (28, Unit.TASK, "28", "28"),
        (28.0, Unit.TASK, "28", "28"),
        (1250, Unit.TASK, "1.250", "1,250"),
        (45.5, Unit.DAY, "45,5", "45.5"),
        (0, Unit.VND, "0", "0"),
        (999_999, Unit.VND, "999.999", "999,999"),
        (1_000_000, Unit.VND, "1 triệu", "1 m"),
        (11_500_000, Unit.VND, "11,5 triệu", "11.5 m"),
        (1_000_000_000, Unit.VND, "1 tỷ", "1 bn"),
        (1_250_000_000, Unit.VND, "1,25 tỷ", "1.25 bn"),
        (-2_500_000_000, Unit.VND, "−2,5 tỷ", "−2.5 bn"),
        (1_234_500_000_000, Unit.VND, "1.234,5 tỷ", "1,234.5 bn"),
        # Only money is shortened.
        (2_000_000, Unit.SUBJECT, "2.000.000", "2,000,000"),
    ],
)
def test_a_value_is_written_as_its_unit_is_read(value, unit, vi, en):
    assert both(format_value, value, unit) == (vi, en)


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        (3, Unit.TASK, "+3", "+3"),
        (-3, Unit.TASK, "−3", "−3"),
        (0, Unit.TASK, "0", "0"),
        (-1250, Unit.TASK, "−1.250", "−1,250"),
        (0.052, Unit.SHARE, "+5,2 điểm %", "+5.2 pp"),
        (-0.052, Unit.SHARE, "−5,2 điểm %", "−5.2 pp"),
        (0, Unit.SHARE, "0 điểm %", "0 pp"),
        (-0.0004, Unit.SHARE, "0 điểm %", "0 pp"),
        (-2_500_000_000, Unit.VND, "−2,5 tỷ", "−2.5 bn"),
        (11_500_000, Unit.VND, "+11,5 triệu", "+11.5 m"),
    ],
)
def test_a_difference_has_its_sign(value, unit, vi, en):
    assert both(format_signed, value, unit) == (vi, en)


@pytest.mark.parametrize("unit", Unit)
def test_nothing_is_written_as_a_dash_and_never_as_zero(unit):
    assert format_value(None, unit) == format_signed(None, unit) == format_number(None) == format_date(None) == MISSING


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (999_999_999, Unit.VND, "1 tỷ"),
        (-0.0001, Unit.SHARE, "0 %"),
    ],
)
def test_a_value_is_rounded_before_its_unit_and_sign_are_chosen(value, unit, written):
    assert format_value(value, unit) == written


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_read_back(value):
    vietnamese, english = (format_number(value, each).replace("−", "-") for each in ("vi", "en"))
    assert int(vietnamese.replace(".", "")) == int(english.replace(",", "")) == value


def test_a_day_is_written_as_in_its_language():
    assert both(format_date, date(2020, 6, 5)) == ("05/06/2020", "5 Jun 2020")
