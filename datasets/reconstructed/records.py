"""Records as rows, and the columns of each dataset."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

Row = dict[str, str | int | date | None]

COLUMNS = {
    "tasks": (
        "task_id department unit title kind level programme managed_by field serves_agriculture host_organisation "
        "principal_investigator selection proposed_on approved_on plan_year contracted_on started_on due_on "
        "extended_until accepted_on settled_on terminated_on outcome budget_vnd state_budget_vnd"
    ),
    "inspections": (
        "inspection_id department unit activity planned field decision_no started_on ended_on subjects "
        "violating_subjects fined_subjects fines_vnd"
    ),
    "initiatives": (
        "initiative_id department unit title authors field submitted_on grassroots_recognised_on scope "
        "scope_recognised_on batch initiative_year rejected_on benefit_vnd"
    ),
    "awards": (
        "award_id department unit recipient_kind recipient category award authority mode campaign_id decision_no "
        "decided_on for_year status"
    ),
    "activities": "department unit activity done_on quantity amount_vnd note",
    "dossiers": "dossier_id department unit procedure field received_on due_on resolved_on result",
    "ratings": "department unit subject_kind year level subjects",
    "targets": "department unit indicator period operator target upper_target campaign_id",
    "staff": "department unit unit_kind year headcount",
}


def times(count: int, row: Row) -> list[Row]:
    """The same record several times."""
    return [row] * count


def begun(level: str, approved_on: date, contracted_on: date, started_on: date) -> Row:
    """A task from approval for the year it starts in to its start."""
    return {
        "level": level,
        "approved_on": approved_on,
        "plan_year": started_on.year,
        "contracted_on": contracted_on,
        "started_on": started_on,
    }


def award(category: str, name: str, recipient_kind: str, decided_on: date) -> Row:
    """An award granted in the year it is for."""
    return {
        "recipient_kind": recipient_kind,
        "category": category,
        "award": name,
        "decided_on": decided_on,
        "for_year": decided_on.year,
        "status": "granted",
    }


def of_department(department: str, rows: Sequence[Row]) -> list[Row]:
    """The records with their department."""
    return [{"department": department, **row} for row in rows]


def numbered(rows: Sequence[Row], key: str, prefix: str, called: str | None = None, text: str = "") -> list[Row]:
    """The records with a key and, where asked for, a text that nobody takes for a real one.

    Args:
        rows: The records.
        key: Column of the key.
        prefix: What keys begin with.
        called: Column of the text.
        text: What the text begins with.
    """
    return [
        {key: f"{prefix}-{number:02}", **({called: f"{text} {number:02}"} if called else {}), **row}
        for number, row in enumerate(rows, 1)
    ]
