"""Which rows below a header are records, and what the others are.

A row with everything a record must have is one, whatever it looks like; so is a row with a running
number. What is left is judged by its words: a group or a total has its name and amounts, nothing
else. Whatever is filled and no record keeps its row and text and is told with the reason why:
nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import polars as pl

from khcn_analytics.io.tables.headers import ColumnMatch
from khcn_analytics.schemas.columns import column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset

Reason = Literal["column_numbers", "header_again", "group", "total", "note"]
"""Why a filled row is no record, see :data:`~khcn_analytics.io.tables.finding.SKIPPED`."""

_BLANK = "blank"
_ENOUGH_COLUMNS = 4
"""A row that fills so many columns of the dataset is a record, whatever it lacks."""

# Groups are numbered by letters or in Roman, records in Arabic numerals.
_GROUP_NUMBER, _RECORD_NUMBER = r"^(?:[IVXLC]{1,6}|[A-Z])[.)]?$", r"^[0-9]+[.)]?$"
_NUMBERED_NAME = r"^(?:[IVX]{1,6}|[A-Z]|[0-9]{1,2}|[a-z])[.)]\s*\p{L}"
_TOTAL_WORDS = r"(?:tổng\s*cộng|tổng\s*số|tổng|cộng|l[ũu][ỹy]?\s*kế|total)"
_TOTAL = (
    rf"(?i)^\W*(?:(?:[IVXLC]{{1,5}}|[0-9]{{1,2}}|[A-Z])[.)])?\s*{_TOTAL_WORDS}"
    r"(?:\s*[:(].*|\s+(?:cộng|chung|trang|[0-9]|năm|quý|tháng|kinh phí|nsnn|nhóm|mục|phần).*)?\W*$"
)
_TOTAL_KEY = rf"(?i)^\W*{_TOTAL_WORDS}(?:\W|$)"
_COLUMN_NUMBER = r"^\(?\s*(?:[0-9]{1,2}|[A-Z])\s*\)?(?:\s*=.*)?$"
# Whole cells, so that a title that begins like one is none.
_SIGNATURE = (
    r"(?i)^\W*(?:người (?:lập|tổng hợp|báo cáo|kiểm tra)(?: (?:biểu|bảng|báo cáo))?|thủ trưởng(?: (?:đơn vị|cơ quan))?"
    r"|(?:phó )?giám đốc(?: sở)?|kế toán(?: trưởng)?|trưởng phòng|nơi nhận:?.*|xác nhận(?: của .*)?"
    r"|ghi chú\s*:.*|chú thích\s*:.*|\(\s*ký\b.*|ký tên.*"
    r"|[^,\d]{2,40},\s*ngày[\s\d.…_]+tháng[\s\d.…_]+năm[\s\d.…_]*)\W*$"
    r"|^(?-i:(?:KT|TM|TL|TUQ)\.\s*\p{Lu}[\p{Lu}\s]*)$"
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
    body: pl.DataFrame,
    matches: Sequence[ColumnMatch],
    dataset: Dataset[Any],
    header_rows: pl.DataFrame,
    *,
    shown: pl.DataFrame | None = None,
) -> RowKinds:
    """Tell records from group rows, totals, notes and repeated headers.

    Args:
        body: The cells below the header.
        matches: What the headers mean.
        dataset: What the records are.
        header_rows: The cells of the header, one or two rows, to know them again.
        shown: The same cells as people see them, merged ones in every row they cover; ``None``:
            none are merged.
    """
    facts = _facts(body, body if shown is None else shown, matches, dataset)
    facts = facts.with_columns(_is_header(body, facts["first"], header_rows).alias("is_header"))
    facts = facts.with_columns(_first_reason().alias("reason"))
    facts = facts.with_columns(_tail_reason(facts, body).alias("reason"))
    facts = _with_column_numbers(facts, body)
    is_other = pl.col("reason").is_not_null() & (pl.col("reason") != _BLANK)
    is_group = pl.col("reason") == "group"
    others = facts.with_row_index("position").filter(is_other)
    return RowKinds(
        is_record=facts["reason"].is_null(),
        others=others.select(
            "position",
            "reason",
            pl.when(is_group & pl.col("number").str.contains(_GROUP_NUMBER)).then("number").alias("number"),
            pl.when(is_group).then("text").otherwise("first").alias("text"),
        ),
    )


def _tidy(text: pl.Expr) -> pl.Expr:
    """A text in one Unicode form with plain spaces, for comparing only."""
    return text.str.normalize("NFC").str.replace_all(r"[\s\u{a0}]+", " ").str.strip_chars().replace("", None)


def _is_header(body: pl.DataFrame, first: pl.Series, header_rows: pl.DataFrame) -> pl.Series:
    """Which rows are the header again, blanks aside; only rows that begin like it are looked at as a whole."""
    headers = header_rows.select(_tidy(pl.all()))
    begins = headers.select(pl.coalesce(pl.all())).to_series()
    alike = first.is_in(begins.implode()).fill_null(value=False)
    joined = _joined(body.filter(alike).select(_tidy(pl.all())))
    is_header = alike.arg_true().filter(joined.is_in(_joined(headers).implode()))
    return pl.repeat(value=False, n=body.height, dtype=pl.Boolean, eager=True).scatter(is_header, values=True)


def _facts(
    body: pl.DataFrame, shown: pl.DataFrame, matches: Sequence[ColumnMatch], dataset: Dataset[Any]
) -> pl.DataFrame:
    """Of each row: what fills it, in numbers of columns, and the texts it may be known by."""
    types = column_types(dataset.model)
    by_field = {each.field: str(each.header.place) for each in matches if each.field is not None}
    required = [by_field[name] for name in required_columns(dataset.model) if name in by_field]
    amounts = {place for name, place in by_field.items() if types[name] in (pl.Int64, pl.Float64)}
    number = next((str(each.header.place) for each in matches if each.how == "number"), None)
    # The column that tells the records of one department apart.
    identity = next((by_field[name] for name in dataset.key if name != "department" and name in by_field), None)
    words = [place for place in by_field.values() if place not in amounts]
    nothing = pl.lit(None, pl.String)
    named = [each for each in shown.columns if each != number and each not in amounts]
    return shown.select(
        _count(list(by_field.values())).alias("used"),
        _count(words).alias("words"),
        (len(required) - _count(required)).alias("missing"),
        _tidy(pl.col(number) if number else nothing).alias("number"),
        _tidy(pl.col(identity) if identity else nothing).alias("identity"),
        _tidy(pl.coalesce([*map(pl.col, named), pl.col(number) if number else nothing])).alias("text"),
        _tidy(pl.coalesce([*map(pl.col, shown.columns), nothing])).alias("first"),
        pl.lit(number is not None).alias("has_numbers"),
    ).with_columns(body.select(_count(body.columns).alias("filled")).to_series())


def _count(columns: Sequence[str]) -> pl.Expr:
    return pl.sum_horizontal([pl.lit(0), *(pl.col(each).is_not_null() for each in columns)])


def _joined(cells: pl.DataFrame) -> pl.Series:
    return cells.select(pl.concat_str(pl.all(), separator="\x1f", ignore_nulls=True)).to_series().rename("joined")


def _matches(column: str, form: str) -> pl.Expr:
    return pl.col(column).str.contains(form).fill_null(value=False)


def _first_reason() -> pl.Expr:
    """Why a row is no record, by itself; null for a record."""
    is_whole = pl.col("missing") == 0
    is_numbered = _matches("number", _RECORD_NUMBER) & (pl.col("used") > 0)
    is_bare = (pl.col("words") <= 1) & ~is_numbered
    is_total = _matches("text", _TOTAL) | _matches("first", _TOTAL)
    # Where records are numbered, a row that is not, and says one thing only, names a group. Elsewhere
    # a name beside an amount may be a record that lacks its key: then it must be numbered as a group.
    says_one_thing = pl.col("used") == pl.col("words")
    is_group = pl.col("has_numbers") | says_one_thing | _matches("text", _NUMBERED_NAME)
    return (
        pl.when(pl.col("filled") == 0)
        .then(pl.lit(_BLANK))
        .when("is_header")
        .then(pl.lit("header_again"))
        .when(_matches("identity", _TOTAL_KEY))
        .then(pl.lit("total"))
        .when(is_whole)
        .then(pl.lit(None, pl.String))
        .when(is_total & is_bare)
        .then(pl.lit("total"))
        .when(is_bare & is_group & _matches("text", r"\p{L}") & ((pl.col("used") > 0) | _has_name_as_number()))
        .then(pl.lit("group"))
        .when(is_bare & ((pl.col("used") == 0) | (pl.col("words") == 0)))
        .then(pl.lit("note"))
    )


def _has_name_as_number() -> pl.Expr:
    """A name in the column of running numbers: a group merged from there on."""
    return pl.col("number").is_not_null() & ~_matches("number", _RECORD_NUMBER)


def _tail_reason(facts: pl.DataFrame, body: pl.DataFrame) -> pl.Series:
    """What stands below the last sure record: names of groups, and everything from a signature on, are notes."""
    is_sure = (
        (pl.col("missing") == 0) | _matches("number", _RECORD_NUMBER) | (pl.col("used") >= _ENOUGH_COLUMNS)
    ) & pl.col("reason").is_null()
    sure = facts.select(is_sure).to_series().arg_true()
    below = (sure[-1] + 1) if sure.len() else 0
    tail = body.slice(below).select(_tidy(pl.all()))
    signed = tail.select(pl.any_horizontal(pl.all().str.contains(_SIGNATURE))).to_series().fill_null(value=False)
    signatures = signed.arg_true()
    from_here = below + (signatures[0] if signatures.len() else tail.height)
    position = pl.int_range(pl.len())
    is_note = ((position >= below) & (pl.col("reason") == "group")) | (position >= from_here)
    is_filled = pl.col("reason").ne_missing(_BLANK)
    # Without any sure record nothing tells a group from a note.
    return facts.select(
        pl.when(is_note & is_filled & pl.lit(sure.len() > 0)).then(pl.lit("note")).otherwise("reason")
    ).to_series()


def _with_column_numbers(facts: pl.DataFrame, body: pl.DataFrame) -> pl.DataFrame:
    """The row "(1) (2) (3)" that forms have right below the header."""
    filled = facts["reason"].ne_missing(pl.Series([_BLANK])).arg_true()
    if not filled.len():
        return facts
    texts = pl.Series([each.strip() for each in body.row(filled[0]) if each is not None], dtype=pl.String)
    if texts.len() > 2 and texts.n_unique() == texts.len() and texts.str.contains(_COLUMN_NUMBER).all():
        return facts.with_columns(facts["reason"].scatter(filled[0], "column_numbers"))
    return facts
