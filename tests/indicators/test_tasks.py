"""What must hold for any tasks; the values of each indicator are worked out in tests/spec/tasks.toml."""

from datetime import timedelta

import polars as pl
import pytest
from builders import any_period, any_tasks, day, figures, tasks
from hypothesis import given

from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.tasks import CARDS
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)
SHARES = [card.code for card in CARDS if card.code.endswith(("_share", "_rate"))]


def with_everything(frame: pl.DataFrame) -> pl.DataFrame:
    """The same tasks with a plan year, a host, and money: no indicator is 0 for want of them."""
    return frame.with_columns(
        plan_year=pl.col("approved_on").dt.year() + 1,
        host_organisation=pl.coalesce("unit", pl.lit("Trường Cao đẳng")),
        managed_by=pl.when(pl.col("level") == "national").then(pl.lit("central")).otherwise(pl.lit("delegated")),
        budget_vnd=pl.lit(3_000_000),
        state_budget_vnd=pl.lit(2_000_000),
    )


@given(any_tasks(), any_period())
def test_routine_tasks_change_nothing(frame, period):
    given_ones = with_everything(frame)
    without = given_ones.filter(pl.col("kind").ne_missing("routine"))
    assert compute({"tasks": given_ones}, [period], ()).equals(compute({"tasks": without}, [period], ()))


@given(any_tasks(), any_period())
def test_the_lines_of_a_report_add_up_to_the_tasks_in_progress(frame, period):
    lines = ("national", "ministry", "provincial", "grassroots", "urgent_local", "rural_mountain")
    added = sum(figures(f"tasks.in_progress_{line}", frame, period)[0] for line in lines)
    assert added == figures("tasks.in_progress", frame, period)[0]


@given(any_tasks(), any_period())
def test_carried_over_and_started_tasks_are_those_carried_out(frame, period):
    carried_over, started, running = (
        figures(f"tasks.{name}", frame, period)[0] for name in ("carried_over", "started", "running")
    )
    assert carried_over + started == running


@given(any_tasks(), any_period())
def test_tasks_on_time_and_late_ones_are_all_with_a_due_day(frame, period):
    on_time, late = (figures(f"tasks.accepted_{name}", frame, period)[0] for name in ("on_time", "late"))
    assert (on_time, on_time + late) == figures("tasks.accepted_on_time_rate", frame, period)[1:]


@given(any_tasks(), any_period())
def test_rural_mountain_tasks_are_managed_by_one(frame, period):
    every, central, delegated = (
        figures(f"tasks.running_rural_mountain{by}", with_everything(frame), period)[0]
        for by in ("", "_central", "_delegated")
    )
    assert every == central + delegated


@pytest.mark.parametrize("code", SHARES)
@given(any_tasks(), any_period())
def test_a_share_never_passes_the_whole(code, frame, period):
    value, above, below = figures(code, with_everything(frame), period)
    assert 0 <= above <= below
    assert (value is None) == (below == 0)


@given(any_tasks(), any_period(["month"]))
def test_all_days_shifted_by_whole_leap_cycles_give_the_same_counts(frame, period):
    # 400 years have 146,097 days and the same calendar again; 28 years do too within one century.
    shifted = frame.with_columns(pl.col(pl.Date) + timedelta(days=28 * 365 + 7))
    later = Period(period.kind, period.year + 28, period.number, period.calendar)
    found, again = (compute({"tasks": each}, [when], ()) for each, when in ((frame, period), (shifted, later)))
    assert found.drop("period_start", "period_end").equals(again.drop("period_start", "period_end"))


@pytest.mark.parametrize(("due_on", "overdue"), [("2020-12-30", 1), ("2020-12-31", 0), ("2021-01-01", 0)])
def test_a_task_is_overdue_from_the_day_after_it_was_due(due_on, overdue):
    frame = tasks(started_on="2019-01-01", due_on=due_on)
    assert figures("tasks.overdue", frame, Y2020)[0] == overdue


def test_a_task_accepted_on_the_day_after_it_was_due_was_late_but_at_no_end_of_a_period_overdue():
    frame = tasks(started_on="2019-01-01", due_on="2020-12-30", accepted_on="2020-12-31")
    assert figures("tasks.accepted_late", frame, Y2020)[0] == 1
    assert figures("tasks.overdue", frame, Y2020)[0] == 0


def test_a_task_begun_after_its_extension_ended_is_overdue_from_its_first_day():
    frame = tasks(started_on="2020-12-31", extended_until="2020-06-30")
    found = [figures("tasks.overdue", frame, Period("month", 2020, month))[0] for month in (11, 12)]
    assert found == [0, 1]


@pytest.mark.parametrize("calendar", ["calendar", "administrative"])
def test_a_task_approved_for_a_year_belongs_to_it_on_both_calendars(calendar):
    frame = tasks(plan_year=2020, approved_on=day("2019-12-20"))
    code = "tasks.approved_for_year"
    found = [figures(code, frame, Period("year", year, 1, calendar))[0] for year in (2019, 2020, 2021)]
    assert found == [0, 1, 0]
