"""Measure the speed budgets as ratios within this one run; print them and write them down.

    python3 run.py bench [--rows 10000000]

Each pair is measured in turns, and the medians are divided, so that a busy machine slows both
sides alike. The results go to benchmarks/results.json.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl

from benchmarks.measuring import ratio
from benchmarks.reading import import_measures
from khcn_analytics.dashboards.filters import Filters
from khcn_analytics.dashboards.pages import Overview
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import years
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.vocabulary.task_codes import TASK_KINDS, TASK_LEVELS, TASK_OUTCOMES, TASK_PROGRAMMES

TEXTS = ("task_id", "department", "unit", "title")
YEARS = range(2018, 2026)


def main(arguments: list[str]) -> int:
    """Measure everything; 1 if a budget is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="tasks to compute indicators of")
    rows = parser.parse_args(arguments).rows
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tasks.parquet"
        made_up_tasks(rows).write_parquet(file)
        results = [
            ratio("import khcn_analytics / import polars", 1.2, imports("khcn_analytics"), imports("polars")),
            ratio(
                f"task indicators by year and unit, {rows:,} tasks / by hand in polars",
                1.5,
                lambda: compute({"tasks": pl.scan_parquet(file)}, years(2018, 2025), ("department", "unit")),
                lambda: indicators_by_hand(pl.scan_parquet(file)),
            ),
            *import_measures(made_up_tasks, rules_by_hand),
            filter_change(),
        ]
    for each in results:
        sys.stdout.write(f"{each['measured']:8.2f}  (at most {each['bound']})  {each['what']}\n")
    Path(__file__).with_name("results.json").write_text(
        json.dumps(results, indent=2, ensure_ascii=False) + "\n", "utf-8"
    )
    return int(any(each["measured"] > each["bound"] for each in results))


def imports(module: str) -> Callable[[], object]:
    """Import a module in a fresh interpreter; khcn_analytics with the name every script uses first."""
    statement = f"import {module}" + ("; khcn_analytics.Period" if module == "khcn_analytics" else "")
    return lambda: subprocess.run([sys.executable, "-c", statement], check=True)


def filter_change() -> dict[str, Any]:
    """Seconds the server needs for a filter change on the example's overview, against 0.2 s."""
    store = Store(example_workspace())
    overview = Overview(store, Filters(store))
    overview.page().get_root()
    times = []
    for place in range(12):
        start = time.perf_counter()
        overview.selects["unit"].value = store.units[place % len(store.units)]
        times.append(time.perf_counter() - start)
    return {"what": "seconds of a filter change on the server", "bound": 0.2, "measured": round(median(times), 3)}


