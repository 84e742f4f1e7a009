"""The budgets of the served dashboard: how soon it is there, how soon it follows, how many readers it bears, what stays.

``khcn serve`` runs in a process of its own on this machine, the readers in others; what is measured
is what a browser would wait for, but for its own drawing.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

from benchmarks.readers import Plan, Reader, Times
from khcn_analytics.dashboards.serving.listening import listening
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.store.files import dataset_files
from khcn_analytics.store.workspace import Workspace

YEARS = range(2020, 2026)
PAGES = ("tasks", "trends", "inspections", "overview", "initiatives")
READING_PROCESSES = 2
GONE_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured.

    Attributes:
        readers: Readers that change a filter every three seconds.
        seconds: How long.
        few: Readers that do something every five seconds, pages included.
        idle: Sessions opened to see what each weighs.
        ended: Sessions opened and ended to see what they leave.
    """

    readers: int = 50
    seconds: float = 300
    few: int = 40
    idle: int = 30
    ended: int = 500


QUICK = Extent(readers=10, seconds=20, few=8, idle=10, ended=60)


class Server:
    """``khcn serve`` in a process of its own.

    Attributes:
        address: Where it answers.
        started: When its process began.
        ready: When it began to serve.
    """

    def __init__(self, address: str, process: subprocess.Popen[str], started: float) -> None:
        self.address, self.started = address, started
        self.ready = time.perf_counter()
        self._statistics = Path(f"/proc/{process.pid}/statm")

    @property
    def megabytes(self) -> float:
        """Memory of the process, as Linux tells it."""
        pages = int(self._statistics.read_text("ascii").split()[1])
        return pages * mmap.PAGESIZE / 2**20

    @property
    def sessions(self) -> int:
        """How many sessions it keeps."""
        with urlopen(f"{self.address}health", timeout=60) as answer:
            return int(json.load(answer)["sessions"])

    def wait_until_left(self) -> None:
        """Come back once every session has ended.

        Raises:
            TimeoutError: If some are kept.
        """
        until = time.perf_counter() + GONE_SECONDS
        while self.sessions:
            if time.perf_counter() > until:
                raise TimeoutError(f"{self.sessions} sessions are kept")
            time.sleep(1)


@contextmanager
def served(folder: Path | None) -> Iterator[Server]:
    """Serve a workspace, or the bundled example, until the block ends."""
    where = listening("127.0.0.1", 0, "", ())
    command = [sys.executable, "-m", "khcn_analytics", "serve", "--no-browser", "--port", str(where.port)]
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, *([] if folder is None else [str(folder)])], stdout=subprocess.DEVNULL, text=True
    ) as process:
        try:
            _wait_until_answering(where.url)
            yield Server(where.url, process, started)
        finally:
            process.terminate()


def serving_measures(
    workspace_of: Callable[[int], Workspace], records: int, extent: Extent
) -> Iterator[dict[str, Any]]:
    """Measure the server over many records, then what its sessions weigh over the bundled example.

    Args:
        workspace_of: The example with as many tasks.
        records: How many tasks.
        extent: How much is measured.
    """
    with TemporaryDirectory() as folder:
        workspace = workspace_of(records)
        with served(written(workspace, Path(folder) / "workspace")) as server:
            yield first_page(server, records)
            yield from choices(server, records)
            yield from many(server, _filters(workspace), extent.readers, 3, extent.seconds, bound=1.0)
            yield from many(server, _filters_and_pages(workspace), extent.few, 5, extent.seconds, bound=0.5)
    if not sys.platform.startswith("linux"):
        sys.stdout.write("          the memory of the server is measured on Linux only\n")
        return
    with served(None) as server:
        yield idle(server, extent.idle)
        yield left(server, extent.ended)


def written(workspace: Workspace, folder: Path) -> Path:
    """The folder of the bundled example with the tasks of another workspace."""
    shutil.copytree(bundled_folder("example"), folder)
    dataset_files(folder)["tasks"].unlink()
    workspace.datasets["tasks"].write_parquet(folder / "tasks.parquet")
    return folder


def first_page(server: Server, records: int) -> dict[str, Any]:
    """Seconds from starting the process until its first reader has the whole first page."""
    page = asyncio.run(_opened(server, "?page=overview"))
    ready = server.ready - server.started
    told = _told(f"seconds from starting khcn serve over {records} records to its first whole page", 5.0, ready + page)
    return {**told, "seconds": {"until it serves": round(ready, 2), "page": round(page, 2)}}


def choices(server: Server, records: int) -> list[dict[str, Any]]:
    """Seconds of one reader alone: a choice nobody made before, one that was, another page."""
    of_tasks = [code for code in INDICATORS if code.startswith("tasks.")][:13]
    links = [f"?page=trends&indicator={code}" for code in of_tasks]
    pages = [f"?page={page}" for page in (*PAGES, *PAGES)]
    charts, kept, switched = asyncio.run(_alone(server, links, pages))
    return [
        _told(f"seconds from a new choice over {records} records to its first chart, by socket", 0.2, median(charts)),
        _told("seconds from a choice someone made before to its first chart, by socket", 0.2, median(kept)),
        _told("seconds from opening another page, its figures kept, to all of it, by socket", 0.2, median(switched)),
    ]


