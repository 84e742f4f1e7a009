"""How indicators hang together, as data: what is a part of what.

Each relation says whether it holds by definition. One that usually holds, because dossiers or
contracts may come from an earlier period, is worth a look where it does not, but is no
contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartsOf:
    """The parts make up the whole: none is left out, none counts twice."""

    whole: str
    parts: tuple[str, ...]
    by_definition: bool = True

    @property
    def indicators(self) -> tuple[str, ...]:
        return (self.whole, *self.parts)


@dataclass(frozen=True, slots=True)
class AtMost:
    """The smaller never exceeds the larger."""

    smaller: str
    larger: str
    by_definition: bool = True

    @property
    def indicators(self) -> tuple[str, ...]:
        return (self.smaller, self.larger)


@dataclass(frozen=True, slots=True)
class ShareOf:
    """The share is the numerator over the denominator. The numerator is within the denominator."""

    share: str
    numerator: str
    denominator: str

    @property
    def indicators(self) -> tuple[str, ...]:
        return (self.share, self.numerator, self.denominator)


Relation = PartsOf | AtMost | ShareOf


def _share_of_activities(share: str, numerator: str, denominator: str) -> ShareOf:
    return ShareOf(f"activities.{share}", f"activities.{numerator}", f"activities.{denominator}")


RELATIONS: tuple[Relation, ...] = (
    PartsOf("tasks.running", ("tasks.carried_over", "tasks.started")),
    PartsOf(
        "tasks.running_rural_mountain",
        ("tasks.running_rural_mountain_central", "tasks.running_rural_mountain_delegated"),
    ),
    # A contract may still be open at the end of the year, or be one of the year before.
    PartsOf("tasks.approved_for_year", ("tasks.contracted", "tasks.without_applicant"), by_definition=False),
    ShareOf("tasks.agriculture_share", "tasks.running_for_agriculture", "tasks.running"),
    AtMost("tasks.selected", "tasks.approved_for_year", by_definition=False),
    # Dossiers received before the period are resolved in it.
    AtMost("dossiers.resolved_on_time", "dossiers.received", by_definition=False),
    AtMost("initiatives.grassroots_recognised", "initiatives.grassroots_authors"),
    AtMost("inspections.inspections", "inspections.inspected_subjects", by_definition=False),
    _share_of_activities("assigned_work_completed_share", "assigned_work_completed", "assigned_work"),
    _share_of_activities("key_work_completed_share", "key_work_completed", "key_work"),
    _share_of_activities("party_study_share", "party_study_attended", "party_study_expected"),
    _share_of_activities("staff_study_share", "staff_study_attended", "staff_study_expected"),
    _share_of_activities("cultural_families_share", "cultural_families", "families_considered"),
    _share_of_activities("discipline_compliance_share", "staff_in_compliance", "staff_reviewed"),
)
"""What is known of the indicators reports print; sources are the definitions in docs/indicators.md."""
