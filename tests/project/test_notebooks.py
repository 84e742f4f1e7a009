"""The notebooks run from top to bottom, hold no output, state no figure themselves, and read as one series."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import khcn_analytics as kh
from khcn_analytics.cli.lab import environment
from khcn_analytics.io.bundled import bundled_folder, bundled_notebooks

TESTS = Path(__file__).parents[1]
NOTEBOOKS = sorted(bundled_notebooks().glob("*.ipynb"))
OWN_FILE = ("tep = None", "kho = None")
each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


# Before each notebook: nothing is left of the one before, and the folder is its own.
BEFORE = """
%reset -f
import os, sys
os.chdir({folder!r})
sys.path[:] = [{tests!r}, *(each for each in sys.path if each != {tests!r})]
import checked_once, khcn_analytics
checked_once.check_once()
for code in khcn_analytics.INDICATORS.keys() - {codes!r}:
    del khcn_analytics.INDICATORS[code]
%reset -f
"""


@pytest.fixture(scope="module")
def kernel() -> Iterator[NotebookClient]:
    """The kernel that the notebooks name; starting one for each takes longer than what most of them do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", environment()["JUPYTER_PATH"])
        client = NotebookClient(nbformat.v4.new_notebook(), timeout=300, kernel_name="khcn")
        with client.setup_kernel():
            yield client


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def run(kernel: NotebookClient, notebook: Any, folder: Path) -> list[Any]:
    """Run every cell in a folder; what the cells show."""
    before = nbformat.v4.new_code_cell(BEFORE.format(folder=str(folder), tests=str(TESTS), codes={*kh.INDICATORS}))
    kernel.nb = notebook
    for place, cell in enumerate([before, *code_of(notebook)]):
        kernel.execute_cell(cell, place)
    return [output for cell in code_of(notebook) for output in cell.outputs]


def code_of(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose_of(notebook: Any) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


@each_notebook
def test_the_notebook_runs_from_top_to_bottom(path, kernel, tmp_path):
    shown = run(kernel, read(path), tmp_path)

    assert shown
    assert [each.text for each in shown if each.get("name") == "stderr"] == []


def test_with_a_file_of_ones_own_one_line_changes_in_each_of_the_first_three(kernel, tmp_path):
    shutil.copy(bundled_folder("example") / "tasks.csv", tmp_path / "danh-sach.csv")
    given = ('tep = "danh-sach.csv"', 'kho = "ket-qua/kho"', 'kho = "ket-qua/kho"')

    for path, line in zip(NOTEBOOKS[:3], given, strict=True):
        notebook = read(path)
        changed = 0
        for cell in code_of(notebook):
            for before in OWN_FILE:
                changed += cell.source.count(before)
                cell.source = cell.source.replace(before, line)
        assert changed == 1
        run(kernel, notebook, tmp_path)

    imported, bundled = kh.open_workspace(tmp_path / "ket-qua" / "kho"), kh.example_workspace()
    assert list(imported.datasets) == ["tasks"]
    assert imported.datasets["tasks"].height == bundled.datasets["tasks"].height


@each_notebook
def test_the_notebook_is_kept_without_output(path):
    assert all(cell.execution_count is None and cell.outputs == [] for cell in code_of(read(path)))


@each_notebook
def test_the_notebook_names_the_kernel_that_khcn_lab_brings(path):
    assert json.loads(path.read_text("utf-8"))["metadata"]["kernelspec"]["name"] == "khcn"


@each_notebook
def test_the_notebook_asks_one_question_sums_up_in_english_and_says_what_next(path):
    first, *_, last = prose_of(read(path))

    assert first.splitlines()[0].startswith("# ")
    assert first.splitlines()[0].endswith("?")
    assert "*In English: " in first
    assert "## Thử tiếp" in last
    assert "*Try next: " in last


# What may stand in prose as digits: code, addresses, days, years, numbers of laws, of sections and of notebooks.
ALLOWED = re.compile(
    r"```.*?```|`[^`]*`|\]\([^)]*\)|\d{1,2}/\d{1,2}/\d{4}|\d+/\d{4}/[A-ZĐ\d-]+|\b(?:19|20)\d\d\b"
    r"|^## \d+\.|\b0[1-8](?=[\]:])",
    re.DOTALL | re.MULTILINE,
)


@each_notebook
def test_the_notebook_states_no_figure_that_code_did_not_make(path):
    left = [ALLOWED.sub("", text) for text in prose_of(read(path))]

    assert [text for text in left if re.search(r"\d", text)] == []


@each_notebook
def test_the_notebook_uses_public_names_only(path):
    code = "\n".join(cell.source for cell in code_of(read(path)))

    taken = [
        (module, name)
        for module, names in re.findall(r"^from khcn_analytics(\S*) import (.+)$", code, re.MULTILINE)
        for name in names.split(", ")
    ]
    assert all(module == ".indicators" and name in kh.indicators.__all__ for module, name in taken)
    assert set(re.findall(r"\bkh\.(\w+)", code)) <= {*kh.__all__}


@each_notebook
def test_links_between_notebooks_lead_somewhere(path):
    linked = [target for text in prose_of(read(path)) for target in re.findall(r"\]\(([^)]+)\)", text)]

    assert all((path.parent / target).is_file() for target in linked)


def test_the_series_is_complete_and_its_names_are_ascii():
    assert [path.name[:3] for path in NOTEBOOKS] == [f"0{number}_" for number in range(1, 9)]
    assert all(path.name.isascii() for path in NOTEBOOKS)
