"""Conditions of collectives about their members, worked by hand."""

from functools import partial

import polars as pl
import pytest

from khcn_analytics.law.conditions import title_held
from khcn_analytics.law.member_conditions import member_share, members_complete, members_discipline, members_with
from khcn_analytics.law.standards import Condition

from .people import GRASSROOTS, LABOUR, case, collective, headcount, held, reviewed

NAMES = [f"Cán bộ {number:03}" for number in range(1, 11)]


def ten_members(titled, award=LABOUR, **columns):
    """A unit of ten; the first so many hold the title, and somebody elsewhere tells that the year is recorded."""
    others = held("director_commendation", 2024, name="Người khác", category="commendation")
    return {
        "reviews": pl.concat([reviewed(2024, name=each, **columns) for each in NAMES]),
        "awards": pl.concat([others, *(held(award, 2024, name=each) for each in NAMES[:titled])]),
    }


def share(**settings):
    return Condition("member_share", {"award": LABOUR, **settings})


@pytest.mark.parametrize(
    ("titled", "over_half", "from_70_percent"), [(5, False, False), (6, True, False), (7, True, True), (10, True, True)]
)
def test_a_share_of_members_with_a_title(titled, over_half, from_70_percent):
    facts = case(2024, **ten_members(titled))
    assert member_share(share(over=0.5), collective(), facts, title_held).holds is over_half
    assert member_share(share(at_least=0.7), collective(), facts, title_held).holds is from_70_percent


@pytest.mark.parametrize(
    ("titled", "people", "holds"),
    [(6, 11, True), (6, 12, None), (5, 11, None), (7, 13, True), (1, 12, False), (4, 12, False), (5, 12, None)],
)
def test_members_of_whom_nothing_is_recorded_may_hold_it_or_not(titled, people, holds):
    """6 of 12 are not more than half, with the two unknown ones they may be 8; 4 and 2 are never more than 6."""
    facts = case(2024, **ten_members(titled), staff=headcount(2024, people))
    assert member_share(share(over=0.5), collective(), facts, title_held).holds is holds


@pytest.mark.parametrize(("titled", "holds"), [(0, False), (1, True), (2, True)])
def test_at_least_one_member_with_a_title(titled, holds):
    condition = Condition("members_with", {"award": GRASSROOTS, "at_least": 1})
    assert (
        members_with(condition, collective(), case(2024, **ten_members(titled, GRASSROOTS)), title_held).holds is holds
    )


def test_nothing_is_known_of_a_unit_without_members():
    facts = case(2024, **ten_members(10), staff=headcount(2024, 4, unit="Phòng khác"))
    for judge, condition in (
        (partial(member_share, holds=title_held), share(over=0.5)),
        (partial(members_with, holds=title_held), Condition("members_with", {"award": LABOUR, "at_least": 1})),
        (members_complete, Condition("members_complete")),
        (members_discipline, Condition("members_discipline", {"below": "warning"})),
    ):
        assert judge(condition, collective("Phòng khác"), facts).holds is None


def test_nothing_is_known_of_titles_before_any_is_recorded():
    facts = case(2024, reviews=ten_members(0)["reviews"])
    assert member_share(share(over=0.5), collective(), facts, title_held).holds is None


@pytest.mark.parametrize(
    ("level", "people", "holds"),
    [
        ("completed", 10, True),
        ("not_completed", 10, False),
        (None, 10, None),
        ("good", 11, None),
        ("not_completed", 11, False),
    ],
)
def test_all_members_complete_their_tasks(level, people, holds):
    facts = case(2024, **ten_members(0, level=level), staff=headcount(2024, people))
    assert members_complete(Condition("members_complete"), collective(), facts).holds is holds


@pytest.mark.parametrize(("measure", "holds"), [("none", True), ("reprimand", True), ("warning", False), (None, None)])
def test_no_member_is_disciplined(measure, holds):
    condition = Condition("members_discipline", {"below": "warning"})
    assert members_discipline(condition, collective(), case(2024, **ten_members(0, discipline=measure))).holds is holds


def test_members_are_counted_not_named():
    told = member_share(
        share(over=0.5), collective(), case(2024, **ten_members(6), staff=headcount(2024, 12)), title_held
    )
    assert told.found.vi == "6/12 người, chưa rõ 2 người"
