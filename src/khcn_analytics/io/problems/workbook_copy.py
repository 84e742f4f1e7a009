"""A workbook with notes in its cells, written in a process of its own.

``python -m khcn_analytics.io.problems.workbook_copy FOLDER`` is that process: ``job.json`` in the
folder says what to do. It needs much memory and may fail in any way; who starts it must be ready.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils import column_index_from_string, get_column_letter

from khcn_analytics.io.files.limits import limit_memory
from khcn_analytics.io.problems.notes import MOST_COMMENTS, Note
from khcn_analytics.io.problems.openpyxl_values import (
    LONGEST_TEXT,
    cells_filled,
    cells_there,
    escaped,
    put_text,
    take_style,
    teach_openpyxl,
)

COLOURS = {"error": "FFF5B7A8", "warning": "FFFFE58F"}
"""Fill of a bad cell. No colour of Excel's own palette, so that ours are known again; the error is
also the darker one, for print and for readers who don't tell red from yellow."""
AUTHOR = "khcn"

MEMORY = 3 * 2**30
"""Bytes the process may take: openpyxl holds a million cells in half a gigabyte."""
NO_MEMORY = "memory"
"""What ``refused`` says if they were not enough."""

# What the author alone can't tell: the header comments of a template are by the same author.
_BEGIN, _END = "— khcn check —", "— hết / end —"
_OURS = re.compile(rf"\s*{_BEGIN}.*?(?:{_END}|\Z)", re.DOTALL)

_ROWS_MEASURED = 200


def main(folder: str) -> int:
    """Do what ``job.json`` in a folder says and tell about it, or why not, on standard output.

    The job: ``notes``; ``output``, the copy; and either ``source`` and ``keep_macros`` for a workbook
    to open, or ``sheets`` for one to build. The answer: ``cells``, ``comments``, ``not_kept``, or
    ``refused`` with a reason.
    """
    limit_memory(MEMORY)
    gc.disable()  # millions of cells, none of them rubbish before the end
    job = json.loads((Path(folder) / "job.json").read_text("utf-8"))
    teach_openpyxl()
    try:
        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            book, not_kept = _open(job) if "source" in job else _build(job["sheets"])
            _refuse_other_sheets(book, job["notes"])
            done = _annotate(book, job["notes"])
            book.save(job["output"])
    except MemoryError:
        return _tell({"refused": NO_MEMORY})
    except Exception as error:  # noqa: BLE001 - damaged workbooks fail in openpyxl in any way there is
        return _tell({"refused": f"{type(error).__name__}: {error}"[:200]})
    if any("extension is not supported" in str(each.message) for each in complaints):
        not_kept.append("extensions")
    return _tell({**done, "not_kept": not_kept})


def _tell(message: dict[str, Any]) -> int:
    sys.stdout.write(json.dumps(message))
    return 0


def _open(job: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """The planner's workbook, and what openpyxl will not write again."""
    source, keep_macros = Path(job["source"]), job["keep_macros"]
    with source.open("rb") as file:  # by its content, whatever its name
        book = openpyxl.load_workbook(file, keep_vba=keep_macros, rich_text=True)
    with ZipFile(source) as archive:
        names = archive.namelist()
        drawings = [archive.read(each) for each in names if re.fullmatch(r"xl/drawings/drawing[0-9]*\.xml", each)]
    lost = {
        "shapes": any(re.search(rb"<(?:xdr:)?(?:sp|grpSp|cxnSp)[ >]", each) for each in drawings),
        "controls": not keep_macros and any(each.startswith(("xl/ctrlProps/", "xl/activeX/")) for each in names),
        "threads": any(each.startswith("xl/threadedComments/") for each in names),
        "slicers": any(each.startswith("xl/slicers/") for each in names),
        "macros": not keep_macros and "xl/vbaProject.bin" in names,
    }
    return book, [name for name, is_lost in lost.items() if is_lost]


def _refuse_other_sheets(book: Any, notes: Iterable[Note]) -> None:
    """A workbook openpyxl understood differently would be annotated in the wrong places."""
    missing = {each["sheet"] for each in notes} - {None, *book.sheetnames}
    if missing or not book.worksheets:
        raise ValueError(f"no sheet {', '.join(sorted(map(str, missing)))}")


# --- a new workbook for files that are none -------------------------------------------------------


def _build(sheets: Sequence[Mapping[str, Any]]) -> tuple[Any, list[str]]:
    """A workbook of sheets as read: every text in its place, and still a text."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    is_cut = [_fill_sheet(book.create_sheet(_sheet_name(each["name"], taken)), each) for each in sheets]
    if all(each.sheet_state == "hidden" for each in book.worksheets):
        book.worksheets[0].sheet_state = "visible"
    book.active = next(place for place, each in enumerate(book.worksheets) if each.sheet_state == "visible")
    return book, ["long"] if any(is_cut) else []


def _fill_sheet(sheet: Any, described: Mapping[str, Any]) -> bool:
    """Write the cells of a sheet; whether a text had to be cut."""
    cells, marks = pl.read_ipc(described["cells"]), pl.read_ipc(described["marks"])
    special = {(row, place): (kind, text) for row, place, kind, text in marks.iter_rows() if place is not None}
    is_cut = False
    for place, column in enumerate(cells):
        widest = column.head(_ROWS_MEASURED).str.len_chars().max()
        sheet.column_dimensions[get_column_letter(place + 1)].width = min(max(10, 2 + int(str(widest or 0))), 50)
        for row, text in zip(described["rows"], column, strict=True):
            mark, told = special.get((row, place), (None, None)) if special else (None, None)
            shown = told if mark in ("error", "uncomputed") and text is None else text
            if shown is not None:
                is_cut |= len(shown) > LONGEST_TEXT
                put_text(sheet, row, place + 1, shown, mark)
    for row in marks.filter(pl.col("kind") == "hidden")["row"]:
        sheet.row_dimensions[row].hidden = True
    for first_row, first_column, last_row, last_column in described["merged"]:
        sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    if described["is_hidden"]:
        sheet.sheet_state = "hidden"
    return is_cut


def _sheet_name(name: str | None, taken: set[str]) -> str:
    """A name Excel takes: no more than 31 characters, none of its signs, none twice."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]", "_", name or "Dữ liệu").strip("'")[:31] or "_"
    number, wanted = 1, plain
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(wanted.casefold())
    return wanted


