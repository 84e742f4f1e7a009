"""The frame of findings."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.law.rules import SEVERITY_LABELS
from khcn_analytics.schemas.columns import Boolean, Integer, Number, Text

REASONS = (
    "no_dataset",
    "not_covered",
    "no_denominator",
    "base_incomplete",
    "recorded_twice",
    "no_limit",
    "without_limit",
    "no_recipient",
    "no_year",
    "not_recorded",
    "history_too_short",
    "nameless_titles",
    "other_ground",
)


class LawFindings(pa.DataFrameModel):
    """What records say about rules of law: one row is one rule held against one subject.

    ``subject`` is what was judged, by its key (an award, an inspection, an initiative, a batch;
    several are separated by commas), never a person's name; null where it was a whole department or
    unit. ``limit`` is what ``numerator`` is held against: a share of ``denominator``, or a count
    where there is none. ``holds`` is null exactly where ``reason`` says why it can't be told:
    ``no_dataset``, ``not_covered`` (the records of that year are not complete),
    ``no_denominator`` (what the share is of was not recorded), ``base_incomplete`` (only a part
    of it was), ``recorded_twice`` (a whole and its parts were both recorded), ``no_limit``
    (nobody fixed the number), ``without_limit`` (it was said that there is none), ``no_recipient``, ``no_year``, ``not_recorded``,
    ``history_too_short``, ``nameless_titles`` (earlier titles that tell no recipient) or
    ``other_ground`` (the law names another ground, which the records here don't show).
    """

    rule: Text = pa.Field()
    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    year: Integer = pa.Field(nullable=True)
    subject: Text = pa.Field(nullable=True)
    numerator: Number = pa.Field(nullable=True)
    denominator: Number = pa.Field(nullable=True)
    limit: Number = pa.Field(nullable=True)
    holds: Boolean = pa.Field(nullable=True)
    reason: Text = pa.Field(nullable=True, isin=REASONS)
    severity: Text = pa.Field(isin=list(SEVERITY_LABELS))
    message_vi: Text = pa.Field()
    message_en: Text = pa.Field()
    citation: Text = pa.Field()

    class Config:
        strict = True

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("holds").is_null() == pl.col("reason").is_not_null())
