#!/usr/bin/env python3
"""Every command of the project, each by itself on a fresh clone.

    python3 run.py serve       install what is needed, serve the dashboard on the bundled example
    python3 run.py test        install what is needed, run every test
    python3 run.py check       lint, format, types, layers, generated pages
    python3 run.py notebooks   run the notebooks
    python3 run.py docs        write the generated pages of docs/ again (--check: fail if they are stale), build the site
    python3 run.py bench       measure the speed budgets, as ratios
    python3 run.py lab         open JupyterLab on the notebooks
    python3 run.py khcn ...    any khcn command
    python3 run.py lock        pin the dependencies again (needs network)

Needs Python 3.11 or newer with venv and pip, nothing else. Packages go into .venv, pinned by
version and hash in requirements-*.txt. Arguments after the command are handed on.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")

LOCK = [
    *["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"],
    *["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"],
    "--no-emit-find-links",
]

# command -> (requirements file, steps); a step is the argument list of the virtual environment's Python
COMMANDS: dict[str, tuple[str, list[list[str]]]] = {
    "serve": ("run", [["-m", "khcn_analytics", "serve"]]),
    "lab": ("run", [["-m", "khcn_analytics", "lab"]]),
    "khcn": ("run", [["-m", "khcn_analytics"]]),
    "test": ("dev", [["-m", "pytest", "-n", "auto", "--dist", "loadfile"]]),
    "notebooks": ("dev", [["-m", "pytest", "tests/project/test_notebooks.py"]]),
    "docs": ("dev", [["docs/generate.py"], ["docs/gallery.py"], ["docs/build_site.py"]]),
    "bench": ("dev", [["-m", "benchmarks.run"]]),
    "check": (
        "dev",
        [
            ["-m", "ruff", "check", "."],
            ["-m", "ruff", "format", "--check", "."],
            ["-m", "mypy"],
            ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
            ["docs/generate.py", "--check"],
            ["docs/gallery.py", "--check"],
        ],
    ),
    "lock": (
        "dev",
        [
            ["-m", *LOCK, "pyproject.toml", "--group", "build", "-o", "requirements-run.txt"],
            [
                *("-m", *LOCK, "pyproject.toml", "--group", "dev"),
                *("-c", "requirements-run.txt", "-o", "requirements-dev.txt"),
            ],
            ["-m", *LOCK, "--group", "pyproject.toml:peers", "-o", "requirements-peers.txt"],
        ],
    ),
}


def main(arguments: list[str]) -> int:
    """Set up what the command needs, then run its steps until one fails."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    if sys.version_info < (3, 11):
        print(f"Cần Python 3.11 trở lên / Python 3.11 or newer is needed; this is {sys.version.split()[0]}")
        return 2
    if not arguments or arguments[0] not in COMMANDS:
        print(__doc__)
        return 0 if arguments in ([], ["--help"], ["-h"]) else 2
    name, *rest = arguments
    requirements, steps = COMMANDS[name]
    install(requirements)
    for step in steps:
        code = subprocess.run([PYTHON, *step, *rest], check=False, cwd=ROOT).returncode
        if code:
            return code
    return 0


def install(requirements: str) -> None:
    """Make .venv hold what the pinned file says; nothing happens if it already does."""
    # What the tests need includes what serving needs.
    if any(is_installed(name) for name in {requirements, "dev"}):
        return
    pins = pins_of(requirements)
    print(f"Đang cài đặt vào .venv theo {pins.name} … / Installing into .venv from {pins.name} …", flush=True)
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(pins)], check=True, cwd=ROOT)
    # Without build isolation: the build backend is pinned like everything else.
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], check=True, cwd=ROOT)
    stamp(requirements).write_text(fingerprint(requirements))


def pins_of(requirements: str) -> Path:
    return ROOT / f"requirements-{requirements}.txt"


def is_installed(requirements: str) -> bool:
    return stamp(requirements).exists() and stamp(requirements).read_text() == fingerprint(requirements)


def stamp(requirements: str) -> Path:
    return VENV / f"installed-{requirements}.sha256"


def fingerprint(requirements: str) -> str:
    return hashlib.sha256(pins_of(requirements).read_bytes() + sys.version.encode()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
