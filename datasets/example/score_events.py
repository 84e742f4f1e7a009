"""Score events: awards and initiatives of the other datasets that earn a bonus, and a few penalties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from records import Row
from score_groups import scored, units_scored
from units import APPLICATION_CENTRE, OFFICE, SCIENCE, STANDARDS, TECHNOLOGY

COLUMNS = "event_id department unit scheme period item happened_on quantity evidence status reason"

CLAIMED = (APPLICATION_CENTRE, date(2025, 7, 1))
"""Bonuses that this unit claims since this day are not decided yet, on purpose."""

AWARD, INITIATIVE, LATE_REPORT, DISCIPLINED = "T1", "T2", "P1", "P2"

PENALTIES = (
    (SCIENCE, LATE_REPORT, date(2023, 7, 18), "Công văn số 412/VP-TH của Văn phòng UBND tỉnh", None),
    (APPLICATION_CENTRE, LATE_REPORT, date(2023, 11, 9), "Công văn số 688/VP-TH của Văn phòng UBND tỉnh", None),
    (OFFICE, LATE_REPORT, date(2024, 4, 16), "Công văn số 207/VP-TH của Văn phòng UBND tỉnh", None),
    (
        *(TECHNOLOGY, LATE_REPORT, date(2024, 10, 22), "Công văn số 655/VP-TH của Văn phòng UBND tỉnh"),
        "Đã được đồng ý lùi thời hạn báo cáo",
    ),
    (
        *(STANDARDS, DISCIPLINED, date(2024, 9, 12), "Đơn phản ánh ngày 12/9/2024"),
        "Kết luận xác minh: không vi phạm, không xử lý kỷ luật",
    ),
    (TECHNOLOGY, LATE_REPORT, date(2025, 6, 19), "Công văn số 371/VP-TH của Văn phòng UBND tỉnh", None),
)
"""Unit, item, day and evidence; and why it was not accepted, if it was not."""


def score_events(awards: Iterable[Row], initiatives: Iterable[Row]) -> list[Row]:
    """The events of each year in the order of their days, numbered by the year."""
    found = [*_of_awards(awards), *_of_initiatives(initiatives), *_penalties()]
    there = [each for each in found if (_day(each).year, each["unit"]) in set(units_scored())]
    by_year = groupby(sorted(there, key=_day), key=lambda each: _day(each).year)
    return [
        {"event_id": f"DTT-{year}-{number:03}", **each}
        for year, events in by_year
        for number, each in enumerate(events, 1)
    ]


def _of_awards(awards: Iterable[Row]) -> Iterator[Row]:
    """What the province gave to units; beside a title of the same year a certificate of merit earns nothing more."""
    of_units = [
        each
        for each in awards
        if (each["authority"], each["recipient_kind"], each["status"])
        == ("provincial_chairman", "collective", "granted")
    ]
    titled = {(each["unit"], each["for_year"]) for each in of_units if each["category"] == "title"}
    for each in of_units:
        is_repeated = each["category"] != "title" and (each["unit"], each["for_year"]) in titled
        reason = "Cùng thành tích đã tính ở danh hiệu thi đua" if is_repeated else None
        evidence = f"Quyết định số {each['decision_no']}"
        yield _event(each["unit"], AWARD, each["decided_on"], evidence, reason=reason)


def _of_initiatives(initiatives: Iterable[Row]) -> Iterator[Row]:
    """One event for all initiatives of a unit whose wider effect was recognised on a day."""
    by_unit: dict[tuple[object, date], list[str]] = {}
    for each in initiatives:
        day = each.get("scope_recognised_on")
        if isinstance(day, date):
            by_unit.setdefault((each["unit"], day), []).append(str(each["initiative_id"]))
    for (unit, day), codes in by_unit.items():
        evidence = f"Công nhận phạm vi ảnh hưởng: {', '.join(sorted(codes))}"
        yield _event(unit, INITIATIVE, day, evidence, quantity=len(codes))


def _penalties() -> Iterator[Row]:
    for unit, item, day, evidence, reason in PENALTIES:
        yield _event(unit, item, day, evidence, reason=reason)


def _event(unit: object, item: str, day: object, evidence: str, *, quantity: int = 1, reason: str | None = None) -> Row:
    """An event that is accepted, unless there is a reason why not or it waits for the decision."""
    happened_on = day if isinstance(day, date) else date.min
    is_claimed = unit == CLAIMED[0] and happened_on >= CLAIMED[1]
    return {
        **scored(str(unit), happened_on.year),
        "item": item,
        "happened_on": happened_on,
        "quantity": quantity,
        "evidence": evidence,
        "status": "rejected" if reason else "claimed" if is_claimed else "accepted",
        "reason": reason,
    }


def _day(event: Row) -> date:
    day = event["happened_on"]
    return day if isinstance(day, date) else date.min
