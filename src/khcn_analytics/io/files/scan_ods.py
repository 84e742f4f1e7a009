"""Special cells of .ods workbooks: one XML document for all sheets, equal cells written once."""

from __future__ import annotations

from dataclasses import dataclass, field
from zipfile import ZipFile

from khcn_analytics.io.files.special_cells import SpecialCell, UnscannableError, in_order, parse_xml, part

CONTENT = "content.xml"
MOST_CELLS = 2 * 2**20
"""Special cells of one file: a cell repeated a million times in a million rows is no table."""

_HINTS = (b'value-type="error"', b"value-type='error'", b"formula=", b"visibility=")
_CELLS = ("table table-cell", "table covered-table-cell")


def scan(archive: ZipFile) -> dict[str, list[SpecialCell]]:
    """The special cells of the sheets that have any, by name."""
    content = part(archive, CONTENT)
    if not any(each in content for each in _HINTS):
        return {}
    walk = _Walk()
    parse_xml(content, walk.start, walk.end, walk.text)
    return {name: in_order(cells) for name, cells in walk.sheets.items()}


@dataclass(slots=True)
class _Cell:
    """A cell while it is read; ``depth`` is that of its element.

    ``is_shown`` tells the empty text that a formula gave from a formula that gave nothing: the
    former has a paragraph, without any text.
    """

    depth: int
    column: int
    repeated: int
    attributes: dict[str, str]
    is_shown: bool = False
    text: list[str] = field(default_factory=list)

    def special(self) -> tuple[bool, str] | None:
        """Whether it is an error, and its text; ``None`` if there is nothing special about it."""
        shown = "".join(self.text).strip()
        if self.attributes.get("calcext value-type") == "error":
            return True, shown or "#?"
        formula = self.attributes.get("table formula")
        if formula is not None and "office value-type" not in self.attributes and not self.is_shown:
            # "of:=SUM([.A1:.A2])": the namespace of the language comes first.
            return False, "=" + formula.partition("=")[2]
        return None


@dataclass(slots=True)
class _Row:
    """A row while it is read; ``special`` are its special cells: column, is it an error, text."""

    repeated: int
    is_hidden: bool
    width: int = 0
    is_filled: bool = False
    special: list[tuple[int, bool, str]] = field(default_factory=list)


class _Walk:
    """Counts rows and columns of the tables right below the spreadsheet, not of those inside cells."""

    def __init__(self) -> None:
        self.sheets: dict[str, list[SpecialCell]] = {}
        self._path: list[str] = []
        self._found: list[SpecialCell] = []
        self._rows_before = 0
        self._total = 0
        self._row: _Row | None = None
        self._cell: _Cell | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name, above = _short(tag), self._path[-1] if self._path else ""
        self._path.append(name)
        if self._cell is not None:
            self._cell.is_shown = self._cell.is_shown or name == "text p"
            return
        named = {_short(key): value for key, value in attributes.items()}
        if name == "table table" and above == "office spreadsheet":
            self._found = self.sheets.setdefault(named.get("table name", ""), [])
            self._rows_before = 0
        elif name == "table table-row" and "office spreadsheet" in self._path[:3]:
            is_hidden = named.get("table visibility") in ("collapse", "filter")
            self._row = _Row(_count(named.get("table number-rows-repeated")), is_hidden)
        elif name in _CELLS and self._row is not None:
            repeated = _count(named.get("table number-columns-repeated"))
            self._cell = _Cell(len(self._path), self._row.width, repeated, named)

    def text(self, text: str) -> None:
        # The text of a note is not the text of its cell.
        if self._cell is not None and "office annotation" not in self._path:
            self._cell.text.append(text)

    def end(self, _: str) -> None:
        depth, name = len(self._path), self._path.pop()
        if self._cell is not None and self._row is not None:
            if depth == self._cell.depth:
                self._end_cell(self._cell, self._row)
        elif name == "table table-row" and self._row is not None:
            self._end_row(self._row)

    def _end_cell(self, cell: _Cell, row: _Row) -> None:
        special = cell.special()
        if special is not None:
            self._count(cell.repeated)
            row.special.extend((cell.column + each, *special) for each in range(cell.repeated))
        row.width += cell.repeated
        row.is_filled = row.is_filled or special is not None or "office value-type" in cell.attributes
        self._cell = None

    def _end_row(self, row: _Row) -> None:
        # The rows below the data are often hidden, all million of them: one without cells says nothing.
        hidden = row.is_hidden and row.is_filled
        if hidden or row.special:
            self._count(row.repeated * (len(row.special) + hidden))
            for number in range(self._rows_before + 1, self._rows_before + row.repeated + 1):
                if hidden:
                    self._found.append(SpecialCell(number, None, "hidden", None))
                for column, is_error, text in row.special:
                    self._found.append(SpecialCell(number, column, "error" if is_error else "uncomputed", text))
        self._rows_before += row.repeated
        self._row = None

    def _count(self, more: int) -> None:
        self._total += more
        if self._total > MOST_CELLS:
            raise UnscannableError("too many special cells")


def _short(name: str) -> str:
    """The name with the last word of its namespace.

    Examples:
        >>> _short("urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-row")
        'table table-row'
    """
    space, _, own = name.rpartition(" ")
    words = space.split(":")
    return f"{words[-2]} {own}" if len(words) > 1 else own


def _count(text: str | None) -> int:
    return max(int(text), 1) if text else 1
