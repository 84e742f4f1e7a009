"""Who may be proposed for titles and commendations of a year, condition by condition.

Awards are judged by what they take on the last day of the year. What the records don't tell is
unknown and never taken for "no".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

import polars as pl

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.conditions import judge_all
from khcn_analytics.law.eligibility_results import (
    Eligibility,
    EligibilityConditions,
    EligibilityVerdicts,
)
from khcn_analytics.law.facts import Facts, Subject
from khcn_analytics.law.judged import Case, Judged, why
from khcn_analytics.law.logic import all_hold
from khcn_analytics.law.quotas import quotas
from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.rules import LawParameter, law_rules, must_be_a_day, with_parameters
from khcn_analytics.law.standards import standards, standards_in_force
from khcn_analytics.periods import Calendar
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.law_codes import Verdict

AWARDS_JUDGED = {each.award: each.of for each in standards()}
"""Award -> whether people or collectives get it, of every award whose conditions are known."""

_NAMES = {"reviews": "subject", "awards": "recipient"}
_VERDICTS: Mapping[bool | None, Verdict] = {True: "eligible", False: "not_eligible", None: "unknown"}
_REASONS: Mapping[bool | None, Label] = {
    True: Label("Đạt: {why}.", "Met: {why}."),
    False: Label("Chưa đạt: {why}. Căn cứ: {citation}.", "Not met: {why}. Source: {citation}."),
    None: Label("Chưa rõ: {why}.", "Not known: {why}."),
}
_NO_STANDARD = Label(
    "Chưa rõ: điều kiện có hiệu lực ngày {day} chưa đối chiếu được.",
    "Not known: what it takes on {day} was not verified.",
)


def eligibility(
    datasets: Mapping[str, pl.DataFrame],
    year: int,
    on: date | None = None,
    awards: Iterable[str] | None = None,
    parameters: Iterable[LawParameter] = (),
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
) -> Eligibility:
    """Who may be proposed for which award of a year.

    Judged is everybody who was reviewed for the year, for every award of people or of collectives,
    and whoever has an award of it, for that award.

    Args:
        datasets: Clean records by dataset name: reviews, awards, initiatives, tasks, staff; what
            is not there is not known.
        year: The year the awards are for.
        on: Judge by what applies on this day; ``None`` is the last day of the year.
        awards: Codes of awards; ``None`` is every award whose conditions are known.
        parameters: Shares of votes and caps of departments, beside those that come with the library.
        coverage: The days each dataset is complete for; other years are not known.
        calendar: Which days are the last of a year.

    Raises:
        UnknownNameError: If an award has no conditions here, or a parameter belongs to no rule.
        WrongUseError: If ``on`` is no :class:`datetime.date`, or the records tell no names.
    """
    if on is not None:
        must_be_a_day(on)
    day = date(year, 12, 31) if on is None else on
    wanted = _known_awards(awards)
    _need_names(datasets)
    numbers = list(parameters)
    rules = {each.id: each for each in with_parameters(law_rules(), numbers)}
    facts = Facts(LawRecords(datasets, coverage or {}, calendar))
    case = Case(facts, year, standards_in_force(day), rules)
    verdicts: list[dict[str, object]] = []
    conditions: list[dict[str, object]] = []
    for award in wanted:
        asked = case.standards[award].conditions if award in case.standards else ()
        for subject in facts.subjects(year, AWARDS_JUDGED[award], award):
            parts = judge_all(asked, subject, award, case)
            verdicts.append(_verdict(subject, award, case, parts, day))
            conditions += _rows(subject, award, case, parts)
    return Eligibility(
        year,
        as_result(pl.DataFrame(verdicts, schema=column_types(EligibilityVerdicts)), EligibilityVerdicts),
        as_result(pl.DataFrame(conditions, schema=column_types(EligibilityConditions)), EligibilityConditions),
        quotas(datasets, year, day, numbers, coverage=coverage, calendar=calendar),
    )


def _known_awards(awards: Iterable[str] | None) -> Collection[str]:
    wanted = list(AWARDS_JUDGED if awards is None else dict.fromkeys(awards))
    for each in wanted:
        if each not in AWARDS_JUDGED:
            raise UnknownNameError("danh hiệu, hình thức có bộ điều kiện", "award with conditions", each, AWARDS_JUDGED)
    return wanted


def _need_names(datasets: Mapping[str, pl.DataFrame]) -> None:
    without = [name for name, each in _NAMES.items() if name in datasets and each not in datasets[name].columns]
    if without or not set(_NAMES) & set(datasets):
        listed = ", ".join(without or _NAMES)
        raise WrongUseError(
            f"Không xét được từng người: số liệu ({listed}) không có hoặc đã bỏ họ tên. "
            "Hãy dùng kho có bộ dữ liệu reviews, awards kèm tên.",
            f"Nobody can be judged: records of {listed} are not there or tell no names. "
            "Use a workspace with reviews and awards that has them.",
        )


def _verdict(subject: Subject, award: str, case: Case, parts: tuple[Judged, ...], day: date) -> dict[str, object]:
    standard, found = case.standards.get(award), case.facts.award(subject, award, case.year)
    # An award whose standard is not known has no conditions, which is not the same as meeting them all.
    holds = None if standard is None else all_hold(each.holds for each in parts)
    reason = _not_verified(day) if standard is None else _reason(parts, standard.citation, holds=holds)
    note = standard.note if standard else None
    return {
        **_of(subject, award, case),
        "unit": subject.unit,
        "verdict": _VERDICTS[holds],
        "reason_vi": reason.vi,
        "reason_en": reason.en,
        "status": found.status if found else None,
        "votes_for": found.votes_for if found else None,
        "voters": found.voters if found else None,
        "confidence": standard.confidence if standard else None,
        "citation": standard.citation if standard else None,
        "note_vi": note.vi if note else None,
        "note_en": note.en if note else None,
    }


def _not_verified(day: date) -> Label:
    return Label(_NO_STANDARD.vi.format(day=format_date(day)), _NO_STANDARD.en.format(day=format_date(day, "en")))


def _reason(parts: Iterable[Judged], citation: str, *, holds: bool | None) -> Label:
    told, outer = why(parts, holds=holds), _REASONS[holds]
    return Label(outer.vi.format(why=told.vi, citation=citation), outer.en.format(why=told.en, citation=citation))


def _rows(subject: Subject, award: str, case: Case, parts: tuple[Judged, ...]) -> Iterator[dict[str, object]]:
    """Every condition and its parts as rows."""
    for place, each, citation in _numbered(parts, case.standards[award].citation if parts else ""):
        yield {
            **_of(subject, award, case),
            "place": place,
            "kind": each.kind,
            "holds": each.holds,
            "asks_vi": each.asks.vi,
            "asks_en": each.asks.en,
            "found_vi": each.found.vi,
            "found_en": each.found.en,
            "citation": citation,
        }


def _numbered(parts: Iterable[Judged], citation: str, before: str = "") -> Iterator[tuple[str, Judged, str]]:
    """Conditions and their parts, numbered 1, 2, 2.1, each with where it is written."""
    for number, each in enumerate(parts, 1):
        place, written = f"{before}{number}", each.citation or citation
        yield place, each, written
        yield from _numbered(each.parts, written, f"{place}.")


def _of(subject: Subject, award: str, case: Case) -> dict[str, object]:
    return {
        "department": subject.department,
        "subject_kind": subject.kind,
        "subject": subject.name,
        "award": award,
        "year": case.year,
    }
