"""A copy of the planner's workbook with every bad cell coloured and its problems in a comment.

The workbook is the planner's own: formulas with their values, formats, merged cells and other
sheets stay as they are, so that the copy can be corrected and read again. Files of another kind
become a new workbook, every text in the row and column it had.

Opening a foreign workbook can take all memory, which no ``except`` can catch. So it happens in a
process with limits; whatever becomes of it, the caller gets a copy or an error.

``python -m khcn_analytics.io.annotating FOLDER`` is that process: the folder says what to do.
"""

# ruff: noqa: SLF001 - openpyxl's public setters make formulas of texts and errors of odd days

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import openpyxl.reader.excel
import openpyxl.worksheet._writer
import polars as pl
from openpyxl.cell._writer import etree_write_cell
from openpyxl.cell.cell import ERROR_CODES, Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet._reader import WorkSheetParser, WorksheetReader
from openpyxl.xml.constants import SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError
from khcn_analytics.io.guard import refuse_bomb
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

if TYPE_CHECKING:
    from khcn_analytics.io.checking import CheckedFile
    from khcn_analytics.io.sheets import Sheet

if sys.platform != "win32":
    import resource

MOST_COMMENTS = 2_000
"""Each comment is a drawing of its own; with more, Excel takes minutes to open the copy."""
COLOURS = {"error": "FFF5B7A8", "warning": "FFFFE58F"}
"""Fill of a bad cell. No colour of Excel's own palette, so that ours are known again; the error is
also the darker one, for print and for readers who don't tell red from yellow."""
AUTHOR = "khcn"

MEMORY = 3 * 2**30
"""Bytes the process may take: openpyxl holds a million cells in half a gigabyte."""
_SECONDS, _SECONDS_A_MEGABYTE = 30.0, 20.0

# What the author alone can't tell: the header comments of a template are by the same author.
_BEGIN, _END = "— khcn check —", "— hết / end —"
_OURS = re.compile(rf"\s*{_BEGIN}.*?(?:{_END}|\Z)", re.DOTALL)

_MOST_IN_A_COMMENT, _LONGEST_SENTENCE = 5, 600
_SEVERITIES = {"error": Label("LỖI", "ERROR"), "warning": Label("CẢNH BÁO", "WARNING")}
_FIX = Label("Cách sửa", "How to mend it")
_SUGGESTION = Label("Có phải", "Did you mean")
_MORE = Label("… và {more} vấn đề nữa trong ô này", "… and {more} more in this cell")

_LAST_ROW, _LAST_COLUMN, _LONGEST_TEXT = 1_048_576, 16_384, 32_767
_ROWS_MEASURED = 200
_PLAIN_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")

_NOT_KEPT = {
    "shapes": Label("hình vẽ và ô chữ nằm trên trang", "shapes and text boxes"),
    "controls": Label("nút bấm và điều khiển", "buttons and controls"),
    "threads": Label("luồng trao đổi (còn lại dạng bình luận)", "threads of comments (kept as plain comments)"),
    "slicers": Label("bộ lọc kiểu slicer", "slicers"),
    "extensions": Label(
        "định dạng có điều kiện, danh sách chọn hoặc biểu đồ nhỏ kiểu mới của Excel",
        "conditional formats, drop-downs or sparklines of newer kinds",
    ),
    "macros": Label("macro (tên tệp cần đuôi .xlsm để giữ)", "macros (a name ending in .xlsm keeps them)"),
    "formats": Label(
        "định dạng và công thức: không mở được tệp gốc, bản chép là một tệp mới chỉ có dữ liệu",
        "formats and formulas: the file itself could not be opened, the copy is a new file of its data",
    ),
    "long": Label("phần cuối của các văn bản dài hơn 32.767 ký tự", "the end of texts longer than 32,767 characters"),
}


@dataclass(frozen=True, slots=True)
class AnnotatedCopy:
    """A copy that was written.

    Attributes:
        path: Where it is.
        cells: How many cells are coloured.
        comments: How many of them have a comment.
        left_out: How many have none because there would be too many.
        not_kept: What the file had and the copy has not.
    """

    path: Path
    cells: int
    comments: int
    left_out: int
    not_kept: tuple[Label, ...] = ()


