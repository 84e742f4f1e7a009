"""Mergers of provinces as breaks of the series of their departments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from khcn_analytics.trends.breaks import Break
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.provinces import Province, Territory


def territory_breaks(
    territory: Territory, departments: Iterable[str], provinces: Mapping[str, str] | None = None
) -> tuple[Break, ...]:
    """The mergers of provinces that touch departments.

    Args:
        territory: The provinces by date.
        departments: Codes of the departments in the data. One that is no province's has no merger.
        provinces: For codes that are no province's: the province's.

    Returns:
        A break for each province that was put together. Values over all departments are touched
        unless all its parts are among them: then their sum is what it was.
    """
    codes: dict[str, list[str]] = {}
    for each in departments:
        if (found := territory.department_of((provinces or {}).get(each, each))) is not None:
            codes.setdefault(found, []).append(each)
    breaks = []
    for province, parts in territory.mergers():
        names = {each.department for each in parts}
        present = sorted(code for name in names for code in codes.get(name, []))
        if present:
            breaks.append(_merger(province, parts, tuple(present), of_total=not names <= codes.keys()))
    return tuple(breaks)


def _merger(province: Province, parts: tuple[Province, ...], departments: tuple[str, ...], *, of_total: bool) -> Break:
    names, day = [each.name for each in parts], province.since
    return Break(
        id=f"province-{province.department}-{day.year}",
        text=Label(
            f"{province.name} từ {format_date(day)} gồm {', '.join(names[:-1])} và {names[-1]}.",
            f"From {format_date(day, 'en')} {province.name} is {', '.join(names[:-1])} and {names[-1]}.",
        ),
        first_day=day,
        kind="territory",
        citation=province.citation,
        confidence=province.confidence,
        departments=departments,
        of_total=of_total,
        advice=Label(
            "Quy đổi về một địa giới bằng on_territory.", "Bring the values onto one territory with on_territory."
        ),
    )
