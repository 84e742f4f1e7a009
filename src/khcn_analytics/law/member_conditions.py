"""Conditions of collectives that are about their members.

Members are the people reviewed in the unit for the year. Where the staff records count more of them,
the others may hold a title or not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from khcn_analytics.law.condition_texts import joined
from khcn_analytics.law.facts import Subject
from khcn_analytics.law.judged import Case, Judged, judged
from khcn_analytics.law.logic import all_hold, at_least
from khcn_analytics.law.standards import Condition
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.review_codes import is_below

TitleHeld = Callable[[Subject, str, int, Case], bool | None]
"""Whether somebody holds a title of a year; see :func:`~khcn_analytics.law.conditions.title_held`."""

_ROUNDING: Final = 1e-9
_NO_MEMBERS = Label("chưa có đánh giá của thành viên nào", "no review of any member")


def member_share(condition: Condition, collective: Subject, case: Case, holds: TitleHeld) -> Judged:
    """Whether enough of the members hold a title: a share ``over`` a number, or ``at_least`` it."""
    over = condition.settings.get("over")

    def wanted(members: int) -> float:
        if over is None:
            share: float = condition.settings["at_least"]
            return share * members - _ROUNDING
        # The least whole number of members that is more than the share.
        return int(over * members + _ROUNDING) + 1

    return _of_members_with_title(condition, collective, case, wanted, holds)


def members_with(condition: Condition, collective: Subject, case: Case, holds: TitleHeld) -> Judged:
    """Whether so many members hold a title."""
    count: int = condition.settings["at_least"]
    return _of_members_with_title(condition, collective, case, lambda _: count, holds)


def members_complete(condition: Condition, collective: Subject, case: Case) -> Judged:
    """Whether nobody has left the tasks of the year undone."""
    return _of_every_member(condition, collective, case, "level", lambda level: level != "not_completed")


def members_discipline(condition: Condition, collective: Subject, case: Case) -> Judged:
    """Whether nobody was disciplined, from a measure up."""
    limit: str = condition.settings["below"]
    return _of_every_member(condition, collective, case, "discipline", lambda measure: is_below(measure, limit))


def _of_members_with_title(
    condition: Condition, collective: Subject, case: Case, wanted: Callable[[int], float], holds: TitleHeld
) -> Judged:
    members, missing = case.facts.members(collective, case.year)
    award = condition.settings["award"]
    held = [holds(each, award, case.year, case) for each in members] + [None] * missing
    if not members:
        return judged(condition, case, _NO_MEMBERS, holds=None)
    certain = held.count(True)
    enough = at_least(certain, certain + held.count(None), wanted(len(held)))
    return judged(condition, case, _how_many(held), holds=enough)


def _of_every_member(
    condition: Condition, collective: Subject, case: Case, column: str, is_fine: Callable[[str], bool]
) -> Judged:
    members, missing = case.facts.members(collective, case.year)
    if not members:
        return judged(condition, case, _NO_MEMBERS, holds=None)
    values = [case.facts.review(each, case.year).get(column) for each in members]
    fine = [None if value is None else is_fine(value) for value in values] + [None] * missing
    return judged(condition, case, _how_many(fine), holds=all_hold(fine))


def _how_many(members: Sequence[bool | None]) -> Label:
    certain, unsure = members.count(True), members.count(None)
    told = [Label(f"{certain}/{len(members)} người", f"{certain} of {len(members)} people")]
    if unsure:
        told.append(Label(f"chưa rõ {unsure} người", f"not known of {unsure}"))
    return joined(told, ", ")
