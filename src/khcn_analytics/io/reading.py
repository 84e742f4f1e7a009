"""A file -> a table of text with the rows and columns it had."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import time
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.io.guard import refuse_bomb, sniff
from khcn_analytics.io.workbooks import read_rows
from khcn_analytics.vocabulary.text import nfc

DELIMITED, DELIMITERS = (".csv", ".tsv"), ",;\t"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
READABLE = ".csv, .tsv, .xlsx, .xlsm, .xls, .xlsb, .ods, .parquet"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as it stands in a file, before anything is interpreted.

    Attributes:
        file: Name of the file.
        sheet: Name of the sheet; ``None`` for files without sheets.
        headers: The header of each column, as written.
        cells: One column of text for each header; empty cells are null.
        rows: The row of the file each record stands in, counted from 1.
    """

    file: str
    sheet: str | None
    headers: tuple[str, ...]
    cells: tuple[pl.Series, ...]
    rows: pl.Series


def read_table(path: str | Path) -> RawTable:
    """Read a table from a file: the first sheet of a workbook, the header in its first filled row.

    Args:
        path: A .csv or .tsv file in UTF-8, a workbook (.xlsx, .xlsm, .xls, .xlsb, .ods) or a
            .parquet file. Workbooks and Parquet are known by their content, whatever the name.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it is a folder, an unknown kind of file, damaged, encrypted, too
            large or holds no table.
    """
    path = Path(path)
    try:
        there = path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL
        there = False
    if not there:
        raise DataNotFoundError(path)
    if path.is_dir():
        raise UnreadableDataError(path, vi="đây là thư mục, cần một tệp", en="this is a folder, a file is needed")
    kind = sniff(path)
    if kind == "workbook":
        refuse_bomb(path)
        sheet, cells = read_rows(path)
        return _table(path, sheet, cells, pl.Series(range(1, cells.height + 1), dtype=pl.Int64))
    if kind == "parquet":
        return _read_parquet(path)
    return _read_delimited(path)


def _read_delimited(path: Path) -> RawTable:
    if path.suffix.casefold() in WORKBOOKS:
        raise UnreadableDataError(path, vi="tệp hỏng: bên trong không phải bảng tính", en="damaged: not a workbook")
    if path.suffix.casefold() not in DELIMITED:
        raise UnreadableDataError(
            path, vi=f"không hỗ trợ loại tệp này; đọc được: {READABLE}", en=f"unknown kind; readable: {READABLE}"
        )
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next((line for line in file if line.strip()), "")
            file.seek(0)
            # Excel writes semicolons where the decimal sign is a comma, as in Vietnam.
            reader = csv.reader(file, delimiter=max(DELIMITERS, key=header.count), strict=True)
            lines = [(reader.line_num, line) for line in reader if any(map(str.strip, line))]
    except UnicodeDecodeError as error:
        raise UnreadableDataError(
            path, vi="tệp không ở bảng mã UTF-8; hãy lưu lại dạng CSV UTF-8", en="not in UTF-8; save it as CSV UTF-8"
        ) from error
    except csv.Error as error:
        raise UnreadableDataError(path, vi=f"không phải bảng CSV hợp lệ ({error})", en=f"bad CSV ({error})") from error
    width = len(lines[0][1]) if lines else 0
    for row, line in lines:
        # A line of another length has lost or gained a delimiter: its cells can't be told apart.
        if len(line) != width:
            raise UnreadableDataError(
                path,
                vi=f"dòng {row} có {len(line)} ô trong khi tiêu đề có {width} ô",
                en=f"row {row} has {len(line)} cells, the header has {width}",
            )
    columns = {str(place): [line[place] or None for _, line in lines] for place in range(width)}
    cells = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return _table(path, None, cells, pl.Series([row for row, _ in lines], dtype=pl.Int64))


def _read_parquet(path: Path) -> RawTable:
    try:
        text = pl.DataFrame([_tidy(_plain(column).cast(pl.String)) for column in pl.read_parquet(path)])
    except (PolarsError, OSError) as error:
        raise UnreadableDataError(
            path, vi="tệp hỏng hoặc không phải Parquet", en="damaged or not a Parquet file"
        ) from error
    rows = pl.Series(range(1, text.height + 1), dtype=pl.Int64)
    return RawTable(path.name, None, tuple(text.columns), tuple(text.get_columns()), rows)


def _plain(column: pl.Series) -> pl.Series:
    """Days kept as midnights and whole numbers kept as floats, as other tools write them."""
    if column.dtype == pl.Datetime and (column.dt.time().drop_nulls() == time()).all():
        return column.dt.date()
    if column.dtype.is_float() and (column.drop_nulls() == column.drop_nulls().round()).all():
        return column.cast(pl.Int64, strict=False)
    if column.dtype.is_float():
        # As in workbooks: three decimals and no more would read as thousands.
        return column.cast(pl.String).str.replace(r"(\.\d{3})$", "${1}0")
    return column


def _table(path: Path, sheet: str | None, cells: pl.DataFrame, rows: pl.Series) -> RawTable:
    """The first filled row holds the headers; the filled rows below it are records."""
    tidy = cells.select(_tidy(column) for column in cells)
    filled = (
        tidy.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
        if tidy.width
        else pl.Series([], dtype=pl.Boolean)
    )
    table, kept = tidy.filter(filled), rows.filter(filled)
    if table.is_empty():
        raise UnreadableDataError(path, vi="tệp không có dữ liệu", en="the file holds no data")
    return RawTable(
        file=path.name,
        sheet=sheet,
        headers=tuple(each or "" for each in table.row(0)),
        cells=tuple(table.slice(1).get_columns()),
        rows=kept.slice(1),
    )


def _tidy(column: pl.Series) -> pl.Series:
    """Each text in its one Unicode form, blanks as null; distinct texts are tidied once."""
    texts = column.drop_nulls().unique()
    tidied = {each: clean or None for each in texts if (clean := nfc(each)) != each}
    return column.replace(tidied) if tidied else column
