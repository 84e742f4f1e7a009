"""What openpyxl is taught so that values pass through it unchanged.

openpyxl changes a workbook that is only opened and saved: it forgets what Excel computed for each
formula, makes errors of days outside its calendar, decodes escapes such as ``_x0001_``, drops texts
of blanks and fills cells that have a link and no value. Its public ways can't prevent that, and its
setters make formulas and dates of texts. So everything that touches names of openpyxl which are not
public is here; tests/io/problems/test_openpyxl_values.py fails where a new version lacks one.

Written for openpyxl 3.1.5.
"""

# ruff: noqa: SLF001 - the reasons are above and beside each use

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import copy
from types import SimpleNamespace
from typing import Any

import openpyxl.reader.excel
import openpyxl.worksheet._writer
from openpyxl.cell._writer import etree_write_cell
from openpyxl.cell.cell import ERROR_CODES, Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet._reader import WorkSheetParser, WorksheetReader
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

LONGEST_TEXT = 32_767
"""Characters of a cell."""

_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")

# --- opening and saving ---------------------------------------------------------------------------

_computed: dict[tuple[str, int, int], tuple[str, str]] = {}
"""Sheet, row and column of a formula -> type and text of the value Excel computed for it."""

_STRING, _TEXT, _RUN, _FORMAT, _VALUE, _INLINE = (
    f"{{{SHEET_MAIN_NS}}}{each}" for each in ("si", "t", "r", "rPr", "v", "is")
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def teach_openpyxl() -> None:
    """Have values pass through openpyxl unchanged (this process only)."""
    openpyxl.reader.excel.read_rich_text = _strings
    openpyxl.worksheet._writer.write_cell = _write_cell
    read_cell, make_reader, bind_links = (
        WorkSheetParser.parse_cell,
        WorksheetReader.__init__,
        WorksheetReader.bind_hyperlinks,
    )

    def parse_cell(parser: Any, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = read_cell(parser, element)
        if cell["data_type"] == "f":
            value = element.findtext(_VALUE)
            if value is not None:
                _computed[parser.sheet, cell["row"], cell["column"]] = element.get("t", "n"), value
        elif element.get("t") == "inlineStr" and (inline := element.find(_INLINE)) is not None:
            cell["value"] = _string(inline)
        return cell

    def make(reader: Any, sheet: Any, *rest: Any) -> None:
        make_reader(reader, sheet, *rest)
        reader.parser.sheet = sheet.title
        # Days stay the numbers they are: openpyxl makes errors of those outside its calendar.
        reader.parser.date_formats = reader.parser.timedelta_formats = frozenset()

    def bind_hyperlinks(reader: Any) -> None:
        if reader.parser.hyperlinks.hyperlink:
            # openpyxl writes the address of a link into its cell where that is empty.
            filled = {at for at, cell in reader.ws._cells.items() if cell._value is not None}
            bind_links(reader)
            for at, cell in reader.ws._cells.items():
                if at not in filled and not isinstance(cell, MergedCell):
                    cell._value, cell.data_type = None, "n"

    WorkSheetParser.parse_cell = parse_cell
    WorksheetReader.__init__ = make
    WorksheetReader.bind_hyperlinks = bind_hyperlinks


def _strings(source: Any) -> list[Any]:
    """The shared strings as they stand in the file, escapes such as ``_x0001_`` too."""
    strings = []
    for _, node in iterparse(source):
        if node.tag == _STRING:
            strings.append(_string(node))
            node.clear()
    return strings


def _string(node: Any) -> Any:
    """A text, or a text in pieces if parts of it have formats of their own."""
    pieces: list[Any] = []
    for run in node.findall(_RUN):
        text, style = _raw(run.findtext(_TEXT)), run.find(_FORMAT)
        pieces.append(text if style is None else TextBlock(InlineFont.from_tree(style), text))
    if not pieces:
        return _raw(node.findtext(_TEXT))
    is_plain = all(isinstance(each, str) for each in pieces)
    return "".join(pieces) if is_plain else CellRichText(pieces)


def _raw(text: str | None) -> str:
    return (text or "").replace("\r", "_x000D_")


def _write_cell(stream: Any, sheet: Any, cell: Any, styled: Any = None) -> None:
    """Write a cell as openpyxl does, and what it leaves out."""
    computed = _computed.get((sheet.title, cell.row, cell.column)) if cell.data_type == "f" else None
    is_rich = isinstance(cell._value, CellRichText)
    is_blank = isinstance(cell._value, str) and cell._value.isspace()
    if not (computed or is_rich or is_blank):
        etree_write_cell(stream, sheet, cell, styled)
        return
    written: list[Any] = []
    etree_write_cell(SimpleNamespace(write=written.append), sheet, cell, styled)
    (element,) = written
    if computed:
        element.set("t", computed[0])
        element.find("v").text = computed[1]
    for text in element.iter("t"):
        # Blanks alone would be lost: a space between two words of different formats is such a text.
        text.set(_SPACE, "preserve")
    stream.write(element)


# --- cells ----------------------------------------------------------------------------------------


def cells_there(sheet: Any) -> dict[tuple[int, int], Any]:
    """Row and column -> cell, of the cells there are.

    The public ``iter_rows`` makes a cell of every place up to the last one.
    """
    cells: dict[tuple[int, int], Any] = sheet._cells
    return cells


def cells_filled(book: Any, sheet: Any, is_wanted: Callable[[Any], bool]) -> Iterator[Any]:
    """The cells with a fill that is wanted.

    The public ``cell.fill`` makes an object for each cell that is asked, and there may be a million.
    """
    wanted = {place for place, fill in enumerate(book._fills) if is_wanted(fill)}
    for cell in sheet._cells.values():
        if cell.has_style and cell._style.fillId in wanted:
            yield cell


def take_style(cell: Any, like: Any) -> None:
    """Give a cell the whole style of another thing, be it a row or a column.

    In public a style is taken part by part.
    """
    cell._style = copy(like._style)


def put_text(sheet: Any, row: int, column: int, text: str, mark: str | None) -> None:
    """Write what the reader read: a text stays a text unless it is a plain whole number.

    Not through the public ``cell.value``, which makes formulas and dates of texts.

    Args:
        sheet: Where to.
        row: From 1.
        column: From 1.
        text: As it was read; what is too long for a cell is cut.
        mark: ``number`` or ``error`` if the reader said so of the cell.
    """
    cell = Cell(sheet, row=row, column=column)
    if mark == "number":
        cell._value, cell.data_type = float(text), "n"
    elif mark == "error" and text in ERROR_CODES:
        cell._value, cell.data_type = text, "e"
    elif _PLAIN_INTEGER.fullmatch(text):
        cell._value, cell.data_type = int(text), "n"
    else:
        cell._value, cell.data_type = escaped(text[:LONGEST_TEXT]), "s"
    sheet._cells[row, column] = cell


def escaped(text: str) -> str:
    """A text in the form workbooks give to characters XML can't hold: U+0001 is ``_x0001_``."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)
