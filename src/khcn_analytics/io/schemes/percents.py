"""Cells of an .xlsx workbook that show their number as a percentage.

The reader of values gives 0.1 for a cell that shows 10%; where points are meant, that is unclear.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

import polars as pl

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files.sheets import MARKS, Document, Sheet
from khcn_analytics.io.files.special_cells import UnscannableError, local, parse_xml, part, related_parts

PERCENT = "percent"
"""The kind of the marks, besides those of :data:`~khcn_analytics.io.files.sheets.MARKS`."""

_WORKBOOK, _STYLES = "xl/workbook.xml", "xl/styles.xml"
# 0% and 0.00%, which files name by number only.
_BUILT_IN = {"9", "10"}
# Texts in quotes and signs behind a backslash are shown as they are and change no number.
_SHOWN_AS_IT_IS = re.compile(r'"[^"]*"|\\.')
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


def with_percents(document: Document) -> Document:
    """The same workbook with a mark for each cell that shows a percentage.

    Args:
        document: An .xlsx workbook that was read.

    Raises:
        UnreadableDataError: If it is a workbook of another kind.
    """
    try:
        found = _percents(document.path)
    except (BadZipFile, ExpatError, UnscannableError) as error:
        raise UnreadableDataError(
            document.path,
            vi="tên tệp là .xlsx nhưng bên trong là kiểu khác; hãy mở bằng Excel và lưu lại thành .xlsx",
            en="it is named .xlsx but is of another kind inside; open it in Excel and save it as .xlsx",
        ) from error
    return replace(document, sheets=tuple(_marked(each, found.get(each.name or "", [])) for each in document.sheets))


def _marked(sheet: Sheet, cells: list[tuple[int, int]]) -> Sheet:
    marks = pl.DataFrame([(*cell, PERCENT, None) for cell in cells], schema=MARKS, orient="row")
    return replace(sheet, marks=pl.concat([sheet.marks, marks]))


def _percents(path: Path) -> dict[str, list[tuple[int, int]]]:
    """Sheet -> row, from 1, and column, from 0, of its percentages."""
    with ZipFile(path) as archive:
        targets = related_parts(archive, _WORKBOOK)
        sheets: dict[str, str] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "sheet":
                link = next((value for name, value in attributes.items() if name.endswith(" id")), "")
                if link in targets:
                    sheets[attributes.get("name", "")] = targets[link]

        parse_xml(part(archive, _WORKBOOK), start)
        has_styles = _STYLES in {each.casefold() for each in archive.namelist()}
        styles = _percent_styles(part(archive, _STYLES)) if has_styles else set()
        return {name: _cells(part(archive, target), styles) for name, target in sheets.items()} if styles else {}


def _percent_styles(xml: bytes) -> set[str]:
    """The styles, by their place, whose format is a percentage."""
    formats, styles = set(_BUILT_IN), set[str]()
    above: list[str] = []
    count = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        name = local(tag)
        if name == "numFmt" and "%" in _SHOWN_AS_IT_IS.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        if name == "xf" and above[-1:] == ["cellXfs"]:
            if attributes.get("numFmtId") in formats:
                styles.add(str(count))
            count += 1
        above.append(name)

    def end(_: str) -> None:
        above.pop()

    parse_xml(xml, start, end)
    return styles


def _cells(xml: bytes, styles: set[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    row, column = 0, -1

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column
        if local(tag) == "row":
            row, column = int(attributes.get("r", row + 1)), -1
        elif local(tag) == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            column = _column(place[1]) if place else column + 1
            if attributes.get("s") in styles:
                found.append((row, column))

    parse_xml(xml, start)
    return found


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1
