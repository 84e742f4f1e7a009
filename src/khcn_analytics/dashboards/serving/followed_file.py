"""A small file that says who may come in: read again whenever it changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from khcn_analytics.errors import KhcnError

_T = TypeVar("_T")


class FollowedFile(Generic[_T]):
    """What a file says now.

    Args:
        path: The file.
        read: Reads it.
        otherwise: What holds while it is gone or damaged: that nobody may come in.

    Raises:
        KhcnError: What ``read`` raises the first time.
    """

    def __init__(self, path: Path, read: Callable[[Path], _T], otherwise: _T) -> None:
        self._path, self._read, self._otherwise = path, read, otherwise
        self._stamp = _stamp(path)
        self._found = read(path)

    @property
    def now(self) -> _T:
        """By the file as it is now."""
        stamp = _stamp(self._path)
        if stamp != self._stamp:
            try:
                self._found = self._read(self._path)
            except KhcnError:
                self._found = self._otherwise
            self._stamp = stamp
        return self._found


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
