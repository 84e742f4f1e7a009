"""Make the rebuilt workspaces: invented records whose totals equal figures printed in reports.

    python datasets/reconstructed/generate.py            rewrite the CSV files
    python datasets/reconstructed/generate.py --check    exit 1 if a file differs from what would be written

The modules beside this one each make one workspace. Nothing is drawn at random. What no printed total
needs is left empty.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import cao_bang_2020
import kon_tum_2022
import unnamed_2020
from records import COLUMNS, Row

HERE = Path(__file__).resolve().parent

WORKSPACES = (cao_bang_2020, kon_tum_2022, unnamed_2020)
"""Each is named as its workspace."""


def files() -> dict[Path, str]:
    """Each file of this folder that is generated, and its text."""
    return {
        HERE / workspace.__name__ / f"{name}.csv": csv_text(rows, COLUMNS[name].split())
        for workspace in WORKSPACES
        for name, rows in workspace.datasets().items()
    }


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Records as CSV; a missing value is empty, a day is written as ISO 8601."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main() -> int:
    """Write the files, or compare them with what would be written."""
    parser = argparse.ArgumentParser(description="Make the rebuilt workspaces.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    is_check = parser.parse_args().check
    code = 0
    for path, text in files().items():
        if not is_check:
            path.write_bytes(text.encode())
        elif not path.exists() or path.read_bytes() != text.encode():
            sys.stderr.write(f"{path.relative_to(HERE)} differs from what generate.py makes: run it without --check\n")
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
