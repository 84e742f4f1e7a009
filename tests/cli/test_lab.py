"""What ``khcn lab`` starts, and where; JupyterLab itself is opened in ``tests/project/test_lab.py``."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from jupyter_client.kernelspec import KernelSpecManager

from khcn_analytics.cli import WRONG_USE, lab, main
from khcn_analytics.io.bundled import bundled_notebooks


@pytest.fixture
def started(monkeypatch):
    """What was started instead of JupyterLab."""
    calls = []

    def run(command, *, env, **_):
        calls.append((command, env))
        return SimpleNamespace(returncode=7)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def root_of(command: list[str]) -> Path:
    (found,) = (each.partition("=")[2] for each in command if each.startswith("--ServerApp.root_dir="))
    return Path(found)


def test_a_checkout_opens_its_own_notebooks_and_the_exit_code_is_jupyters(started, capsys):
    assert main(["lab", "--no-browser", "--port", "9123"]) == 7

    ((command, _),) = started
    assert command[0] == sys.executable
    assert root_of(command) == bundled_notebooks()
    assert {"--no-browser", "--port=9123", "--MultiKernelManager.default_kernel_name=khcn"} <= set(command)
    assert command[-2].startswith("--LabApp.default_url=/lab/tree/01_")
    assert capsys.readouterr().err == ""


def test_a_folder_gets_copies_of_the_notebooks_and_nothing_is_overwritten(started, capsys, tmp_path):
    every = {each.name for each in bundled_notebooks().glob("*.ipynb")}
    mine = tmp_path / "của tôi" / min(every)
    mine.parent.mkdir()
    mine.write_text("đã sửa", "utf-8")

    main(["lab", str(mine.parent), "--no-browser"])

    assert root_of(started[0][0]) == mine.parent
    assert {each.name for each in mine.parent.iterdir()} == every
    assert mine.read_text("utf-8") == "đã sửa"
    assert f"Đã chép {len(every) - 1} sổ tay" in capsys.readouterr().err

    main(["lab", str(mine.parent), "--lang", "en"])
    assert "0 notebook(s) copied" in capsys.readouterr().err


def test_a_file_where_the_folder_should_be_is_told(started, capsys, tmp_path):
    (tmp_path / "a.txt").touch()

    assert main(["lab", str(tmp_path / "a.txt")]) == WRONG_USE
    assert "không phải thư mục ghi được" in capsys.readouterr().err
    assert started == []


def test_an_installed_package_opens_copies_in_the_current_folder(started, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(lab, "is_checkout", lambda: False)

    main(["lab", "--no-browser"])

    assert root_of(started[0][0]) == tmp_path / "so-tay-khcn"
    assert list((tmp_path / "so-tay-khcn").glob("*.ipynb"))


def test_the_kernel_is_the_python_that_runs_this(monkeypatch):
    for name, value in lab.environment().items():
        monkeypatch.setenv(name, value)

    found = KernelSpecManager().get_kernel_spec("khcn")

    # Jupyter puts its own Python in the place of this word.
    assert found.argv[0] == "python"
    assert "khcn_analytics" in found.display_name


def test_settings_of_the_user_come_after_ours(monkeypatch):
    monkeypatch.setenv("JUPYTER_PATH", "/own")

    first, second = lab.environment()["JUPYTER_PATH"].split(os.pathsep)

    assert Path(first).name == "lab_settings"
    assert second == "/own"
