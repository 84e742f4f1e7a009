"""Special cells of .xlsb workbooks: records of an id, a length and a content ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from struct import unpack_from
from zipfile import ZipFile

from khcn_analytics.io.files.special_cells import (
    SpecialCell,
    UnscannableError,
    error_text,
    in_order,
    part,
    related_parts,
)

WORKBOOK = "xl/workbook.bin"

_ROW, _ERROR, _FORMULA_ERROR, _BUNDLED_SHEET = 0, 3, 11, 156
_HEIGHT_IS_ZERO = 0x10
# Runs of blank cells, numbers and shared texts, of fixed length, are skipped at once.
_PLAIN = re.compile(rb"(?:\x01\x08.{8}|\x02\x0c.{12}|\x05\x10.{16}|\x07\x0c.{12})+", re.DOTALL)


def scan(archive: ZipFile) -> dict[str, list[SpecialCell]]:
    """The special cells of every sheet, by its name."""
    targets = related_parts(archive, WORKBOOK)
    sheets: dict[str, list[SpecialCell]] = {}
    for kind, content in _records(part(archive, WORKBOOK)):
        if kind == _BUNDLED_SHEET:
            link, after = _string(content, 8)
            name, _ = _string(content, after)
            if link in targets:
                sheets[name] = sheet_cells(part(archive, targets[link]))
    return sheets


def sheet_cells(content: bytes) -> list[SpecialCell]:
    """The special cells of one sheet; a formula always has a value here."""
    cells, row = [], 0
    for kind, record in _records(content):
        if kind == _ROW:
            row = unpack_from("<I", record)[0] + 1
            if record[11] & _HEIGHT_IS_ZERO:
                cells.append(SpecialCell(row, None, "hidden", None))
        elif kind in (_ERROR, _FORMULA_ERROR):
            column: int = unpack_from("<I", record)[0]
            cells.append(SpecialCell(row, column, "error", error_text(record[8])))
    return in_order(cells)


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(content):
        plain = _PLAIN.match(content, place)
        if plain:
            place = plain.end()
            continue
        kind, place = _number(content, place, 2)
        length, place = _number(content, place, 4)
        if place + length > len(content):
            raise UnscannableError("a record ends after the part that holds it")
        yield kind, content[place : place + length]
        place += length


def _number(content: bytes, place: int, longest: int) -> tuple[int, int]:
    """A number of seven bits a byte, the lowest first; ids keep all bits of their first byte."""
    value = 0
    for turn in range(longest):
        if place >= len(content):
            raise UnscannableError("a record is cut short")
        byte = content[place]
        place += 1
        value |= (byte & 0x7F) << (7 * turn)
        if byte < 0x80:
            break
    return value, place


def _string(content: bytes, place: int) -> tuple[str, int]:
    length: int = unpack_from("<I", content, place)[0]
    if length == 0xFFFFFFFF:
        return "", place + 4
    end = place + 4 + 2 * length
    return content[place + 4 : end].decode("utf-16-le"), end
