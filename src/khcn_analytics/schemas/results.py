"""The frames this library makes: problems, values and changes."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.schemas.columns import Date, Integer, Number, Text

UNKNOWN = "unknown"
"""Group of the records that hold nothing in the dimension asked for; shown as "chưa rõ"."""


class Problems(pa.DataFrameModel):
    """What is wrong with data: one row is one broken rule in one cell, or in a whole table.

    ``file``, ``sheet``, ``column`` and ``header`` are null for frames that came from no file;
    ``row`` is the row in the file (the first row is 1) or, for a frame, the position counted from 1.
    ``severity`` is ``error`` (the row is kept out) or ``warning`` (it is let in).
    """

    file: Text = pa.Field(nullable=True)
    sheet: Text = pa.Field(nullable=True)
    row: Integer = pa.Field(nullable=True, ge=1)
    column: Text = pa.Field(nullable=True)
    header: Text = pa.Field(nullable=True)
    field: Text = pa.Field(nullable=True)
    value: Text = pa.Field(nullable=True)
    rule: Text = pa.Field()
    severity: Text = pa.Field(isin=["error", "warning"])
    message_vi: Text = pa.Field()
    message_en: Text = pa.Field()
    fix_vi: Text = pa.Field()
    fix_en: Text = pa.Field()
    suggestion: Text = pa.Field(nullable=True)

    class Config:
        strict = True


class IndicatorValues(pa.DataFrameModel):
    """Values of indicators: one row is one indicator, one group, one period.

    ``department`` and ``unit`` are null where the value is over all of them; other dimensions
    are added as further columns only when asked for. ``value`` is null exactly where ``flag``
    says why: ``zero_denominator``, ``not_covered`` (the data do not reach that period),
    ``not_reported`` (the group reported nothing on that year) or ``period_kind`` (the indicator
    exists for other kinds of period only). For counts and sums
    ``numerator`` is the value and ``denominator`` is null.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    numerator: Number = pa.Field(nullable=True)
    denominator: Number = pa.Field(nullable=True)
    flag: Text = pa.Field(nullable=True, isin=["zero_denominator", "not_covered", "not_reported", "period_kind"])

    @pa.dataframe_check(name="value_or_flag")
    def value_or_flag(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("value").is_null() == pl.col("flag").is_not_null())


class Changes(pa.DataFrameModel):
    """Values against a base period: one row for each row of the values they were made from.

    ``absolute`` is value - base (for shares: a difference of shares, shown as percentage
    points); ``relative`` is absolute / abs(base), null for shares. ``verdict`` is ``better``,
    ``worse``, ``unchanged``, ``neither`` (the indicator has no good direction) or
    ``not_comparable``. ``reason`` says why ``absolute`` or ``relative`` is null:
    ``no_value``, ``no_base`` (no such period among the values), ``base_without_value``,
    ``zero_base`` (relative change undefined) or ``share`` (told in percentage points).
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    base_start: Date = pa.Field()
    base_end: Date = pa.Field()
    base: Number = pa.Field(nullable=True)
    absolute: Number = pa.Field(nullable=True)
    relative: Number = pa.Field(nullable=True)
    verdict: Text = pa.Field(isin=["better", "worse", "unchanged", "neither", "not_comparable"])
    reason: Text = pa.Field(nullable=True, isin=["no_value", "no_base", "base_without_value", "zero_base", "share"])

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("relative").is_null() == pl.col("reason").is_not_null())
