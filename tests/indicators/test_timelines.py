"""Tasks and inspections along the days, worked by hand."""

from datetime import date

from builders import any_tasks, figures, inspections, tasks
from hypothesis import given

from khcn_analytics.indicators.timelines import inspection_days, task_timelines
from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.tasks import Tasks

ON = date(2020, 6, 30)


def test_a_task_is_told_as_it_stood_on_the_day():
    frame = tasks(
        task_id=["late", "extended", "open"],
        started_on="2019-01-01",
        due_on=["2020-06-20", "2020-01-01", None],
        extended_until=[None, "2020-12-31", None],
        accepted_on=["2020-08-01", None, None],
    )
    found = task_timelines(frame, ON).select("task_id", "due_on", "ended_on", "overdue_days")
    assert sorted(found.rows()) == [
        ("extended", date(2020, 12, 31), None, 0),
        ("late", date(2020, 6, 20), None, 10),
        ("open", None, None, None),
    ]


def test_only_tasks_open_in_the_window_are_told():
    frame = tasks(
        task_id=["before", "within", "on the day", "later", "routine", "never started"],
        started_on=[*["2019-01-01"] * 3, "2020-07-01", "2019-01-01", None],
        accepted_on=["2020-03-31", None, "2020-06-30", None, None, None],
        terminated_on=[None, "2020-04-01", None, None, None, None],
        kind=[*["topic"] * 4, "routine", "topic"],
    )
    assert task_timelines(frame, ON)["task_id"].to_list() == []
    assert task_timelines(frame, ON, date(2020, 4, 1))["task_id"].to_list() == ["on the day", "within"]


def test_a_task_that_ended_is_as_late_as_it_was_then():
    frame = tasks(
        started_on="2019-01-01", due_on=["2020-05-01", "2020-05-20"], accepted_on=["2020-05-11", "2020-05-11"]
    )
    found = task_timelines(frame, ON, date(2020, 1, 1))
    assert found.select("ended_on", "overdue_days").rows() == [(date(2020, 5, 11), 10), (date(2020, 5, 11), 0)]


def test_nobody_is_named():
    personal = {name for name, card in column_cards(Tasks).items() if card.personal}
    assert personal
    assert personal.isdisjoint(task_timelines(tasks(started_on="2019-01-01"), ON).columns)


@given(any_tasks())
def test_the_tasks_are_those_that_the_indicators_count(frame):
    half = Period("half", 2020, 1)
    assert task_timelines(frame, ON).height == figures("tasks.in_progress", frame, half)[0]
    assert task_timelines(frame, ON, half.start).height == figures("tasks.running", frame, year_to_date(ON))[0]
    overdue = task_timelines(frame, ON)["overdue_days"]
    assert (overdue > 0).sum() == figures("tasks.overdue", frame, half)[0]


def test_each_day_counts_the_inspections_under_way():
    frame = inspections(
        started_on=["2020-05-04", "2020-05-05", "2020-05-06"], ended_on=["2020-05-06", None, "2020-05-06"]
    )
    assert inspection_days(frame, 2020).rows() == [
        (date(2020, 5, 4), 1),
        (date(2020, 5, 5), 2),
        (date(2020, 5, 6), 2),
    ]


def test_a_weekend_counts_only_where_work_starts_or_ends_on_it():
    # 2020-05-08 is a Friday.
    over, sunday = (
        inspection_days(inspections(started_on=a, ended_on=b), 2020)["day"].dt.day().to_list()
        for a, b in (
            ("2020-05-08", "2020-05-11"),
            ("2020-05-08", "2020-05-10"),
        )
    )
    assert over == [8, 11]
    assert sunday == [8, 10]


def test_only_days_of_the_year_are_told():
    frame = inspections(started_on="2019-12-31", ended_on="2020-01-01")
    assert inspection_days(frame, 2020)["day"].to_list() == [date(2020, 1, 1)]
    assert inspection_days(frame, 2021).is_empty()
