"""Whether a condition of an award holds for a person or collective: true, false, or not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import inf
from typing import Final

from khcn_analytics.law.condition_texts import joined, requirement, window
from khcn_analytics.law.facts import Achievement, Subject, reaches
from khcn_analytics.law.judged import Case, Judged, judged, not_recorded, why
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
_NO_STANDARD = Label("chưa có bộ điều kiện đã đối chiếu", "what it takes was not verified")
_NO_VOTES = Label("chưa ghi số phiếu của Hội đồng", "no votes of the council recorded")


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
    asks, citation = requirement(condition, case.year, number.value), number.citation or rule.citation
    found = case.facts.award(subject, award, case.year)
    if found is None or found.votes_for is None or not found.voters:
        return Judged(condition.kind, None, asks, _NO_VOTES, citation=citation)
    share = found.votes_for / found.voters
    told = (f"{found.votes_for}/{found.voters} = {format_value(share, Unit.SHARE, each)}" for each in LANGUAGES)
    return Judged(condition.kind, share >= number.value - _ROUNDING, asks, Label(*told), citation=citation)


def _rating(condition: Condition, subject: Subject, case: Case) -> Judged:
    lowest = RATING_LEVELS.codes.index(condition.settings["at_least"])
    levels = {each: case.facts.review(subject, each).get("level") for each in _years(condition, case)}
    holds = all_hold(None if level is None else RATING_LEVELS.codes.index(level) <= lowest for level in levels.values())
    told = (
        not_recorded([year])
        if level is None
        else Label(f"{year}: {RATING_LEVELS.label(level)}", f"{year}: {RATING_LEVELS.label(level, 'en')}")
        for year, level in levels.items()
    )
    return judged(condition, case, joined(told, ", "), holds=holds)


def _title(condition: Condition, subject: Subject, case: Case) -> Judged:
    award, times = condition.settings["award"], condition.settings["times"]
    first, last = window(condition, case.year)
    years = range(last - _YEARS_OF_A_CAREER if first is None else first, last + 1)
    held = {each: case.facts.holds(subject, award, each, judged=case.year) for each in years}
    certain, unsure = ([year for year, each in held.items() if each is wanted] for wanted in (True, None))
    holds = at_least(len(certain), len(certain) + len(unsure), times)
    listed = f" ({', '.join(map(str, certain))})" if certain else ""
    told = [Label(f"{len(certain)}/{times} lần{listed}", f"{len(certain)} of {times}{listed}")]
    if holds is None:
        told.append(_unsure_titles(unsure))
    return judged(condition, case, joined(told, ", "), holds=holds)


def _unsure_titles(years: Sequence[int]) -> Label:
    listed = ", ".join(map(str, years)) if len(years) <= 5 else f"{years[0]}–{years[-1]}"
    return Label(f"chưa rõ năm {listed}", f"not known for {listed}")


def _standard(condition: Condition, subject: Subject, case: Case) -> Judged:
    """Whether a subject meets the standard of another award; who holds it for the year does."""
    award = condition.settings["award"]
    if case.facts.holds(subject, award, case.year, judged=case.year):
        return judged(condition, case, _HELD, holds=True)
    standard = case.standards.get(award)
    if standard is None:
        return judged(condition, case, _NO_STANDARD, holds=None)
    # The council votes on the award that is proposed, not on those it builds on.
    asked = (each for each in standard.conditions if each.kind != "votes")
    parts = judge_all(asked, subject, award, case)
    holds = all_hold(each.holds for each in parts)
    return judged(condition, case, why(parts, holds=holds), holds=holds, parts=parts, citation=standard.citation)


def _initiative(condition: Condition, subject: Subject, case: Case) -> Judged:
    return _achieved(condition, subject, case, "initiatives", case.facts.initiatives.get(subject.department, ()))


def _task(condition: Condition, subject: Subject, case: Case) -> Judged:
    return _achieved(condition, subject, case, "tasks", case.facts.tasks.get(subject.department, ()))


def _achieved(
    condition: Condition, subject: Subject, case: Case, dataset: str, achievements: Sequence[Achievement]
) -> Judged:
    """Whether a subject has enough of them; those that don't tell all their authors may be anybody's."""
    years, wanted = _years(condition, case), condition.settings.get("count", 1)
    fitting = (
        each
        for each in achievements
        if (each.year is None or each.year in years) and reaches(each.scope, condition.settings.get("scope"))
    )
    verdicts = {each.key: each.is_by(subject.key) for each in fitting}
    certain, unsure = ([key for key, each in verdicts.items() if each is wanted] for wanted in (True, None))
    unknown = [each for each in years if not case.facts.is_known(dataset, subject.department, each)]
    holds = at_least(len(certain), inf if unknown else len(certain) + len(unsure), wanted)
    listed = f" ({_first_few(certain)})" if certain else ""
    told = [Label(f"{len(certain)}/{wanted}{listed}", f"{len(certain)} of {wanted}{listed}")]
    if holds is None:
        told += [not_recorded(unknown)] if unknown else []
        told += [_incomplete(len(unsure))] if unsure else []
    return judged(condition, case, joined(told, ", "), holds=holds)


def _first_few(keys: Sequence[str]) -> str:
    return ", ".join([*keys[:_KEYS_NAMED], *(["…"] if len(keys) > _KEYS_NAMED else [])])


def _incomplete(count: int) -> Label:
    return Label(
        f"{count} bản ghi chưa đủ tác giả, ngày hoặc kết quả", f"{count} record(s) without all authors, days or outcome"
    )


def _months_worked(condition: Condition, subject: Subject, case: Case) -> Judged:
    months = case.facts.review(subject, case.year).get("months_worked")
    if months is None:
        return judged(condition, case, not_recorded([case.year]), holds=None)
    found = Label(f"{months} tháng", f"{months} month(s)")
    return judged(condition, case, found, holds=months >= condition.settings["at_least"])


def _discipline(condition: Condition, subject: Subject, case: Case) -> Judged:
    measure = case.facts.review(subject, case.year).get("discipline")
    if measure is None:
        return judged(condition, case, not_recorded([case.year]), holds=None)
    found = Label(DISCIPLINES.label(measure), DISCIPLINES.label(measure, "en"))
    return judged(condition, case, found, holds=is_below(measure, condition.settings["below"]))


def _took_part(condition: Condition, subject: Subject, case: Case) -> Judged:
    took_part = case.facts.review(subject, case.year).get("took_part")
    found = not_recorded([case.year]) if took_part is None else _YES if took_part else _NO
    return judged(condition, case, found, holds=took_part)


_SIMPLE: Final[Mapping[str, Callable[[Condition, Subject, Case], Judged]]] = {
    "rating": _rating,
    "title": _title,
    "standard": _standard,
    "initiative": _initiative,
    "task": _task,
    "months_worked": _months_worked,
    "discipline": _discipline,
    "took_part": _took_part,
    "member_share": member_share,
    "members_with": members_with,
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