def annotate(
    path: str | Path,
    checked_files: Sequence[CheckedFile[Any]],
    output: str | Path,
    *,
    language: Language = "vi",
    overwrite: bool = False,
) -> AnnotatedCopy:
    r"""Copy a file as a workbook in which every problem is seen where it is.

    A bad cell is coloured by its severity, and a comment tells what is wrong and how to mend it.
    A problem of a whole row is on the row's first used cell, one of a whole table on its header
    row. Comments of other people stay; those of an earlier check are replaced.

    Args:
        path: The file that was checked.
        checked_files: What the check gave, one for each dataset in the file.
        output: The copy, .xlsx (or .xlsm if the file is one).
        language: The language that comes first in the comments.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it can't be opened within the limits, or doesn't fit in a workbook.
        WrongUseError: If the copy can't be written there.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from khcn_analytics.io.checking import check_all
        >>> with TemporaryDirectory() as folder:
        ...     file = Path(folder) / "list.csv"
        ...     text = "Mã cuộc,Sở,Hình thức,Ngày bắt đầu,Số cơ sở\nA,x,kiểm tra,05/06/2024,-3\n"
        ...     _ = file.write_text(text, "utf-8")
        ...     copy = annotate(file, check_all(file), Path(folder) / "list.xlsx")
        ...     copy.path.name, copy.cells, copy.comments
        ('list.xlsx', 1, 1)
    """
    path, output = Path(path), Path(output)
    if not path.is_file():
        raise DataNotFoundError(path)
    has_macros = path.suffix.casefold() == ".xlsm"
    _refuse_output(path, output, has_macros=has_macros, overwrite=overwrite)
    notes = _notes(checked_files, language)
    with tempfile.TemporaryDirectory(prefix=".khcn-", dir=output.parent) as folder:
        # In the folder of the copy, so that putting it in place can't be interrupted half-way.
        copied = _copied(path, notes, Path(folder), keep_macros=has_macros and output.suffix.casefold() == ".xlsm")
        put_in_place(Path(folder) / "copy", output, overwrite=overwrite)
    return AnnotatedCopy(
        path=output,
        cells=copied["cells"],
        comments=copied["comments"],
        left_out=copied["cells"] - copied["comments"],
        not_kept=tuple(_NOT_KEPT[each] for each in copied["not_kept"]),
    )


def _refuse_output(path: Path, output: Path, *, has_macros: bool, overwrite: bool) -> None:
    """Refuse a place the copy can't go to, before any work."""
    allowed = (".xlsx", ".xlsm") if has_macros else (".xlsx",)
    if output.suffix.casefold() not in allowed:
        listed = " / ".join(allowed)
        raise WrongUseError(
            f"Tên bản chép cần đuôi {listed}: “{output}”.", f"The name of the copy must end in {listed}: “{output}”."
        )
    if not output.parent.is_dir():
        raise WrongUseError(
            f"Không có thư mục “{output.parent}”. Hãy tạo thư mục hoặc chọn nơi khác.",
            f"There is no folder “{output.parent}”. Create it or choose another.",
        )
    if output.exists():
        if output.samefile(path):
            raise WrongUseError(
                f"Bản chép không được đè lên tệp gốc “{path}”. Hãy chọn tên khác.",
                f"The copy must not replace the file itself, “{path}”. Choose another name.",
            )
        if not overwrite:
            raise _already_there(output)


def _already_there(output: Path) -> WrongUseError:
    return WrongUseError(
        f"Đã có tệp “{output}”. Chọn tên khác hoặc cho phép ghi đè (--overwrite).",
        f"“{output}” is already there. Choose another name or allow it to be replaced (--overwrite).",
    )


def put_in_place(finished: Path, output: Path, *, overwrite: bool) -> None:
    """Put a finished file in its place, all at once.

    Args:
        finished: The file, in the same file system.
        output: Where it goes.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        WrongUseError: If there is one, or the place can't be written to.
    """
    try:
        if not overwrite:
            # Takes the name, unless somebody else has meanwhile.
            output.open("xb").close()
        finished.replace(output)
    except FileExistsError as error:
        raise _already_there(output) from error
    except OSError as error:
        raise WrongUseError(
            f"Không ghi được “{output}” ({error.strerror}). Tệp có đang mở trong Excel không?",
            f"“{output}” can't be written ({error.strerror}). Is it open in Excel?",
        ) from error


# --- what to say, and where ---------------------------------------------------------------------

Place = tuple[str | None, int, int | None]
"""Sheet, row from 1, column from 1 (``None``: the first used cell of the row)."""


