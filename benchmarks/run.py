"""Measure the speed budgets as ratios within this one run; print them and write them down.

    python3 run.py bench [--rows 10000000] [--only serving] [--quick]

Each pair is measured in turns, and the medians are divided, so that a busy machine slows both
sides alike. The results go to benchmarks/results.json.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import polars as pl

from benchmarks.indicators import indicator_measures
from benchmarks.made_up import made_up_tasks
from benchmarks.measuring import ratio
from benchmarks.reading import import_measures
from benchmarks.robustness import robustness_measures
from benchmarks.serving import QUICK, Extent, serving_measures
from benchmarks.trends import trend_measures
from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.store.workspace import Workspace, example_workspace
from khcn_analytics.vocabulary.task_codes import TASK_KINDS, TASK_LEVELS, TASK_OUTCOMES, TASK_PROGRAMMES

RESULTS = Path(__file__).with_name("results.json")
GROUPS = ("figures", "serving")
FILTERED_RECORDS = 100_000
TEXTS = ("task_id", "department", "unit", "title")


def main(arguments: list[str]) -> int:
    """Measure everything; 1 if a budget is exceeded."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000, help="tasks to compute indicators of")
    parser.add_argument("--only", choices=GROUPS, help="measure one group; the others keep what is written down")
    parser.add_argument("--quick", action="store_true", help="the served dashboard for seconds only, not written down")
    asked = parser.parse_args(arguments)
    groups = [each for each in GROUPS if asked.only in (None, each)]
    results = [
        *(_figures(asked.rows) if "figures" in groups else []),
        *(_serving(asked) if "serving" in groups else []),
    ]
    if not asked.quick:
        known = json.loads(RESULTS.read_text("utf-8"))
        others = [each for each in known if each["group"] not in groups]
        told = sorted([*others, *results], key=lambda each: GROUPS.index(each["group"]))
        RESULTS.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return int(any(each["measured"] > each["bound"] for each in results))


def _figures(rows: int) -> list[dict[str, Any]]:
    """What is computed, without a server."""
    results = [
        *indicator_measures(rows),
        ratio("import khcn_analytics / import polars", 1.2, imports("khcn_analytics"), imports("polars")),
        *import_measures(made_up_tasks, rules_by_hand),
        *trend_measures(),
        *robustness_measures(),
        filter_change(),
    ]
    return [_printed({"group": "figures", **each}) for each in results]


def _serving(asked: argparse.Namespace) -> list[dict[str, Any]]:
    """The served dashboard; told one by one, since it takes a quarter of an hour."""
    measures = serving_measures(workspace_of, FILTERED_RECORDS, QUICK if asked.quick else Extent())
    return [_printed({"group": "serving", **each}) for each in measures]


def _printed(result: dict[str, Any]) -> dict[str, Any]:
    sys.stdout.write(f"{result['measured']:8.3f}  (at most {result['bound']})  {result['what']}\n")
    sys.stdout.flush()
    return result


def imports(module: str) -> Callable[[], object]:
    """Import a module in a fresh interpreter; khcn_analytics with the name every script uses first."""
    statement = f"import {module}" + ("; khcn_analytics.Period" if module == "khcn_analytics" else "")
    return lambda: subprocess.run([sys.executable, "-c", statement], check=True)


def filter_change() -> dict[str, Any]:
    """Seconds until the first chart of a page over many records shows another indicator, against 0.2 s."""
    workspace = workspace_of(FILTERED_RECORDS)
    filters = Filters(Chosen.of(Store(workspace), {"page": "trends", "indicator": "tasks.accepted"}, pages=["trends"]))
    card = next(each for each in PAGES if each.code == "trends")
    chart = next(part for row in card.rows("leaders") for part, _ in row if isinstance(part, ChartPart))
    chart.begin(filters)
    chart.show()
    times = []
    for code in [code for code in INDICATORS if code.startswith("tasks.")][:12]:
        start = time.perf_counter()
        filters.change(indicator=code)
        chart.show()
        times.append(time.perf_counter() - start)
    what = f"seconds until a chart over {FILTERED_RECORDS} records shows another indicator, on the server"
    return {"what": what, "bound": 0.2, "measured": round(median(times), 3)}


def workspace_of(records: int) -> Workspace:
    """The example with as many tasks, of its own department and units."""
    example = example_workspace()
    known = example.datasets["tasks"]
    units = known["unit"].drop_nulls().unique().sort().to_list()
    tasks = made_up_tasks(records).with_columns(
        department=pl.lit(known["department"][0]),
        unit=pl.lit(pl.Series(units)).gather(pl.int_range(pl.len()) % len(units)),
    )
    return replace(example, datasets={**example.datasets, "tasks": tasks.select(known.columns)})


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
        "approval": (pl.col("outcome") != "not_approved").fill_null(value=True) | pl.col("approved_on").is_null(),
        "within": before("state_budget_vnd", "budget_vnd"),
        "plan year": (pl.col("plan_year") >= pl.col("approved_on").dt.year()).fill_null(value=True),
    }
    return tasks.lazy().select(expression.not_().sum().alias(name) for name, expression in holds.items()).collect()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
