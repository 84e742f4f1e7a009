import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from khcn_analytics.dashboards.serving.live_store import LiveStore
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import UnreadableDataError


class Source:
    """A workspace whose version and stamp the test sets."""

    def __init__(self, workspace) -> None:
        self.workspace, self.stamp, self.loads, self.wrong = workspace, 1, 0, False

    def load(self):
        self.loads += 1
        if self.wrong:
            raise UnreadableDataError("tasks.csv", vi="tệp đang được ghi", en="it is being written")
        return Store(self.workspace)

    def look(self):
        return self.stamp

    def change(self, version: str) -> None:
        self.stamp += 1
        self.workspace = replace(self.workspace, version=version)


@pytest.fixture
def source(workspace):
    return Source(workspace)


def refresh(live: LiveStore, times: int = 2) -> None:
    # In a thread: tests with a browser leave a loop running in this one.
    with ThreadPoolExecutor(1) as other:
        for _ in range(times):
            other.submit(lambda: asyncio.run(live.refresh())).result()


def test_it_is_read_once_and_not_again_without_a_change(source):
    live = LiveStore(source.load, source.look)
    refresh(live, 5)

    assert source.loads == 1


def test_a_new_version_is_taken_over_and_told(source, workspace):
    live = LiveStore(source.load, source.look)
    told: list[str] = []
    live.listeners.add(lambda: told.append(live.current.workspace.version))
    before = live.current

    source.change("b")
    refresh(live)

    assert live.current.workspace.version == "b"
    assert told == ["b"]
    # A page that was opened before stays with its own figures.
    assert before.workspace.version == workspace.version


def test_a_file_that_is_still_being_saved_is_not_read(source):
    live = LiveStore(source.load, source.look)

    for version in "bcd":
        source.change(version)
        refresh(live, 1)
    assert source.loads == 1
    refresh(live, 1)

    assert source.loads == 2
    assert live.current.workspace.version == "d"


def test_a_file_that_was_saved_as_it_was_tells_nobody(source):
    live = LiveStore(source.load, source.look)
    told: list[int] = []
    live.listeners.add(lambda: told.append(1))

    source.stamp += 1
    refresh(live)

    assert source.loads == 2
    assert told == []


def test_what_can_not_be_read_leaves_the_figures_and_is_told_until_it_is_mended(source, caplog):
    live = LiveStore(source.load, source.look)
    version = live.current.workspace.version

    source.wrong = True
    source.change("b")
    refresh(live, 4)

    assert live.current.workspace.version == version
    assert "being written" in str(live.failure)
    assert "being written" in caplog.text
    assert source.loads == 2

    source.wrong = False
    source.stamp += 1
    refresh(live)
    assert live.failure is None
    assert live.current.workspace.version == "b"


def test_a_folder_that_is_away_is_a_change_too(source):
    live = LiveStore(source.load, lambda: "FileNotFoundError" if source.wrong else source.stamp)
    source.wrong = True
    refresh(live)

    assert live.failure is not None


def test_without_anything_to_look_at_it_stays(source):
    live = LiveStore(source.load)
    source.change("b")
    refresh(live, 3)

    assert source.loads == 1
