"""What records say about single people and collectives, looked up by name and year.

Records are of a year, and a department's year in which a dataset has no record at all, or which
its coverage doesn't reach, is not known: nobody is taken to have nothing then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, NamedTuple

import polars as pl

from khcn_analytics.law.names import name_key, names_in
from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.standards import SubjectKind
from khcn_analytics.vocabulary.award_codes import COLLECTIVE_KINDS, INDIVIDUAL_KINDS
from khcn_analytics.vocabulary.text import accent_free_key

SCOPES: Final = (None, "provincial", "national")
"""How far an initiative or task reaches, the widest last."""
_SCOPE_OF_LEVEL = {"provincial": "provincial", "ministry": "provincial", "national": "national"}
_OF_A_TASK: Final = ("department", "task_id", "principal_investigator", "level", "accepted_on", "outcome")
_ACCEPTED, _REFUSED = ("excellent", "passed"), ("failed", "not_approved", "no_applicant", "suspended", "terminated")


@dataclass(frozen=True, slots=True)
class Subject:
    """A person or a collective of a department.

    Attributes:
        department: Code of the department.
        kind: A person or a collective.
        key: What tells it from others there, see :func:`~khcn_analytics.law.names.name_key`.
        name: As the records write it.
        unit: The unit of a person.
    """

    department: str
    kind: SubjectKind
    key: str
    name: str = field(repr=False)
    unit: str | None = None


class Achievement(NamedTuple):
    """An initiative or a task that may count for somebody.

    Attributes:
        key: Its number.
        year: The year it belongs to, if that is known.
        people: Who it names.
        scope: How far it reaches.
        is_certain: Whether all that makes it count is recorded.
        others: Whether it may be by more people than those named.
        scope_year: The year in which its scope was recognised; ``None`` if that is not known.
    """

    key: str
    year: int | None
    people: tuple[str, ...]
    scope: str | None
    is_certain: bool
    others: bool
    scope_year: int | None = None

    def is_by(self, key: str) -> bool | None:
        """Whether it is by somebody; ``None`` if that can't be told, as where a name lacks its marks."""
        if key in self.people:
            return True
        return None if self.others or accent_free_key(key) in self.people else False

    def counts(self, years: range, wanted: str | None) -> bool | None:
        """Whether it counts in some years for a scope; ``None`` if that can't be told.

        A scope recognised in these years, of an initiative of earlier ones, may count or not: no
        text says so. Where no scope is asked for, it doesn't matter when one was recognised.
        """
        in_years = None if self.year is None else self.year in years
        if wanted is None:
            return in_years and (self.is_certain or None)
        if self.scope is None and self.scope_year is None:
            return False
        if self.scope is not None and not reaches(self.scope, wanted):
            return False
        if in_years and self.scope is not None and self.scope_year is not None:
            return self.is_certain or None
        since = self.scope_year if self.scope_year is not None else self.year
        may_be = since is None or since in years or (self.scope_year is None and since < years[0])
        return None if in_years or may_be else False


class Achievements:
    """The initiatives, or the tasks, of a department, found by who they are by."""

    def __init__(self, known: Iterable[Achievement] = ()) -> None:
        self._by_person: defaultdict[str, list[Achievement]] = defaultdict(list)
        self._anybodys: list[Achievement] = []
        self._counted: dict[tuple[range, str | None], frozenset[str]] = {}
        for each in known:
            for person in each.people:
                self._by_person[person].append(each)
            if each.others:
                self._anybodys.append(each)

    def of(self, key: str, years: range, scope: str | None) -> tuple[list[str], int]:
        """Keys of those that count for somebody for certain, and how many others may.

        Args:
            key: Whose they are.
            years: The years that count.
            scope: The scope asked for; ``None`` if none is.
        """
        named = {each.key: each.counts(years, scope) for each in self._by_person.get(key, ())}
        # Without its marks a name may be another's.
        unmarked = self._by_person.get(accent_free_key(key), ())
        unsure = {each.key for each in unmarked if each.counts(years, scope) is not False}
        unsure |= {each for each, counts in named.items() if counts is None} | self._may_count(years, scope)
        return [each for each, counts in named.items() if counts], len(
            unsure - {each for each, counts in named.items() if counts is not None}
        )

    def _may_count(self, years: range, scope: str | None) -> frozenset[str]:
        """Those that may be anybody's, found once for everybody."""
        asked = (years, scope)
        if asked not in self._counted:
            fitting = (each.key for each in self._anybodys if each.counts(years, scope) is not False)
            self._counted[asked] = frozenset(fitting)
        return self._counted[asked]


_NONE: Final = Achievements()


class Proposal(NamedTuple):
    """An award of a year, proposed or granted, and what the council voted.

    ``votes_differ`` tells that several records of it tell different votes; ``has_mode`` is false
    where one of them tells no mode.
    """

    status: str
    votes_for: int | None
    voters: int | None
    votes_differ: bool = False
    has_mode: bool = True


