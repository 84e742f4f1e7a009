"""Which rows below a header are records, and what the others are.

A record fills at least two columns of the dataset. Whatever else is filled keeps its row and text
and is told with the reason why it is no record: nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from khcn_analytics.io.tables.headers import ColumnMatch
from khcn_analytics.schemas.columns import required_columns
from khcn_analytics.schemas.dataset import Dataset

Reason = Literal["column_numbers", "header_again", "group", "total", "note"]

# One row may be a record with errors or none at all; a row that fills so many columns is a record.
_FEWEST_COLUMNS, _ENOUGH_COLUMNS = 2, 4

_NUMBERED = r"(?:(?:[IVXLC]{1,5}|[0-9]{1,2}|[A-Z])[.)])?\s*"
_TOTAL = rf"(?i)^\W*{_NUMBERED}(?:tổng\s*cộng|tổng\s*số|tổng|cộng|total)(?:\s*[:(].*|\s+(?:cộng|chung|[0-9]).*)?\W*$"
_COLUMN_NUMBER = r"^\(?\s*(?:[0-9]{1,2}|[A-Z])\s*\)?(?:\s*=.*)?$"
# Groups are numbered by letters or in Roman, records in Arabic numerals.
_GROUP_NUMBER, _RECORD_NUMBER = r"^(?:[IVXLC]{1,6}|[A-Z])[.)]?$", r"^[0-9]+[.)]?$"
_SIGNATURE = (
    r"(?i)^\W*(?:người (?:lập|tổng hợp|báo cáo)|thủ trưởng|(?:phó )?giám đốc|kế toán|nơi nhận|xác nhận|ghi chú\s*:"
    r"|chú thích|(?:kt|tm|tl|tuq)\.|\(?\s*ký(?:,|\s|$)|.*ngày[\s\d.…_]+tháng[\s\d.…_]+năm)"
)


@dataclass(frozen=True, slots=True, eq=False)
class RowKinds:
    """What the rows below a header are.

    Attributes:
        is_record: Which rows are records.
        others: The filled rows that are none: ``position`` among the rows, ``reason``, ``number``
            (what numbers a group, such as "II") and ``text``.
    """

    is_record: pl.Series
    others: pl.DataFrame


def row_kinds(
    body: pl.DataFrame, matches: Sequence[ColumnMatch], dataset: Dataset[Any], header_rows: pl.DataFrame
) -> RowKinds:
    """Tell records from group rows, totals, notes and repeated headers.

    Args:
        body: The cells below the header.
        matches: What the headers mean.
        dataset: What the records are.
        header_rows: The cells of the header, one or two rows, to know them again.
    """
    facts = _facts(body, matches, dataset).with_columns(
        is_header=_joined(body).is_in(_joined(header_rows).implode()),
    )
    no_identity = pl.col("identity").is_null() | (pl.col("identity") == pl.col("text")).fill_null(value=False)
    is_total = (pl.col("text").str.contains(_TOTAL) & no_identity).fill_null(value=False)
    number = pl.col("number").str.strip_chars()
    is_lettered = number.str.contains(_GROUP_NUMBER).fill_null(value=False) & no_identity
    # A row with a running number wants to be a record, however little else it holds.
    is_numbered = number.str.contains(_RECORD_NUMBER).fill_null(value=False) & (pl.col("used") > 0)
    is_sparse = (pl.col("used") < _FEWEST_COLUMNS) & ~is_numbered
    is_named = (pl.col("used") > 0) | ~number.str.contains(_RECORD_NUMBER).fill_null(value=True)
    reasons = facts.select(
        pl.when(pl.col("filled") == 0)
        .then(pl.lit("blank"))
        .when("is_header")
        .then(pl.lit("header_again"))
        .when(is_total)
        .then(pl.lit("total"))
        .when(is_lettered | (is_sparse & is_named))
        .then(pl.lit("group"))
        .when(is_sparse)
        .then(pl.lit("note"))
    ).to_series()
    is_whole = (
        facts.select((pl.col("missing") == 0) | (pl.col("used") >= _ENOUGH_COLUMNS)).to_series() & reasons.is_null()
    )
    reasons = _with_notes(reasons, is_whole, body)
    reasons = _with_column_numbers(reasons, body)
    is_other = reasons.is_not_null() & (reasons != "blank")
    others = facts.with_columns(reasons.alias("reason")).with_row_index("position").filter(is_other)
    is_group = pl.col("reason") == "group"
    return RowKinds(
        reasons.is_null(),
        others.select(
            "position",
            "reason",
            pl.when(is_group & number.str.contains(_GROUP_NUMBER)).then("number").alias("number"),
            pl.when(is_group).then("text").otherwise("first").alias("text"),
        ),
    )


def _facts(body: pl.DataFrame, matches: Sequence[ColumnMatch], dataset: Dataset[Any]) -> pl.DataFrame:
    """Of each row: how many cells are filled, of the dataset's columns how many, which required ones are missing."""
    by_field = {each.field: str(each.header.place) for each in matches if each.field is not None}
    required = [by_field[name] for name in required_columns(dataset.model) if name in by_field]
    number = next((str(each.header.place) for each in matches if each.how == "number"), None)
    # The column that tells the records of one department apart comes last in most keys.
    identity = next((by_field[name] for name in dataset.key if name != "department" and name in by_field), None)
    nothing = pl.lit(None, pl.String)
    return body.select(
        _count(body.columns).alias("filled"),
        _count(list(by_field.values())).alias("used"),
        (len(required) - _count(required)).alias("missing"),
        (pl.col(number) if number else nothing).alias("number"),
        (pl.col(identity) if identity else nothing).alias("identity"),
        pl.coalesce([*(each for each in body.columns if each != number), number or nothing]).alias("text"),
        pl.coalesce([*body.columns, nothing]).alias("first"),
    )


