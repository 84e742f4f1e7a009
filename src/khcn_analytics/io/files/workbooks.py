"""A workbook -> its sheets as text, by calamine: typed cells in their exact places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from khcn_analytics.io.files.scan_xlsx import with_old_errors
from khcn_analytics.io.files.sheets import (
    LIKE_THOUSANDS,
    MARKS,
    MOST_COLUMNS,
    MergedCells,
    Sheet,
    TooWideError,
    number_marks,
)
from khcn_analytics.progress import report
from khcn_analytics.vocabulary.labels import Label

# What calamine says of #SPILL! and the like.
_NEWER_ERROR = "Unsupported cell error value"


def sheets_of_workbook(content: bytes) -> Iterator[Sheet]:
    """Each worksheet, hidden ones too; errors and formulas without a value are empty cells here.

    Args:
        content: The workbook.

    Raises:
        PasswordError: If it is protected by a password.
        CalamineError: If it is damaged or no workbook.
        TooWideError: If a sheet has over :data:`~khcn_analytics.io.files.sheets.MOST_COLUMNS` columns.
    """
    # From its bytes: calamine then goes by the content, not by the name.
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    for place, about in enumerate(workbook.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            is_hidden = about.visible != SheetVisibleEnum.Visible
            yield _sheet(_opened(workbook, place, content), about.name, is_hidden=is_hidden)


def _opened(workbook: CalamineWorkbook, place: int, content: bytes) -> Any:
    try:
        return workbook.get_sheet_by_index(place)
    except CalamineError as error:
        if _NEWER_ERROR not in str(error):
            raise
        return CalamineWorkbook.from_filelike(BytesIO(with_old_errors(content))).get_sheet_by_index(place)


def _sheet(opened: Any, name: str, *, is_hidden: bool) -> Sheet:
    if opened.total_width > MOST_COLUMNS:
        raise TooWideError
    grid = opened.to_python(skip_empty_area=False)
    step = Label(f"Đọc trang “{name}”", f"Reading sheet “{name}”")
    texts: list[tuple[pl.Series, pl.Series]] = []
    for column in zip(*grid, strict=True):
        # In rows, as people think of a sheet, though it is done column by column.
        report(step, len(grid) * len(texts) // len(grid[0]), len(grid))
        texts.append(_text(column))
    report(step, len(grid), len(grid))
    numbers = [number_marks(place, rows) for place, (_, rows) in enumerate(texts) if rows.len()]
    return Sheet(
        name=name,
        is_hidden=is_hidden,
        cells=pl.DataFrame([text.alias(str(place)) for place, (text, _) in enumerate(texts)]),
        rows=pl.Series(range(1, len(grid) + 1), dtype=pl.Int64),
        marks=pl.concat([pl.DataFrame(schema=MARKS), *numbers]),
        merged=tuple(
            MergedCells(top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in opened.merged_cell_ranges or ()
        ),
    )


def _text(column: Sequence[object]) -> tuple[pl.Series, pl.Series]:
    """A column of typed cells as the text this library reads back without loss.

    Returns:
        The texts, null where a cell is empty, and the rows, from 1, of numbers whose text would
        mean something else.
    """
    kinds = set(map(type, column))
    parts, numbers = [pl.Series([None] * len(column), dtype=pl.String)], pl.Series([], dtype=pl.Int64)
    if str in kinds:
        texts = pl.Series([each if type(each) is str else None for each in column], dtype=pl.String)
        parts.append(texts.replace("", None))
    if date in kinds:
        days = pl.Series([each if type(each) is date else None for each in column], dtype=pl.Date)
        parts.append(days.dt.to_string("%Y-%m-%d"))
    if float in kinds:
        floats = _float_texts(pl.Series([each if type(each) is float else None for each in column], dtype=pl.Float64))
        numbers = floats.str.contains(LIKE_THOUSANDS).arg_true().cast(pl.Int64) + 1
        parts.append(floats)
    if kinds - {str, date, float}:
        others = [None if type(each) in (str, date, float) else _cell_text(each) for each in column]
        parts.append(pl.Series(others, dtype=pl.String))
    return pl.select(pl.coalesce(*parts)).to_series(), numbers


# Between these, numbers are written out in full.
_SMALLEST_WRITTEN_OUT, _LARGEST_WRITTEN_OUT = 1e-4, 2.0**53


def _float_texts(numbers: pl.Series) -> pl.Series:
    """Numbers as texts that give the same numbers: whole ones without a point, no digit lost."""
    size = numbers.abs()
    is_common = size.is_between(_SMALLEST_WRITTEN_OUT, _LARGEST_WRITTEN_OUT) | (size == 0)
    is_whole = is_common & (numbers == numbers.round())
    common = (
        numbers.to_frame("number")
        .select(
            pl.when(is_whole)
            .then(pl.col("number").cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(pl.col("number").cast(pl.String))
        )
        .to_series()
    )
    if is_common.all():
        return common
    rare = [
        None if each is None or usual else _rare_number(each) for each, usual in zip(numbers, is_common, strict=True)
    ]
    return pl.Series(rare, dtype=pl.String).zip_with(~is_common.fill_null(value=False), common)


def _rare_number(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _cell_text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)
