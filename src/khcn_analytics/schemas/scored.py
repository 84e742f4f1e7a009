"""What the datasets of scoring share: by which scheme and for which period somebody is scored."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from khcn_analytics.errors import InvalidPeriodError
from khcn_analytics.periods import CALENDARS, Period, parse_period
from khcn_analytics.schemas.columns import column
from khcn_analytics.schemas.places import unit_column
from khcn_analytics.schemas.rules import row_rule
from khcn_analytics.vocabulary.labels import Label

SCORED = ("department", "unit", "scheme", "period")
"""The columns that say what is scored."""


def scored_unit_column() -> Any:
    """The unit that is scored; empty where it is the department as a whole."""
    return unit_column(
        Label("Đơn vị được chấm điểm; để trống là cả sở", "Unit that is scored; empty is the department"),
        aliases=("Đơn vị được chấm", "Đơn vị tự chấm", "Đơn vị được chấm điểm", "Tên đơn vị"),
        example="Phòng Quản lý khoa học",
    )


def scheme_column() -> Any:
    """The scheme that points are given by."""
    return column(
        Label("Bảng tiêu chí", "Scheme"),
        Label("Mã của bảng tiêu chí chấm điểm", "Code of the scheme that points are given by"),
        aliases=(
            *("Mã bảng tiêu chí", "Bảng tiêu chí chấm điểm", "Bộ tiêu chí", "Mã bộ tiêu chí"),
            *("Bảng chấm điểm", "Bảng điểm", "Thang điểm"),
        ),
        example="mau_100",
        required=True,
    )


def scored_period_column() -> Any:
    """The period that is scored, as people write it."""
    return column(
        Label("Kỳ", "Period"),
        Label(
            "Năm, 6 tháng, 9 tháng, quý, tháng hay giai đoạn được chấm điểm",
            "Year, half, nine months, quarter, month or span of years that is scored",
        ),
        aliases=("Kỳ chấm điểm", "Kỳ đánh giá", "Kỳ báo cáo", "Thời kỳ", "Năm", "Năm chấm điểm", "Năm đánh giá"),
        example="2024",
        required=True,
    )


def period_is_readable() -> Any:
    """The rule that a period can be read."""

    def period_is_readable(_: Any) -> pl.Expr:
        return pl.col("period").is_null() | days_of_period().is_not_null()

    return row_rule(
        blames="period",
        message=Label("Không đọc được kỳ", "The period can't be read"),
        fix=Label(
            "Viết như: 2024, 6T/2024, 9T/2024, Quý I/2024, 3/2024, 2021-2025",
            "Write it like: 2024, 2024H1, 2024-9M, 2024Q1, 2024-03, 2021-2025",
        ),
    )(period_is_readable)


def one_row_a_period(key: tuple[str, ...], message: Label) -> Any:
    """The rule that no two records of a key tell the same period in different words.

    Args:
        key: The columns of the key, the unit and the period among them.
        message: What is wrong.
    """
    others = [each for each in key if each != "period"]
    needed = [each for each in others if each != "unit"]

    def one_row_a_period(_: Any) -> pl.Expr:
        shared = pl.struct(*others, days_of_period()).is_duplicated()
        lacks_key = pl.any_horizontal(pl.col(needed).is_null(), days_of_period().is_null())
        return shared.not_() | pl.struct(key).is_duplicated() | lacks_key

    return row_rule(blames="period", message=message, fix=Label("Chỉ giữ một dòng", "Keep only one row"))(
        one_row_a_period
    )


def days_of_period() -> pl.Expr:
    """First day and end of the period, alike however it is written; null where it can't be read."""
    return pl.col("period").map_elements(_days_of, return_dtype=pl.String)


def within_period(day: str) -> pl.Expr:
    """Whether a day lies in the period; null where that can't be told.

    A rule doesn't know the calendar of the workspace, so a day is outside only if it is so on both.
    """
    start = pl.col("period").map_elements(_earliest_start, return_dtype=pl.Date)
    end = pl.col("period").map_elements(_latest_end, return_dtype=pl.Date)
    return pl.col(day).is_between(start, end, closed="left")


# Thousands of rows tell the same few periods, and several rules ask for them.
@lru_cache(maxsize=1024)
def _days_of(text: str) -> str | None:
    try:
        found = parse_period(text)
    except InvalidPeriodError:
        return None
    return f"{found.start}/{found.end}"


def _earliest_start(text: str) -> date | None:
    return min((each.start for each in _readings(text)), default=None)


def _latest_end(text: str) -> date | None:
    return max((each.end for each in _readings(text)), default=None)


@lru_cache(maxsize=1024)
def _readings(text: str) -> tuple[Period, ...]:
    """What a period may mean: one on each calendar, the same where the text names its calendar."""
    try:
        return tuple(parse_period(text, calendar) for calendar in CALENDARS)
    except InvalidPeriodError:
        return ()
