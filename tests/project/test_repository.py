"""What must hold for the repository as a whole."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.registry import DATASETS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "khcn_analytics"
GENERATORS = sorted((ROOT / "datasets").glob("*/generate.py"))


def tracked_texts() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    binary = {".png", ".parquet", ".xlsx", ".xls", ".ods"}
    return [
        path for name in listed.split("\0") if name and (path := ROOT / name).suffix not in binary and path.exists()
    ]


def has_behaviour(module: Path) -> bool:
    tree = ast.parse(module.read_text("utf-8"))
    return any(isinstance(each, ast.FunctionDef | ast.ClassDef) for each in tree.body)


def test_tests_mirror_the_source():
    modules = [path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if has_behaviour(path)]
    wanted = {path.with_name(f"test_{path.name}") for path in modules}
    # Tested as a whole, through what people call.
    as_a_whole = {
        "cli": {
            *("commands", "data_commands", "figure_commands", "options", "grammar", "printing"),
            *("templating", "checking", "analysing", "serving", "__init__"),
        },
        ".": {"__init__", "notebook"},
        "io": {"bundled"},
        "io/files": {
            "special_cells",
            "scan_xlsx",
            "scan_xls",
            "scan_xlsb",
            "scan_ods",
            "ole",
            "delimiters",
            "parquet",
            "text_encoding",
            "sheets",
        },
        "io/tables": {"understanding"},
        "io/cells": {"legacy_text", "record_cells"},
        "io/templates": {"columns", "guide"},
        "io/problems": {"workbook_copy"},  # the process that annotate starts
        "schemas": {"dataset", "places", "links"},
        "vocabulary": {"syllables"},
        "store": {"departments", "invalid"},
        "indicators": {"cards"},
    }
    covered = {Path(folder) / f"test_{name}.py" for folder, names in as_a_whole.items() for name in names}
    missing = [path for path in wanted - covered if not (ROOT / "tests" / path).exists()]

    assert sorted(map(str, missing)) == []


def test_no_file_names_a_package_index():
    index = re.compile(r"https?://[^\s\"']*(?:/simple/|/packages/|pypi\.org|pythonhosted)")
    naming = [path.name for path in tracked_texts() if path != Path(__file__) and index.search(path.read_text("utf-8"))]

    assert naming == []


def test_every_requirement_is_pinned_with_a_hash():
    files = list(ROOT.glob("requirements-*.txt"))
    assert len(files) == 3
    for file in files:
        entries = re.split(r"\n(?=\S)", file.read_text("utf-8").strip())
        assert all(re.match(r"[\w.-]+(?:\[[\w,]+\])?==\S+", each) and "--hash=sha256:" in each for each in entries)


@pytest.mark.parametrize(
    "folder", [each for each in (ROOT / "datasets").iterdir() if each.is_dir()], ids=lambda f: f.name
)
def test_every_dataset_has_a_card(folder):
    card = (folder / "README.md").read_text("utf-8")

    assert "Apache-2.0" in card
    assert re.search(r"không có thật|thật|dựng lại|invented|real", card)


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda path: path.parent.name)
def test_made_data_are_what_their_generator_makes(generator):
    result = subprocess.run([sys.executable, generator, "--check"], capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout + result.stderr


def test_made_data_have_generators():
    assert [path.parent.name for path in GENERATORS] == ["example", "messy", "reconstructed"]


def test_every_column_is_in_the_data_dictionary():
    dictionary = (ROOT / "docs" / "datasets.md").read_text("utf-8")

    for dataset in DATASETS.values():
        assert all(f"| `{name}` |" in dictionary for name in column_cards(dataset.model))


def test_the_commands_of_the_documents_exist():
    known = set(re.findall(r'^    "(\w+)": \(', (ROOT / "run.py").read_text("utf-8"), re.MULTILINE))
    pages = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / ".ci" / "run", ROOT / ".githooks" / "pre-commit")
    named = {name for page in pages for name in re.findall(r"run\.py (\w+)", page.read_text("utf-8"))}

    assert named <= known
    assert {"check", "test", "docs", "notebooks", "serve", "bench"} <= known