def many(
    server: Server, links: Sequence[str], readers: int, every: float, seconds: float, *, bound: float
) -> list[dict[str, Any]]:
    """The seconds that 95 of 100 actions stay below while many read, and how many failed."""
    plans = [
        Plan(
            server.address, [_from(links, place) for place in range(first, readers, READING_PROCESSES)], every, seconds
        )
        for first in range(READING_PROCESSES)
    ]
    times = Times()
    with ThreadPoolExecutor(len(plans)) as threads:
        for each in threads.map(_read, plans):
            times.add(each)
    what = f"{readers} readers, an action every {every:g} s for {seconds:g} s"
    for error in times.errors[:5]:
        sys.stdout.write(f"          {error}\n")
    return [
        _told(f"seconds that 95 of 100 actions take at most: {what}", bound, quantiles(times.whole, n=20)[-1]),
        _told(f"actions that failed: {what}", 0, len(times.errors)),
    ]


def idle(server: Server, sessions: int) -> dict[str, Any]:
    """Megabytes that each further session keeps while its reader does nothing."""

    async def measure() -> float:
        first = [await _open(server, "?page=overview") for _ in range(5)]
        before = server.megabytes
        more = [await _open(server, "?page=overview") for _ in range(sessions)]
        each = (server.megabytes - before) / sessions
        for reader in (*first, *more):
            reader.close()
        return each

    weight = asyncio.run(measure())
    server.wait_until_left()
    return _told(f"MiB of memory of each of {sessions} further idle sessions", 3.0, weight)


def left(server: Server, sessions: int) -> dict[str, Any]:
    """Megabytes that each ended session leaves behind, once the process has grown to its size."""

    async def open_and_close(number: int) -> None:
        for place in range(number):
            reader = await _open(server, f"?page={PAGES[place % len(PAGES)]}")
            reader.close()

    # As many, as fast: ended sessions wait a minute for their reader, so that their number makes the size.
    asyncio.run(open_and_close(sessions))
    server.wait_until_left()
    before = server.megabytes
    asyncio.run(open_and_close(sessions))
    server.wait_until_left()
    return _told(
        f"MiB of memory that each of {sessions} ended sessions leaves", 0.05, (server.megabytes - before) / sessions
    )


def _told(what: str, bound: float, measured: float) -> dict[str, Any]:
    """One result, with how busy the machine was: seconds of a busy machine say little."""
    load = round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None
    return {"what": what, "bound": bound, "measured": round(measured, 3), "load": load}


async def _open(server: Server, link: str) -> Reader:
    reader = Reader(server.address)
    await reader.open(link)
    return reader


async def _opened(server: Server, link: str) -> float:
    reader = Reader(server.address)
    seconds = await reader.open(link)
    reader.close()
    return seconds


async def _alone(server: Server, links: Sequence[str], pages: Sequence[str]) -> tuple[list[float], ...]:
    reader = await _open(server, links[0])
    new, kept, switched = [
        [await reader.follow(link) for link in followed] for followed in (links[1:], [*links[:-1], *links], pages)
    ]
    reader.close()
    charts = [[chart for chart, _ in each if chart is not None] for each in (new, kept)]
    # The first round computes what the second takes from what is kept.
    return *charts, [whole for _, whole in switched[len(pages) // 2 :]]


def _filters(workspace: Workspace) -> list[str]:
    """Addresses of some pages, each with every year and some units."""
    units = workspace.datasets["tasks"]["unit"].drop_nulls().unique().sort().to_list()[:4]
    return [
        f"?page={page}&period={year}&unit={quote(unit)}" for page, unit, year in product(PAGES, ["", *units], YEARS)
    ]


def _filters_and_pages(workspace: Workspace) -> list[str]:
    """The same, so that every third leads to another page."""
    links = _filters(workspace)
    a_page = len(links) // len(PAGES)
    return [links[(place // 3 % len(PAGES)) * a_page + place % a_page] for place in range(len(links))]


def _from(links: Sequence[str], place: int) -> list[str]:
    """The addresses of a reader: each begins elsewhere."""
    begin = place * 7 % len(links)
    return [*links[begin:], *links[:begin]]


def _read(plan: Plan) -> Times:
    command = [sys.executable, "-m", "benchmarks.readers"]
    run = subprocess.run(command, input=json.dumps(asdict(plan)), stdout=subprocess.PIPE, text=True, check=True)
    return Times(**json.loads(run.stdout))


def _wait_until_answering(address: str) -> None:
    until = time.perf_counter() + 300
    while True:
        try:
            with urlopen(f"{address}health", timeout=60):
                return
        except URLError:
            if time.perf_counter() > until:
                raise
            time.sleep(0.02)
