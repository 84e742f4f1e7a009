"""A sheet -> the rows below the header of a table, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khcn_analytics.io.files.sheets import Sheet, merged_downwards
from khcn_analytics.io.schemes.cells import Cell
from khcn_analytics.io.schemes.percents import PERCENT
from khcn_analytics.vocabulary.text import accent_free_key, nfc

_ROWS_SEARCHED = 50


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes:
        at: Row of the file, from 1.
        cells: Column -> its cell, if that is not empty.
        is_hidden: Whether people who open the file don't see it.
    """

    at: int
    cells: Mapping[str, Cell]
    is_hidden: bool = False

    def text(self, column: str) -> str | None:
        """The text of a cell as people read it."""
        return nfc(self.cells[column].text) if column in self.cells else None


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet.

    Attributes:
        sheet: Name of the sheet.
        header: Row of its header.
        columns: The columns it has.
        twice: Headers of columns that it has twice.
        unknown: Headers it does not know, with something below them.
        rows: Its rows that are not empty.
    """

    sheet: str
    header: int
    columns: frozenset[str]
    twice: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]


def table_in(sheet: Sheet, names: Mapping[str, tuple[str, ...]], needed: frozenset[str]) -> Table | None:
    """The table of a sheet; ``None`` if no row names the columns it needs.

    Args:
        sheet: Where to look; titles may stand above the header.
        names: Column -> its possible headers.
        needed: Columns without which it is no such table.
    """
    column_named = {accent_free_key(each): name for name, texts in names.items() for each in texts}
    for position, texts in enumerate(sheet.cells.head(_ROWS_SEARCHED).rows()):
        headers = {place: text for place, text in enumerate(texts) if text is not None and nfc(text)}
        found = {place: column_named.get(accent_free_key(text)) for place, text in headers.items()}
        if needed <= set(found.values()):
            return _table(sheet, position, headers, found)
    return None


def _table(sheet: Sheet, position: int, headers: Mapping[int, str], found: Mapping[int, str | None]) -> Table:
    # Only headings go on below: points merged over several lines are those of none of them alone.
    going_on = [str(place) for place, name in found.items() if name == "heading"]
    texts = sheet.cells.with_columns(merged_downwards(sheet).select(going_on)).rows()[position + 1 :]
    numbers, percents = _marked(sheet, {"number"}), _marked(sheet, {PERCENT})
    broken, hidden = _marked(sheet, {"error", "uncomputed"}), _marked(sheet, {"hidden"})
    rows, unknown = [], set()
    for at, cells in zip(sheet.rows.to_list()[position + 1 :], texts, strict=True):
        filled = {place: text for place, text in enumerate(cells) if text is not None and nfc(text)}
        unknown |= {place for place in filled if found.get(place) is None}
        known = {
            name: Cell(text, (at, place) in numbers, (at, place) in broken, (at, place) in percents)
            for place, text in filled.items()
            if (name := found.get(place)) is not None
        }
        if filled:
            rows.append(Row(at, known, (at, None) in hidden))
    names = [each for each in found.values() if each is not None]
    return Table(
        sheet.name or "",
        sheet.rows[position],
        frozenset(names),
        tuple(headers[place] for place, name in found.items() if name is not None and names.count(name) > 1),
        tuple(headers.get(place, "?") for place in sorted(unknown)),
        tuple(rows),
    )


def _marked(sheet: Sheet, kinds: set[str]) -> set[tuple[int, int | None]]:
    """Row and column of the cells with a mark; no column is the whole row."""
    return {(row, place) for row, place, kind in sheet.marks.select("row", "column", "kind").rows() if kind in kinds}
