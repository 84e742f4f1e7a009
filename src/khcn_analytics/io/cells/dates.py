"""Dates as people write them -> days. The day comes first, always; a missing day or century is not made up."""

from __future__ import annotations

from datetime import date

import polars as pl

# A time of day behind a day is left out of it, and told by the caller as a change.
_TIME = r"(?:[T ]\s?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_ISO = rf"^(?<year>[0-9]{{4}})-(?<month>[0-9]{{1,2}})-(?<day>[0-9]{{1,2}}){_TIME}$"
_DAY_FIRST = (
    r"(?i)^(?:ngày\s+)?(?<day>[0-9]{1,2})\s?(?<first>[/.-])\s?(?<month>[0-9]{1,2})\s?(?<second>[/.-])\s?"
    rf"(?<year>[0-9]{{4}}){_TIME}$"
)
_IN_WORDS = r"(?i)^(?:ngày\s+)?(?<day>[0-9]{1,2})\s+tháng\s+(?<month>[0-9]{1,2})\s*,?\s+năm\s+(?<year>[0-9]{4})$"
# The number Excel keeps behind a date: days since 1899-12-30. 20000 is in 1954, 80000 in 2119.
_SERIAL = r"^[2-7][0-9]{4}$|^80000$"
_EPOCH = date(1899, 12, 30)

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


def read_dates(text: pl.Series) -> pl.DataFrame:
    """Days: ISO, day first, in words, or Excel's serial number.

    Args:
        text: Texts in NFC.

    Returns:
        ``value``, null where the text is no day of 1900 to 2200, and ``is_ambiguous`` where it
        would be another day if the month came first.

    Examples:
        >>> cells = pl.Series(["2023-02-05", "5/2/2023", "ngày 05 tháng 02 năm 2023", "44962", "02/2023"])
        >>> read_dates(cells)["value"].dt.to_string("%d/%m/%Y").to_list()
        ['05/02/2023', '05/02/2023', '05/02/2023', '05/02/2023', None]
    """
    forms = {"iso": _ISO, "day_first": _DAY_FIRST, "in_words": _IN_WORDS}
    parts = (
        text.alias("text")
        .to_frame()
        .with_columns(pl.col("text").str.extract_groups(form).alias(name) for name, form in forms.items())
    )
    day_first = pl.col("day_first")
    same_separator = day_first.struct.field("first") == day_first.struct.field("second")
    written = pl.coalesce(pl.when(same_separator).then(_iso_form("day_first")), _iso_form("iso"), _iso_form("in_words"))
    days = parts.select(
        pl.coalesce(written.str.to_date("%Y-%m-%d", strict=False), _from_serial()).alias("value"),
        _has_second_meaning().alias("is_ambiguous"),
    )
    in_range = pl.col("value").dt.year().is_between(_FIRST_YEAR, _LAST_YEAR)
    return days.with_columns(pl.when(in_range).then("value").alias("value"))


_MONTH_OR_YEAR = (
    r"(?i)^(?:tháng\s*|t\.?\s*)?[0-9]{1,2}\s?[/.-]\s?[0-9]{4}$|^tháng\s+[0-9]{1,2}\s*,?\s+năm\s+[0-9]{4}$"
    r"|^(?:năm\s+)?(?:19|20)[0-9]{2}$|^(?:quý|q)\s*[IV1-4]{1,3}\s*[/.-]?\s*(?:năm\s+)?[0-9]{4}$"
)
_TWO_DIGITS = r"^[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?[0-9]{2}$"


def why_no_days(text: pl.Series) -> pl.Series:
    """Why texts that :func:`read_dates` could not read are no days; null where they look like none.

    Args:
        text: Texts in NFC that are no days.

    Returns:
        ``no_such_day`` (the calendar has none), ``no_day`` (a month, quarter or year only) or
        ``no_century`` (a year of two digits).

    Examples:
        >>> why_no_days(pl.Series(["31/06/2025", "T12/2025", "5/6/24", "sắp tới"])).to_list()
        ['no_such_day', 'no_day', 'no_century', None]
    """
    looks_whole = pl.any_horizontal(pl.col("text").str.contains(form) for form in (_ISO, _DAY_FIRST, _IN_WORDS))
    return (
        text.to_frame("text")
        .select(
            pl.when(looks_whole)
            .then(pl.lit("no_such_day"))
            .when(pl.col("text").str.contains(_MONTH_OR_YEAR))
            .then(pl.lit("no_day"))
            .when(pl.col("text").str.contains(_TWO_DIGITS))
            .then(pl.lit("no_century"))
        )
        .to_series()
    )


def _iso_form(form: str) -> pl.Expr:
    part = pl.col(form).struct.field
    return pl.concat_str(part("year"), part("month").str.zfill(2), part("day").str.zfill(2), separator="-")


def _from_serial() -> pl.Expr:
    days = pl.col("text").str.extract(f"({_SERIAL})").cast(pl.Int64)
    return pl.lit(_EPOCH) + pl.duration(days=days)


def _has_second_meaning() -> pl.Expr:
    """5/2 may be the fifth of February or the second of May; 5/5 and 25/2 have one meaning."""
    day, month = (pl.col("day_first").struct.field(part).cast(pl.Int64) for part in ("day", "month"))
    return (day <= 12) & (month <= 12) & (day != month)
