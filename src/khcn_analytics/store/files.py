"""Dataset files that lie in a workspace folder, such as ``tasks.csv``."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import polars as pl

from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.io.checking import CheckedFile
from khcn_analytics.io.files.reading import READABLE
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.store.invalid import invalid
from khcn_analytics.store.versions import read_versions


def dataset_files(folder: Path) -> dict[str, Path]:
    """Dataset -> its file in the folder.

    Raises:
        UnreadableDataError: If there are several files for one dataset.
    """
    return {name: found for name in DATASETS if (found := _file_of(folder, name))}


def file_digest(path: Path) -> str:
    """SHA-256 of a file's bytes.

    Raises:
        UnreadableDataError: If the file can't be opened.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableDataError(
            path,
            vi=f"không mở được tệp ({error.strerror or error}); hãy kiểm tra quyền đọc",
            en=f"it can't be opened ({error.strerror or error}); check the permissions",
        ) from error


def refuse_changed(path: Path, digest: str) -> None:
    """What was read must be what the history will name.

    Raises:
        UnreadableDataError: If the file has another digest by now.
    """
    if file_digest(path) != digest:
        raise UnreadableDataError(
            path,
            vi="tệp bị thay đổi trong lúc đọc; hãy lưu và đóng tệp rồi nhập lại",
            en="the file changed while it was read; save and close it, then import again",
        )


def refuse_wrong_table(checked: CheckedFile[Any]) -> None:
    """A table that is wrong as a whole, such as one without a required column, is no set of bad rows.

    Raises:
        InvalidDataError: If there is an error that is of no single row.
    """
    errors = checked.problems.filter(pl.col("row").is_null(), severity=Severity.ERROR.code)
    if errors.height:
        raise invalid(errors.with_columns(dataset=pl.lit(checked.dataset.name), source="file"))


def refuse_files_beside(folder: Path, coming: Collection[str] = ()) -> None:
    """A store is read without the files that lie beside it, so each of them must have been imported.

    Args:
        folder: The workspace.
        coming: Digests of the files about to be imported.

    Raises:
        WrongUseError: If a dataset file lies in the folder that was never imported as it is.
    """
    files = _all_files(folder)
    if not files:
        return
    known = {*coming, *(file.sha256 for version in read_versions(folder) for file in version.files)}
    strangers = [each for each in files if file_digest(each) not in known]
    if strangers:
        names = ", ".join(each.name for each in strangers)
        quoted = " ".join(f'"{each}"' for each in strangers)
        raise WrongUseError(
            f"Thư mục “{folder}” là kho dữ liệu nhưng còn {len(strangers)} tệp chưa nhập: {names}. "
            f'Hãy nhập: khcn import {quoted} --into "{folder}", hoặc chuyển tệp đi nơi khác.',
            f"“{folder}” holds a store, and {len(strangers)} file(s) never imported: {names}. "
            f'Import: khcn import {quoted} --into "{folder}", or move them away.',
        )


def _all_files(folder: Path) -> list[Path]:
    return [file for name in DATASETS for ending in _ENDINGS if (file := folder / f"{name}{ending}").is_file()]


_ENDINGS = READABLE.split(", ")


def _file_of(folder: Path, dataset: str) -> Path | None:
    found = [file for ending in _ENDINGS if (file := folder / f"{dataset}{ending}").is_file()]
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise UnreadableDataError(
            folder, vi=f"có nhiều tệp cho một bộ dữ liệu: {names}", en=f"several files for one dataset: {names}"
        )
    return found[0] if found else None