def _notes(checked_files: Sequence[CheckedFile[Any]], language: Language) -> list[dict[str, Any]]:
    """One note for each bad cell; errors come first, they are the last to go without a comment."""
    cells: dict[Place, list[dict[str, Any]]] = {}
    for checked in checked_files:
        headers = _header_rows(checked.understood)
        for problem in checked.problems.iter_rows(named=True):
            cells.setdefault(_place(problem, headers), []).append(problem)
    told = [(_severity(problems), place, problems) for place, problems in cells.items()]
    told.sort(key=lambda each: each[0])
    order = (language, *(each for each in LANGUAGES if each != language))
    return [
        {
            "sheet": sheet,
            "row": row,
            "column": column,
            "severity": severity,
            # More than enough even if some share a cell.
            "text": _comment(problems, order) if count < 2 * MOST_COMMENTS else "",
        }
        for count, (severity, (sheet, row, column), problems) in enumerate(told)
    ]


def _header_rows(understood: pl.DataFrame) -> dict[str | None, tuple[int, int]]:
    """Sheet -> row and first column of its headers."""
    first: dict[str | None, tuple[int, int]] = {}
    for sheet, row, letters in understood.select("sheet", "header_row", "column").iter_rows():
        if row is not None and letters is not None:
            at = (row, column_index_from_string(letters))
            first[sheet] = min(at, first.get(sheet, at))
    return first


def _place(problem: Mapping[str, Any], headers: Mapping[str | None, tuple[int, int]]) -> Place:
    """Where a problem is shown: its cell, its row, or the header of its column or table."""
    row, letters = problem["row"], problem["column"]
    header_row, first_column = headers.get(problem["sheet"], (1, 1))
    column = None if letters is None else column_index_from_string(letters)
    if row is not None:
        return problem["sheet"], row, column
    return problem["sheet"], header_row, first_column if column is None else column


def _severity(problems: Iterable[Mapping[str, Any]]) -> str:
    return min(str(each["severity"]) for each in problems)  # "error" comes before "warning"


def _comment(problems: Sequence[Mapping[str, Any]], order: Sequence[Language]) -> str:
    """All that is wrong with one cell, first in the one language, then in the other."""
    ranked = sorted(problems, key=lambda each: str(each["severity"]))
    blocks = []
    for language in order:
        lines = [line for each in ranked[:_MOST_IN_A_COMMENT] for line in _sentences(each, language)]
        if len(ranked) > _MOST_IN_A_COMMENT:
            more = format_number(len(ranked) - _MOST_IN_A_COMMENT, language)
            lines.append(_MORE.text(language).format(more=more))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _sentences(problem: Mapping[str, Any], language: Language) -> Iterator[str]:
    severity = _SEVERITIES[problem["severity"]].text(language)
    yield f"{severity}: {_short(problem[f'message_{language}'])}"
    yield f"{_FIX.text(language)}: {_short(problem[f'fix_{language}'])}"
    if problem["suggestion"]:
        yield f"{_SUGGESTION.text(language)}: {_short(problem['suggestion'])}?"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SENTENCE else text[: _LONGEST_SENTENCE - 1] + "…"


# --- the process with limits, seen from outside ---------------------------------------------------


def _copied(path: Path, notes: list[dict[str, Any]], folder: Path, *, keep_macros: bool) -> dict[str, Any]:
    """Have the copy written to ``copy`` in a folder; what was done."""
    refused = None
    if _is_open_workbook(path):
        try:
            return _run(path, folder, {"source": str(path.resolve()), "keep_macros": keep_macros, "notes": notes})
        except _NotOpenedError as error:
            # Workbooks that Excel opens and openpyxl does not exist; their data can still be shown.
            refused = error
    sheets = _read_sheets(path)
    for sheet in sheets:
        _refuse_unfit(path, sheet)
    described = [_describe(sheet, folder / str(place)) for place, sheet in enumerate(sheets)]
    try:
        done = _run(path, folder, {"sheets": described, "notes": notes})
    except _NotOpenedError as error:
        raise _unreadable(path, str(refused or error)) from error
    not_kept = ["formats"] if refused else []
    return {**done, "not_kept": [*not_kept, *done["not_kept"]]}


