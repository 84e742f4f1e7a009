"""The budgets of indicators: against polars by hand and DuckDB, the figures compared first; the memory they take."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from polars.testing import assert_frame_equal

from benchmarks.by_hand import by_hand
from benchmarks.by_sql import by_sql
from benchmarks.made_up import write_made_up
from benchmarks.measuring import ratio
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import periods_of_kind, years

PERIODS = (*years(2018, 2025), *periods_of_kind("quarter", 2018, 2025))
PLACE = ("department", "unit")


def indicator_measures(rows: int) -> list[dict[str, Any]]:
    """Measure every budget of indicators.

    Args:
        rows: So many tasks, and a tenth as many inspections.

    Raises:
        AssertionError: If a figure differs between the three ways.
    """
    with tempfile.TemporaryDirectory() as folder:
        # First of all: a process is told the peak of the one that started it, too, which is still small.
        paths = {name: Path(path) for name, path in json.loads(_in_own_process("write", folder, str(rows))).items()}
        peak = json.loads(_in_own_process("peak", folder))
        connection = duckdb.connect()
        ours, by_polars, by_duckdb = partial(by_us, paths), partial(by_hand, paths), partial(by_sql, connection, paths)
        assert_same_figures(ours(), by_polars(), by_duckdb())
        of_tasks = f"indicators of {rows:,} tasks and {rows // 10:,} inspections, by year, quarter and unit"
        return [
            ratio(f"{of_tasks} / by hand in polars", 1.5, ours, by_polars),
            ratio(f"{of_tasks} / SQL in DuckDB", 1.0, ours, by_duckdb),
            {"what": f"GiB of memory at most: {of_tasks}", "bound": 2.0, "measured": round(peak, 3)},
        ]


def by_us(paths: Mapping[str, Path]) -> pl.DataFrame:
    """Every indicator that tasks and inspections allow."""
    return compute({name: pl.scan_parquet(path) for name, path in paths.items()}, PERIODS, PLACE)


def assert_same_figures(ours: pl.DataFrame, *others: pl.DataFrame) -> None:
    """Every value of ours is, to the last bit, that of the others, which have a column for each indicator."""
    keys = [*PLACE, "period_start", "period_kind"]
    wide = ours.pivot(on="indicator", index=keys, values="value").sort(keys)
    for other in others:
        assert_frame_equal(wide, other.sort(keys), check_exact=True, check_column_order=False)


def peak_memory(paths: Mapping[str, Path]) -> float:
    """GiB this process has held at most, once the indicators are computed."""
    by_us(paths)
    unit = 2**30 if sys.platform == "darwin" else 2**20  # told in bytes there, elsewhere in KiB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _in_own_process(*arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.indicators", *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout


def _main(what: str, folder: str, *rows: str) -> None:
    """Write the records, or compute the indicators of those written; say where, or in how much memory."""
    if what == "write":
        paths = write_made_up(Path(folder), tasks=int(*rows), inspections=int(*rows) // 10)
        answer: object = {name: str(path) for name, path in paths.items()}
    else:
        answer = peak_memory({name: Path(folder) / f"{name}.parquet" for name in ("tasks", "inspections")})
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(*sys.argv[1:])
