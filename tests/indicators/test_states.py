"""Where tasks stand on a day, worked by hand."""

from datetime import date

from builders import any_tasks, figures, tasks
from hypothesis import given

from khcn_analytics.indicators.states import overdue_by_unit, task_states
from khcn_analytics.periods import Period

ON = date(2020, 6, 30)


def states(frame, on=ON) -> dict[str, int]:
    return {name: count for name, count in task_states(frame, on).iter_rows() if count}


def test_a_task_passes_from_one_state_to_the_next():
    frame = tasks(
        proposed_on="2019-02-01",
        approved_on="2019-06-01",
        contracted_on="2019-09-01",
        started_on="2019-10-01",
        due_on="2020-03-31",
        accepted_on="2020-05-01",
        settled_on="2020-06-01",
    )
    days = {
        date(2019, 1, 31): {},
        date(2019, 2, 1): {"awaiting_approval": 1},
        date(2019, 6, 1): {"awaiting_contract": 1},
        date(2019, 9, 1): {"awaiting_start": 1},
        date(2019, 10, 1): {"in_time": 1},
        date(2020, 3, 31): {"in_time": 1},
        date(2020, 4, 1): {"overdue": 1},
        date(2020, 5, 1): {"awaiting_settlement": 1},
        date(2020, 6, 1): {},
    }
    assert {day: states(frame, day) for day in days} == days


def test_an_extension_and_a_missing_due_day_are_told_apart():
    frame = tasks(started_on="2019-01-01", due_on=["2020-01-01", None], extended_until=["2020-12-31", None])
    assert states(frame) == {"in_time": 1, "without_due_day": 1}


def test_a_later_step_tells_of_the_earlier_ones():
    assert states(tasks(proposed_on="2020-01-01", contracted_on="2020-03-01")) == {"awaiting_start": 1}


def test_what_was_refused_or_stopped_or_is_routine_waits_for_nothing():
    frame = tasks(
        proposed_on="2019-01-01",
        approved_on=[None, "2019-05-01", "2019-05-01", "2019-05-01"],
        started_on=[None, None, "2019-06-01", "2019-06-01"],
        terminated_on=[None, None, "2020-01-01", None],
        outcome=["not_approved", "no_applicant", "terminated", None],
        kind=[*["topic"] * 3, "routine"],
    )
    assert states(frame) == {}


@given(any_tasks())
def test_the_tasks_under_way_are_those_that_the_indicators_count(frame):
    found, half = states(frame), Period("half", 2020, 1)
    under_way = sum(found.get(each, 0) for each in ("in_time", "without_due_day", "overdue"))
    assert under_way == figures("tasks.in_progress", frame, half)[0]
    assert found.get("overdue", 0) == figures("tasks.overdue", frame, half)[0]


def test_units_with_the_most_overdue_come_first():
    frame = tasks(
        unit=["A", "B", "B", "B", None],
        started_on="2019-01-01",
        due_on=["2020-06-20", "2020-06-29", "2020-05-31", "2020-12-31", None],
    )
    assert overdue_by_unit(frame, ON).rows() == [("B", 3, 2, 30), ("A", 1, 1, 10), (None, 1, 0, None)]