class Facts:
    """Records of awards, reviews, initiatives, tasks and staff, ready to be asked about."""

    def __init__(self, records: LawRecords) -> None:
        self._records = records
        # Many records name the same people.
        self._names_in = cache(names_in)
        self._years: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._reviews: dict[tuple[str, str, str, int], dict[str, Any]] = {}
        self._members: defaultdict[tuple[str, str | None, int], list[str]] = defaultdict(list)
        self._differing: defaultdict[tuple[str, str, str, int], set[str]] = defaultdict(set)
        self._awards: defaultdict[tuple[str, str, str, str], dict[int | None, list[dict[str, Any]]]] = defaultdict(dict)
        self._maybe_held: set[tuple[str, str, str, int | None]] = set()
        self._nameless: defaultdict[tuple[str, str], set[int | None]] = defaultdict(set)
        self._headcounts: defaultdict[tuple[str, str | None, int], int] = defaultdict(int)
        self._subjects: dict[tuple[str, str, str, int], Subject] = {}
        self.initiatives: Mapping[str, list[Achievement]] = _by_department(self._initiatives())
        self.tasks: Mapping[str, list[Achievement]] = _by_department(self._tasks())
        self._achievements: dict[tuple[str, str], Achievements] = {
            (dataset, department): Achievements(each)
            for dataset, of in (("initiatives", self.initiatives), ("tasks", self.tasks))
            for department, each in of.items()
        }
        self._read_awards()
        self._read_reviews()
        self._read_staff()

    def subjects(self, year: int, kind: SubjectKind, award: str, modes: Collection[str] = ()) -> list[Subject]:
        """Everybody of a kind who was reviewed for a year, or has that award of it, in one of the modes if any are named."""
        of_year = (each for (*_, its_year), each in self._subjects.items() if its_year == year and each.kind == kind)
        return [each for each in of_year if self.review(each, year) or self.award(each, award, year, modes)]

    def is_known(self, dataset: str, department: str, year: int) -> bool:
        """Whether a dataset has records of a department's year and is complete for it."""
        return year in self._years[dataset, department] and self._records.covers(dataset, year)

    def review(self, subject: Subject, year: int) -> Mapping[str, Any]:
        """What was found about a subject for a year; empty if nothing is recorded."""
        return self._reviews.get((subject.department, subject.kind, subject.key, year), {})

    def differs(self, subject: Subject, year: int, column: str) -> bool:
        """Whether two records of a subject's year, written differently, contradict each other there."""
        return column in self._differing.get((subject.department, subject.kind, subject.key, year), ())

    def achievements(self, dataset: str, department: str) -> Achievements:
        """The initiatives or tasks of a department."""
        return self._achievements.get((dataset, department), _NONE)

    def award(self, subject: Subject, award: str, year: int, modes: Collection[str] = ()) -> Proposal | None:
        """The award a subject has of a year, proposed ones too; in one of the modes, or of none told, if any are named."""
        found = self._awards.get((subject.department, subject.kind, subject.key, award), {}).get(year, [])
        return _merged([each for each in found if not modes or each["mode"] is None or each["mode"] in modes])

    def holds(self, subject: Subject, award: str, year: int) -> bool | None:
        """Whether a subject was granted an award of a year; of what is only proposed it is not known."""
        found = self.award(subject, award, year)
        if found is not None:
            return True if found.status == "granted" else None
        return None if self.may_hold_another(subject, award, year) else False

    def may_hold_another(self, subject: Subject, award: str, year: int) -> bool:
        """Whether a subject may hold an award of a year of which no record names the subject and the year."""
        of_subject = self._awards.get((subject.department, subject.kind, subject.key, award), {})
        nameless = self._nameless.get((subject.department, award), ())
        unread = {(subject.department, award, subject.key, each) for each in (year, None)}
        is_anybodys = year in nameless or None in nameless or not unread.isdisjoint(self._maybe_held)
        return None in of_subject or is_anybodys or not self.is_known("awards", subject.department, year)

    def members(self, collective: Subject, year: int) -> tuple[list[Subject], int]:
        """The people reviewed in a collective, and how many it has besides them.

        A collective is a unit; one that is called as no unit has no members here.
        """
        of_unit = (collective.department, collective.key, year)
        members = [
            self._subjects[collective.department, "individual", each, year] for each in self._members.get(of_unit, [])
        ]
        return members, max(0, self._headcounts.get(of_unit, 0) - len(members))

    def _initiatives(self) -> Iterable[tuple[str, Achievement]]:
        for row in self._rows("initiatives"):
            recognised, scope_recognised = row["grassroots_recognised_on"], row["scope_recognised_on"]
            first = recognised or scope_recognised
            year = row["initiative_year"] or (first.year if first else None)
            self._remember("initiatives", row, year)
            if first is None or row["rejected_on"] is not None:
                continue
            people, all_read = self._names_in(row.get("author_names"))
            yield (
                row["department"],
                Achievement(
                    row["initiative_id"],
                    year,
                    people,
                    row["scope"],
                    # Of wider scope without being recognised at all: one of the two is not recorded.
                    is_certain=recognised is not None,
                    others=not all_read or (row["authors"] is not None and row["authors"] > len(people)),
                    scope_year=scope_recognised.year if scope_recognised else None,
                ),
            )

    def _tasks(self) -> Iterable[tuple[str, Achievement]]:
        tasks = self._records.datasets.get("tasks")
        if tasks is None:
            return
        accepted_in = pl.col("accepted_on").dt.year()
        for department, year in tasks.select("department", accepted_in).unique().drop_nulls().iter_rows():
            self._years["tasks", department].add(year)
        is_accepted = pl.col("accepted_on").is_not_null() | pl.col("outcome").is_in(_ACCEPTED)
        is_refused = pl.col("outcome").is_in(_REFUSED).fill_null(value=False)
        # There may be very many tasks: only those that count are looked at one by one.
        counting = tasks.filter(is_accepted, ~is_refused).select(each for each in _OF_A_TASK if each in tasks.columns)
        for row in counting.iter_rows(named=True):
            accepted = row["accepted_on"]
            people, all_read = self._names_in(row.get("principal_investigator"))
            year = accepted.year if accepted else None
            yield (
                row["department"],
                Achievement(
                    row["task_id"],
                    year,
                    people,
                    _SCOPE_OF_LEVEL.get(row["level"]),
                    is_certain=accepted is not None and row["outcome"] in _ACCEPTED,
                    others=not all_read,
                    # How far a task reaches follows from its level: it needs no recognition of its own.
                    scope_year=year,
                ),
            )

    def _read_awards(self) -> None:
        for row in self._rows("awards"):
            year, department, award = row["for_year"], row["department"], row["award"]
            self._remember("awards", row, year)
            kind = _kind_of(row["recipient_kind"])
            if row["status"] == "revoked" or kind is None:
                continue
            key = name_key(row.get("recipient"))
            if key is None:
                self._nameless[department, award].add(year)
                continue
            self._awards[department, kind, key, award].setdefault(year, []).append(row)
            if kind == "individual":
                # A recipient written with more than a name may be somebody known by the name alone.
                others = set(names_in(row["recipient"]).keys) - {key}
                self._maybe_held |= {(department, award, each, year) for each in others}
            if year is not None:
                is_about = Subject(department, kind, key, row["recipient"], row["unit"])
                self._subjects.setdefault((department, kind, key, year), is_about)

    def _read_reviews(self) -> None:
        for row in self._rows("reviews"):
            year, department, kind = row["year"], row["department"], row["subject_kind"]
            self._remember("reviews", row, year)
            key = name_key(row.get("subject"))
            if key is None:
                continue
            place = (department, kind, key, year)
            # Two spellings of one name: what they tell differently is not known, in two units nothing is.
            other = self._reviews.get(place)
            if other is not None:
                units = {name_key(row["unit"]), name_key(other["unit"])} - {None}
                apart = len(units) > 1
                self._differing[place] |= {name for name in row if apart or row[name] != other[name]}
            self._reviews[place] = {
                name: None if name in self._differing.get(place, ()) else each for name, each in row.items()
            }
            is_about = Subject(department, kind, key, row["subject"], row["unit"])
            self._subjects[place] = is_about if other is None else self._subjects[place]
            members = self._members[department, name_key(row["unit"]), year]
            if kind == "individual" and key not in members:
                members.append(key)

    def _read_staff(self) -> None:
        for row in self._rows("staff"):
            self._headcounts[row["department"], name_key(row["unit"]), row["year"]] += row["headcount"]

    def _rows(self, dataset: str) -> Iterable[dict[str, Any]]:
        return self._records.datasets.get(dataset, pl.DataFrame()).iter_rows(named=True)

    def _remember(self, dataset: str, row: Mapping[str, Any], year: int | None) -> None:
        if year is not None:
            self._years[dataset, row["department"]].add(year)


