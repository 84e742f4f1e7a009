"""Who may be proposed for titles and commendations of a year, condition by condition.

Awards are judged by what they take on the last day of the year. What the records don't tell is
unknown and never taken for "no".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import polars as pl
from pandera.typing.polars import DataFrame

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
from khcn_analytics.vocabulary.award_codes import AWARD_MODES
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import LANGUAGES, Label
from khcn_analytics.vocabulary.law_codes import FIRST_YEAR, LAST_YEAR, Verdict

AWARDS_JUDGED = {each.award: each.of for each in standards()}
"""Award -> whether people or collectives get it, of every award whose conditions are known."""

_NAMES = {"reviews": "subject", "awards": "recipient"}
_VERDICTS: Mapping[bool | None, Verdict] = {True: "eligible", False: "not_eligible", None: "unknown"}
_REASONS: Mapping[bool | None, Label] = {
    True: Label("Đạt: {why}.", "Met: {why}."),
    False: Label("Chưa đạt: {why}. Căn cứ: {sources}.", "Not met: {why}. Source: {sources}."),
    None: Label("Chưa rõ: {why}.", "Not known: {why}."),
}
_NO_STANDARD = Label(
    "Chưa rõ: điều kiện có hiệu lực ngày {day} chưa đối chiếu được.",
    "Not known: what it takes on {day} was not verified.",
)
_NO_MODE = Label(
    "Chưa rõ: khen thưởng này chưa ghi phương thức, mà điều kiện ở đây chỉ dành cho khen thưởng {modes}.",
    "Not known: this award tells no mode, and the conditions here are only those of awards {modes}.",
)
_AWARDS_NAMED = 5


def eligibility(
    datasets: Mapping[str, pl.DataFrame],
    year: int,
    *,
    on: date | None = None,
    awards: Iterable[str] | None = None,
    parameters: Iterable[LawParameter] = (),
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
        WrongUseError: If ``year`` is no year, ``on`` no :class:`datetime.date` or ``awards`` a text, a cap
            is above the one that the law allows at most, the records tell no names, or an award has more
            votes for it than there are voters.
    """
    _must_be_a_year(year)
    if on is not None:
        must_be_a_day(on)
    must_be_a_list("awards", awards)
    day = date(year, 12, 31) if on is None else on
    wanted = _known_awards(awards)
    _need_names(datasets)
    _need_votes_within_voters(datasets)
    numbers = list(parameters)
    rules = {each.id: each for each in with_parameters(law_rules(), numbers)}
    facts = Facts(LawRecords(datasets, coverage or {}, calendar))
    case = Case(facts, year, standards_in_force(day), rules)
    verdicts: list[dict[str, object]] = []
    conditions: list[dict[str, object]] = []
    for subject, award, parts in _judged(case, wanted):
        verdicts.append(_verdict(subject, award, case, parts, day))
        conditions += _rows(subject, award, case, parts)
    return Eligibility(
        year,
        _verdict_frame(verdicts),
        as_result(pl.DataFrame(conditions, schema=column_types(EligibilityConditions)), EligibilityConditions),
        quotas(datasets, year, on=day, parameters=numbers, coverage=coverage, calendar=calendar),
    )


def verdicts_of_years(
    datasets: Mapping[str, pl.DataFrame],
    years: Iterable[int],
    *,
    coverage: Mapping[str, Coverage] | None = None,
    calendar: Calendar = "calendar",
) -> DataFrame[EligibilityVerdicts]:
    """The verdicts of :func:`eligibility` for every award of several years; the records are read once for all.

    Args:
        datasets: As :func:`eligibility`.
        years: The years, each judged by what applies on its last day.
        coverage: As :func:`eligibility`.
        calendar: As :func:`eligibility`.

    Raises:
        WrongUseError: As :func:`eligibility`.
    """
    _need_names(datasets)
    _need_votes_within_voters(datasets)
    rules = {each.id: each for each in law_rules()}
    facts = Facts(LawRecords(datasets, coverage or {}, calendar))
    verdicts = []
    for year in years:
        _must_be_a_year(year)
        day = date(year, 12, 31)
        case = Case(facts, year, standards_in_force(day), rules)
        judged = _judged(case, AWARDS_JUDGED)
        verdicts += [_verdict(subject, award, case, parts, day) for subject, award, parts in judged]
    return _verdict_frame(verdicts)