def _is_open_workbook(path: Path) -> bool:
    """Whether a file is a workbook of the kind openpyxl opens, by its content."""
    try:
        refuse_bomb(path)
        with ZipFile(path) as archive:
            kinds = archive.read("[Content_Types].xml")
    except (BadZipFile, KeyError, OSError, NotImplementedError):
        return False
    return b"sheet.main+xml" in kinds or b"sheet.macroEnabled.main+xml" in kinds


def _read_sheets(path: Path) -> tuple[Sheet, ...]:
    from khcn_analytics.io.reading import read_document  # noqa: PLC0415 - the other process needs no readers

    return read_document(path).sheets


def _refuse_unfit(path: Path, sheet: Sheet) -> None:
    last = sheet.rows.max() if sheet.rows.len() else 0
    if (isinstance(last, int) and last > _LAST_ROW) or sheet.cells.width > _LAST_COLUMN:
        raise UnreadableDataError(
            path,
            vi=f"bảng quá lớn cho một trang Excel ({_LAST_ROW} dòng, {_LAST_COLUMN} cột)",
            en=f"too large for an Excel sheet ({_LAST_ROW} rows, {_LAST_COLUMN} columns)",
        )


def _describe(sheet: Sheet, stem: Path) -> dict[str, Any]:
    """A sheet for the process: its cells beside the folder's other files, the rest in words."""
    cells, marks = stem.with_suffix(".cells"), stem.with_suffix(".marks")
    sheet.cells.write_ipc(cells)
    sheet.marks.write_ipc(marks)
    return {
        "name": sheet.name,
        "is_hidden": sheet.is_hidden,
        "rows": sheet.rows.to_list(),
        "cells": str(cells),
        "marks": str(marks),
        "merged": [
            (each.first_row, each.first_column + 1, each.last_row, each.last_column + 1) for each in sheet.merged
        ],
    }


class _NotOpenedError(Exception):
    """The process could not open the workbook."""


def _run(path: Path, folder: Path, job: dict[str, Any]) -> dict[str, Any]:
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 2**20
    # -P: modules that happen to lie in the current folder are none of ours.
    command = [sys.executable, "-P", "-m", __name__, str(folder)]
    environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter is started
            command, capture_output=True, timeout=seconds, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableDataError(
            path,
            vi=f"chép quá {seconds:.0f} giây; hãy chép dữ liệu sang tệp mới rồi thử lại",
            en=f"copying took over {seconds:.0f} seconds; copy the data to a new file and try again",
        ) from error
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableDataError(
            path,
            vi="vượt giới hạn bộ nhớ khi chép; hãy chép dữ liệu sang tệp mới rồi thử lại",
            en="over the memory limit while copying; copy the data to a new file and try again",
        ) from error
    if "refused" in told:
        raise _NotOpenedError(told["refused"])
    return told


def _unreadable(path: Path, reason: str) -> UnreadableDataError:
    return UnreadableDataError(path, vi=f"không chép được ({reason})", en=f"it can't be copied ({reason})")


# --- inside the process ---------------------------------------------------------------------------


def main(folder: str) -> int:
    """Do what ``job.json`` in a folder says, write ``copy`` there and tell about it, or why not."""
    _limit_memory()
    gc.disable()  # millions of cells, none of them rubbish before the end
    job = json.loads((Path(folder) / "job.json").read_text("utf-8"))
    _teach_openpyxl()
    try:
        with warnings.catch_warnings(record=True) as complaints:
            warnings.simplefilter("always")
            book, not_kept = _open(job) if "source" in job else _build(job["sheets"])
            _refuse_other_sheets(book, job["notes"])
            done = _annotate(book, job["notes"])
            book.save(Path(folder) / "copy")
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - damaged workbooks fail in openpyxl in any way there is
        return _tell({"refused": f"{type(error).__name__}: {error}"[:200]})
    if any("extension is not supported" in str(each.message) for each in complaints):
        not_kept.append("extensions")
    return _tell({**done, "not_kept": not_kept})


def _tell(message: dict[str, Any]) -> int:
    sys.stdout.write(json.dumps(message))
    return 0


def _limit_memory() -> None:
    # Windows has no such limit; the time limit holds there all the same.
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


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


def _refuse_other_sheets(book: Any, notes: Iterable[Mapping[str, Any]]) -> None:
    """A workbook openpyxl understood differently would be annotated in the wrong places."""
    missing = {each["sheet"] for each in notes} - {None, *book.sheetnames}
    if missing or not book.worksheets:
        raise ValueError(f"no sheet {', '.join(sorted(map(str, missing)))}")


