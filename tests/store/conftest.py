"""A workspace to import into, files to import, and processes that import."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl
import pytest
from builders import inspections, tasks
from openpyxl import Workbook

CARD = """
origin = "department"
[name]
vi = "Số liệu Sở KH&CN tỉnh Cao Bằng"
en = "Data of Cao Bằng"
[departments.cao_bang]
vi = "Sở KH&CN tỉnh Cao Bằng"
en = "Department of Cao Bằng"
[coverage.tasks]
since = 2020-01-01
until = 2026-01-01
[coverage.funding]
since = 2020-01-01
until = 2026-01-01
[coverage.inspections]
since = 2020-01-01
until = 2026-01-01
"""

# Waits for lines [workspace, [files]], so that it is warm when it is told to import.
_IMPORTER = """
import json, sys
from khcn_analytics.store.importing import import_files
print("ready", flush=True)
for line in sys.stdin:
    workspace, files = json.loads(line)
    print(import_files(workspace, files).version, flush=True)
"""


@dataclass
class Importer:
    """A process that imports what it is told to."""

    process: "subprocess.Popen[str]"

    def wait_until_ready(self) -> None:
        assert self._output.readline() == "ready\n"

    def tell(self, workspace: Path, *files: Path) -> None:
        self._input.write(json.dumps([str(workspace), [str(each) for each in files]]) + "\n")
        self._input.flush()

    def answer(self) -> str:
        return self._output.readline().strip()

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """As ``kill -9`` does; it must have been alive."""
        assert self.is_alive()
        self.process.kill()
        self.process.wait()

    @property
    def _input(self) -> IO[str]:
        assert self.process.stdin
        return self.process.stdin

    @property
    def _output(self) -> IO[str]:
        assert self.process.stdout
        return self.process.stdout


@pytest.fixture
def new_importer():
    """Start a process that imports; it is ended with the test."""
    started = []

    def start() -> Importer:
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _IMPORTER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return Importer(process)

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def folder(tmp_path):
    """A workspace that nothing was imported into yet."""
    path = tmp_path / "kho dữ liệu"
    path.mkdir()
    (path / "workspace.toml").write_text(CARD, "utf-8")
    return path


@pytest.fixture
def file(tmp_path):
    """Write a file to import, outside the workspace."""
    place = tmp_path / "files"
    place.mkdir()

    def write(frame: pl.DataFrame, name: str = "tasks.csv") -> Path:
        frame.write_csv(place / name)
        return place / name

    return write


@pytest.fixture
def workbook(tmp_path):
    """Write a workbook to import: name of each sheet and its rows."""
    place = tmp_path / "workbooks"
    place.mkdir()

    def write(name: str = "bao-cao.xlsx", **sheets: list[tuple[Any, ...]]) -> Path:
        book = Workbook()
        for title, rows in sheets.items():
            made = book.create_sheet(title)
            for row in rows:
                made.append(row)
        book.remove(book.worksheets[0])
        book.save(place / name)
        return place / name

    return write


@pytest.fixture
def pair(file):
    """Two files, tasks and inspections, that belong together: every record holds the same word."""

    def write(word: str, height: int = 200) -> tuple[Path, Path]:
        made: dict[str, Any] = {"unit": [word] * height}
        return file(tasks(**made), f"tasks-{word}.csv"), file(inspections(**made), f"inspections-{word}.csv")

    return write


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