def _judged(case: Case, awards: Iterable[str]) -> Iterator[tuple[Subject, str, tuple[Judged, ...]]]:
    """Everybody who is judged for each award, and what was found of its conditions."""
    for award in awards:
        asked = case.standards[award].conditions if award in case.standards else ()
        for subject in case.facts.subjects(case.year, AWARDS_JUDGED[award], award, case.modes(award)):
            yield subject, award, judge_all(asked, subject, award, case)


def _verdict_frame(verdicts: Sequence[Mapping[str, object]]) -> DataFrame[EligibilityVerdicts]:
    return as_result(pl.DataFrame(verdicts, schema=column_types(EligibilityVerdicts)), EligibilityVerdicts)


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


def must_be_a_list(name: str, given: object) -> None:
    """Refuse a text where a list of texts is needed: its letters are none of them.

    Raises:
        WrongUseError: If it is a text.
    """
    if isinstance(given, str):
        raise WrongUseError(
            f"{name} phải là một danh sách; hãy viết [{given!r}].", f"{name} must be a list; write [{given!r}]."
        )


def _must_be_a_year(year: object) -> None:
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongUseError(
            f"Năm phải là số nguyên từ {FIRST_YEAR} đến {LAST_YEAR}, ví dụ 2025; không phải {year!r}.",
            f"The year must be a whole number from {FIRST_YEAR} to {LAST_YEAR}, for example 2025; not {year!r}.",
        )


def _need_votes_within_voters(datasets: Mapping[str, pl.DataFrame]) -> None:
    awards = datasets.get("awards")
    if awards is None or not {"votes_for", "voters"} <= set(awards.columns):
        return
    wrong = awards.filter(pl.col("votes_for") > pl.col("voters"))["award_id"].to_list()
    if wrong:
        listed = ", ".join([*map(str, wrong[:_AWARDS_NAMED]), *(["…"] if len(wrong) > _AWARDS_NAMED else [])])
        raise WrongUseError(
            f"{len(wrong)} lượt khen thưởng có số phiếu đồng ý nhiều hơn số thành viên Hội đồng: {listed}. "
            "Hãy sửa theo biên bản kiểm phiếu.",
            f"{len(wrong)} award(s) have more votes for them than there are voters: {listed}. "
            "Correct them by the record of the vote.",
        )


def _verdict(subject: Subject, award: str, case: Case, parts: tuple[Judged, ...], day: date) -> dict[str, object]:
    standard = case.standards.get(award)
    found = case.facts.award(subject, award, case.year, case.modes(award))
    # An award whose standard is not known has no conditions, which is not the same as meeting them all.
    holds = None if standard is None else all_hold(each.holds for each in parts)
    citation = standard.citation if standard else None
    if standard is None:
        reason = _not_verified(day)
    elif holds is False and standard.modes and found is not None and not found.has_mode:
        # The award may be one of those that take something else.
        holds, reason = None, _no_mode(standard.modes)
    else:
        citation = "; ".join(dict.fromkeys(_sources(parts, standard.citation))) if holds is False else citation
        reason = _reason(parts, citation or "", holds=holds)
    note = standard.note if standard else None
    return {
        **_of(subject, award, case),
        "unit": subject.unit,
        "verdict": _VERDICTS[holds],
        "reason_vi": reason.vi,
        "reason_en": reason.en,
        "reason_citation": citation,
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


def _no_mode(modes: Iterable[str]) -> Label:
    known = list(modes)
    return Label(
        *(
            _NO_MODE.text(each).format(modes=", ".join(AWARD_MODES.label(mode, each) for mode in known))
            for each in LANGUAGES
        )
    )


def _reason(parts: Iterable[Judged], sources: str, *, holds: bool | None) -> Label:
    told, outer = why(parts, holds=holds), _REASONS[holds]
    return Label(outer.vi.format(why=told.vi, sources=sources), outer.en.format(why=told.en, sources=sources))


def _sources(parts: Iterable[Judged], citation: str) -> Iterator[str]:
    """Where the conditions that fail are written: each in its own law, or where the award is."""
    for each in parts:
        if each.holds is False:
            written = each.citation or citation
            yield from dict.fromkeys(_sources(each.parts, written)) or [written]


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
