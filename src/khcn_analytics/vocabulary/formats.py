"""How numbers, amounts, shares and dates are written for people in each language.

A missing number is written as a dash, never as 0.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date as babel_date
from babel.numbers import format_decimal

from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit

MISSING = "–"
_BILLION, _MILLION = Label("tỷ", "bn"), Label("triệu", "m")


def format_number(value: float | Decimal | None, language: Language = "vi", *, decimals: int = 0) -> str:
    """A number with the separators of the language.

    Examples:
        >>> format_number(1234567.5, decimals=1)
        '1.234.567,5'
        >>> format_number(None)
        '–'
    """
    if value is None:
        return MISSING
    # As people round: a half goes up. Adding 0 turns a rounded -0 into 0.
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    pattern = "#,##0" + ("." + "#" * decimals if decimals else "")
    written: str = format_decimal(rounded, format=pattern, locale=language)
    return written.replace("-", "−")


def format_value(value: float | None, unit: Unit, language: Language = "vi") -> str:
    """A value as its unit is read: shares in percent, large amounts in triệu or tỷ đồng, points to two places.

    Examples:
        >>> format_value(0.8214, Unit.SHARE), format_value(1_250_000_000, Unit.VND), format_value(92.375, Unit.POINT)
        ('82,1 %', '1,25 tỷ', '92,38')
    """
    if value is None:
        return MISSING
    exact = Decimal(str(value))
    if unit is Unit.SHARE:
        return format_number(exact * 100, language, decimals=1) + " %"
    # What rounds to 1.000 triệu is told as 1 tỷ.
    if unit.is_money and abs(exact) >= Decimal(999_950_000):
        return f"{format_number(exact / 10**9, language, decimals=2)} {_BILLION.text(language)}"
    if unit.is_money and abs(exact) >= 10**6:
        return f"{format_number(exact / 10**6, language, decimals=1)} {_MILLION.text(language)}"
    if unit is Unit.POINT:
        return format_number(exact, language, decimals=2)
    return format_number(exact, language, decimals=0 if exact == exact.to_integral_value() else 1)


def format_signed(value: float | None, unit: Unit, language: Language = "vi") -> str:
    """A difference with its sign; a difference of shares is told in percentage points.

    Examples:
        >>> format_signed(-3, Unit.TASK), format_signed(0.052, Unit.SHARE)
        ('−3', '+5,2 điểm %')
    """
    if value is None:
        return MISSING
    if unit is Unit.SHARE:
        points = Label("điểm %", "pp").text(language)
        written = f"{format_number(abs(Decimal(str(value))) * 100, language, decimals=1)} {points}"
    else:
        written = format_value(abs(value), unit, language)
    return _signed(written, value)


def format_relative(value: float | None, language: Language = "vi") -> str:
    """A relative change with its sign, in percent.

    Examples:
        >>> format_relative(0.25), format_relative(None)
        ('+25 %', '–')
    """
    if value is None:
        return MISSING
    return _signed(format_value(abs(value), Unit.SHARE, language), value)


def _signed(written: str, value: float) -> str:
    """A size with the sign of its value; what rounds to nothing has none."""
    if not any(each in "123456789" for each in written):
        return written
    return ("+" if value > 0 else "−") + written


def format_date(value: date | None, language: Language = "vi") -> str:
    """A day as it is written in the language.

    Examples:
        >>> format_date(date(2020, 6, 5)), format_date(date(2020, 6, 5), "en")
        ('05/06/2020', '5 Jun 2020')
    """
    if value is None:
        return MISSING
    return babel_date(value, format="d MMM y" if language == "en" else "dd/MM/yyyy", locale=language)
