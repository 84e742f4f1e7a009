"""What records say about single people and collectives, looked up by name and year.

Records are of a year, and a department's year in which a dataset has no record at all, or which
its coverage doesn't reach, is not known: nobody is taken to have nothing then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import polars as pl

from khcn_analytics.law.names import name_key, names_in
from khcn_analytics.law.records import LawRecords
from khcn_analytics.law.standards import SubjectKind
from khcn_analytics.vocabulary.award_codes import COLLECTIVE_KINDS, INDIVIDUAL_KINDS

SCOPES: Final = (None, "provincial", "national")
"""How far an initiative or task reaches, the widest last."""
_SCOPE_OF_LEVEL = {"provincial": "provincial", "ministry": "provincial", "national": "national"}
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

    ``is_certain`` is false where something about it is not recorded; ``others`` tells that it may
    be by more people than those named.
    """

    key: str
    year: int | None
    people: tuple[str, ...]
    scope: str | None
    is_certain: bool
    others: bool

    def is_by(self, key: str) -> bool | None:
        """Whether it counts for somebody; ``None`` if that can't be told."""
        if key in self.people:
            return True if self.is_certain and self.year is not None else None
        return None if self.others else False


class Proposal(NamedTuple):
    """An award of a year, proposed or granted, and what the council voted."""

    status: str
    votes_for: int | None
    voters: int | None


class Facts:
    """Records of awards, reviews, initiatives, tasks and staff, ready to be asked about."""

    def __init__(self, records: LawRecords) -> None:
        self._records = records
        self._years: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._reviews: dict[tuple[str, str, str, int], dict[str, Any]] = {}
        self._members: defaultdict[tuple[str, str | None, int], list[str]] = defaultdict(list)
        self._awards: defaultdict[tuple[str, str, str, str], dict[int | None, Proposal]] = defaultdict(dict)
        self._nameless: defaultdict[tuple[str, str], set[int | None]] = defaultdict(set)
        self._headcounts: defaultdict[tuple[str, str | None, int], int] = defaultdict(int)
        self._subjects: dict[tuple[str, str, str, int], Subject] = {}
        self.initiatives: Mapping[str, list[Achievement]] = _by_department(self._initiatives())
        self.tasks: Mapping[str, list[Achievement]] = _by_department(self._tasks())
        self._read_awards()
        self._read_reviews()
        self._read_staff()

    def subjects(self, year: int, kind: SubjectKind, award: str) -> list[Subject]:
        """Everybody of a kind who was reviewed for a year, or has that award of it."""
        of_year = (each for (*_, its_year), each in self._subjects.items() if its_year == year and each.kind == kind)
        return [each for each in of_year if self.review(each, year) or self.award(each, award, year)]

    def is_known(self, dataset: str, department: str, year: int) -> bool:
        """Whether a dataset has records of a department's year and is complete for it."""
        return year in self._years[dataset, department] and self._records.covers(dataset, year)

    def review(self, subject: Subject, year: int) -> Mapping[str, Any]:
        """What was found about a subject for a year; empty if nothing is recorded."""
        return self._reviews.get((subject.department, subject.kind, subject.key, year), {})

    def award(self, subject: Subject, award: str, year: int) -> Proposal | None:
        """The award a subject has of a year, proposed ones too."""
        return self._awards.get((subject.department, subject.kind, subject.key, award), {}).get(year)

    def holds(self, subject: Subject, award: str, year: int, *, judged: int) -> bool | None:
        """Whether a subject holds an award of a year.

        What is proposed counts for the year that is judged, since both go to the council together;
        of an earlier year it is not known whether it was granted.
        """
        of_subject = self._awards.get((subject.department, subject.kind, subject.key, award), {})
        found = of_subject.get(year)
        if found is not None and (found.status == "granted" or year == judged):
            return True
        nameless = self._nameless[subject.department, award]
        unsure = found is not None or None in of_subject or not {year, None}.isdisjoint(nameless)
        return None if unsure or not self.is_known("awards", subject.department, year) else False

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
            recognised = row["grassroots_recognised_on"]
            year = row["initiative_year"] or (recognised.year if recognised else None)
            self._remember("initiatives", row, year)
            if recognised is None or row["rejected_on"] is not None:
                continue
            people = names_in(row.get("author_names"))
            others = not people or (row["authors"] is not None and row["authors"] > len(people))
            # A scope without the day on which it was recognised is not known to be.
            is_certain = row["scope"] is None or row["scope_recognised_on"] is not None
            yield (
                row["department"],
                Achievement(row["initiative_id"], year, people, row["scope"], is_certain=is_certain, others=others),
            )

    def _tasks(self) -> Iterable[tuple[str, Achievement]]:
        for row in self._rows("tasks"):
            accepted = row["accepted_on"]
            self._remember("tasks", row, accepted.year if accepted else None)
            if (accepted is None and row["outcome"] not in _ACCEPTED) or row["outcome"] in _REFUSED:
                continue
            people = names_in(row.get("principal_investigator"))
            is_certain = accepted is not None and row["outcome"] in _ACCEPTED
            scope = _SCOPE_OF_LEVEL.get(row["level"])
            yield (
                row["department"],
                Achievement(
                    row["task_id"], accepted and accepted.year, people, scope, is_certain=is_certain, others=not people
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
            of_subject = self._awards[department, kind, key, award]
            found = Proposal(row["status"], row.get("votes_for"), row.get("voters"))
            if year not in of_subject or of_subject[year].status != "granted":
                of_subject[year] = found
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
            # Two spellings of one name: what they tell differently is not known.
            other = self._reviews.get(place)
            self._reviews[place] = (
                row if other is None else {name: each if other[name] == each else None for name, each in row.items()}
            )
            self._subjects[place] = Subject(department, kind, key, row["subject"], row["unit"])
            if kind == "individual" and other is None:
                self._members[department, name_key(row["unit"]), year].append(key)

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


def _by_department(found: Iterable[tuple[str, Achievement]]) -> Mapping[str, list[Achievement]]:
    sorted_out: defaultdict[str, list[Achievement]] = defaultdict(list)
    for department, each in found:
        sorted_out[department].append(each)
    return sorted_out
