"""A workbook -> its sheets as text, read in a process of its own.

A damaged or hostile workbook can abort the reader or take all memory (one cell at XFD1048576 is
enough), which no ``except`` can catch. So the reading happens in a process with limits; whatever
becomes of it, the caller gets sheets or an error.

``python -m khcn_analytics.io.files.workbooks FILE FOLDER`` is that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Timer
from typing import Any

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files.error_cells import SpecialCell, special_cells
from khcn_analytics.io.files.limits import limit_memory, limited_process
from khcn_analytics.io.files.scan_xlsx import with_old_errors
from khcn_analytics.io.files.sheets import LIKE_THOUSANDS, MARKS, MergedCells, Sheet, number_marks
from khcn_analytics.progress import report
from khcn_analytics.vocabulary.labels import Label

MEMORY = 900 * 2**20
"""Bytes the reading process may take."""
MOST_COLUMNS = 2_000
_SECONDS, _SECONDS_A_MEGABYTE = 8.0, 2.0
_OPENING = Label("Mở tệp", "Opening the file")


def read_workbook(path: Path) -> tuple[Sheet, ...]:
    """The worksheets of a workbook, in order, hidden ones too.

    Raises:
        UnreadableDataError: If the file is damaged, protected, or takes too much time or memory.
    """
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 2**20
    with tempfile.TemporaryDirectory(prefix="khcn-") as folder:
        command, environment = limited_process(__name__, path.resolve(), folder)
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True, encoding="utf-8"
        ) as process:
            stopper = Timer(seconds, process.kill)
            stopper.start()
            report(_OPENING, 0, 1)
            last = _follow(process)
            process.wait()
            in_time = stopper.is_alive()
            stopper.cancel()
        if not in_time:
            raise UnreadableDataError(
                path,
                vi=f"đọc quá {seconds:.0f} giây; hãy chép dữ liệu sang tệp mới",
                en=f"reading took over {seconds:.0f} seconds; copy the data to a new file",
            )
        if process.returncode:
            raise _refusal(path, last)
        return tuple(_sheet(Path(folder), place, each) for place, each in enumerate(json.loads(last)["sheets"]))


def _follow(process: subprocess.Popen[str]) -> str:
    """Hand on what the reading process tells of its progress; its last line is its answer."""
    last = ""
    for line in process.stdout or ():
        last = line
        if line.startswith('{"done"'):
            told = json.loads(line)
            report(Label(f"Đọc trang “{told['sheet']}”", f"Reading sheet “{told['sheet']}”"), told["done"], told["of"])
    return last


def _sheet(folder: Path, place: int, told: dict[str, Any]) -> Sheet:
    cells = pl.read_ipc((folder / f"{place}.cells").read_bytes())
    return Sheet(
        name=told["name"],
        is_hidden=told["is_hidden"],
        cells=cells,
        rows=pl.Series(range(1, cells.height + 1), dtype=pl.Int64),
        marks=pl.read_ipc((folder / f"{place}.marks").read_bytes()),
        merged=tuple(MergedCells(*each) for each in told["merged"]),
    )


def _refusal(path: Path, told: str) -> UnreadableDataError:
    """What became of the reading process, in words."""
    try:
        reason = json.loads(told)["refused"]
    except (ValueError, KeyError):
        return UnreadableDataError(
            path,
            vi="vượt giới hạn bộ nhớ khi đọc: thường do có ô nằm rất xa vùng dữ liệu; hãy chép dữ liệu sang tệp mới",
            en="over the memory limit: usually a cell far away from the data; copy the data to a new file",
        )
    if reason == "password":
        return UnreadableDataError(
            path, vi="tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", en="protected by a password; remove it and save"
        )
    if reason == "columns":
        return UnreadableDataError(
            path,
            vi=f"có trang trên {MOST_COLUMNS} cột; hãy chép bảng cần dùng sang tệp mới",
            en=f"a sheet has over {MOST_COLUMNS} columns; copy the table you need to a new file",
        )
    return UnreadableDataError(
        path, vi=f"tệp hỏng hoặc không phải bảng tính ({reason})", en=f"damaged or not a workbook ({reason})"
    )


def main(path: str, folder: str) -> int:
    """Read the sheets into ``folder`` and tell about them, or why not, on standard output."""
    limit_memory(MEMORY)
    try:
        content = Path(path).read_bytes()
        # zlib and calamine both let other threads run: the two readings overlap.
        with ThreadPoolExecutor(max_workers=1) as pool:
            special = pool.submit(special_cells, content)
            try:
                told = _write_all(content, special, Path(folder))
            except CalamineError as error:
                if _NEWER_ERROR not in str(error):
                    raise
                told = _write_all(with_old_errors(content), special, Path(folder))
    except PasswordError:
        return _tell({"refused": "password"}, 1)
    except _TooWideError:
        return _tell({"refused": "columns"}, 1)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        return _tell({"refused": str(error)[:200]}, 1)
    return _tell({"sheets": told}, 0)


# What calamine says of #SPILL! and the like.
_NEWER_ERROR = "Unsupported cell error value"


def _write_all(content: bytes, special: Future[dict[str, list[SpecialCell]]], folder: Path) -> list[dict[str, Any]]:
    return [
        _write(sheet, special.result().get(sheet.name or "", ()), folder / str(place))
        for place, sheet in enumerate(_sheets(content))
    ]


class _TooWideError(Exception):
    pass


def _sheets(content: bytes) -> Iterator[Sheet]:
    """Each worksheet, without its special cells."""
    # From its bytes: calamine then goes by the content, not by the name.
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    metadata = workbook.sheets_metadata
    for place, about in enumerate(metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(place)
        if sheet.total_width > MOST_COLUMNS:
            raise _TooWideError
        grid = sheet.to_python(skip_empty_area=False)
        texts: list[tuple[pl.Series, pl.Series]] = []
        for column in zip(*grid, strict=True):
            # In rows, as people think of a sheet, though it is done column by column.
            _tell({"done": len(grid) * len(texts) // len(grid[0]), "of": len(grid), "sheet": about.name}, 0)
            texts.append(_text(column))
        numbers = [number_marks(column, rows) for column, (_, rows) in enumerate(texts) if rows.len()]
        yield Sheet(
            name=about.name,
            is_hidden=about.visible != SheetVisibleEnum.Visible,
            cells=pl.DataFrame([text.alias(str(column)) for column, (text, _) in enumerate(texts)]),
            rows=pl.Series(range(1, len(grid) + 1), dtype=pl.Int64),
            marks=pl.concat([pl.DataFrame(schema=MARKS), *numbers]),
            merged=tuple(
                MergedCells(top + 1, left, bottom + 1, right)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
            ),
        )


def _write(sheet: Sheet, special: Sequence[SpecialCell], output: Path) -> dict[str, Any]:
    """Write the cells and marks of a sheet; return what else is to be told of it."""
    rows = [(each.row, each.column, each.kind, each.text) for each in special]
    marks = pl.concat([sheet.marks, pl.DataFrame(rows, schema=MARKS, orient="row")])
    _reaching(sheet.cells, marks).write_ipc(f"{output}.cells")
    marks.write_ipc(f"{output}.marks")
    return {"name": sheet.name, "is_hidden": sheet.is_hidden, "merged": [astuple(each) for each in sheet.merged]}


def _reaching(cells: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Cells that reach to the last marked one: a last row of formulas never computed is a row all the same."""
    rows, columns = marks.filter(pl.col("kind") != "hidden").select("row", "column")
    height, width = max([cells.height, *rows]), max([cells.width - 1, *columns]) + 1
    if width > MOST_COLUMNS:
        raise _TooWideError
    wide = cells.with_columns(pl.lit(None, pl.String).alias(str(place)) for place in range(cells.width, width))
    missing = height - cells.height
    return pl.concat([wide, pl.DataFrame({name: [None] * missing for name in wide.columns}, wide.schema)])