# What openpyxl changes in a workbook that is only opened and saved, and must not.

_Key = tuple[str, int, int]
_computed: dict[_Key, tuple[str, str]] = {}
"""Type and text of the value Excel computed for each formula; openpyxl forgets it."""

_STRING, _TEXT, _RUN, _FORMAT, _FORMULA, _VALUE, _INLINE = (
    f"{{{SHEET_MAIN_NS}}}{each}" for each in ("si", "t", "r", "rPr", "f", "v", "is")
)

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _teach_openpyxl() -> None:
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


# A new workbook for files that are none.


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
                is_cut |= len(shown) > _LONGEST_TEXT
                _put_text(sheet, row, place + 1, shown, mark)
    for row in marks.filter(pl.col("kind") == "hidden")["row"]:
        sheet.row_dimensions[row].hidden = True
    for first_row, first_column, last_row, last_column in described["merged"]:
        sheet.merge_cells(start_row=first_row, start_column=first_column, end_row=last_row, end_column=last_column)
    if described["is_hidden"]:
        sheet.sheet_state = "hidden"
    return is_cut


def _put_text(sheet: Any, row: int, column: int, text: str, mark: str | None) -> None:
    cell = Cell(sheet, row=row, column=column)
    if mark == "number":
        cell._value, cell.data_type = float(text), "n"
    elif mark == "error" and text in ERROR_CODES:
        cell._value, cell.data_type = text, "e"
    elif _PLAIN_INTEGER.fullmatch(text):
        cell._value, cell.data_type = int(text), "n"
    else:
        # Not through ``cell.value``, which makes formulas and dates of texts.
        cell._value, cell.data_type = _escaped(text[:_LONGEST_TEXT]), "s"
    sheet._cells[row, column] = cell


def _escaped(text: str) -> str:
    """A text in the form workbooks give to characters XML can't hold: U+0001 is ``_x0001_``."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)


def _sheet_name(name: str | None, taken: set[str]) -> str:
    """A name Excel takes: no more than 31 characters, none of its signs, none twice."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]", "_", name or "Dữ liệu").strip("'")[:31] or "_"
    number, wanted = 1, plain
    while wanted.casefold() in taken:
        number += 1
        wanted = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(wanted.casefold())
    return wanted


# Colours and comments.


def _annotate(book: Any, notes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Colour and comment the bad cells; how many."""
    for sheet in book.worksheets:
        _remove_ours(book, sheet)
    firsts: dict[str, dict[int, int]] = {}
    told: dict[_Key, tuple[Any, str, list[str]]] = {}
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
    for (row, column), cell in sheet._cells.items():
        if cell._value is not None:
            first[row] = min(column, first.get(row, column))
    return first


def _cell(sheet: Any, row: int, column: int) -> Any:
    """The cell to mark: of merged cells the first; a new one looks like its row or column."""
    cell = sheet._cells.get((row, column))
    if isinstance(cell, MergedCell):
        block = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        return sheet.cell(block.min_row, block.min_col)
    if cell is None:
        cell = sheet.cell(row, column)
        dimension = sheet.row_dimensions.get(row)
        if dimension is None or not dimension.has_style:
            dimension = _column_dimension(sheet, column)
        if dimension is not None and dimension.has_style:
            cell._style = copy(dimension._style)
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
    ours = {place for place, fill in enumerate(book._fills) if _is_ours(fill)}
    for cell in sheet._cells.values():
        if cell.has_style and cell._style.fillId in ours:
            before = cell.fill.bgColor
            cell.fill = PatternFill() if _is_nothing(before) else PatternFill("solid", fgColor=copy(before))
        comment = None if isinstance(cell, MergedCell) else cell.comment
        if comment is not None:
            kept = _OURS.sub("", comment.text)
            cell.comment = _sized(kept, comment.author) if kept.strip() else None


def _is_ours(fill: Any) -> bool:
    return getattr(fill, "fill_type", None) == "solid" and fill.fgColor.rgb in COLOURS.values()


def _is_nothing(colour: Any) -> bool:
    return bool(colour == _NO_COLOUR or (colour.type == "rgb" and colour.rgb == "00000000"))


def _comment_on(cell: Any, text: str) -> None:
    note = f"{_BEGIN}\n{_escaped(text)}\n{_END}"
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
