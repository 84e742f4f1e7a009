"""The funnel of one cohort, worked by hand."""

from datetime import date

import pytest
from builders import any_tasks, figures, tasks
from hypothesis import given

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.stages import stages
from khcn_analytics.periods import Period

YEAR = Period("year", 2020)
TASKS = tasks(
    kind=["topic", "topic", "project", None, "routine", "topic"],
    proposed_on=["2020-02-01", "2020-03-01", "2020-04-01", "2020-12-31", "2020-05-01", "2019-12-31"],
    approved_on=["2020-06-01", "2020-07-01", "2021-02-01", None, "2020-06-01", "2020-03-01"],
    contracted_on=["2020-09-01", "2021-01-15", None, None, "2020-07-01", "2020-05-01"],
    accepted_on=["2022-06-01", None, None, None, "2021-01-01", "2021-06-01"],
)


def counts(on, frame=TASKS):
    return stages(frame, YEAR, on)["tasks"].to_list()


def test_the_same_tasks_are_followed_whenever_they_moved_on():
    assert counts(date(2022, 12, 31)) == [4, 3, 2, 1]


def test_what_came_after_the_day_does_not_count():
    assert counts(date(2020, 12, 31)) == [4, 2, 1, 0]
    assert counts(date(2022, 6, 1))[-1] == 1
    assert counts(date(2022, 5, 31))[-1] == 0


def test_each_stage_is_a_share_of_the_one_before():
    assert stages(TASKS, YEAR, date(2022, 12, 31))["of_previous"].to_list() == [None, 3 / 4, 2 / 3, 1 / 2]


def test_a_later_stage_tells_of_the_earlier_ones():
    frame = tasks(proposed_on="2020-02-01", approved_on=None, contracted_on=["2020-09-01", None])
    assert stages(frame, YEAR, date(2021, 1, 1)).select("stage", "tasks", "undated").rows() == [
        ("proposed", 2, 0),
        ("approved", 1, 1),
        ("contracted", 1, 0),
        ("accepted", 0, 0),
    ]


def test_without_proposals_there_are_no_shares():
    found = stages(TASKS, Period("year", 2015), date(2020, 1, 1))
    assert found["tasks"].to_list() == [0, 0, 0, 0]
    assert found["of_previous"].null_count() == 4


def test_a_day_within_the_period_is_refused():
    with pytest.raises(WrongUseError, match="is not over"):
        stages(TASKS, YEAR, date(2020, 12, 30))


@given(any_tasks())
def test_the_first_stage_is_the_indicator_and_none_is_larger_than_the_one_before(frame):
    found = counts(date(2021, 12, 31), frame)
    assert found[0] == figures("tasks.proposed", frame, YEAR)[0]
    assert found == sorted(found, reverse=True)
