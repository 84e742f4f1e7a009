"""How indicators hang together, as data: what is a part of what.

Each relation says whether it holds by definition. One that usually holds, because dossiers or
contracts may come from an earlier period, is worth a look where it does not, but is no
contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartsOf:
    """The parts make up the whole: none is left out, unless it is not ``complete``; none counts twice."""

    whole: str
    parts: tuple[str, ...]
    by_definition: bool = True
    complete: bool = True

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
    """The share is the numerator over the denominator.

    Not ``by_definition`` where the denominator of the card leaves records out: those without a due
    day, those without a rating. The numerator is a part of the denominator unless ``is_part`` says
    that it is something else.
    """

    share: str
    numerator: str
    denominator: str
    by_definition: bool = True
    is_part: bool = True

    @property
    def indicators(self) -> tuple[str, ...]:
        return (self.share, self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class ShareOfBoth:
    """The share is the part over the part and the rest."""

    share: str
    part: str
    rest: str

    @property
    def indicators(self) -> tuple[str, ...]:
        return (self.share, self.part, self.rest)


Relation = PartsOf | AtMost | ShareOf | ShareOfBoth


def _share_of_activities(share: str, numerator: str, denominator: str, *, is_part: bool = True) -> ShareOf:
    return ShareOf(f"activities.{share}", f"activities.{numerator}", f"activities.{denominator}", is_part=is_part)


def _in_progress(*programmes_and_levels: str) -> tuple[str, ...]:
    return tuple(f"tasks.in_progress_{each}" for each in programmes_and_levels)


RELATIONS: tuple[Relation, ...] = (
    AtMost("tasks.proposed_rural_mountain", "tasks.proposed"),
    AtMost("tasks.approved_for_next_year", "tasks.approved"),
    AtMost("tasks.without_applicant", "tasks.approved"),
    ShareOf("tasks.selection_rate", "tasks.selected", "tasks.approved"),
    PartsOf("tasks.running", ("tasks.carried_over", "tasks.started")),
    PartsOf(
        "tasks.running_rural_mountain",
        ("tasks.running_rural_mountain_central", "tasks.running_rural_mountain_delegated"),
    ),
    # A contract may still be open at the end of the year, or be one of the year before.
    PartsOf("tasks.approved_for_year", ("tasks.contracted", "tasks.without_applicant"), by_definition=False),
    ShareOf("tasks.agriculture_share", "tasks.running_for_agriculture", "tasks.running"),
    AtMost("tasks.selected", "tasks.approved_for_year", by_definition=False),
    PartsOf("tasks.running", ("tasks.running_rural_mountain", "tasks.running_national_product"), complete=False),
    AtMost("tasks.running_by_service_unit", "tasks.running"),
    # A task of a programme is told on the line of the programme, not of its level.
    PartsOf(
        "tasks.in_progress",
        _in_progress("national", "urgent_local", "ministry", "rural_mountain", "provincial", "grassroots"),
        complete=False,
    ),
    ShareOf("tasks.extended_share", "tasks.extended", "tasks.in_progress"),
    ShareOf("tasks.overdue_share", "tasks.overdue", "tasks.in_progress", by_definition=False),
    PartsOf("tasks.accepted", ("tasks.accepted_on_time", "tasks.accepted_late"), complete=False),
    PartsOf("tasks.accepted", ("tasks.accepted_excellent", "tasks.accepted_failed"), complete=False),
    ShareOf("tasks.accepted_on_time_rate", "tasks.accepted_on_time", "tasks.accepted", by_definition=False),
    ShareOf("tasks.excellent_rate", "tasks.accepted_excellent", "tasks.accepted", by_definition=False),
    AtMost("tasks.state_budget_contracted_vnd", "tasks.budget_contracted_vnd"),
    # Money carried over from the year before is disbursed as well; not every record tells what was.
    ShareOf(
        "funding.disbursement_rate",
        "funding.disbursed_vnd",
        "funding.planned_vnd",
        by_definition=False,
        is_part=False,
    ),
    # Dossiers received before the period are resolved in it.
    AtMost("dossiers.resolved_on_time", "dossiers.received", by_definition=False),
    PartsOf("dossiers.resolved", ("dossiers.resolved_on_time", "dossiers.resolved_late"), complete=False),
    AtMost("dossiers.refused", "dossiers.resolved"),
    AtMost("dossiers.radiation_resolved", "dossiers.resolved"),
    ShareOf("dossiers.on_time_rate", "dossiers.resolved_on_time", "dossiers.resolved", by_definition=False),
    AtMost("dossiers.backlog_overdue", "dossiers.backlog"),
    AtMost("initiatives.grassroots_recognised", "initiatives.grassroots_authors"),
    ShareOfBoth("initiatives.recognition_rate", "initiatives.grassroots_recognised", "initiatives.rejected"),
    PartsOf("inspections.campaigns", ("inspections.inspections", "inspections.checks")),
    PartsOf("inspections.subjects", ("inspections.inspected_subjects", "inspections.checked_subjects")),
    PartsOf(
        "inspections.campaigns",
        ("inspections.planned_campaigns", "inspections.unscheduled_campaigns"),
        complete=False,
    ),
    ShareOf("inspections.planned_share", "inspections.planned_campaigns", "inspections.campaigns", by_definition=False),
    AtMost("inspections.quality_system_checked_subjects", "inspections.checked_subjects"),
    AtMost("inspections.radiation_subjects", "inspections.subjects"),
    ShareOf(
        "inspections.violation_rate", "inspections.violating_subjects", "inspections.subjects", by_definition=False
    ),
    AtMost("inspections.fined_subjects", "inspections.violating_subjects"),
    AtMost("inspections.inspections", "inspections.inspected_subjects", by_definition=False),
    PartsOf(
        "awards.commendations",
        ("awards.director_commendation_individuals", "awards.director_commendation_collectives"),
        complete=False,
    ),
    AtMost("awards.advanced_labour_individuals", "awards.titles"),
    # Both are decided in the period, for whatever year: neither is a part of the other.
    ShareOf(
        "awards.fighters_over_advanced_labour_share",
        "awards.emulation_fighter_grassroots",
        "awards.advanced_labour_individuals",
        is_part=False,
    ),
    # The excellent are not among the good.
    ShareOf(
        "ratings.party_members_excellent_over_good_share",
        "ratings.party_members_excellent",
        "ratings.party_members_good",
        is_part=False,
    ),
    ShareOf("campaigns.with_plan_share", "campaigns.launched_with_plan", "campaigns.launched"),
    # Work assigned before the period is completed in it.
    _share_of_activities("assigned_work_completed_share", "assigned_work_completed", "assigned_work", is_part=False),
    _share_of_activities("key_work_completed_share", "key_work_completed", "key_work", is_part=False),
    _share_of_activities("party_study_share", "party_study_attended", "party_study_expected"),
    _share_of_activities("staff_study_share", "staff_study_attended", "staff_study_expected"),
    _share_of_activities("cultural_families_share", "cultural_families", "families_considered"),
    _share_of_activities("discipline_compliance_share", "staff_in_compliance", "staff_reviewed"),
)
"""What is known of the indicators reports print; sources are the definitions in docs/indicators.md."""