def made_up_tasks(rows: int) -> pl.DataFrame:
    """Valid tasks of 34 departments with 7 units each, from a formula, not from chance."""
    number = pl.int_range(rows)
    started = pl.date(2016, 1, 1) + pl.duration(days=(number * 7919) % 3600)
    due = started + pl.duration(days=365 + (number * 104729) % 730)
    accepted = due + pl.duration(days=(number * 1299709) % 200 - 120)

    def pick(codes: list[str], step: int) -> pl.Expr:
        return pl.lit(pl.Series(codes)).gather((number * step) % len(codes))

    columns = {
        Tasks.task_id: pl.format("NV-{}", number),
        Tasks.department: pl.format("so_{}", number % 34),
        Tasks.unit: pl.format("Phòng {}", (number // 34) % 7),
        Tasks.title: pl.format("Nhiệm vụ {}", number % 1000),
        Tasks.kind: pick(TASK_KINDS.codes, 31),
        Tasks.level: pick(TASK_LEVELS.codes, 17),
        Tasks.programme: pick(TASK_PROGRAMMES.codes, 13),
        Tasks.field: (number % 6 + 1).cast(pl.String),
        Tasks.serves_agriculture: number % 5 < 2,
        Tasks.proposed_on: started - pl.duration(days=400),
        Tasks.approved_on: started - pl.duration(days=200),
        Tasks.contracted_on: started - pl.duration(days=20),
        Tasks.started_on: started,
        Tasks.due_on: due,
        Tasks.accepted_on: pl.when(accepted < pl.date(2026, 1, 1)).then(accepted),
        Tasks.outcome: pl.when(accepted < pl.date(2026, 1, 1)).then(pick(TASK_OUTCOMES.codes[:3], 11)),
        Tasks.budget_vnd: 500_000_000 + number % 1000 * 1_000_000,
        Tasks.state_budget_vnd: 300_000_000 + number % 200 * 1_000_000,
    }
    types = column_types(Tasks)
    return pl.select(columns.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in types.items())


def indicators_by_hand(tasks: pl.LazyFrame) -> pl.DataFrame:
    """The figures of every task indicator as one would write them for this question alone."""
    tasks = tasks.filter(pl.col("kind").ne_missing("routine"))
    closed = pl.min_horizontal("accepted_on", "terminated_on")
    opened = pl.col("started_on")
    own_line = pl.col("programme").is_in(["rural_mountain", "urgent_local"]).fill_null(value=False)
    agriculture = pl.col("serves_agriculture").fill_null(value=False)
    due = pl.coalesce("extended_until", "due_on")
    columns: list[pl.Expr] = []
    for year in YEARS:
        start, end = date(year, 1, 1), date(year + 1, 1, 1)

        def during(name: str, start: date = start, end: date = end) -> pl.Expr:
            return pl.col(name).is_between(start, end, closed="left")

        running = (opened < end) & (closed >= start).fill_null(value=True)
        in_progress = (opened < end) & (closed >= end).fill_null(value=True)
        counts = {
            "proposed": during("proposed_on"),
            "approved": during("approved_on"),
            "without_applicant": during("approved_on") & (pl.col("outcome") == "no_applicant"),
            "contracted": during("contracted_on"),
            "contracted_after_approval": during("contracted_on") & pl.col("approved_on").is_not_null(),
            "started": during("started_on"),
            "carried_over": (opened < start) & (closed >= start).fill_null(value=True),
            "running": running,
            "running_for_agriculture": running & agriculture,
            "in_progress": in_progress,
            "national": in_progress & (pl.col("level") == "national") & own_line.not_(),
            "urgent": in_progress & (pl.col("programme") == "urgent_local"),
            "ministry": in_progress & (pl.col("level") == "ministry") & own_line.not_(),
            "rural": in_progress & (pl.col("programme") == "rural_mountain"),
            "provincial": in_progress & (pl.col("level") == "provincial") & own_line.not_(),
            "accepted": during("accepted_on"),
            "on_time": during("accepted_on") & (pl.col("accepted_on") <= due),
            "with_due": during("accepted_on") & due.is_not_null(),
        }
        columns += [condition.sum().alias(f"{name} {year}") for name, condition in counts.items()]
        days = (pl.col("contracted_on") - pl.col("approved_on")).dt.total_days()
        columns.append(days.filter(during("contracted_on")).sum().alias(f"days {year}"))
    return tasks.group_by("department", "unit").agg(columns).collect()


def rules_by_hand(tasks: pl.DataFrame) -> pl.DataFrame:
    """A count of every broken rule of tasks, as one would write it in one select."""

    def before(earlier: str, later: str) -> pl.Expr:
        return (pl.col(earlier) <= pl.col(later)).fill_null(value=True)

    def one_of(name: str, codes: list[str]) -> pl.Expr:
        return pl.col(name).is_in(codes).fill_null(value=True)

    rated = pl.col("outcome").is_in(["excellent", "passed", "failed"]).fill_null(value=False)
    ended = pl.col("accepted_on").is_not_null() | pl.col("terminated_on").is_not_null()
    without = pl.col("outcome").is_in(["no_applicant", "not_approved"]).fill_null(value=False)
    holds = {
        **{f"{name} given": pl.col(name).is_not_null() for name in ("task_id", "department", "title", "level")},
        "kind": one_of("kind", TASK_KINDS.codes),
        "level": one_of("level", TASK_LEVELS.codes),
        "programme": one_of("programme", TASK_PROGRAMMES.codes),
        "managed_by": one_of("managed_by", ["central", "delegated", "province"]),
        "selection": one_of("selection", ["open_selection", "direct", "order", "grant"]),
        "outcome": one_of("outcome", TASK_OUTCOMES.codes),
        "field": pl.col("field").str.contains(r"^(?:[1-6](?:\d\d){0,3})$").fill_null(value=True),
        "budget not small": ((pl.col("budget_vnd") <= 0) | (pl.col("budget_vnd") >= 10**6)).fill_null(value=True),
        "state budget not small": ((pl.col("state_budget_vnd") <= 0) | (pl.col("state_budget_vnd") >= 10**6)).fill_null(
            value=True
        ),
        "budget": (pl.col("budget_vnd") >= 0).fill_null(value=True),
        "state budget": (pl.col("state_budget_vnd") >= 0).fill_null(value=True),
        "key": pl.struct("department", "task_id").is_duplicated().not_(),
        "d1": before("proposed_on", "approved_on"),
        "d2": before("approved_on", "contracted_on"),
        "d3": before("contracted_on", "started_on"),
        "d4": before("started_on", "due_on"),
        "d5": before("due_on", "extended_until"),
        "d6": before("started_on", "accepted_on"),
        "d7": before("started_on", "terminated_on"),
        "d8": before("accepted_on", "settled_on"),
        "one end": pl.col("accepted_on").is_null() | pl.col("terminated_on").is_null(),
        "rated": rated.not_() | pl.col("accepted_on").is_not_null(),
        "start": ended.not_() | pl.col("started_on").is_not_null(),
        "stopped": (pl.col("outcome").is_in(["suspended", "terminated"]).fill_null(value=False)).not_()
        | pl.col("terminated_on").is_not_null(),
        "budget at most": (pl.col("budget_vnd") <= 10**13).fill_null(value=True),
        "state budget at most": (pl.col("state_budget_vnd") <= 10**13).fill_null(value=True),
        **{f"{name} not blank": (pl.col(name).str.strip_chars() != "").fill_null(value=True) for name in TEXTS},
        "contract": without.not_() | pl.col("contracted_on").is_null(),
        "within": before("state_budget_vnd", "budget_vnd"),
    }
    return tasks.lazy().select(expression.not_().sum().alias(name) for name, expression in holds.items()).collect()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
