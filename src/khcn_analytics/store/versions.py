"""The log of a store: one small file for each import or undo, made visible all at once or not at all.

``versions/00000001.json`` and so on. A version names, for every table, the Delta version that
belongs to it; what no version names is not part of the workspace. So a half-done import is
invisible, and a version becomes visible in the one moment its file gets its name. The name is
given only if nobody took it: of two writers one wins, the other knows.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
import time as clock
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal, TypeVar, get_type_hints
from uuid import uuid4

from khcn_analytics.errors import UnreadableDataError, WrongUseError

FOLDER = "versions"
AsOf = int | date | datetime
"""A version by its number, the end of a day (local time), or a moment."""
_UNFINISHED = ".tmp"
_FORGOTTEN_AFTER = 3600.0


class OvertakenError(Exception):
    """Another writer was first; what was prepared is built on a state that is no longer the newest."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What one file brought for one dataset; ``read`` is the sum of the four counts after it.

    Attributes:
        name: Name of the file, without its folder.
        sha256: Digest of its bytes.
        dataset: The dataset it was read as.
        read: Records in the file.
        added: Records whose key was not there before.
        changed: Records whose key was there with other values.
        unchanged: Records that were there as they are.
        quarantined: Records kept out because of errors.
    """

    name: str
    sha256: str
    dataset: str
    read: int
    added: int
    changed: int
    unchanged: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class TableVersion:
    """A table at one version: its Delta version, a digest of what it holds, and its rows."""

    version: int
    digest: str
    rows: int


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """The state of a store after an import or an undo.

    Attributes:
        number: 1, 2, 3 …
        action: What made it.
        when: When, in UTC.
        who: The user.
        base: The version its state was built on; 0 is the empty store.
        tables: Every table that is part of it.
        files: What each file brought; empty for an undo.
        restores: The version an undo went back to; ``None`` for an import.
    """

    number: int
    action: Literal["import", "undo"]
    when: datetime
    who: str
    base: int
    tables: Mapping[str, TableVersion]
    files: tuple[ImportedFile, ...] = ()
    restores: int | None = None


_Part = TypeVar("_Part", ImportedFile, TableVersion)


def is_store(folder: Path) -> bool:
    """Whether a workspace folder holds a store, and not files; a first import that died leaves none."""
    return newest_number(folder) > 0


def newest_number(folder: Path) -> int:
    """Number of the newest version; 0 for an empty store.

    Raises:
        WrongUseError: If a file lies where the versions go.
    """
    return max(_numbers(folder), default=0)


def read_version(folder: Path, number: int) -> StoredVersion:
    """One version.

    Raises:
        WrongUseError: If there is none of that number.
        UnreadableDataError: If its file is damaged.
    """
    path = _path(folder, number)
    try:
        return _from_json(json.loads(path.read_text("utf-8")), number)
    except FileNotFoundError as error:
        raise _no_such_version(folder, f"số {number}", f"number {number}") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableDataError(
            path,
            vi="tệp phiên bản bị hỏng hoặc bị sửa; hãy khôi phục tệp này từ bản sao lưu",
            en="the version file is damaged or was edited; restore it from a backup",
        ) from error


def read_versions(folder: Path) -> list[StoredVersion]:
    """Every version, the oldest first.

    Raises:
        UnreadableDataError: If a file is damaged or missing.
    """
    numbers = sorted(_numbers(folder))
    if numbers and (missing := sorted(set(range(1, numbers[-1])) - set(numbers))):
        raise UnreadableDataError(
            folder / FOLDER,
            vi=f"thiếu {len(missing)} tệp phiên bản, đầu tiên là số {missing[0]}; hãy khôi phục từ bản sao lưu",
            en=f"{len(missing)} version file(s) missing, the first is number {missing[0]}; restore from a backup",
        )
    return [read_version(folder, each) for each in numbers]


def version_as_of(folder: Path, as_of: AsOf) -> StoredVersion:
    """The version that was current then.

    Raises:
        WrongUseError: If there was none yet, or none of that number.
    """
    if isinstance(as_of, int):
        return read_version(folder, as_of)
    moment = as_of if isinstance(as_of, datetime) else datetime.combine(as_of, time.max)
    then = [each for each in read_versions(folder) if _clock(each.when, moment) <= moment]
    if not then:
        raise _no_such_version(folder, f"tại {as_of}", f"as of {as_of}")
    return then[-1]


def _clock(when: datetime, like: datetime) -> datetime:
    """A moment as the other one is told: with a time zone, or by the clock on the wall."""
    return when if like.tzinfo else when.astimezone().replace(tzinfo=None)


def publish(folder: Path, version: StoredVersion) -> None:
    """Make a version visible, whole and durable, if its number is still free.

    Raises:
        OvertakenError: If another writer took the number.
        WrongUseError: If the folder can't be written.
    """
    home = _home(folder)
    unfinished = home / f".{version.number:08}-{uuid4().hex}{_UNFINISHED}"
    try:
        home.mkdir(exist_ok=True)
        sync_folder(folder)
        _sweep(home)
        with unfinished.open("w", encoding="utf-8") as file:
            json.dump(_as_json(version), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        _give_name(unfinished, _path(folder, version.number))
        sync_folder(home)
    except FileExistsError as error:
        raise OvertakenError from error
    except OSError as error:
        raise not_written(folder, error) from error
    finally:
        # The version is made, or an error is told already: what is left is swept later.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def next_version(
    base: int,
    action: Literal["import", "undo"],
    who: str | None,
    tables: Mapping[str, TableVersion],
    *,
    files: tuple[ImportedFile, ...] = (),
    restores: int | None = None,
) -> StoredVersion:
    """The version after ``base``, made now; arguments as the attributes of :class:`StoredVersion`."""
    return StoredVersion(
        number=base + 1,
        action=action,
        when=datetime.now(UTC),
        who=user_name(who),
        base=base,
        tables=tables,
        files=files,
        restores=restores,
    )


def user_name(who: str | None) -> str:
    """Who writes: as told, else the user of this computer."""
    try:
        return who or getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name, as in some containers
        return "?"


def not_written(folder: Path, error: Exception) -> WrongUseError:
    """What to say when the disk refuses; the workspace is as it was."""
    return WrongUseError(
        f"Không ghi được vào “{folder}” ({error}). Dữ liệu giữ nguyên như trước. "
        "Hãy kiểm tra quyền ghi và dung lượng trống; ổ đĩa phải hỗ trợ liên kết cứng (NTFS, ext4, APFS …).",
        f"“{folder}” can't be written ({error}). The data are as before. "
        "Check the permissions and the free space; the disk must support hard links (NTFS, ext4, APFS …).",
    )


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable, where that can be asked: not on Windows and some network disks."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _give_name(unfinished: Path, path: Path) -> None:
    """Both ways refuse a name that is taken, and no reader ever sees part of a file."""
    if sys.platform == "win32":
        unfinished.rename(path)
    else:
        path.hardlink_to(unfinished)


def _sweep(home: Path) -> None:
    """Remove what writers that were killed left behind; a living one needs seconds, not an hour."""
    for each in home.glob(f".*{_UNFINISHED}"):
        # Another writer sweeps too, or gave it its name; or it is not ours to remove.
        with suppress(OSError):
            if clock.time() - each.stat().st_mtime > _FORGOTTEN_AFTER:
                each.unlink()


def _home(folder: Path) -> Path:
    home = folder / FOLDER
    if home.exists() and not home.is_dir():
        raise WrongUseError(
            f"“{home}” phải là thư mục nhật ký của kho dữ liệu nhưng lại là tệp. Hãy chuyển tệp đó đi nơi khác.",
            f"“{home}” must be the folder of the store's log, but it is a file. Move it away.",
        )
    return home


def _path(folder: Path, number: int) -> Path:
    return folder / FOLDER / f"{number:08}.json"


def _numbers(folder: Path) -> list[int]:
    return [int(each.stem) for each in _home(folder).glob("*.json") if each.stem.isdecimal()]


def _no_such_version(folder: Path, vi: str, en: str) -> WrongUseError:
    newest = newest_number(folder)
    if not newest:
        return WrongUseError(
            f"Kho dữ liệu “{folder}” chưa có phiên bản nào. Hãy nhập dữ liệu: khcn import TỆP --into “{folder}”.",
            f"Workspace “{folder}” has no version yet. Import data: khcn import FILE --into “{folder}”.",
        )
    first = read_version(folder, min(_numbers(folder)))
    since = f"{first.when.astimezone():%d/%m/%Y %H:%M}"
    return WrongUseError(
        f"Không có phiên bản {vi}. Đang có phiên bản 1 đến {newest}, từ {since}; xem: khcn history “{folder}”.",
        f"There is no version {en}. There are versions 1 to {newest}, since {since}; see: khcn history “{folder}”.",
    )


def _as_json(version: StoredVersion) -> dict[str, Any]:
    return {**asdict(version), "when": version.when.astimezone(UTC).isoformat()}


def _from_json(content: dict[str, Any], number: int) -> StoredVersion:
    """A version from its file; whatever is not as written by :func:`_as_json` raises."""
    if content["number"] != number or content["action"] not in {"import", "undo"}:
        raise ValueError(content["number"])
    when = datetime.fromisoformat(content["when"])
    if when.tzinfo is None:
        raise ValueError(content["when"])
    return StoredVersion(
        number=number,
        action=content["action"],
        when=when,
        who=str(content["who"]),
        base=int(content["base"]),
        tables={name: _exactly(TableVersion, each) for name, each in content["tables"].items()},
        files=tuple(_exactly(ImportedFile, each) for each in content["files"]),
        restores=None if content["restores"] is None else int(content["restores"]),
    )


def _exactly(kind: type[_Part], content: dict[str, Any]) -> _Part:
    part = kind(**content)
    for name, wanted in get_type_hints(kind).items():
        if type(getattr(part, name)) is not wanted:
            raise TypeError(name)
    return part
