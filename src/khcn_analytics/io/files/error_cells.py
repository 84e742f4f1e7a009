"""Cells that show an error, formulas never computed and hidden rows, in every kind of workbook.

The reader of values gives blanks for the first two and says nothing of the third, so that a
broken sum would look like a gap. They are looked up in the bytes of the file instead.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from khcn_analytics.io.files import scan_ods, scan_xls, scan_xlsb, scan_xlsx
from khcn_analytics.io.files.special_cells import SpecialCell, UnscannableError

__all__ = ["SpecialCell", "UnscannableError", "special_cells"]

_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGED = (
    BadZipFile,
    EOFError,
    ExpatError,
    IndexError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    struct.error,
    RuntimeError,
    ValueError,
    zlib.error,
)


def special_cells(content: bytes) -> dict[str, list[SpecialCell]]:
    """What is special about single cells and rows of a workbook.

    Rows are counted from 1 and columns from 0, as they stand in the file. What has no value in the
    file is told apart only where the file tells it: a formula without a value is known in .xlsx,
    .xlsm and .ods; .xls and .xlsb always hold some value. In .ods a hidden row is told if it holds
    anything.

    Args:
        content: A workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), known by its content.

    Returns:
        For each sheet that has any: its special cells, row after row.

    Raises:
        UnscannableError: A ``ValueError``: damaged, protected by a password or no workbook.

    Examples:
        >>> from io import BytesIO
        >>> import openpyxl
        >>> book, file = openpyxl.Workbook(), BytesIO()
        >>> book.active["B2"], book.active["A3"] = "#N/A", "=1+1"
        >>> book.save(file)
        >>> for cell in special_cells(file.getvalue())["Sheet"]:
        ...     print(cell.row, cell.column, cell.kind, cell.text)
        2 1 error #N/A
        3 0 uncomputed =1+1
    """
    try:
        return {sheet: cells for sheet, cells in _scanned(content).items() if cells}
    except UnscannableError:
        raise
    except _DAMAGED as error:
        raise UnscannableError(str(error)) from error


def _scanned(content: bytes) -> dict[str, list[SpecialCell]]:
    if content.startswith(_OLE):
        return scan_xls.scan(content)
    with ZipFile(BytesIO(content)) as archive:
        names = {each.casefold() for each in archive.namelist()}
        if scan_xlsx.WORKBOOK in names:
            return scan_xlsx.scan(archive)
        if scan_xlsb.WORKBOOK in names:
            return scan_xlsb.scan(archive)
        return scan_ods.scan(archive)
