"""Special cells of .xls workbooks: BIFF records in the stream of the workbook ([MS-XLS])."""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import unpack_from

from khcn_analytics.io.files.ole import ole_stream
from khcn_analytics.io.files.special_cells import SpecialCell, UnscannableError, error_text, in_order

_FORMULA, _END, _PROTECTED, _CODE_PAGE, _SHEET = 0x0006, 0x000A, 0x002F, 0x0042, 0x0085
_BOOLEAN_OR_ERROR, _ROW, _START = 0x0205, 0x0208, 0x0809
_BIFF8 = 0x0600
_HEIGHT_IS_ZERO = 0x20
# Runs of numbers, shared texts and blank cells, of fixed length, are skipped at once.
_PLAIN = re.compile(
    rb"(?:\x03\x02\x0e\x00.{14}|\x7e\x02\x0a\x00.{10}|\xfd\x00\x0a\x00.{10}|\x01\x02\x06\x00.{6})+", re.DOTALL
)


def scan(content: bytes) -> dict[str, list[SpecialCell]]:
    """The special cells of every sheet, by its name."""
    stream = ole_stream(content, "Workbook", "Book")
    sheets: dict[str, list[SpecialCell]] = {}
    version, code_page = 0, "cp1252"
    for kind, record in _records(stream, 0):
        if kind == _START:
            version = unpack_from("<H", record)[0]
        elif kind == _PROTECTED:
            raise UnscannableError("protected by a password")
        elif kind == _CODE_PAGE:
            code_page = f"cp{unpack_from('<H', record)[0]}"
        elif kind == _SHEET and record[5] == 0:  # not a chart, not a macro
            name = _name(record, version, code_page)
            sheets[name] = _cells(stream, unpack_from("<I", record)[0])
    return sheets


def _name(record: bytes, version: int, code_page: str) -> str:
    length = record[6]
    if version < _BIFF8:
        return record[7 : 7 + length].decode(code_page)
    if record[7] & 1:
        return record[8 : 8 + 2 * length].decode("utf-16-le")
    return record[8 : 8 + length].decode("latin-1")


def _cells(stream: bytes, start: int) -> list[SpecialCell]:
    """The special cells of the sheet that starts there; a formula always has a value here."""
    cells = []
    for kind, record in _records(stream, start):
        if kind == _ROW and record[12] & _HEIGHT_IS_ZERO:
            cells.append(SpecialCell(unpack_from("<H", record)[0] + 1, None, "hidden", None))
        code = _error(kind, record)
        if code is not None:
            row, column = unpack_from("<HH", record)
            cells.append(SpecialCell(row + 1, column, "error", error_text(code)))
    return in_order(cells)


def _error(kind: int, record: bytes) -> int | None:
    if kind == _BOOLEAN_OR_ERROR and record[7] == 1:
        return record[6]
    # A result that is no number ends in FF FF; its first byte says what it is, 2 is an error.
    if kind == _FORMULA and record[12:14] == b"\xff\xff" and record[6] == 2:
        return record[8]
    return None


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records from ``place`` to the end of the part that starts there."""
    while place + 4 <= len(stream):
        plain = _PLAIN.match(stream, place)
        if plain:
            place = plain.end()
            continue
        kind, length = unpack_from("<HH", stream, place)
        if kind == _END:
            return
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length
