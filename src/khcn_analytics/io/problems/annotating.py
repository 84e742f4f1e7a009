"""A copy of the planner's workbook with every bad cell coloured and its problems in a comment.

The workbook is the planner's own: formulas with their values, formats, merged cells and other
sheets stay as they are, so that the copy can be corrected and read again. Files of another kind
become a new workbook, every text in the row and column it had.

Opening a foreign workbook can take all memory, which no ``except`` can catch. So it happens in a
process with limits, :mod:`~khcn_analytics.io.problems.workbook_copy`; whatever becomes of it, the
caller gets a copy or an error.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError
from khcn_analytics.io.files.guard import refuse_bomb
from khcn_analytics.io.files.limits import limited_process, why_it_ended
from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.problems import workbook_copy
from khcn_analytics.io.problems.notes import Note, cell_notes
from khcn_analytics.io.writing import refuse_place, written_whole
from khcn_analytics.vocabulary.labels import Label, Language

if TYPE_CHECKING:
    from khcn_analytics.io.checking import CheckedFile
    from khcn_analytics.io.files.sheets import Sheet

_SECONDS, _SECONDS_A_MEGABYTE = 30.0, 20.0
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_WITH_MACROS = ".xlsm"

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
        "định dạng và công thức (bản chép là một tệp mới, chỉ có dữ liệu)",
        "formats and formulas (the copy is a new file of its data)",
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

    Returns:
        Where the copy is, and how many cells were coloured and commented.

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
    if output.exists() and output.samefile(path):
        raise WrongUseError(
            f"Bản chép không được đè lên tệp gốc “{path}”. Hãy chọn tên khác.",
            f"The copy must not replace the file itself, “{path}”. Choose another name.",
        )
    endings = (".xlsx", _WITH_MACROS) if path.suffix.casefold() == _WITH_MACROS else (".xlsx",)
    refuse_place(output, endings, overwrite=overwrite)
    notes = cell_notes(checked_files, language)
    with written_whole(output, overwrite=overwrite) as unfinished:
        copied = _copied(path, notes, unfinished, keep_macros=output.suffix.casefold() == _WITH_MACROS)
    return AnnotatedCopy(
        path=output,
        cells=copied["cells"],
        comments=copied["comments"],
        left_out=copied["cells"] - copied["comments"],
        not_kept=tuple(_NOT_KEPT[each] for each in copied["not_kept"]),
    )


# --- the process with limits, seen from outside ---------------------------------------------------


def _copied(path: Path, notes: list[Note], output: Path, *, keep_macros: bool) -> dict[str, Any]:
    """Have the copy written, with what is needed for that beside it; what was done."""
    refused, folder = None, output.parent
    job = {"output": str(output), "notes": notes}
    if _is_open_workbook(path):
        try:
            return _run(path, folder, {**job, "source": str(path.resolve()), "keep_macros": keep_macros})
        except _NotOpenedError as error:
            # Workbooks that Excel opens and openpyxl does not exist; their data can still be shown.
            refused = error
    sheets = read_document(path).sheets
    for sheet in sheets:
        _refuse_unfit(path, sheet)
    described = [_describe(sheet, folder / str(place)) for place, sheet in enumerate(sheets)]
    try:
        done = _run(path, folder, {**job, "sheets": described})
    except _NotOpenedError as error:
        reason = refused or error
        raise UnreadableDataError(
            path, vi=f"không chép được ({reason})", en=f"it can't be copied ({reason})"
        ) from error
    # Text files have neither formats nor formulas.
    not_kept = ["formats"] if sheets and sheets[0].name is not None else []
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
    command, environment = limited_process(workbook_copy.__name__, folder)
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
    except ValueError:
        why = why_it_ended(done.returncode, done.stderr.decode("utf-8", "replace"))
        raise UnreadableDataError(path, vi=f"không chép được ({why.vi})", en=f"it can't be copied ({why.en})") from None
    if told.get("refused") == workbook_copy.NO_MEMORY:
        raise UnreadableDataError(path, vi=_NO_MEMORY.vi, en=_NO_MEMORY.en)
    if "refused" in told:
        raise _NotOpenedError(told["refused"])
    return told


_NO_MEMORY = Label(
    "vượt giới hạn bộ nhớ khi chép; hãy chép dữ liệu sang tệp mới rồi thử lại",
    "over the memory limit while copying; copy the data to a new file and try again",
)