def reaches(scope: str | None, wanted: str | None) -> bool:
    """Whether a scope is as wide as another, or wider.

    Examples:
        >>> reaches("national", "provincial"), reaches(None, "provincial"), reaches(None, None)
        (True, False, True)
    """
    return SCOPES.index(scope) >= SCOPES.index(wanted)


def _kind_of(recipient_kind: str) -> SubjectKind | None:
    """A household is neither a person nor a collective."""
    if recipient_kind in INDIVIDUAL_KINDS:
        return "individual"
    return "collective" if recipient_kind in COLLECTIVE_KINDS else None


def _merged(rows: Sequence[Mapping[str, Any]]) -> Proposal | None:
    """One award out of its records, in whichever order they come: granted goes before proposed."""
    if not rows:
        return None
    status = "granted" if any(each["status"] == "granted" for each in rows) else "proposed"
    votes = {(each.get("votes_for"), each.get("voters")) for each in rows} - {(None, None)}
    votes_for, voters = votes.pop() if len(votes) == 1 else (None, None)
    has_mode = all(each["mode"] is not None for each in rows)
    return Proposal(status, votes_for, voters, votes_differ=len(votes) > 1, has_mode=has_mode)


def _by_department(found: Iterable[tuple[str, Achievement]]) -> Mapping[str, list[Achievement]]:
    sorted_out: defaultdict[str, list[Achievement]] = defaultdict(list)
    for department, each in found:
        sorted_out[department].append(each)
    return sorted_out
