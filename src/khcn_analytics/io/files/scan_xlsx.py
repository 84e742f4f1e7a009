"""Special cells of .xlsx and .xlsm workbooks, found in the bytes of each sheet.

A sheet of 100 MB is mostly numbers; parsing it as XML takes many times longer than asking whether
the few characters of an error, a formula or a hidden row are in it at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from khcn_analytics.io.files.special_cells import SpecialCell, in_order, local, parse_xml, part, related_parts

WORKBOOK = "xl/workbook.xml"

_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet[\s>]")
_LETTERS = re.compile(rb"""\sr=["']\$?([A-Za-z]{1,3})\$?(\d{1,10})["']""")
_NUMBER = re.compile(rb"""\sr=["'](\d{1,10})["']""")
_ASIDE = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def scan(archive: ZipFile) -> dict[str, list[SpecialCell]]:
    """The special cells of every sheet, by its name."""
    targets = related_parts(archive, WORKBOOK)
    sheets: list[tuple[str, str]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "sheet":
            link = next((value for name, value in attributes.items() if name.endswith(" id")), "")
            if link in targets:
                sheets.append((attributes.get("name", ""), targets[link]))

    parse_xml(part(archive, WORKBOOK), start)
    return {name: sheet_cells(part(archive, target)) for name, target in sheets}


def sheet_cells(xml: bytes) -> list[SpecialCell]:
    """The special cells of one sheet.

    Examples:
        >>> sheet_cells(b'<worksheet><row r="2"><c r="B2" t="e"><v>#N/A</v></c></row></worksheet>')
        [SpecialCell(row=2, column=1, kind='error', text='#N/A')]
    """
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        xml = xml.decode("utf-16").encode()
    root = _ROOT.search(xml[:65536])
    if root is None:  # a sheet of charts or of dialogs
        return []
    prefix = root[1]
    errors, formulas, hidden = _hints(xml, prefix)
    if not (errors or formulas or hidden):
        return []
    if b"<!-" in xml or b"<![" in xml:
        xml = _ASIDE.sub(lambda aside: escape(aside[1].decode()).encode() if aside[1] else b"", xml)
    sheet = _Sheet(xml, prefix)
    # Errors last: a cell with an error may hold a formula too, and the error is what is seen.
    found = {
        **dict(sheet.hidden_rows() if hidden else ()),
        **dict(sheet.uncomputed() if formulas else ()),
        **dict(sheet.errors() if errors else ()),
    }
    return in_order(sheet.placed(found))


def with_old_errors(content: bytes) -> bytes:
    """The workbook with errors of newer Excels (#SPILL!, #CALC! …) told as #N/A.

    The reader of values refuses a whole sheet that has one. What the cell really shows is in
    :func:`scan`, which is given the workbook as it is.
    """
    output = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(output, "w", ZIP_DEFLATED, compresslevel=1) as written:
        for each in given.infolist():
            xml = given.read(each)
            is_sheet = each.filename.casefold().startswith("xl/worksheets/")
            written.writestr(each, _NEWER_ERROR.sub(rb"\1#N/A\2", xml) if is_sheet else xml)
    return output.getvalue()


# Whatever begins like an error and is none of the seven that Excel has always had.
_NEWER_ERROR = re.compile(rb"(<(?:[\w.-]+:)?v>)#(?!NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A<)[A-Z_]+[!?]?(</)")


def _hints(xml: bytes, prefix: bytes) -> tuple[bool, bool, bool]:
    formula = b"<" + prefix + b"f"
    has_formula = any(formula + end in xml for end in (b">", b" ", b"/", b"\n", b"\r", b"\t"))  # not <formula1>
    return b't="e"' in xml or b"t='e'" in xml, has_formula, b"hidden=" in xml


class _Sheet:
    """The bytes of a sheet; finds tags by where they start, and then the row and column of each."""

    def __init__(self, xml: bytes, prefix: bytes) -> None:
        self._xml = xml
        self._prefix = re.escape(prefix)

    def hidden_rows(self) -> Iterator[tuple[int, SpecialCell]]:
        for tag in self._find(rb"""<{p}row(\s[^>]*?hidden=["'](?:1|true)["'][^>]*)>"""):
            number = _NUMBER.search(tag[1])
            yield tag.start(), SpecialCell(int(number[1]) if number else 0, None, "hidden", None)

    def errors(self) -> Iterator[tuple[int, SpecialCell]]:
        value = self._compiled(rb"<{p}v(?:\s[^>]*)?>([^<]*)<")
        for cell in self._find(rb"""<{p}c(\s[^>]*?\bt=["']e["'][^>]*?)(?:/>|>(.*?)</{p}c>)"""):
            text = value.search(cell[2] or b"")
            shown = _text(text[1]).strip() if text else ""
            yield cell.start(), _unplaced(cell[1], "error", shown or "#?")

    def uncomputed(self) -> Iterator[tuple[int, SpecialCell]]:
        pattern = (
            rb"<{p}c(\s[^>]*?)?>\s*<{p}f(?:\s[^>]*?)?(?:/>|>([^<]*)</{p}f>)\s*"
            rb"(</{p}c|<{p}v(?:\s[^>]*?)?(?:/>|>\s*</{p}v>))"
        )
        for cell in self._find(pattern):
            attributes = cell[1] or b""
            # An empty value of a text is a value: what =IF(A1="","",…) shows.
            is_text = re.search(rb"""\st=["']str["']""", attributes) is not None
            if not is_text or cell[3].startswith(b"</"):
                yield cell.start(), _unplaced(attributes, "uncomputed", "=" + _text(cell[2] or b""))

    def placed(self, found: dict[int, SpecialCell]) -> list[SpecialCell]:
        """The cells with their rows and columns; those that do not say theirs are counted."""
        if all(each.row for each in found.values()):
            return list(found.values())
        return [
            SpecialCell(row, None if found[start].kind == "hidden" else column, found[start].kind, found[start].text)
            for start, row, column in self._counted()
            if start in found
        ]

    def _counted(self) -> Iterator[tuple[int, int, int]]:
        row, column = 0, -1
        for tag in self._find(rb"<{p}(row|c)((?:\s[^>]*?)?)/?>"):
            if tag[1] == b"row":
                number = _NUMBER.search(tag[2])
                row, column = (int(number[1]) if number else row + 1), -1
            else:
                place = _LETTERS.search(tag[2])
                column = _column(place[1]) if place else column + 1
                row = int(place[2]) if place else row
            yield tag.start(), row, column

    def _find(self, pattern: bytes) -> Iterator[re.Match[bytes]]:
        return self._compiled(pattern).finditer(self._xml)

    def _compiled(self, pattern: bytes) -> re.Pattern[bytes]:
        return re.compile(pattern.replace(b"{p}", self._prefix), re.DOTALL)


def _unplaced(attributes: bytes, kind: str, text: str) -> SpecialCell:
    """A cell where its attributes say it stands, or in row 0 if they say nothing."""
    place = _LETTERS.search(attributes)
    row, column = (int(place[2]), _column(place[1])) if place else (0, 0)
    return SpecialCell(row, column, "error" if kind == "error" else "uncomputed", text)


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters.upper():
        place = 26 * place + letter - ord("A") + 1
    return place - 1


def _text(xml: bytes) -> str:
    return unescape(xml.decode())
