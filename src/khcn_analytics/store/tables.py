"""The tables of a store: Delta Lake on disk, polars in memory.

A table is always written whole, as a new Delta version; files of older versions stay, so that
every version of the workspace can be read again.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import polars as pl
from deltalake import CommitProperties, DeltaTable, PostCommitHookProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError
from polars.exceptions import PolarsError

from khcn_analytics.errors import UnreadableDataError, WrongUseError
from khcn_analytics.store.versions import OvertakenError, TableVersion, not_written, sync_folder

FOLDER = "tables"
_WRITER = "khcn_write"
# What the Delta library can't have in the path of a table (it takes paths for addresses).
_REFUSED = re.compile(r"[\[\]^|\n\r]|%[0-9A-Fa-f]{2}" + (r"|\\" if os.sep == "/" else ""))


def write_table(folder: Path, name: str, frame: pl.DataFrame) -> TableVersion:
    """Write a table as a new version; nobody sees it before a version of the store names it.

    Raises:
        OvertakenError: If another writer was first.
        WrongUseError: If the folder can't be written, or can't hold tables because of its name.
    """
    home = _home(folder, name)
    write = uuid4().hex
    try:
        write_deltalake(
            home,
            frame,
            mode="overwrite",
            schema_mode="overwrite",
            # Every version stays readable: the library's default forgets the log after 30 days.
            configuration={"delta.enableExpiredLogCleanup": "false"},
            commit_properties=CommitProperties(custom_metadata={_WRITER: write}, max_commit_retries=0),
            post_commithook_properties=PostCommitHookProperties(cleanup_expired_logs=False),
        )
        version = _version_of(home, write)
        _sync(home, version)
    except CommitFailedError as error:
        raise OvertakenError from error
    except (DeltaError, OSError) as error:
        raise not_written(folder, error) from error
    return TableVersion(version, digest(frame), frame.height)


def read_table(folder: Path, name: str, wanted: TableVersion) -> pl.DataFrame:
    """A table exactly as a version of the store names it; without columns where it has no rows.

    Raises:
        UnreadableDataError: If its files are missing or damaged.
    """
    home = _home(folder, name)
    try:
        files = list(_data_files(home, wanted.version))
        frame = pl.read_parquet(files, glob=False) if files else pl.DataFrame()
    except (DeltaError, PolarsError, OSError) as error:
        raise UnreadableDataError(
            home,
            vi=f"thiếu hoặc hỏng tệp của bảng {name}, phiên bản {wanted.version}; hãy khôi phục từ bản sao lưu",
            en=f"files of table {name}, version {wanted.version}, are missing or damaged; restore from a backup",
        ) from error
    if frame.height != wanted.rows:
        raise UnreadableDataError(
            home,
            vi=f"bảng {name} có {frame.height} dòng, phải có {wanted.rows}; hãy khôi phục từ bản sao lưu",
            en=f"table {name} has {frame.height} rows, it must have {wanted.rows}; restore from a backup",
        )
    return frame


def digest(frame: pl.DataFrame) -> str:
    """A digest of what a table holds, whatever files it lies in."""
    return hashlib.sha256(frame.write_csv().encode()).hexdigest()


def _home(folder: Path, name: str) -> Path:
    home = folder.resolve() / FOLDER / name
    if found := _REFUSED.search(str(home)):
        raise WrongUseError(
            f"Đường dẫn “{folder.resolve()}” có “{found.group()}” nên không lưu được kho dữ liệu ở đó. "
            "Hãy đổi tên thư mục.",
            f"The path “{folder.resolve()}” holds “{found.group()}”, so no store can lie there. Rename the folder.",
        )
    return home


def _version_of(home: Path, write: str) -> int:
    """The Delta version a write made; another writer may have made one since."""
    for commit in sorted((home / "_delta_log").glob("*.json"), reverse=True):
        if write in commit.read_text("utf-8"):
            return int(commit.stem)
    raise OvertakenError


def _data_files(home: Path, version: int) -> Iterator[Path]:
    # By name, since the library's own paths are addresses, with % for other letters than English ones.
    added = pl.DataFrame(DeltaTable(home, version=version).get_add_actions())
    yield from (home / each for each in sorted(added["path"]))


def _sync(home: Path, version: int) -> None:
    """Make a version of a table durable before the store names it."""
    log = home / "_delta_log"
    for file in (*_data_files(home, version), log / f"{version:020}.json"):
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())
    # The folders above too: their names may be new.
    for each in (log, home, home.parent, home.parent.parent):
        sync_folder(each)
