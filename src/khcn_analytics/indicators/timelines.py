"""Records laid along days: tasks from start to end, and the inspections under way on each day."""

from __future__ import annotations

from datetime import date, timedelta

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.tasks import DUE_ON, ENDED_ON, RESEARCH
from khcn_analytics.schemas.columns import Date, Integer, Text
from khcn_analytics.schemas.inspections import Inspections
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.schemas.validation import as_result


class TaskTimelines(pa.DataFrameModel):
    """Tasks along the days, as they stood on one of them: one row is one task, without anybody's name.

    ``due_on`` includes the extension. ``ended_on`` is the day of acceptance or termination, null where it had not
    ended by then. ``overdue_days`` counts the days past the due day until the end or the
    day asked about; 0 in time, null where no due day is known.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    task_id: Text = pa.Field()
    title: Text = pa.Field()
    started_on: Date = pa.Field()
    due_on: Date = pa.Field(nullable=True)
    ended_on: Date = pa.Field(nullable=True)
    overdue_days: Integer = pa.Field(nullable=True, ge=0)

    class Config:
        strict = True


class InspectionDays(pa.DataFrameModel):
    """Days on which inspections, checks or surveys were under way, and how many."""

    day: Date = pa.Field(unique=True)
    inspections: Integer = pa.Field(ge=1)

    class Config:
        strict = True


def task_timelines(tasks: pl.DataFrame, on: date, since: date | None = None) -> DataFrame[TaskTimelines]:
    """The tasks that were open on any day of a window, as they stood on its last day.

    Routine tasks, and tasks without a day on which they started, are left out, as the indicators do.

    Args:
        tasks: Records of ``tasks``.
        on: The last day of the window, by which states are told.
        since: Its first day; ``None``: only tasks open on the day ``on`` itself.

    Returns:
        One row for each task by start.
    """
    open_from = on + timedelta(days=1) if since is None else since
    # As for the indicators: open on a day is what had not ended by it, in a window what had not ended before.
    ended, until = pl.col("ended"), pl.coalesce("ended_on", pl.lit(on))
    known = tasks.filter(RESEARCH, pl.col(Tasks.started_on) <= on).with_columns(ended=ENDED_ON)
    known = known.filter(ended.is_null() | (ended >= open_from))
    rows = known.select(
        *(Tasks.department, Tasks.unit, Tasks.task_id, Tasks.title, Tasks.started_on),
        due_on=DUE_ON,
        ended_on=pl.when(ended <= on).then(ended),
    )
    late = (until - pl.col("due_on")).dt.total_days().clip(0)
    return as_result(rows.with_columns(overdue_days=late).sort("started_on", "department", "task_id"), TaskTimelines)


def inspection_days(inspections: pl.DataFrame, year: int) -> DataFrame[InspectionDays]:
    """How many inspections, checks and surveys were under way on each day of a calendar year.

    An inspection without a last day is one of a single day. Saturdays and Sundays within an
    inspection count only if it starts or ends on them; public holidays are counted as working days.

    Args:
        inspections: Records of ``inspections``.
        year: The calendar year.
    """
    first, last = pl.col(Inspections.started_on), pl.coalesce(Inspections.ended_on, Inspections.started_on)
    spans = inspections.select(first.alias("first"), last.alias("last"), day=pl.date_ranges(first, last))
    days = spans.explode("day").filter(
        pl.col("day").dt.year() == year,
        (pl.col("day").dt.weekday() <= 5) | (pl.col("day") == pl.col("first")) | (pl.col("day") == pl.col("last")),
    )
    return as_result(days.group_by("day").agg(inspections=pl.len().cast(pl.Int64)).sort("day"), InspectionDays)
