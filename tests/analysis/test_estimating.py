"""Estimates of a workspace: always marked as such, and its targets seen at this pace."""

from dataclasses import replace

import pytest

from khcn_analytics.analysis.estimating import estimate, outlook
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.workspace import example_workspace

EXAMPLE = example_workspace()


def test_an_estimate_says_that_it_is_one_and_gives_a_range():
    row = estimate(EXAMPLE, "9T/2024", indicators=["tasks.accepted"]).row(0, named=True)

    assert row["status"] == "estimate"
    assert row["so_far"] <= row["low"] <= row["estimate"] <= row["high"]


def test_units_are_estimated_each_by_itself():
    found = estimate(EXAMPLE, "9T/2024", ["unit"], ["inspections.checked_subjects"])

    assert found["unit"].n_unique() == found.height > 3


def test_a_year_that_is_over_is_not_estimated():
    with pytest.raises(WrongUseError):
        estimate(EXAMPLE, "2024", indicators=["tasks.accepted"])


def test_what_cannot_be_estimated_says_why():
    found = estimate(EXAMPLE, "9T/2024", indicators=["tasks.in_progress", "tasks.accepted_on_time_rate"])

    assert found["estimate"].null_count() == 2
    assert found["reason"].null_count() == 0


def test_every_target_of_the_year_is_looked_at():
    targets = EXAMPLE.datasets["targets"]
    found = outlook(EXAMPLE, "9T/2025")

    assert found.height == targets.filter(period="2025").height
    assert found["outlook"].is_null().equals(found["reason"].is_not_null())


def test_targets_of_what_nothing_is_known_about_are_looked_at_too():
    targets = EXAMPLE.datasets["targets"]
    without = replace(EXAMPLE, datasets={"targets": targets})
    found = outlook(without, "9T/2025")

    assert found.height == targets.filter(period="2025").height
    assert found["reason"].unique().to_list() == ["no_estimate"]


def test_without_targets_there_is_nothing_to_look_at():
    bare = replace(EXAMPLE, datasets={"tasks": EXAMPLE.datasets["tasks"]})
    with pytest.raises(WrongUseError, match="has no targets"):
        outlook(bare, "9T/2025")


def test_an_estimate_learns_nothing_from_before_a_break():
    # Specialised inspections ended on 1 July 2025: nothing tells what 2025 ends with.
    found = estimate(EXAMPLE, "6T/2025", indicators=["inspections.checked_subjects"]).row(0, named=True)

    assert (found["estimate"], found["reason"], found["past_years"], found["left_out"]) == (None, "break", 0, 7)
    assert "inspectorates-2025" in found["breaks"]
