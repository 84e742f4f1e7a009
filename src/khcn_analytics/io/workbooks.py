"""A workbook -> rows of text, read in a process of its own.

A damaged or hostile workbook can abort the reader or take all memory (one cell at XFD1048576 is
enough), which no ``except`` can catch. So the reading happens in a process with limits; whatever
becomes of it, the caller gets rows or an error.

``python -m khcn_analytics.io.workbooks FILE OUTPUT`` is that process.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import polars as pl
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from khcn_analytics.errors import UnreadableDataError

if sys.platform != "win32":
    import resource

MEMORY = 900 * 2**20
"""Bytes the reading process may take."""
_SECONDS, _SECONDS_A_MEGABYTE = 8.0, 2.0


def read_rows(path: Path) -> tuple[str, pl.DataFrame]:
    """The first sheet's name and its cells as text, from the first row and column on.

    Returns:
        Sheet name, and a frame with one column a column of the sheet; empty cells are null.

    Raises:
        UnreadableDataError: If the file is damaged, protected, or takes too much time or memory.
    """
    seconds = _SECONDS + _SECONDS_A_MEGABYTE * path.stat().st_size / 2**20
    with tempfile.TemporaryDirectory(prefix="khcn-") as folder:
        output = Path(folder) / "cells.arrow"
        # -P: modules that happen to lie in the current folder are none of ours.
        command = [sys.executable, "-P", "-m", __name__, str(path.resolve()), str(output)]
        environment = {**os.environ, "POLARS_MAX_THREADS": "1"}
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=False, env=environment)
        except subprocess.TimeoutExpired as error:
            raise UnreadableDataError(
                path,
                vi=f"đọc quá {seconds:.0f} giây; hãy chép dữ liệu sang tệp mới",
                en=f"reading took over {seconds:.0f} seconds; copy the data to a new file",
            ) from error
        if done.returncode:
            raise _refusal(path, done.stdout)
        sheet: str = json.loads(done.stdout)["sheet"]
        return sheet, pl.read_ipc(output.read_bytes())


def _refusal(path: Path, told: bytes) -> UnreadableDataError:
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
    return UnreadableDataError(
        path, vi=f"tệp hỏng hoặc không phải bảng tính ({reason})", en=f"damaged or not a workbook ({reason})"
    )


def main(path: str, output: str) -> int:
    """Read the first sheet into ``output`` and tell its name, or why not, on standard output."""
    _limit_memory()
    try:
        # From its bytes: calamine then goes by the content, not by the name.
        workbook = CalamineWorkbook.from_filelike(BytesIO(Path(path).read_bytes()))
        sheet = workbook.get_sheet_by_index(0)
        grid = sheet.to_python(skip_empty_area=False)
    except PasswordError:
        return _tell({"refused": "password"}, 1)
    except (CalamineError, IndexError, OSError) as error:
        return _tell({"refused": str(error)[:200]}, 1)
    width = max(map(len, grid), default=0)
    columns = {str(place): [_text(line[place]) for line in grid] for place in range(width)}
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_ipc(output)
    return _tell({"sheet": sheet.name}, 0)


def _tell(message: dict[str, str], code: int) -> int:
    sys.stdout.write(json.dumps(message))
    return code


def _limit_memory() -> None:
    # Windows has no such limit; the time limit holds there all the same.
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _text(cell: object) -> str | None:
    """A typed cell as the text this library reads back without loss."""
    if isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        # Three decimals and no more would read as thousands; a number cell is known to have none.
        return re.sub(r"(\.\d{3})$", r"\g<1>0", repr(cell))
    if isinstance(cell, datetime) and cell.time() == datetime.min.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
