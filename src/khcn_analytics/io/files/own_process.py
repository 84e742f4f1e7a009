"""A workbook or Parquet file -> its sheets, read in a process of its own.

A damaged or hostile file can abort its reader or take all memory (one cell at XFD1048576 is
enough), which no ``except`` can catch. So the reading happens in a process with limits; whatever
becomes of it, the caller gets sheets or an error.

``python -m khcn_analytics.io.files.own_process FILE FOLDER`` is that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from pathlib import Path
from threading import Timer
from typing import Any

import polars as pl
from polars.exceptions import PolarsError
from python_calamine import CalamineError, PasswordError

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files.error_cells import special_cells
from khcn_analytics.io.files.limits import limit_memory, limited_process, why_it_ended
from khcn_analytics.io.files.parquet import sheet_of_parquet
from khcn_analytics.io.files.sheets import (
    MARKS,
    MOST_COLUMNS,
    MOST_ROWS,
    MergedCells,
    Sheet,
    TooLongError,
    TooWideError,
)
from khcn_analytics.io.files.special_cells import SpecialCell
from khcn_analytics.io.files.workbooks import sheets_of_workbook
from khcn_analytics.progress import listening, report
from khcn_analytics.vocabulary.labels import Label

MEMORY = 900 * 2**20
"""Bytes the reading process may take."""
_SECONDS, _SECONDS_A_MEGABYTE = 8.0, 2.0
_OPENING = Label("Mở tệp", "Opening the file")
_PARQUET = b"PAR1"

# What the process answers -> what is told of it.
_REASONS = {
    "password": Label("tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", "protected by a password; remove it and save"),
    "columns": Label(
        f"có trang trên {MOST_COLUMNS} cột; hãy chép bảng cần dùng sang tệp mới",
        f"a sheet has over {MOST_COLUMNS} columns; copy the table you need to a new file",
    ),
    "rows": Label(
        f"có trên {MOST_ROWS} dòng, nhiều hơn một trang Excel; hãy chia thành nhiều tệp",
        f"over {MOST_ROWS} rows, more than a sheet of Excel holds; split it into several files",
    ),
}


def read_in_own_process(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, in order, hidden ones too, or the one of a Parquet file.

    Raises:
        UnreadableDataError: If the file is damaged, protected, or takes too much time or memory.
    """
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 2**20
    with tempfile.TemporaryDirectory(prefix="khcn-") as folder, (Path(folder) / "errors").open("w+b") as errors:
        command, environment = limited_process(__name__, path.resolve(), folder)
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=environment, text=True, encoding="utf-8"
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
            errors.seek(0)
            raise _refusal(path, last, process.returncode, errors.read().decode("utf-8", "replace"))
        return tuple(_handed_over(Path(folder), place, each) for place, each in enumerate(json.loads(last)["sheets"]))


def _follow(process: subprocess.Popen[str]) -> str:
    """Hand on what the reading process tells of its progress; its last line is its answer."""
    last = ""
    for line in process.stdout or ():
        last = line
        if line.startswith('{"step"'):
            told = json.loads(line)
            report(Label(*told["step"]), told["done"], told["of"])
    return last


def _handed_over(folder: Path, place: int, told: dict[str, Any]) -> Sheet:
    cells = pl.read_ipc((folder / f"{place}.cells").read_bytes())
    return Sheet(
        name=told["name"],
        is_hidden=told["is_hidden"],
        cells=cells,
        rows=pl.Series(range(1, cells.height + 1), dtype=pl.Int64),
        marks=pl.read_ipc((folder / f"{place}.marks").read_bytes()),
        merged=tuple(MergedCells(*each) for each in told["merged"]),
    )