# --- colours and comments -------------------------------------------------------------------------


def _annotate(book: Any, notes: Sequence[Note]) -> dict[str, Any]:
    """Colour and comment the bad cells; how many."""
    for sheet in book.worksheets:
        _remove_ours(book, sheet)
    firsts: dict[str, dict[int, int]] = {}
    told: dict[tuple[str, int, int], tuple[Any, str, list[str]]] = {}
    for note in notes:
        sheet = book.worksheets[0] if note["sheet"] is None else book[note["sheet"]]
        column = note["column"]
        if column is None:
            title = sheet.title
            firsts[title] = firsts.get(title) or _first_used(sheet)
            column = firsts[title].get(note["row"], 1)
        cell = _cell(sheet, note["row"], column)
        at = (sheet.title, cell.row, cell.column)
        # The worse severity came first: its colour stays.
        told.setdefault(at, (cell, note["severity"], []))[2].append(note["text"])
    fills: dict[str, Any] = {}
    for cell, severity, _ in told.values():
        _colour(cell, severity, fills)
    commented = [(cell, texts) for cell, _, texts in told.values()][:MOST_COMMENTS]
    for cell, texts in commented:
        _comment_on(cell, "\n\n".join(filter(None, texts)))
    return {"cells": len(told), "comments": len(commented)}


def _first_used(sheet: Any) -> dict[int, int]:
    """Row -> the first column with a value."""
    first: dict[int, int] = {}
    for (row, column), cell in cells_there(sheet).items():
        if cell.value is not None:
            first[row] = min(column, first.get(row, column))
    return first


def _cell(sheet: Any, row: int, column: int) -> Any:
    """The cell to mark: of merged cells the first; a new one looks like its row or column."""
    cell = cells_there(sheet).get((row, column))
    if isinstance(cell, MergedCell):
        block = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        return sheet.cell(block.min_row, block.min_col)
    if cell is None:
        cell = sheet.cell(row, column)
        dimension = sheet.row_dimensions.get(row)
        if dimension is None or not dimension.has_style:
            dimension = _column_dimension(sheet, column)
        if dimension is not None and dimension.has_style:
            take_style(cell, dimension)
    return cell


def _column_dimension(sheet: Any, column: int) -> Any:
    for each in sheet.column_dimensions.values():
        first = each.min or column_index_from_string(each.index)
        if first <= column <= (each.max or first):
            return each
    return None


def _colour(cell: Any, severity: str, fills: dict[str, Any]) -> None:
    """Fill a cell. The second colour of a full fill is not seen: it remembers what the first was."""
    before = cell.fill.fgColor if cell.fill.fill_type == "solid" else _NO_COLOUR
    key = f"{severity} {before!r}"
    if key not in fills:
        fills[key] = PatternFill("solid", fgColor=COLOURS[severity], bgColor=copy(before))
    cell.fill = fills[key]


_NO_COLOUR = Color(indexed=64)


def _remove_ours(book: Any, sheet: Any) -> None:
    """Take away what an earlier check left, and make comments fit what they hold."""
    for cell in cells_filled(book, sheet, _is_ours):
        before = cell.fill.bgColor
        cell.fill = PatternFill() if _is_nothing(before) else PatternFill("solid", fgColor=copy(before))
    for cell in cells_there(sheet).values():
        comment = None if isinstance(cell, MergedCell) else cell.comment
        if comment is not None:
            kept = _OURS.sub("", comment.text)
            cell.comment = _sized(kept, comment.author) if kept.strip() else None


def _is_ours(fill: Any) -> bool:
    return getattr(fill, "fill_type", None) == "solid" and fill.fgColor.rgb in COLOURS.values()


def _is_nothing(colour: Any) -> bool:
    return bool(colour == _NO_COLOUR or (colour.type == "rgb" and colour.rgb == "00000000"))


def _comment_on(cell: Any, text: str) -> None:
    note = f"{_BEGIN}\n{escaped(text)}\n{_END}"
    before = cell.comment
    if before is None:
        cell.comment = _sized(note, AUTHOR)
    else:
        cell.comment = _sized(f"{before.text.rstrip()}\n\n{note}", before.author)


def _sized(text: str, author: str | None) -> Any:
    """A comment large enough for its text."""
    lines = sum(1 + len(line) // 52 for line in text.split("\n"))
    return Comment(text, author or "", width=360, height=min(16 + 17 * lines, 600))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