def _text(column: Sequence[object]) -> tuple[pl.Series, pl.Series]:
    """A column of typed cells as the text this library reads back without loss.

    Returns:
        The texts, null where a cell is empty, and the rows, from 1, of numbers whose text would
        mean something else.
    """
    kinds = set(map(type, column))
    parts, numbers = [pl.Series([None] * len(column), dtype=pl.String)], pl.Series([], dtype=pl.Int64)
    if str in kinds:
        texts = pl.Series([each if type(each) is str else None for each in column], dtype=pl.String)
        parts.append(texts.replace("", None))
    if date in kinds:
        days = pl.Series([each if type(each) is date else None for each in column], dtype=pl.Date)
        parts.append(days.dt.to_string("%Y-%m-%d"))
    if float in kinds:
        floats = _float_texts(pl.Series([each if type(each) is float else None for each in column], dtype=pl.Float64))
        numbers = floats.str.contains(LIKE_THOUSANDS).arg_true().cast(pl.Int64) + 1
        parts.append(floats)
    if kinds - {str, date, float}:
        others = [None if type(each) in (str, date, float) else _cell_text(each) for each in column]
        parts.append(pl.Series(others, dtype=pl.String))
    return pl.select(pl.coalesce(*parts)).to_series(), numbers


# Between these, numbers are written out in full.
_SMALLEST_WRITTEN_OUT, _LARGEST_WRITTEN_OUT = 1e-4, 2.0**53


def _float_texts(numbers: pl.Series) -> pl.Series:
    """Numbers as texts that give the same numbers: whole ones without a point, no digit lost."""
    size = numbers.abs()
    is_common = size.is_between(_SMALLEST_WRITTEN_OUT, _LARGEST_WRITTEN_OUT) | (size == 0)
    is_whole = is_common & (numbers == numbers.round())
    common = (
        numbers.to_frame("number")
        .select(
            pl.when(is_whole)
            .then(pl.col("number").cast(pl.Int64, strict=False).cast(pl.String))
            .otherwise(pl.col("number").cast(pl.String))
        )
        .to_series()
    )
    if is_common.all():
        return common
    rare = [
        None if each is None or usual else _rare_number(each) for each, usual in zip(numbers, is_common, strict=True)
    ]
    return pl.Series(rare, dtype=pl.String).zip_with(~is_common.fill_null(value=False), common)


def _rare_number(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(number)


def _cell_text(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _tell(message: dict[str, Any], code: int) -> int:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
