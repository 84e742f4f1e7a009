"""The users file: a name and the hash of a password on each line.

::

    giamdoc:scrypt$32768$8$3$…$…

The file is read again whenever it changes, so that who is taken off it is out at once.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from khcn_analytics.dashboards.serving.followed_file import FollowedFile
from khcn_analytics.dashboards.serving.passwords import hash_of_nobody, hashed, is_hash, is_password, refuse_weak
from khcn_analytics.errors import DataNotFoundError, UnreadableDataError, WrongUseError
from khcn_analytics.vocabulary.text import nfc

_NAME = re.compile(r"[\w.@-]{1,64}")
# Whoever it is that does not exist, checking takes as long as for those who do.
_NOBODY = hash_of_nobody()


class Users:
    """Who may come in.

    Args:
        path: The users file.

    Raises:
        DataNotFoundError: If it is not there.
        WrongUseError: If others on this machine may read or write it, or nobody is in it.
        UnreadableDataError: If a line is not a name and a hash.
    """

    def __init__(self, path: Path) -> None:
        self._file: FollowedFile[Mapping[str, str]] = FollowedFile(path, read_users, {})
        if not self._file.now:
            raise WrongUseError(
                f"Tệp người dùng “{path}” chưa có ai. Thêm người: khcn user add TÊN --users “{path}”.",
                f"Nobody is in the users file “{path}”. Add someone: khcn user add NAME --users “{path}”.",
            )

    def hash_of(self, name: str) -> str | None:
        """The hash of a user, by the file as it is now; ``None`` for a stranger."""
        return self._file.now.get(user_key(name))

    def admits(self, name: str, password: str) -> bool:
        """Whether it is the user's password; it takes the same time whether or not there is such a user."""
        kept = self.hash_of(name)
        return is_password(password, kept or _NOBODY) and kept is not None

    def still(self, name: str) -> Callable[[], bool]:
        """Tells at any time whether a user is on the file, with the same password as now."""
        kept = self.hash_of(name)
        return lambda: kept is not None and self.hash_of(name) == kept


def user_key(name: str) -> str:
    """A name as it is kept: however it was typed, it is one user."""
    return nfc(name).strip().casefold()


def read_users(path: Path) -> Mapping[str, str]:
    """Name -> hash.

    Raises:
        DataNotFoundError: If the file is not there.
        WrongUseError: If others on this machine may read or write it.
        UnreadableDataError: If a line is not a name and a hash.
    """
    try:
        mode = path.stat().st_mode
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError as error:
        raise DataNotFoundError(path) from error
    except (OSError, ValueError) as error:
        raise UnreadableDataError(path, vi="không phải tệp người dùng", en="it is no users file") from error
    if sys.platform != "win32" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise WrongUseError(
            f"Người khác trên máy này đọc được tệp người dùng “{path}”. Hãy chạy: chmod 600 “{path}”.",
            f"Others on this machine can read the users file “{path}”. Run: chmod 600 “{path}”.",
        )
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        name, _, kept = line.partition(":")
        if not _NAME.fullmatch(name) or not is_hash(kept) or name in found:
            raise UnreadableDataError(
                path,
                vi=f"dòng {number} không phải “tên:mã băm”; xóa dòng đó rồi thêm lại bằng khcn user add",
                en=f"line {number} is not “name:hash”; remove it and add the user again with khcn user add",
            )
        found[name] = kept
    return found


def add_user(path: Path, name: str, password: str) -> bool:
    """Add a user, or give one a new password; whether there was one of that name before.

    Raises:
        WrongUseError: If the name or the password can't be taken, or the file can't be written.
        UnreadableDataError: If the file is there but is no users file.
    """
    key = valid_name(name)
    refuse_weak(key, password)
    users = dict(read_users(path)) if path.exists() else {}
    known = key in users
    _write(path, users | {key: hashed(password)})
    return known


def remove_user(path: Path, name: str) -> None:
    """Take a user off the file; who is logged in is out at once.

    Raises:
        DataNotFoundError: If the file is not there.
        WrongUseError: If there is no such user, or the file can't be written.
    """
    users = dict(read_users(path))
    if users.pop(user_key(name), None) is None:
        raise WrongUseError(
            f"Tệp “{path}” không có người dùng “{name}”. Đang có: {', '.join(users) or 'không ai'}.",
            f"There is no user “{name}” in “{path}”. There are: {', '.join(users) or 'none'}.",
        )
    _write(path, users)


def valid_name(name: str) -> str:
    """A name as it is kept.

    Raises:
        WrongUseError: If it holds anything but letters, digits, ``.``, ``-``, ``_`` and ``@``.
    """
    key = user_key(name)
    if not _NAME.fullmatch(key):
        raise WrongUseError(
            f"Tên đăng nhập “{name}” chỉ được gồm chữ, số và . - _ @, tối đa 64 ký tự; ví dụ: giamdoc, le.an.",
            f"The user name “{name}” may hold letters, digits and . - _ @ only, 64 at most; for example: le.an.",
        )
    return key


def _write(path: Path, users: Mapping[str, str]) -> None:
    """The old file or the new one, never half of it, and readable by its owner only."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib can't say who may read it
            file.writelines(f"{name}:{kept}\n" for name, kept in users.items())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise WrongUseError(
            f"Không ghi được tệp người dùng “{path}” ({error.strerror}). Hãy kiểm tra thư mục và quyền ghi.",
            f"The users file “{path}” can't be written ({error.strerror}). Check the folder and its permissions.",
        ) from error
