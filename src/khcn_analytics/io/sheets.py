"""What a file holds before anything is interpreted: sheets of text cells, each in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import polars as pl

MARKS = {"row": pl.Int64, "column": pl.Int64, "kind": pl.String, "text": pl.String}
"""What is special about single cells: one row for each.

``row`` is the row in the file, counted from 1, ``column`` the place of the column, counted from 0
(null: the whole row). ``kind`` is

* ``error``: the cell shows an error of the spreadsheet; ``text`` is that error, such as ``#N/A``;
* ``uncomputed``: a formula whose value was never computed; ``text`` is the formula;
* ``number``: the file holds a number whose text could be read in another way (1.234 in a cell of
  numbers is one and a bit, in a cell of text it is 1234); ``text`` is null;
* ``ragged``: the line has another number of cells than it should; ``text`` is that number;
* ``hidden``: the row is hidden; ``text`` is null.
"""

MarkKind = Literal["error", "uncomputed", "number", "ragged", "hidden"]


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
