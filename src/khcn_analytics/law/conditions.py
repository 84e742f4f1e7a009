"""Whether a condition of an award holds for a person or collective: true, false, or not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from functools import partial
from math import inf
from typing import Final

from khcn_analytics.law.condition_texts import joined, requirement, window
from khcn_analytics.law.facts import Subject
from khcn_analytics.law.judged import Case, Judged, judged, not_recorded, untold, why
from khcn_analytics.law.logic import all_hold, any_holds, at_least
from khcn_analytics.law.member_conditions import member_share, members_complete, members_discipline, members_with
from khcn_analytics.law.standards import Condition
from khcn_analytics.vocabulary.formats import format_value
from khcn_analytics.vocabulary.labels import LANGUAGES, Label
from khcn_analytics.vocabulary.rating_codes import RATING_LEVELS
from khcn_analytics.vocabulary.review_codes import DISCIPLINES, is_below
from khcn_analytics.vocabulary.units import Unit

_ROUNDING: Final = 1e-9
_YEARS_OF_A_CAREER: Final = 60
_KEYS_NAMED: Final = 3
_YES, _NO = Label("có", "yes"), Label("không", "no")
_HELD = Label("đã có danh hiệu", "holds it")
_HELD_AGAINST_RULES = Label(
    "đã được tặng danh hiệu, nhưng số liệu cho thấy chưa đủ điều kiện của danh hiệu đó; cần xem lại",
    "was granted it, yet the records say that its own conditions were not met; see again",
)
_NO_STANDARD = Label("chưa có bộ điều kiện đã đối chiếu", "what it takes was not verified")
_NO_VOTES = Label("chưa ghi số phiếu của Hội đồng", "no votes of the council recorded")
_VOTES_DIFFER = Label("các bản ghi nêu số phiếu khác nhau", "records tell different votes")


def judge_all(conditions: Iterable[Condition], subject: Subject, award: str, case: Case) -> tuple[Judged, ...]:
    """Hold the conditions of an award against a subject.

    Args:
        conditions: The conditions.
        subject: Who is judged.
        award: The award they are conditions of.
        case: Facts, year, standards and rules.

    Returns:
        A verdict on each; votes are left out where the department asks for no share of them.
    """
    parts = (_judge(each, subject, award, case) for each in conditions)
    return tuple(each for each in parts if each is not None)


def _judge(condition: Condition, subject: Subject, award: str, case: Case) -> Judged | None:
    if condition.kind == "votes":
        return _votes(condition, subject, award, case)
    if condition.parts:
        return _group(condition, subject, award, case)
    return _SIMPLE[condition.kind](condition, subject, case)


def _group(condition: Condition, subject: Subject, award: str, case: Case) -> Judged:
    """Any or all of several conditions; what is told are those that the verdict rests on."""
    parts = judge_all(condition.parts, subject, award, case)
    holds = (any_holds if condition.kind == "any_of" else all_hold)(each.holds for each in parts)
    told = (_about(each) for each in parts if each.holds is holds)
    return judged(condition, case, joined(told), holds=holds, parts=parts)


def _votes(condition: Condition, subject: Subject, award: str, case: Case) -> Judged | None:
    """What the council voted; ``None`` where nobody said what share it takes."""
    rule = case.rules[condition.settings["rule"]]
    number = rule.parameter(subject.department, case.year)
    if number is None or number.value is None:
        return None
    asks = requirement(condition, case.year, number.value, over=number.over)
    citation = number.citation or rule.citation
    found = case.facts.award(subject, award, case.year, case.modes(award))
    if found is None or found.votes_for is None or not found.voters:
        told = _VOTES_DIFFER if found is not None and found.votes_differ else _NO_VOTES
        return Judged(condition.kind, None, asks, told, citation=citation)
    votes, needed = found.votes_for, number.value * found.voters
    holds = votes > needed + _ROUNDING if number.over else votes >= needed - _ROUNDING
    share = votes / found.voters
    counted = (f"{votes}/{found.voters} = {format_value(share, Unit.SHARE, each)}" for each in LANGUAGES)
    return Judged(condition.kind, holds, asks, Label(*counted), citation=citation)


def _rating(condition: Condition, subject: Subject, case: Case) -> Judged:
    lowest = RATING_LEVELS.codes.index(condition.settings["at_least"])
    levels = {each: case.facts.review(subject, each).get("level") for each in _years(condition, case)}
    holds = all_hold(None if level is None else RATING_LEVELS.codes.index(level) <= lowest for level in levels.values())
    told = (
        untold(subject, year, "level", case)
        if level is None
        else _of_year(year, Label(RATING_LEVELS.label(level), RATING_LEVELS.label(level, "en")), levels)
        for year, level in levels.items()
    )
    return judged(condition, case, joined(told, ", "), holds=holds)


def _title(condition: Condition, subject: Subject, case: Case) -> Judged:
    award, times = condition.settings["award"], condition.settings["times"]
    first, last = window(condition, case.year)
    years = range(last - _YEARS_OF_A_CAREER if first is None else first, last + 1)
    held = {each: title_held(subject, award, each, case) for each in years}
    certain, unsure = ([year for year, each in held.items() if each is wanted] for wanted in (True, None))
    holds = at_least(len(certain), len(certain) + len(unsure), times)
    listed = f": {', '.join(map(str, certain))}" if certain and len(years) > 1 else ""
    told = [Label(f"{len(certain)}/{times} lần{listed}", f"{len(certain)} of {times}{listed}")]
    if holds is None:
        told.append(_unsure_titles(unsure))
    if case.year in certain and _own_conditions_hold(subject, award, case) is False:
        told.append(_of_year(case.year, _HELD_AGAINST_RULES, years))
    return judged(condition, case, joined(told), holds=holds)


def _of_year(year: int, found: Label, years: Sized) -> Label:
    """What was found for a year; of one year alone the condition says already which."""
    return found if len(years) == 1 else Label(f"{year}: {found.vi}", f"{year}: {found.en}")


def _unsure_titles(years: Sequence[int]) -> Label:
    listed = ", ".join(map(str, years)) if len(years) <= 5 else f"{years[0]}–{years[-1]}"
    return Label(f"chưa rõ năm {listed}", f"not known for {listed}")


def title_held(subject: Subject, award: str, year: int, case: Case) -> bool | None:
    """Whether a subject holds a title of a year.

    What is granted is held. What is proposed counts for the year that is judged, since both go to the
    council together, and only if its own conditions are met; of an earlier year it is not known.

    Args:
        subject: Who.
        award: The title.
        year: The year it is for.
        case: Facts, year, standards and rules.
    """
    found = case.facts.award(subject, award, year)
    if found is None or found.status == "granted" or year != case.year:
        return case.facts.holds(subject, award, year)
    holds = _own_conditions_hold(subject, award, case)
    return None if holds is False and case.facts.may_hold_another(subject, award, year) else holds


def _own_conditions_hold(subject: Subject, award: str, case: Case) -> bool | None:
    """Whether a subject meets what an award takes; votes that are not cast yet stand in nobody's way."""
    standard = case.standards.get(award)
    if standard is None:
        return None
    parts = judge_all(standard.conditions, subject, award, case)
    return all_hold(each.holds for each in parts if each.kind != "votes" or each.holds is not None)


