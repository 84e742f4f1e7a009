"""The budgets of import: reading a workbook, validating records, the worst case."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pandera.pandas as pandas_schemas
import polars as pl
from python_calamine import CalamineWorkbook

from benchmarks.measuring import ratio
from khcn_analytics.io.checking import check
from khcn_analytics.io.templates.writing import write_records
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.tasks import TASKS, Tasks
from khcn_analytics.schemas.validation import check_frame

ROWS_OF_WORKBOOK = 100_000
ROWS_VALIDATED = 1_000_000


def import_measures(
    made_up_tasks: Callable[[int], pl.DataFrame], rules_by_hand: Callable[[pl.DataFrame], pl.DataFrame]
) -> list[dict[str, Any]]:
    """Measure every budget of import.

    Args:
        made_up_tasks: Valid tasks, as many as asked for.
        rules_by_hand: The rules of tasks as one would write them in polars.
    """
    tasks = made_up_tasks(ROWS_VALIDATED)
    in_pandas = in_pandas_types(tasks)
    schema = pandas_schema()
    schema.validate(in_pandas, lazy=True)  # the same rules: nothing is found
    with tempfile.TemporaryDirectory() as folder:
        workbook = Path(folder) / "tasks.xlsx"
        write_records(TASKS, tasks.head(ROWS_OF_WORKBOOK), workbook)
        of_workbook = f"reading and checking a workbook of {ROWS_OF_WORKBOOK:,} tasks"
        return [
            ratio(f"{of_workbook} / calamine to polars", 2.0, lambda: check(workbook), lambda: calamine(workbook)),
            ratio(f"{of_workbook} / openpyxl", 0.1, lambda: check(workbook), lambda: by_openpyxl(workbook), rounds=1),
            ratio(
                f"validating {tasks.height:,} tasks / the same rules by hand in polars",
                1.3,
                lambda: check_frame(tasks, TASKS),
                lambda: rules_by_hand(tasks),
            ),
            ratio(
                f"validating {tasks.height:,} tasks / pandas with pandera",
                0.2,
                lambda: check_frame(tasks, TASKS),
                lambda: schema.validate(in_pandas, lazy=True),
                rounds=1,
            ),
            *worst_case(tasks, Path(folder)),
        ]


def worst_case(tasks: pl.DataFrame, folder: Path) -> list[dict[str, Any]]:
    """Every row bad in several cells: slower than clean rows by a bounded factor, and linear."""
    files = {name: folder / f"{name}.csv" for name in ("clean", "bad", "half")}
    clean = tasks.head(200_000)
    bad = clean.with_columns(
        pl.lit("hôm qua").alias("started_on"), pl.lit("?").alias("level"), pl.lit("-5").alias("budget_vnd")
    )
    for name, frame in (("clean", clean), ("bad", bad), ("half", bad.head(bad.height // 2))):
        frame.write_csv(files[name])
    return [
        ratio(
            f"checking {bad.height:,} rows, every one bad in three cells / every one clean",
            10.0,
            lambda: check(files["bad"], TASKS),
            lambda: check(files["clean"], TASKS),
            rounds=3,
        ),
        ratio(
            "checking twice as many bad rows / half of them: at most linear, with room for noise",
            2.6,
            lambda: check(files["bad"], TASKS),
            lambda: check(files["half"], TASKS),
            rounds=3,
        ),
    ]


def calamine(path: Path) -> pl.DataFrame:
    """The first sheet in polars, as one would read it with calamine alone."""
    grid = CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()
    header, *rows = grid
    cells = ([None if row[place] == "" else row[place] for row in rows] for place in range(len(header)))
    return pl.DataFrame([pl.Series(str(name), each, strict=False) for name, each in zip(header, cells, strict=True)])


def by_openpyxl(path: Path) -> pl.DataFrame:
    """The same with openpyxl, as it opens workbooks by default."""
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    header, *rows = sheet.iter_rows(values_only=True)
    cells = ([row[place] for row in rows] for place in range(len(header)))
    return pl.DataFrame([pl.Series(str(name), each, strict=False) for name, each in zip(header, cells, strict=True)])


def in_pandas_types(tasks: pl.DataFrame) -> pd.DataFrame:
    """The tasks in pandas, typed as one would; through Python, since pyarrow is not needed for anything else."""
    columns = {name: tasks[name].to_list() for name in tasks.columns}
    days = [name for name, kind in tasks.schema.items() if kind == pl.Date]
    whole = [name for name, kind in tasks.schema.items() if kind == pl.Int64]
    yes_no = [name for name, kind in tasks.schema.items() if kind == pl.Boolean]
    types = {
        **dict.fromkeys(days, "datetime64[ns]"),
        **dict.fromkeys(whole, "Int64"),
        **dict.fromkeys(yes_no, "boolean"),
    }
    return pd.DataFrame(columns).astype(types)


def pandas_schema() -> Any:
    """The rules of tasks in pandera's classic backend."""
    pandas_types = {pl.String(): str, pl.Int64(): "Int64", pl.Boolean(): "boolean", pl.Date(): "datetime64[ns]"}
    check_of = pandas_schemas.Check
    columns = {}
    for name, column in Tasks.to_schema().columns.items():
        checks = [getattr(check_of, each.name)(*each.statistics.values()) for each in column.checks]
        wanted = pandas_types[column_types(Tasks)[name]]
        columns[name] = pandas_schemas.Column(wanted, checks, nullable=column.nullable)

    def before(earlier: str, later: str) -> Any:
        return check_of(lambda d: (d[earlier] <= d[later]) | d[earlier].isna() | d[later].isna(), ignore_na=False)

    dates = [
        *(("proposed_on", "approved_on"), ("approved_on", "contracted_on"), ("contracted_on", "started_on")),
        *(("started_on", "due_on"), ("due_on", "extended_until"), ("started_on", "accepted_on")),
        *(("started_on", "terminated_on"), ("accepted_on", "settled_on"), ("state_budget_vnd", "budget_vnd")),
    ]
    rated, stopped = ["excellent", "passed", "failed"], ["suspended", "terminated"]
    rules = [
        check_of(lambda d: ~d.duplicated(["department", "task_id"], keep=False)),
        *(before(*each) for each in dates),
        *(
            check_of(lambda d, name=name: d[name].isna() | (d[name] <= 0) | (d[name] >= 10**6), ignore_na=False)
            for name in ("budget_vnd", "state_budget_vnd")
        ),
        check_of(lambda d: d["accepted_on"].isna() | d["terminated_on"].isna(), ignore_na=False),
        check_of(lambda d: ~d["outcome"].isin(rated) | d["accepted_on"].notna(), ignore_na=False),
        check_of(lambda d: ~d["outcome"].isin(stopped) | d["terminated_on"].notna(), ignore_na=False),
        check_of(
            lambda d: (d["accepted_on"].isna() & d["terminated_on"].isna()) | d["started_on"].notna(), ignore_na=False
        ),
        check_of(
            lambda d: d["plan_year"].isna() | d["approved_on"].isna() | (d["plan_year"] >= d["approved_on"].dt.year),
            ignore_na=False,
        ),
        check_of(
            lambda d: ~d["outcome"].isin(["no_applicant", "not_approved"]) | d["contracted_on"].isna(), ignore_na=False
        ),
        check_of(lambda d: (d["outcome"] != "not_approved") | d["approved_on"].isna(), ignore_na=False),
    ]
    return pandas_schemas.DataFrameSchema(columns, rules, strict=True)
