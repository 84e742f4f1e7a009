"""What a file holds before anything is interpreted: sheets of text cells, each in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import polars as pl

MOST_COLUMNS, MOST_ROWS = 2_000, 2**20
"""Columns of a sheet that is read, and rows: as many as Excel has."""


class TooWideError(Exception):
    """A sheet with more columns than are read."""


class TooLongError(Exception):
    """A table with more rows than a sheet has."""


MARKS = {"row": pl.Int64, "column": pl.Int64, "kind": pl.String, "text": pl.String}
"""What is special about single cells: one row for each.

``row`` is the row in the file, counted from 1, ``column`` the place of the column, counted from 0
(null: the whole row). ``kind`` is

* ``error``: the cell shows an error of the spreadsheet; ``text``, and the text of the cell, is that
  error, such as ``#N/A``;
* ``uncomputed``: a formula whose value was never computed; ``text``, and that of the cell, is the
  formula;
* ``number``: the file holds a number whose text could be read in another way (1.234 in a cell of
  numbers is one and a bit, in a cell of text it is 1234); ``text`` is null;
* ``ragged``: the line has another number of cells than it should; ``text`` is that number;
* ``hidden``: the row is hidden; ``text`` is null.
"""

LIKE_THOUSANDS = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""The text of a number that, as text, would be thousands."""

MarkKind = Literal["error", "uncomputed", "number", "ragged", "hidden"]


def number_marks(column: int, rows: pl.Series) -> pl.DataFrame:
    """Marks of the numbers in a column whose text could be read in another way.

    Args:
        column: Place of the column, from 0.
        rows: Rows of the numbers in the file, from 1.
    """
    marks = rows.cast(pl.Int64).alias("row").to_frame()
    return marks.select(
        "row",
        pl.lit(column, pl.Int64).alias("column"),
        pl.lit("number").alias("kind"),
        pl.lit(None, pl.String).alias("text"),
    )


@dataclass(frozen=True, slots=True)
class MergedCells:
    """A block of merged cells: rows as in the file, columns counted from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet as it stands in a file.

    Attributes:
        name: Its name; ``None`` for files without sheets.
        is_hidden: Whether people who open the file don't see it.
        cells: A column of text for each column of the sheet, named "0", "1" …; empty cells are
            null, texts are exactly those of the file.
        rows: The row of the file each row of ``cells`` stands in, counted from 1.
        marks: What is special about single cells, see :data:`MARKS`.
        merged: Merged cells; only the first cell of a block holds its text.
    """

    name: str | None
    is_hidden: bool
    cells: pl.DataFrame
    rows: pl.Series
    marks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MARKS))
    merged: tuple[MergedCells, ...] = ()


def merged_downwards(sheet: Sheet) -> pl.DataFrame:
    """The cells as people see them: the text of a block merged over several rows in each of these rows."""
    position = {row: at for at, row in enumerate(sheet.rows)} if sheet.merged else {}
    texts: dict[str, dict[int, str]] = {}
    for block in sheet.merged:
        name = str(block.first_column)
        if block.last_row == block.first_row or block.first_row not in position or name not in sheet.cells.columns:
            continue
        text = sheet.cells[name][position[block.first_row]]
        rows = [position[row] for row in range(block.first_row + 1, block.last_row + 1) if row in position]
        texts.setdefault(name, {}).update(dict.fromkeys(rows, text) if text is not None else {})
    filled = [
        sheet.cells[name].scatter(list(cells), list(cells.values())).alias(name)
        for name, cells in texts.items()
        if cells
    ]
    return sheet.cells.with_columns(filled)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A file after reading.

    Attributes:
        path: The file.
        sheets: Its sheets, in order, hidden ones too; a file without sheets has one without a name.
        encoding: How its text was encoded; ``None`` for workbooks and Parquet, which say so themselves.
    """

    path: Path
    sheets: tuple[Sheet, ...]
    encoding: str | None = None


def column_letter(place: int) -> str:
    """Letters of a column as in Excel.

    Examples:
        >>> column_letter(0), column_letter(25), column_letter(26)
        ('A', 'Z', 'AA')
    """
    ahead, last = divmod(place, 26)
    return (column_letter(ahead - 1) if ahead else "") + chr(ord("A") + last)