def _standard(condition: Condition, subject: Subject, case: Case) -> Judged:
    """Whether a subject meets the standard of another award; who was granted it for the year does."""
    award = condition.settings["award"]
    standard = case.standards.get(award)
    # The council votes on the award that is proposed, not on those it builds on.
    asked = [each for each in standard.conditions if each.kind != "votes"] if standard else []
    parts = judge_all(asked, subject, award, case)
    holds = all_hold(each.holds for each in parts)
    if case.facts.holds(subject, award, case.year):
        return judged(condition, case, _HELD_AGAINST_RULES if holds is False else _HELD, holds=True)
    if standard is None:
        return judged(condition, case, _NO_STANDARD, holds=None)
    return judged(condition, case, why(parts, holds=holds), holds=holds, parts=parts, citation=standard.citation)


def _achieved(condition: Condition, subject: Subject, case: Case) -> Judged:
    """Whether a subject has enough of them; those that don't tell all their authors may be anybody's."""
    dataset, wanted = f"{condition.kind}s", condition.settings.get("count", 1)
    years = _years(condition, case)
    of_department = case.facts.achievements(dataset, subject.department)
    certain, unsure = of_department.of(subject.key, years, condition.settings.get("scope"))
    unknown = [each for each in years if not case.facts.is_known(dataset, subject.department, each)]
    holds = at_least(len(certain), inf if unknown else len(certain) + unsure, wanted)
    listed = f": {_first_few(certain)}" if certain else ""
    told = [Label(f"{len(certain)}/{wanted}{listed}", f"{len(certain)} of {wanted}{listed}")]
    if holds is None:
        told += [not_recorded(unknown)] if unknown else []
        told += [_incomplete(unsure)] if unsure else []
    return judged(condition, case, joined(told), holds=holds)


