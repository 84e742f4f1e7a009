"""A file -> a table of text with the rows and columns it had."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError
from python_calamine import CalamineError, CalamineWorkbook

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.vocabulary.text import nfc

SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
DELIMITERS = {".csv": ",", ".tsv": "\t"}
READABLE = (*DELIMITERS, *SPREADSHEETS, ".parquet")


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
            .parquet file.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it is a folder, an unknown kind of file, damaged, encrypted or
            holds no table.
    """
    path = Path(path)
    if not path.exists():
        raise DataNotFoundError(path)
    if path.is_dir():
        raise UnreadableDataError(path, vi="đây là thư mục, cần một tệp", en="this is a folder, a file is needed")
    kind = path.suffix.casefold()
    if kind in DELIMITERS:
        return _read_delimited(path, DELIMITERS[kind])
    if kind in SPREADSHEETS:
        return _read_spreadsheet(path)
    if kind == ".parquet":
        return _read_parquet(path)
    readable = ", ".join(READABLE)
    raise UnreadableDataError(
        path, vi=f"không hỗ trợ loại tệp này; đọc được: {readable}", en=f"unknown kind of file; readable: {readable}"
    )


def _read_delimited(path: Path, delimiter: str) -> RawTable:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            lines = [(reader.line_num, line) for line in reader]
    except UnicodeDecodeError as error:
        raise UnreadableDataError(
            path, vi="tệp không ở bảng mã UTF-8; hãy lưu lại dạng CSV UTF-8", en="not in UTF-8; save it as CSV UTF-8"
        ) from error
    except csv.Error as error:
        raise UnreadableDataError(path, vi=f"không phải bảng CSV hợp lệ ({error})", en=f"bad CSV ({error})") from error
    return _table(path, None, lines)


def _read_spreadsheet(path: Path) -> RawTable:
    try:
        workbook = CalamineWorkbook.from_path(path)
        sheet = workbook.sheet_names[0]
        grid = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise UnreadableDataError(
            path,
            vi=f"tệp hỏng, có mật khẩu hoặc không phải bảng tính ({error})",
            en=f"damaged, encrypted or not a workbook ({error})",
        ) from error
    return _table(path, sheet, [(row, [_text(cell) for cell in line]) for row, line in enumerate(grid, start=1)])


def _read_parquet(path: Path) -> RawTable:
    try:
        frame = pl.read_parquet(path)
        text = frame.select(pl.all().cast(pl.String))
    except (PolarsError, OSError) as error:
        raise UnreadableDataError(
            path, vi="tệp hỏng hoặc không phải Parquet", en="damaged or not a Parquet file"
        ) from error
    rows = pl.Series(range(1, text.height + 1), dtype=pl.Int64)
    return RawTable(path.name, None, tuple(text.columns), tuple(text.get_columns()), rows)


def _table(path: Path, sheet: str | None, lines: Sequence[tuple[int, Sequence[str]]]) -> RawTable:
    """The first filled line holds the headers; the filled lines below it are records."""
    filled = [(row, [nfc(cell) or None for cell in line]) for row, line in lines]
    filled = [(row, line) for row, line in filled if any(line)]
    if not filled:
        raise UnreadableDataError(path, vi="tệp không có dữ liệu", en="the file holds no data")
    (_, headers), *records = filled
    width = len(headers)
    for row, line in records:
        # Workbooks are rectangular; a text line of another length has lost or gained a delimiter.
        if len(line) != width:
            raise UnreadableDataError(
                path,
                vi=f"dòng {row} có {len(line)} ô trong khi tiêu đề có {width} ô",
                en=f"row {row} has {len(line)} cells, the header has {width}",
            )
    return RawTable(
        file=path.name,
        sheet=sheet,
        headers=tuple(each or "" for each in headers),
        cells=tuple(pl.Series([line[place] for _, line in records], dtype=pl.String) for place in range(width)),
        rows=pl.Series([row for row, _ in records], dtype=pl.Int64),
    )


def _text(cell: object) -> str:
    """A typed cell as the text this library reads back without loss."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)