def _count(columns: Sequence[str]) -> pl.Expr:
    return pl.sum_horizontal([pl.lit(0), *(pl.col(each).is_not_null() for each in columns)])


def _joined(cells: pl.DataFrame) -> pl.Series:
    return cells.select(pl.concat_str(pl.all(), separator="\x1f", ignore_nulls=True)).to_series().rename("joined")


def _with_notes(reasons: pl.Series, is_whole: pl.Series, body: pl.DataFrame) -> pl.Series:
    """What stands below the last whole record: single cells, and everything from a signature on, are notes."""
    whole = is_whole.arg_true()
    below = (whole[-1] + 1) if whole.len() else 0
    tail = body.slice(below)
    signed = tail.select(pl.any_horizontal(pl.all().str.contains(_SIGNATURE))).to_series().fill_null(value=False)
    signatures = signed.arg_true()
    from_here = below + (signatures[0] if signatures.len() else tail.height)
    position = pl.int_range(pl.len())
    is_note = ((position >= below) & (pl.col("reason") == "group")) | (position >= from_here)
    is_filled = pl.col("reason").ne_missing("blank")
    return (
        reasons.to_frame("reason")
        .select(pl.when(is_note & is_filled).then(pl.lit("note")).otherwise("reason"))
        .to_series()
    )


def _with_column_numbers(reasons: pl.Series, body: pl.DataFrame) -> pl.Series:
    """The row "(1) (2) (3)" that forms have right below the header."""
    filled = (reasons != "blank").fill_null(value=True).arg_true()
    if not filled.len():
        return reasons
    texts = pl.Series([each.strip() for each in body.row(filled[0]) if each is not None], dtype=pl.String)
    if texts.len() > _FEWEST_COLUMNS and texts.n_unique() == texts.len() and texts.str.contains(_COLUMN_NUMBER).all():
        return reasons.scatter(filled[0], "column_numbers")
    return reasons
