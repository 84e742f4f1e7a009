"""Workspaces opened in a process of their own.

The leaders' server never holds what identifies people: another process reads the files and hands
over what is left without it, and the counts it takes names to make. A file that ends its reader
does not end the server either. The two work at the same time: this module imports next to nothing,
so that the other process reads while the server is still importing what it draws with.
"""

from __future__ import annotations

import gc
import signal
from collections.abc import Hashable
from contextlib import suppress
from functools import cached_property
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from khcn_analytics.errors import KhcnError, UnreadableDataError
from khcn_analytics.store.versions import FOLDER, AsOf, newest_number

if TYPE_CHECKING:
    import polars as pl

    from khcn_analytics.store.workspace import Workspace

# What knows of cards knows of columns, rules and indicators too: importing it takes long.
_CARD = "workspace.toml"


class Loading:
    """A workspace that another process is opening, from the moment this is made.

    Args:
        folder: Folder of the workspace; ``None`` is the bundled example.
        as_of: The version, day or moment; ``None`` is the newest.
        personal: Whether to hand over what identifies people; if not, counts of who may be proposed come with it.
    """

    def __init__(self, folder: Path | None, as_of: AsOf | None = None, *, personal: bool) -> None:
        self._folder = folder
        self.stamp = None if folder is None else stamp(folder)
        # Forking a process that computes with polars hangs it, so the other one starts anew.
        context = get_context("spawn")
        self._answers, answering = context.Pipe(duplex=False)
        self._process = context.Process(target=_answer, args=(answering, folder, as_of, personal), daemon=True)
        self._process.start()
        # Held by the other process alone, it closes with it.
        answering.close()

    @cached_property
    def workspace(self) -> Workspace:
        """The data, once they are read.

        Raises:
            KhcnError: What :func:`open_workspace` raises; or ``UnreadableDataError`` if the process ended.
        """
        workspace: Workspace = self._answer()
        return workspace

    @cached_property
    def eligible(self) -> pl.DataFrame | None:
        """How many may be proposed for which award, once they are counted, where the data name nobody.

        Raises:
            KhcnError: As :attr:`workspace`.
        """
        # Told after the data, and last.
        _ = self.workspace
        counts: pl.DataFrame | None = self._answer()
        self._answers.close()
        return counts

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the other process if this one can't use what it tells; else it ends by itself."""
        if kind is not None:
            self._process.kill()
            self._process.join()

    def _answer(self) -> Any:
        try:
            answer = self._answers.recv()
        except EOFError as error:
            raise UnreadableDataError(
                self._folder,
                vi="tiến trình đọc dữ liệu bị dừng đột ngột, thường do thiếu bộ nhớ; hãy xem lại tệp và bộ nhớ của máy",
                en="the process that reads it ended, mostly for want of memory; look at the files and the memory",
            ) from error
        if isinstance(answer, Exception):
            raise answer
        return answer


def settle() -> None:
    """Take what was imported so far for there to stay, before any data are read.

    Python would look through all of it for garbage every now and then, and every reader wait a
    quarter of a second for it.
    """
    gc.freeze()
    gc.enable()


def stamp(folder: Path) -> Hashable:
    """Something cheap that differs once the workspace does: of a store its newest version, else its files.

    Of one that can't be looked at it is the kind of the error: reading it tells more.
    """
    try:
        if number := newest_number(folder):
            return number, _moment(folder / _CARD), (folder / FOLDER).stat().st_mtime_ns
        return tuple(sorted((each.name, _moment(each)) for each in folder.iterdir() if each.is_file()))
    except (OSError, KhcnError) as error:
        return type(error).__name__


def _answer(answering: Connection, folder: Path | None, as_of: AsOf | None, personal: bool) -> None:  # noqa: FBT001 - a process takes no keywords that are switches
    # Ctrl-C reaches every process of a terminal; what to do about it is for the server to say.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    from khcn_analytics.dashboards.serving.reading import answers  # noqa: PLC0415  # its imports are for here alone

    settle()
    # Whoever asked may have ended meanwhile.
    with suppress(BrokenPipeError), answering:
        try:
            for each in answers(folder, as_of, personal=personal):
                answering.send(each)
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the server tells it
            answering.send(error)


def _moment(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