def _refusal(path: Path, told: str, code: int, errors: str) -> UnreadableDataError:
    """What became of the reading process, in words."""
    try:
        reason: str = json.loads(told)["refused"]
    except (ValueError, KeyError):
        why = why_it_ended(code, errors)
    else:
        damaged = Label(f"tệp hỏng hoặc không phải bảng tính ({reason})", f"damaged or not a workbook ({reason})")
        why = _REASONS.get(reason, damaged)
    return UnreadableDataError(path, vi=why.vi, en=why.en)


def main(path: str, folder: str) -> int:
    """Read the sheets into ``folder`` and tell about them, or why not, on standard output."""
    limit_memory(MEMORY)
    try:
        content = Path(path).read_bytes()
        with listening(_tell_progress):
            told = _write_all(content, Path(folder))
    except PasswordError:
        return _tell({"refused": "password"}, 1)
    except TooWideError:
        return _tell({"refused": "columns"}, 1)
    except TooLongError:
        return _tell({"refused": "rows"}, 1)
    except (CalamineError, PolarsError, ValueError, IndexError, OSError) as error:
        return _tell({"refused": str(error)[:200]}, 1)
    return _tell({"sheets": told}, 0)


def _write_all(content: bytes, folder: Path) -> list[dict[str, Any]]:
    if content.startswith(_PARQUET):
        return [_write(sheet_of_parquet(content), (), folder / "0")]
    # zlib and calamine both let other threads run: the two readings overlap.
    with ThreadPoolExecutor(max_workers=1) as pool:
        scanned = pool.submit(special_cells, content)
        told = [
            _write(sheet, scanned.result().get(sheet.name or "", ()), folder / str(place))
            for place, sheet in enumerate(sheets_of_workbook(content))
        ]
        _refuse_other_names(told, scanned.result())
    return told


def _refuse_other_names(told: Iterable[dict[str, Any]], scanned: Iterable[str]) -> None:
    """The cells and what is special about them come from two readings: they must speak of the same sheets."""
    unknown = set(scanned) - {each["name"] for each in told}
    if unknown:
        raise ValueError(f"sheet names that can't be read: {', '.join(sorted(unknown))}")


def _write(sheet: Sheet, special: Sequence[SpecialCell], output: Path) -> dict[str, Any]:
    """Write the cells and marks of a sheet; return what else is to be told of it."""
    rows = [(each.row, each.column, each.kind, each.text) for each in special]
    marks = pl.concat([sheet.marks, pl.DataFrame(rows, schema=MARKS, orient="row")])
    _with_shown(_reaching(sheet.cells, marks), marks).write_ipc(f"{output}.cells")
    marks.write_ipc(f"{output}.marks")
    return {"name": sheet.name, "is_hidden": sheet.is_hidden, "merged": [astuple(each) for each in sheet.merged]}


def _reaching(cells: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Cells that reach to the last marked one: a last row of formulas never computed is a row all the same."""
    rows, columns = marks.filter(pl.col("kind") != "hidden").select("row", "column")
    height, width = max([cells.height, *rows]), max([cells.width - 1, *columns]) + 1
    if width > MOST_COLUMNS:
        raise TooWideError
    wide = cells.with_columns(pl.lit(None, pl.String).alias(str(place)) for place in range(cells.width, width))
    missing = height - cells.height
    return pl.concat([wide, pl.DataFrame({name: [None] * missing for name in wide.columns}, wide.schema)])


def _with_shown(cells: pl.DataFrame, marks: pl.DataFrame) -> pl.DataFrame:
    """Errors and formulas without a value as people see them: a cell that shows something is not empty."""
    shown = marks.filter(pl.col("kind").is_in(["error", "uncomputed"]))
    return cells.with_columns(
        cells[str(place)].scatter(of_column["row"] - 1, of_column["text"]).alias(str(place))
        for (place,), of_column in shown.group_by("column")
    )


def _tell_progress(step: Label, done: int, total: int) -> None:
    _tell({"step": [step.vi, step.en], "done": done, "of": total}, 0)


def _tell(message: dict[str, Any], code: int) -> int:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()
    return code


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
