"""A file -> sheets of text with the rows and columns they had."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.io.files.delimited import read_delimited
from khcn_analytics.io.files.guard import refuse_bomb, refuse_protected, sniff
from khcn_analytics.io.files.sheets import LIKE_THOUSANDS, MARKS, Document, Sheet, number_marks
from khcn_analytics.io.files.workbooks import read_workbook

DELIMITED = (".csv", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
READABLE = ".csv, .tsv, .xlsx, .xlsm, .xls, .xlsb, .ods, .parquet"


def read_document(path: str | Path) -> Document:
    """Every sheet of a file, nothing interpreted.

    Args:
        path: A .csv or .tsv file, a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a .parquet file.
            Workbooks and Parquet are known by their content, whatever the name.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it is a folder, an unknown kind of file, damaged, encrypted or too
            large.
    """
    path = Path(path)
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL
        there = False
    if not there:
        raise DataNotFoundError(path)
    if not path.is_file():
        raise UnreadableDataError(
            path, vi="đây không phải là tệp (thư mục?)", en="this is not a file (a folder?); a file is needed"
        )
    kind = sniff(path)
    if kind == "workbook":
        refuse_protected(path)
        refuse_bomb(path)
        return Document(path, read_workbook(path))
    if kind == "parquet":
        return Document(path, (_read_parquet(path),))
    _refuse_other_text(path)
    text = read_delimited(path)
    return Document(path, (text.sheet,), encoding=text.encoding)


def _refuse_other_text(path: Path) -> None:
    """Text is read where the name says that it is a table."""
    if path.suffix.casefold() in WORKBOOKS:
        raise UnreadableDataError(path, vi="tệp hỏng: bên trong không phải bảng tính", en="damaged: not a workbook")
    if path.suffix.casefold() not in DELIMITED:
        raise UnreadableDataError(
            path, vi=f"không hỗ trợ loại tệp này; đọc được: {READABLE}", en=f"unknown kind; readable: {READABLE}"
        )


def _read_parquet(path: Path) -> Sheet:
    """The names of the columns as row 1, as they would stand in a workbook."""
    try:
        columns = [_plain(column) for column in pl.read_parquet(path)]
        texts = [pl.concat([pl.Series([each.name]), each.cast(pl.String)]) for each in columns]
    except (PolarsError, OSError) as error:
        raise UnreadableDataError(
            path, vi="tệp hỏng hoặc không phải Parquet", en="damaged or not a Parquet file"
        ) from error
    cells = pl.DataFrame([text.alias(str(place)) for place, text in enumerate(texts)])
    numbers = [
        number_marks(place, text.str.contains(LIKE_THOUSANDS).arg_true() + 1)
        for place, text in enumerate(texts)
        if columns[place].dtype.is_float()
    ]
    rows = pl.Series(range(1, cells.height + 1), dtype=pl.Int64)
    return Sheet(None, is_hidden=False, cells=cells, rows=rows, marks=pl.concat([pl.DataFrame(schema=MARKS), *numbers]))


def _plain(column: pl.Series) -> pl.Series:
    """Days kept as midnights and whole numbers kept as floats, as other tools write them."""
    if column.dtype == pl.Datetime and (column.dt.time().drop_nulls() == time()).all():
        return column.dt.date()
    if column.dtype.is_float() and (column.drop_nulls() == column.drop_nulls().round()).all():
        return column.cast(pl.Int64, strict=False)
    return column
