"""Cells of a workbook that the reader of values shows as blanks, and how they are told.

What the scanners of all kinds of workbooks share: :mod:`khcn_analytics.io.files.error_cells` chooses
among them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn
from xml.parsers.expat import ParserCreate
from zipfile import ZipFile

ERROR_TEXTS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
"""The errors of a spreadsheet by their code in binary files."""


@dataclass(frozen=True, slots=True)
class SpecialCell:
    """A cell whose value says less than the file does.

    Attributes:
        row: The row in the file, counted from 1.
        column: The place of the column, counted from 0; ``None`` for a whole row.
        kind: ``error``: the cell shows an error; ``uncomputed``: a formula whose value was never
            computed; ``hidden``: a hidden row.
        text: The error (``#N/A``), the formula (``=A1+1``), or ``None`` for a hidden row.
    """

    row: int
    column: int | None
    kind: Literal["error", "uncomputed", "hidden"]
    text: str | None


class UnscannableError(ValueError):
    """A workbook whose parts are not where, or not what, its kind says."""


def in_order(cells: list[SpecialCell]) -> list[SpecialCell]:
    """Row after row; a hidden row before its cells."""
    return sorted(cells, key=lambda each: (each.row, -1 if each.column is None else each.column))


def error_text(code: int) -> str:
    """The text of an error code; one that nobody has named yet is shown as its number."""
    return ERROR_TEXTS.get(code, f"#{code}")


def part(archive: ZipFile, name: str) -> bytes:
    """A part of a zipped workbook; like readers do, whatever the case of its name."""
    names = {each.casefold(): each for each in archive.namelist()}
    try:
        return archive.read(names[name.casefold()])
    except KeyError:
        raise UnscannableError(f"no part {name}") from None


def related_parts(archive: ZipFile, workbook: str) -> dict[str, str]:
    """The parts a workbook leads to, by the id it calls them."""
    folder, name = posixpath.split(workbook)
    targets: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            # A leading slash starts at the root of the archive.
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            targets[attributes.get("Id", "")] = path

    parse_xml(part(archive, f"{folder}/_rels/{name}.rels"), start)
    return targets


def local(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition(" ")[2]


def parse_xml(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through XML; a document that declares entities of its own is refused."""
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    parser.Parse(content, True)  # noqa: FBT003


def _refuse(*_: object) -> NoReturn:
    raise UnscannableError("a document type is declared")
