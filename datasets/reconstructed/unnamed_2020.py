"""A department that its report does not name: ratings in the Party of 2020, and targets for 2021."""

from __future__ import annotations

from records import Row, of_department

DEPARTMENT = "unnamed_002"


def datasets() -> dict[str, list[Row]]:
    """The records of each dataset."""
    found = {"ratings": _ratings(), "targets": _targets()}
    return {name: of_department(DEPARTMENT, rows) for name, rows in found.items()}


def _ratings() -> list[Row]:
    """Only what was printed; of the members only the excellent were."""
    printed = (("party_cell", "excellent", 1), ("party_cell", "good", 2), ("party_member", "excellent", 8))
    return [
        {"subject_kind": kind, "year": 2020, "level": level, "subjects": subjects} for kind, level, subjects in printed
    ]


def _targets() -> list[Row]:
    """Each printed target; the range of 10 to 20 percent is printed as two bounds."""
    printed = (
        ("ratings.party_cells_good_share", "equal", 1),
        ("ratings.party_cells_excellent", "equal", 1),
        ("ratings.party_members_completed_share", "equal", 1),
        ("ratings.party_members_good", "equal", 90),
        ("activities.party_study_share", "equal", 1),
        ("activities.cultural_families_share", "equal", 1),
        ("activities.party_members_admitted", "at_least", 2),
        ("activities.party_member_violations", "equal", 0),
    )
    share: Row = {"indicator": "ratings.party_members_excellent_share", "target": "0.1", "upper_target": "0.2"}
    found: list[Row] = [
        {"indicator": indicator, "operator": operator, "target": target} for indicator, operator, target in printed
    ]
    return [{"period": "2021", **row} for row in [*found, {**share, "operator": "between"}]]
