"""Where every task stands on a day: what it waits for, under way, or past its due date."""

from __future__ import annotations

from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.tasks import DUE_ON, ENDED_ON, RESEARCH
from khcn_analytics.indicators.timelines import task_timelines
from khcn_analytics.schemas.columns import Integer, Text
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.vocabulary.labels import Label

STATE_LABELS: dict[str, Label] = {
    "awaiting_approval": Label("Đã đề xuất, chờ phê duyệt", "Proposed, awaiting approval"),
    "awaiting_contract": Label("Đã phê duyệt, chờ ký hợp đồng", "Approved, awaiting a contract"),
    "awaiting_start": Label("Đã ký hợp đồng, chưa bắt đầu", "Contracted, not begun"),
    "in_time": Label("Đang thực hiện, trong hạn", "In progress, within the due date"),
    "without_due_day": Label("Đang thực hiện, chưa ghi hạn", "In progress, no due date known"),
    "overdue": Label("Đang thực hiện, quá hạn", "In progress, overdue"),
    "awaiting_settlement": Label("Đã nghiệm thu, chờ thanh lý", "Accepted, awaiting settlement"),
}
"""The states in which something is left to do, in the order of a task's way."""
_DROPPED = ("not_approved", "no_applicant")


class TaskStates(pa.DataFrameModel):
    """How many tasks are in each state on a day; a task is in one at most, and in none once all is done."""

    state: Text = pa.Field(isin=list(STATE_LABELS), unique=True)
    tasks: Integer = pa.Field(ge=0)

    class Config:
        strict = True


class OverdueByUnit(pa.DataFrameModel):
    """The tasks in progress of a unit on a day, those overdue among them, and the days of the most overdue one."""

    unit: Text = pa.Field(nullable=True, unique=True)
    in_progress: Integer = pa.Field(ge=1)
    overdue: Integer = pa.Field(ge=0)
    longest_days: Integer = pa.Field(nullable=True, ge=0)

    class Config:
        strict = True


def task_states(tasks: pl.DataFrame, on: date) -> DataFrame[TaskStates]:
    """How many tasks were in each state at the end of a day.

    Routine tasks are left out. A task that reached a step has passed those before, be their days
    recorded or not. That a proposal was refused or found no applicant has no day of its own:
    once known, it waits for nothing on any day.

    Args:
        tasks: Records of ``tasks``.
        on: The day.

    Returns:
        One row for each state, in the order of a task's way.

    Examples:
        >>> days = {name: pl.Series(dates).str.to_date() for name, dates in {
        ...     "proposed_on": ["2020-03-01", "2020-04-01"], "approved_on": ["2020-09-01", None]}.items()}
        >>> empty = {name: pl.lit(None, pl.Date) for name in (
        ...     "contracted_on", "started_on", "due_on", "extended_until", "accepted_on", "settled_on", "terminated_on")}
        >>> frame = pl.DataFrame(days).with_columns(kind=pl.lit("topic"), outcome=pl.lit(None, pl.String), **empty)
        >>> task_states(frame, date(2020, 12, 31))["tasks"].to_list()
        [1, 1, 0, 0, 0, 0, 0]
    """
    ended = ENDED_ON.le(on).fill_null(value=False)
    started, contracted, approved, proposed, accepted, settled = (
        (pl.col(name) <= on).fill_null(value=False)
        for name in (
            *(Tasks.started_on, Tasks.contracted_on, Tasks.approved_on),
            *(Tasks.proposed_on, Tasks.accepted_on, Tasks.settled_on),
        )
    )
    state = (
        pl.when(ended & accepted & settled.not_())
        .then(pl.lit("awaiting_settlement"))
        .when(ended)
        .then(None)
        .when(started & DUE_ON.is_null())
        .then(pl.lit("without_due_day"))
        .when(started & DUE_ON.lt(on))
        .then(pl.lit("overdue"))
        .when(started)
        .then(pl.lit("in_time"))
        .when(contracted)
        .then(pl.lit("awaiting_start"))
        .when(pl.col(Tasks.outcome).is_in(_DROPPED))
        .then(None)
        .when(approved)
        .then(pl.lit("awaiting_contract"))
        .when(proposed)
        .then(pl.lit("awaiting_approval"))
    )
    counted = tasks.filter(RESEARCH).group_by(state=state).agg(tasks=pl.len().cast(pl.Int64))
    every = pl.DataFrame({"state": list(STATE_LABELS)})
    found = every.join(counted, on="state", how="left", maintain_order="left").with_columns(
        pl.col("tasks").fill_null(0)
    )
    return as_result(found, TaskStates)


def overdue_by_unit(tasks: pl.DataFrame, on: date) -> DataFrame[OverdueByUnit]:
    """The units with tasks in progress at the end of a day, those with the most overdue first.

    Args:
        tasks: Records of ``tasks``, of one department.
        on: The day.

    Returns:
        One row for each unit; tasks without unit form one of their own.
    """
    late = pl.col("overdue_days") > 0
    found = (
        task_timelines(tasks, on)
        .group_by("unit")
        .agg(
            in_progress=pl.len().cast(pl.Int64),
            overdue=late.sum().cast(pl.Int64),
            longest_days=pl.col("overdue_days").filter(late).max(),
        )
    )
    order = ["overdue", "in_progress", "unit"]
    return as_result(found.sort(order, descending=[True, True, False], nulls_last=True), OverdueByUnit)
