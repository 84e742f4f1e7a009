"""Score entries: the criteria without an indicator, self-scored by units, reviewed and decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from days import working_day
from people import Person, Rated
from records import Row
from score_groups import scored, units_scored
from units import APPLICATION_CENTRE, OFFICE

COLUMNS = "department unit scheme period criterion layer actual points scored_by scored_on reason"

MOST_POINTS = {"B1": 10, "B2": 5, "B3": 5, "C1": 10}
"""Criteria that people give points for; half points are given."""

YES_NO, LATE_REPORTS = "C2", "C3"
"""Of these people tell what there was, 1 for yes or how many reports came late; the points follow from the scheme."""

UNDECIDED = (2025, APPLICATION_CENTRE, "B3")
"""The decision of this one is missing on purpose."""

REVIEWERS_REASONS = (
    "Thiếu minh chứng kèm theo",
    "Một nội dung chưa hoàn thành trong kỳ",
    "Thực hiện chậm so với kế hoạch",
    "Chấm cao hơn mức quy định của bảng tiêu chí",
)
COUNCILS_REASONS = {True: "Chấp nhận minh chứng bổ sung", False: "Trừ thêm theo ý kiến của Hội đồng"}
"""Whether the council went up -> why."""


class Said(NamedTuple):
    """What one layer says of a criterion."""

    layer: str
    value: float
    reason: str | None


def score_entries(random: Random, people: dict[int, Rated]) -> list[Row]:
    """Three records a unit, year and criterion, but for the one that is not decided yet."""
    rows = []
    for year, unit in units_scored():
        days, scorers = _days(random, year), _scorers(list(people[year].staff), unit)
        for criterion, said in _criteria(random):
            if said.layer != "decided" or (year, unit, criterion) != UNDECIDED:
                column = "points" if criterion in MOST_POINTS else "actual"
                rows.append(
                    {
                        **scored(unit, year),
                        "criterion": criterion,
                        "layer": said.layer,
                        column: f"{said.value:g}",
                        "scored_by": scorers[said.layer],
                        "scored_on": days[said.layer],
                        "reason": said.reason,
                    }
                )
    return rows


def _criteria(random: Random) -> Iterator[tuple[str, Said]]:
    for criterion, most in MOST_POINTS.items():
        for said in _given(random, most):
            yield criterion, said
    done = 1 if random.random() < 0.85 else 0
    shown = done if random.random() < 0.9 else 0
    for said in _told(done, shown, REVIEWERS_REASONS[0] if shown != done else None):
        yield YES_NO, said
    late, more = random.choice((0, 0, 0, 1, 2)), random.random() < 0.15
    for said in _told(late, late + more, "Đối chiếu sổ văn bản đến: thêm một báo cáo nộp muộn" if more else None):
        yield LATE_REPORTS, said


def _given(random: Random, most: int) -> Iterator[Said]:
    """Points: reviewers now and then give less, and the council seldom sees it in another way."""
    own = most - random.randint(0, 3 if most > 5 else 2) / 2
    reviewed = own - random.choice((0.5, 1.0)) if random.random() < 0.2 else own
    is_up = reviewed < own
    decided = reviewed + (0.5 if is_up else -0.5) if random.random() < 0.08 else reviewed
    yield Said("self", own, None)
    yield Said("reviewed", reviewed, random.choice(REVIEWERS_REASONS) if reviewed != own else None)
    yield Said("decided", decided, COUNCILS_REASONS[is_up] if decided != reviewed else None)


def _told(own: int, reviewed: int, reason: str | None) -> Iterator[Said]:
    """What was counted: the council follows the reviewers."""
    yield Said("self", own, None)
    yield Said("reviewed", reviewed, reason)
    yield Said("decided", reviewed, None)


def _days(random: Random, year: int) -> dict[str, date]:
    return {
        "self": working_day(date(year, 12, random.randint(1, 6))),
        "reviewed": working_day(date(year, 12, random.randint(10, 14))),
        "decided": working_day(date(year, 12, 22)),
    }


def _scorers(people: list[Person], unit: str) -> dict[str, str]:
    """The head of the unit, the deputy head of the office and the director."""
    heads = sorted((each for each in people if each.rank == "leader_other"), key=lambda each: each.number)
    director = min((each for each in people if each.rank == "leader_department"), key=lambda each: each.number)
    return {
        "self": next(each.name for each in heads if each.unit == unit),
        "reviewed": [each.name for each in heads if each.unit == OFFICE][-1],
        "decided": director.name,
    }
