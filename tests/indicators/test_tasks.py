"""Each indicator of tasks on a small table, for the year 2020, counted by hand."""

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from builders import any_period, any_tasks, figures, tasks
from hypothesis import given

from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.tasks import CARDS
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)

# The day before, the first, the last and the day after; and no day at all: two of five lie in 2020.
AROUND = ["2019-12-31", "2020-01-01", "2020-12-31", "2021-01-01", None]

# Open from 2019 on; begun in 2020; accepted in 2020; stopped in 2020; over before; not yet begun.
LIVES = {
    "started_on": ["2019-03-01", "2020-03-01", "2019-03-01", "2019-03-01", "2018-03-01", "2021-03-01"],
    "accepted_on": [None, None, "2020-06-01", None, "2019-06-01", None],
    "terminated_on": [None, None, None, "2020-06-01", None, None],
}

# Eight tasks, all in progress at the end of 2020, by level and programme.
LEVELS = {
    "started_on": ["2020-01-01"] * 8,
    "level": [*["national"] * 3, *["ministry"] * 2, *["provincial"] * 3],
    "programme": ["other", None, "urgent_local", "rural_mountain", None, "rural_mountain", "urgent_local", "gene_fund"],
}

# Code -> the table, the numerator, the denominator.
EXAMPLES: dict[str, tuple[dict[str, Any], int, int | None]] = {
    "tasks.proposed": ({"proposed_on": AROUND}, 2, None),
    "tasks.approved": ({"approved_on": AROUND}, 2, None),
    # Approved in the year without applicant: the first. The last was approved the year before.
    "tasks.without_applicant": (
        {
            "approved_on": ["2020-05-01", "2020-05-01", "2020-05-01", "2019-05-01"],
            "outcome": ["no_applicant", None, "not_approved", "no_applicant"],
        },
        1,
        None,
    ),
    "tasks.contracted": ({"contracted_on": AROUND}, 2, None),
    # 30 days of January; 31 of January and 29 of February; the third has no day of approval.
    "tasks.days_to_contract": (
        {
            "approved_on": ["2020-01-01", "2020-01-01", None],
            "contracted_on": ["2020-01-31", "2020-03-01", "2020-05-01"],
        },
        30 + 60,
        2,
    ),
    "tasks.started": ({"started_on": AROUND}, 2, None),
    "tasks.carried_over": (LIVES, 3, None),
    "tasks.running": (LIVES, 4, None),  # 3 carried over and 1 new
    "tasks.in_progress": (LIVES, 2, None),  # one carried over, one new
    "tasks.running_for_agriculture": (
        {"started_on": "2020-01-01", "serves_agriculture": [True, True, False, None]},
        2,
        None,
    ),
    # A task of which nobody knows whether it serves agriculture is still a task.
    "tasks.agriculture_share": ({"started_on": "2020-01-01", "serves_agriculture": [True, True, False, None]}, 2, 4),
    "tasks.in_progress_national": (LEVELS, 2, None),  # other, none; the urgent one has its own line
    "tasks.in_progress_ministry": (LEVELS, 1, None),
    "tasks.in_progress_provincial": (LEVELS, 1, None),  # the gene fund has no line of its own
    "tasks.in_progress_urgent_local": (LEVELS, 2, None),  # one national, one provincial
    "tasks.in_progress_rural_mountain": (LEVELS, 2, None),  # one of a ministry, one provincial
    "tasks.accepted": (
        {"started_on": "2019-01-01", "accepted_on": AROUND, "outcome": ["passed", "failed", "excellent", None, None]},
        2,
        None,
    ),
    # On the day; a day late; late, but within the extension; early by the contract, then extended; no due day.
    "tasks.accepted_on_time_rate": (
        {
            "started_on": "2019-01-01",
            "due_on": ["2020-06-01", "2020-05-31", "2020-05-01", "2020-07-01", None],
            "extended_until": [None, None, "2020-06-01", "2020-08-01", None],
            "accepted_on": "2020-06-01",
        },
        3,
        4,
    ),
}


def test_every_indicator_has_an_example():
    assert set(EXAMPLES) == {card.code for card in CARDS}


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_indicator_counts_what_its_definition_says(code):
    columns, numerator, denominator = EXAMPLES[code]
    value = numerator if denominator is None else numerator / denominator
    assert figures(code, tasks(**columns), Y2020) == (value, numerator, denominator)


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_routine_task_is_counted_nowhere(code):
    columns, _, denominator = EXAMPLES[code]
    nothing = (0, 0, None) if denominator is None else (None, 0, 0)
    assert figures(code, tasks(**columns, kind="routine"), Y2020) == nothing


@given(any_tasks(), any_period())
def test_routine_tasks_change_nothing(frame, period):
    without = frame.filter(pl.col("kind").ne_missing("routine"))
    assert compute({"tasks": frame}, [period], ()).equals(compute({"tasks": without}, [period], ()))


@given(any_tasks(), any_period())
def test_the_lines_of_a_report_add_up_to_the_tasks_in_progress_above_grassroots(frame, period):
    lines = ("national", "ministry", "provincial", "urgent_local", "rural_mountain")
    added = sum(figures(f"tasks.in_progress_{line}", frame, period)[0] for line in lines)
    own_line = pl.col("programme").is_in(["urgent_local", "rural_mountain"]).fill_null(value=False)
    assert added == figures("tasks.in_progress", frame.filter((pl.col("level") != "grassroots") | own_line), period)[0]


@given(any_tasks())
def test_a_share_on_time_never_passes_the_whole(frame):
    value, above, below = figures("tasks.accepted_on_time_rate", frame, Y2020)
    assert (value is None and below == 0) or 0 <= above <= below


@given(any_tasks(), any_period(["month"]))
def test_all_days_shifted_by_whole_leap_cycles_give_the_same_counts(frame, period):
    # 400 years have 146,097 days and the same calendar again; 28 years do too within one century.
    shifted = frame.with_columns(pl.col(pl.Date) + timedelta(days=28 * 365 + 7))
    later = Period(period.kind, period.year + 28, period.number, period.calendar)
    found, again = (compute({"tasks": each}, [when], ()) for each, when in ((frame, period), (shifted, later)))
    assert found.drop("period_start", "period_end").equals(again.drop("period_start", "period_end"))
