"""Made-up records for measuring: from formulas, not from chance, so that every run measures the same.

Every indicator of tasks and inspections has something to count, and every optional column is
empty now and then.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.inspections import DEPARTMENT_INSPECTORATES_END_ON, Inspections
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.vocabulary.inspection_codes import INSPECTION_FIELDS
from khcn_analytics.vocabulary.task_codes import (
    TASK_KINDS,
    TASK_LEVELS,
    TASK_MANAGERS,
    TASK_OUTCOMES,
    TASK_PROGRAMMES,
    TASK_SELECTIONS,
)

FIRST_DAY, LAST_DAY = pl.date(2016, 1, 1), pl.date(2025, 12, 31)

_NUMBER = pl.col("number")


def made_up_tasks(rows: int) -> pl.DataFrame:
    """Valid tasks of 34 departments with 7 units each."""
    # How far a task got: 0 refused, 1 nobody applied, 2 approved, 3 contracted, 4 stopped, the others to their end.
    reached = _turn(3, 20)
    starts = _day_of_work()
    ends_as_planned = starts + _days(365 + _turn(97, 730))
    ends = ends_as_planned + _days(_turn(101, 200) - 120)
    approved_on, has_ended = starts - _days(200 + _turn(11, 90)), ends <= LAST_DAY
    settled_on = ends + _days(30 + _turn(43, 90))
    is_accepted, is_stopped = (reached > 4) & has_ended, (reached == 4) & has_ended
    outcome = (
        pl.when(reached == 0)
        .then(pl.lit("not_approved"))
        .when(reached == 1)
        .then(pl.lit("no_applicant"))
        .when(is_stopped)
        .then(_pick(["suspended", "terminated"], 47))
        .when(is_accepted & (_turn(53, 15) > 0))
        .then(_pick(TASK_OUTCOMES.codes[:3], 53))
    )
    unit = _unit(7)
    host = pl.when(_turn(29, 10) < 3).then(unit).when(_turn(29, 10) < 9).then(pl.format("Viện {}", _turn(31, 50)))
    columns = {
        Tasks.task_id: pl.format("NV-{}", _NUMBER),
        Tasks.department: pl.format("so_{}", _NUMBER % 34),
        Tasks.unit: unit,
        Tasks.title: pl.format("Nhiệm vụ {}", _NUMBER % 1000),
        Tasks.kind: _pick(TASK_KINDS.codes, 67),
        Tasks.level: _pick(TASK_LEVELS.codes, 71),
        Tasks.programme: _now_and_then(_pick(TASK_PROGRAMMES.codes, 73), 2),
        Tasks.managed_by: _now_and_then(_pick(TASK_MANAGERS.codes, 79), 12),
        Tasks.field: (_turn(83, 6) + 1).cast(pl.String),
        Tasks.serves_agriculture: _now_and_then(_turn(37, 5) < 2, 10),
        Tasks.host_organisation: pl.when(reached > 1).then(host),
        Tasks.selection: _pick(TASK_SELECTIONS.codes, 89),
        Tasks.proposed_on: _now_and_then(starts - _days(400 + _turn(5, 100)), 50),
        Tasks.approved_on: pl.when(reached > 0).then(approved_on),
        Tasks.plan_year: pl.when(reached > 0).then(approved_on.dt.year() + _turn(23, 2)),
        Tasks.contracted_on: pl.when(reached > 2).then(starts - _days(20 + _turn(13, 60))),
        Tasks.started_on: pl.when(reached > 3).then(starts),
        Tasks.due_on: pl.when((reached > 2) & (_turn(41, 30) > 0)).then(ends_as_planned),
        Tasks.extended_until: pl.when((reached > 2) & (_turn(17, 5) == 0)).then(ends_as_planned + pl.duration(days=90)),
        Tasks.accepted_on: pl.when(is_accepted).then(ends),
        Tasks.settled_on: pl.when(is_accepted & (settled_on <= LAST_DAY)).then(settled_on),
        Tasks.terminated_on: pl.when(is_stopped).then(ends),
        Tasks.outcome: outcome,
        Tasks.budget_vnd: _now_and_then(500_000_000 + _NUMBER % 1000 * 1_000_000, 40),
        Tasks.state_budget_vnd: _now_and_then(300_000_000 + _NUMBER % 200 * 1_000_000, 30),
    }
    return _records(rows, columns, column_types(Tasks))


def made_up_inspections(rows: int) -> pl.DataFrame:
    """Valid inspections of the same departments, by the same units and one that has no tasks."""
    started_on = _day_of_work()
    activity = _pick(["inspection", "check", "survey"], 3)
    violating = pl.when(_turn(13, 9) > 0).then(pl.min_horizontal(_turn(5, 20), _turn(11, 12)))
    fined = pl.when(_turn(17, 11) > 0).then(violating // 2)
    columns = {
        Inspections.inspection_id: pl.format("KT-{}", _NUMBER),
        Inspections.department: pl.format("so_{}", _NUMBER % 34),
        Inspections.unit: _unit(8),
        Inspections.activity: pl.when((activity == "inspection") & (started_on >= DEPARTMENT_INSPECTORATES_END_ON))
        .then(pl.lit("check"))
        .otherwise(activity),
        Inspections.planned: _now_and_then(_turn(19, 4) < 3, 20),
        Inspections.field: _now_and_then(_pick(INSPECTION_FIELDS.codes, 23), 30),
        Inspections.started_on: started_on,
        Inspections.ended_on: started_on + _days(_turn(29, 5)),
        Inspections.subjects: _turn(5, 20),
        Inspections.violating_subjects: violating,
        Inspections.fined_subjects: fined,
        Inspections.fines_vnd: _now_and_then(fined * 5_000_000, 25),
    }
    return _records(rows, columns, column_types(Inspections))


def write_made_up(folder: Path, *, tasks: int, inspections: int) -> dict[str, Path]:
    """Both datasets as Parquet files of a folder."""
    paths = {"tasks": folder / "tasks.parquet", "inspections": folder / "inspections.parquet"}
    made_up_tasks(tasks).write_parquet(paths["tasks"])
    made_up_inspections(inspections).write_parquet(paths["inspections"])
    return paths


def _records(rows: int, columns: dict[str, pl.Expr], types: dict[str, pl.DataType]) -> pl.DataFrame:
    """Records with every column of a dataset; those not made up are empty."""
    numbers = pl.DataFrame({"number": pl.int_range(rows, eager=True)})
    return numbers.select(columns.get(name, pl.lit(None)).cast(kind).alias(name) for name, kind in types.items())


def _turn(step: int, of: int) -> pl.Expr:
    """0, 1, …, of - 1 in an order of its own for each step: by a prime, so that nothing keeps step with departments."""
    return _NUMBER * (step * 4_447) % 10_007 % of


def _pick(codes: list[str], step: int) -> pl.Expr:
    return pl.lit(pl.Series(codes)).gather(_turn(step, len(codes)))


def _now_and_then(value: pl.Expr, every: int) -> pl.Expr:
    """Empty once in so many records."""
    return pl.when(_turn(1000 + every, every) > 0).then(value)


def _unit(units: int) -> pl.Expr:
    """One of so many units of the department, or none."""
    place = _NUMBER // 34 % (units + 1)
    return pl.when(place < units).then(pl.format("Phòng {}", place))


def _day_of_work() -> pl.Expr:
    """Any day of the ten years."""
    return FIRST_DAY + _days(_NUMBER * 7919 % 3607)


def _days(number: pl.Expr) -> pl.Expr:
    return pl.duration(days=number)