def _first_few(keys: Sequence[str]) -> str:
    return ", ".join([*keys[:_KEYS_NAMED], *(["…"] if len(keys) > _KEYS_NAMED else [])])


def _incomplete(count: int) -> Label:
    return Label(
        f"{count} bản ghi chưa đủ hoặc chưa rõ tác giả, ngày, kết quả",
        f"{count} record(s) whose authors, days or outcome are not all told or can't be read",
    )


def _months_worked(condition: Condition, subject: Subject, case: Case) -> Judged:
    months = case.facts.review(subject, case.year).get("months_worked")
    if months is None:
        return judged(condition, case, untold(subject, case.year, "months_worked", case), holds=None)
    found = Label(f"{months} tháng", f"{months} month(s)")
    return judged(condition, case, found, holds=months >= condition.settings["at_least"])


def _discipline(condition: Condition, subject: Subject, case: Case) -> Judged:
    measure = case.facts.review(subject, case.year).get("discipline")
    if measure is None:
        return judged(condition, case, untold(subject, case.year, "discipline", case), holds=None)
    found = Label(DISCIPLINES.label(measure), DISCIPLINES.label(measure, "en"))
    return judged(condition, case, found, holds=is_below(measure, condition.settings["below"]))


def _took_part(condition: Condition, subject: Subject, case: Case) -> Judged:
    took_part = case.facts.review(subject, case.year).get("took_part")
    missing = untold(subject, case.year, "took_part", case)
    found = missing if took_part is None else _YES if took_part else _NO
    return judged(condition, case, found, holds=took_part)


_SIMPLE: Final[Mapping[str, Callable[[Condition, Subject, Case], Judged]]] = {
    "rating": _rating,
    "title": _title,
    "standard": _standard,
    "initiative": _achieved,
    "task": _achieved,
    "months_worked": _months_worked,
    "discipline": _discipline,
    "took_part": _took_part,
    "member_share": partial(member_share, holds=title_held),
    "members_with": partial(members_with, holds=title_held),
    "members_complete": members_complete,
    "members_discipline": members_discipline,
}

_ABOUT: Final[Mapping[str, Label]] = {
    "title": Label("danh hiệu", "titles"),
    "initiative": Label("sáng kiến", "initiatives"),
    "task": Label("đề tài", "tasks"),
}


def _about(part: Judged) -> Label:
    """What was found, after what it is about where that doesn't say so itself."""
    return joined([_ABOUT[part.kind], part.found], " ") if part.kind in _ABOUT else part.found


def _years(condition: Condition, case: Case) -> range:
    first, last = window(condition, case.year)
    assert first is not None
    return range(first, last + 1)
