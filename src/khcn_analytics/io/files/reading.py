"""A file -> sheets of text with the rows and columns they had."""

from __future__ import annotations

from pathlib import Path

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError
from khcn_analytics.io.files.delimited import read_delimited
from khcn_analytics.io.files.guard import refuse_bomb, refuse_large, refuse_protected, sniff
from khcn_analytics.io.files.own_process import read_in_own_process
from khcn_analytics.io.files.sheets import Document

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
    try:
        return _read(path)
    except OSError as error:
        raise UnreadableDataError(
            path, vi=f"không mở được tệp ({error.strerror})", en=f"it could not be opened ({error.strerror})"
        ) from error


def _read(path: Path) -> Document:
    kind = sniff(path)
    if kind == "text":
        _refuse_other_text(path)
        text = read_delimited(path)
        return Document(path, (text.sheet,), encoding=text.encoding)
    refuse_large(path)
    if kind == "workbook":
        refuse_protected(path)
        refuse_bomb(path)
    return Document(path, read_in_own_process(path))


def _refuse_other_text(path: Path) -> None:
    """Text is read where the name says that it is a table."""
    if path.suffix.casefold() in WORKBOOKS:
        raise UnreadableDataError(path, vi="tệp hỏng: bên trong không phải bảng tính", en="damaged: not a workbook")
    if path.suffix.casefold() not in DELIMITED:
        raise UnreadableDataError(
            path, vi=f"không hỗ trợ loại tệp này; đọc được: {READABLE}", en=f"unknown kind; readable: {READABLE}"
        )
