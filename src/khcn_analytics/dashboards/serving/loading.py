"""Workspaces opened in a process of their own.

The leaders' server never holds what identifies people: another process reads the files and hands
over what is left without it, and the counts it takes names to make. A file that ends its reader
does not end the server either.
"""

from __future__ import annotations

import signal
from collections.abc import Hashable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from khcn_analytics.dashboards.eligibility_counts import eligibility_counts
from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.store.beginning import open_or_begin
from khcn_analytics.store.card import CARD
from khcn_analytics.store.versions import FOLDER, AsOf, newest_number
from khcn_analytics.store.workspace import Workspace, example_workspace, open_workspace


@dataclass(frozen=True, eq=False, slots=True)
class Loaded:
    """What the other process hands over.

    Attributes:
        workspace: The data.
        eligible: How many may be proposed for which award, where the data name nobody.
    """

    workspace: Workspace
    eligible: pl.DataFrame | None = None


def load(folder: Path | None, as_of: AsOf | None = None, *, personal: bool) -> Loaded:
    """Open a workspace in another process.

    Args:
        folder: Folder of the workspace; ``None`` is the bundled example.
        as_of: The version, day or moment; ``None`` is the newest.
        personal: Whether to hand over what identifies people; if not, counts of who may be proposed come instead.

    Raises:
        KhcnError: What :func:`open_workspace` raises; or ``UnreadableDataError`` if the process ended.
    """
    # Forking a process that computes with polars hangs it, so the other one starts anew.
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=_leave_interrupts) as other:
        try:
            return other.submit(_open, folder, as_of, personal=personal).result()
        except BrokenProcessPool as error:
            raise UnreadableDataError(
                folder,
                vi="tiến trình đọc dữ liệu bị dừng đột ngột, thường do thiếu bộ nhớ; hãy xem lại tệp và bộ nhớ của máy",
                en="the process that reads it ended, mostly for want of memory; look at the files and the memory",
            ) from error


def stamp(folder: Path) -> Hashable:
    """Something cheap that differs once the workspace does: of a store its newest version, else its files."""
    if number := newest_number(folder):
        return number, _moment(folder / CARD), (folder / FOLDER).stat().st_mtime_ns
    return tuple(sorted((each.name, _moment(each)) for each in folder.iterdir() if each.is_file()))


def _open(folder: Path | None, as_of: AsOf | None, *, personal: bool) -> Loaded:
    # Whoever may fill a workspace meets it before there is anything in it.
    if personal and folder is not None and as_of is None:
        return Loaded(open_or_begin(folder))
    workspace = example_workspace() if folder is None else open_workspace(folder, as_of)
    return Loaded(workspace) if personal else Loaded(workspace.without_personal_data(), eligibility_counts(workspace))


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; what to do about it is for the server to say."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _moment(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_mtime_ns, found.st_size
