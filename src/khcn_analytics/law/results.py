"""The frame of findings."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl

from khcn_analytics.law.rules import SEVERITY_LABELS
from khcn_analytics.schemas.columns import Boolean, Integer, Number, Text
from khcn_analytics.vocabulary.labels import Label

REASON_LABELS: dict[str, Label] = {
    "no_dataset": Label("Không có số liệu {datasets}.", "No records of {datasets}."),
    "not_covered": Label("Số liệu chưa đầy đủ cho năm này.", "Records of this year are not complete."),
    "no_denominator": Label(
        "Có {numerator} {counted}, nhưng chưa có số {base}.",
        "{numerator} {counted}, but no number of {base}.",
    ),
    "base_incomplete": Label(
        "{numerator} {counted} so với {denominator} {base}: hai số chưa gồm cùng những nhóm người.",
        "{numerator} {counted} against {denominator} {base}: the two are not of the same groups of people.",
    ),
    "recorded_twice": Label(
        "Vừa có số chung vừa có số của từng đơn vị, từng nhóm; hãy chỉ giữ một cách ghi.",
        "Both a total and its parts by unit or group are recorded; keep one of the two.",
    ),
    "no_limit": Label(
        "Chưa có mức của sở; khai tham số {parameter}.",
        "The department's number is not known; state the parameter {parameter}.",
    ),
    "without_limit": Label(
        "Đã khai là không đặt mức ({parameter}), nên không có gì để so.",
        "It was stated that there is no such number ({parameter}), so there is nothing to compare.",
    ),
    "no_recipient": Label(
        "{numerator} lượt khen thưởng chưa ghi người, tập thể được khen.",
        "Awards without a recipient, {numerator}.",
    ),
    "no_year": Label("{numerator} bản ghi chưa ghi năm.", "Records without a year, {numerator}."),
    "not_recorded": Label("Chưa ghi đủ “{column}”.", "“{column}” is not told everywhere."),
    "history_too_short": Label(
        "Mới thấy {numerator}/{limit} lần {needed}, số liệu chưa đủ {window} năm.",
        "{numerator} of {limit} times {needed} found, the records don't reach back {window} years.",
    ),
    "nameless_titles": Label(
        "Mới thấy {numerator}/{limit} lần {needed}; có danh hiệu chưa ghi người đạt.",
        "{numerator} of {limit} times {needed} found; some titles tell no recipient.",
    ),
    "other_ground": Label(
        "Mới thấy {numerator}/{limit} lần {needed}; có thể xét theo căn cứ khác, không có trong số liệu.",
        "{numerator} of {limit} times {needed} found; it may rest on another ground, not in the records.",
    ),
}
"""Why something can't be told; words in braces are filled by :func:`~khcn_analytics.law.messages.message`."""


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
    reason: Text = pa.Field(nullable=True, isin=list(REASON_LABELS))
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
