"""Make the two rebuilt workspaces: invented records whose totals equal figures printed in reports.

    python datasets/reconstructed/generate.py            rewrite the CSV files
    python datasets/reconstructed/generate.py --check    exit 1 if a file differs from what would be written

Nothing is drawn at random. What no printed total needs is left empty.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

Row = dict[str, str | int | date | None]

HERE = Path(__file__).resolve().parent

COLUMNS = {
    "tasks": (
        "task_id department unit title kind level programme managed_by field serves_agriculture host_organisation "
        "principal_investigator selection proposed_on approved_on contracted_on started_on due_on extended_until "
        "accepted_on settled_on terminated_on outcome budget_vnd state_budget_vnd"
    ),
    "inspections": (
        "inspection_id department unit activity planned field decision_no started_on ended_on subjects "
        "violating_subjects fined_subjects fines_vnd"
    ),
    "initiatives": (
        "initiative_id department unit title authors field submitted_on grassroots_recognised_on scope "
        "scope_recognised_on batch initiative_year rejected_on benefit_vnd"
    ),
}

# --- Cao Bằng 2020 --------------------------------------------------------------------------------


def cao_bang_2020() -> dict[str, list[Row]]:
    """Two reports: the first half of 2020, and the year."""
    return {
        "tasks": numbered(_cao_bang_tasks(), "task_id", "cao_bang", "NV", "Nhiệm vụ dựng lại"),
        "inspections": numbered(_cao_bang_inspections(), "inspection_id", "cao_bang", "TKT"),
        "initiatives": numbered(_cao_bang_initiatives(), "initiative_id", "cao_bang", "SK", "Sáng kiến dựng lại"),
    }


def _cao_bang_tasks() -> list[Row]:
    """37 tasks in progress at the end of June and, with other provincial ones among them, of December."""
    long_running: Row = {"started_on": date(2019, 4, 1)}
    provincial: Row = {"level": "provincial", "started_on": date(2018, 10, 1)}
    return [
        {"level": "national", **long_running},
        {"level": "national", "programme": "urgent_local", **long_running},
        {"level": "ministry", **long_running},
        *times(7, {"level": "national", "programme": "rural_mountain", **long_running}),
        # Of 27 provincial tasks carried over, 3 end in the first half and 5 in the second …
        *times(19, provincial),
        *times(3, {**provincial, "accepted_on": date(2020, 5, 20)}),
        *times(5, {**provincial, "accepted_on": date(2020, 11, 18)}),
        # … and as many begin: the 8 tasks approved to begin in 2020, in two batches.
        *times(3, _begun("provincial", date(2020, 2, 17), date(2020, 5, 25), date(2020, 6, 1))),
        *times(5, _begun("provincial", date(2020, 7, 20), date(2020, 10, 26), date(2020, 11, 2))),
    ]


def _cao_bang_inspections() -> list[Row]:
    """Inspections of 2 then 4 more subjects; checks of 21 then 37 more."""
    visits = (
        ("check", date(2020, 1, 6), 6),
        ("check", date(2020, 3, 9), 5),
        ("inspection", date(2020, 3, 16), 1),
        ("check", date(2020, 5, 11), 5),
        ("inspection", date(2020, 5, 18), 1),
        ("check", date(2020, 6, 8), 5),
        ("check", date(2020, 7, 13), 7),
        ("inspection", date(2020, 8, 3), 2),
        ("check", date(2020, 8, 17), 6),
        ("check", date(2020, 9, 14), 9),
        ("inspection", date(2020, 9, 28), 2),
        ("check", date(2020, 10, 19), 7),
        ("check", date(2020, 11, 16), 8),
    )
    return [{"activity": activity, "started_on": day, "subjects": subjects} for activity, day, subjects in visits]


def _cao_bang_initiatives() -> list[Row]:
    """A wider scope for 10 initiatives in batch 1 and for 42 in batch 2."""
    recognised: Row = {"grassroots_recognised_on": date(2019, 12, 16), "scope": "provincial"}
    return [
        *times(10, {**recognised, "scope_recognised_on": date(2020, 5, 28), "batch": 1}),
        *times(42, {**recognised, "scope_recognised_on": date(2020, 11, 26), "batch": 2}),
    ]


# --- Kon Tum 2022 ---------------------------------------------------------------------------------


def kon_tum_2022() -> dict[str, list[Row]]:
    """One report: the year 2022, with the initiatives of 2021."""
    return {
        "tasks": numbered(_kon_tum_tasks(), "task_id", "kon_tum", "NV", "Nhiệm vụ dựng lại"),
        "initiatives": numbered(_kon_tum_initiatives(), "initiative_id", "kon_tum", "SK", "Sáng kiến dựng lại"),
    }


def _kon_tum_tasks() -> list[Row]:
    """28 tasks carried out: 19 carried over, of which 9 were accepted, and 9 begun; 23 serve agriculture."""
    carried_over: Row = {"level": "provincial", "started_on": date(2021, 3, 1)}
    begun = _begun("provincial", date(2022, 1, 17), date(2022, 4, 14), date(2022, 4, 18))
    serving: Row = {"serves_agriculture": "true"}
    other: Row = {"serves_agriculture": "false"}
    return [
        *times(7, {**carried_over, **serving, "accepted_on": date(2022, 11, 14)}),
        *times(2, {**carried_over, **other, "accepted_on": date(2022, 11, 15)}),
        *times(8, {**carried_over, **serving}),
        *times(2, {**carried_over, **other}),
        *times(8, {**begun, **serving}),
        *times(1, {**begun, **other}),
        {"level": "provincial", "approved_on": date(2022, 1, 17), "outcome": "no_applicant"},
    ]


def _kon_tum_initiatives() -> list[Row]:
    """25 of 2021 with a wider scope, 2 recognised in 2022 with 5 authors together."""
    scoped: Row = {
        "grassroots_recognised_on": date(2021, 11, 15),
        "scope": "provincial",
        "scope_recognised_on": date(2022, 3, 15),
        "initiative_year": 2021,
    }
    recognised: Row = {"grassroots_recognised_on": date(2022, 11, 15), "initiative_year": 2022}
    return [*times(25, scoped), {**recognised, "authors": 2}, {**recognised, "authors": 3}]


# --- records --------------------------------------------------------------------------------------


def _begun(level: str, approved_on: date, contracted_on: date, started_on: date) -> Row:
    """A task from approval to start."""
    return {"level": level, "approved_on": approved_on, "contracted_on": contracted_on, "started_on": started_on}


def times(count: int, row: Row) -> list[Row]:
    """The same record several times."""
    return [row] * count


def numbered(rows: Sequence[Row], key: str, department: str, prefix: str, title: str | None = None) -> list[Row]:
    """The records with a key and, where they have one, a title that nobody takes for a real one."""
    return [
        {
            key: f"{prefix}-{number:02}",
            "department": department,
            **({"title": f"{title} {number:02}"} if title else {}),
            **row,
        }
        for number, row in enumerate(rows, 1)
    ]


# --- files ----------------------------------------------------------------------------------------


def files() -> dict[Path, str]:
    """Each file of this folder that is generated, and its text."""
    workspaces = {"cao_bang_2020": cao_bang_2020(), "kon_tum_2022": kon_tum_2022()}
    return {
        HERE / workspace / f"{name}.csv": csv_text(rows, COLUMNS[name].split())
        for workspace, found in workspaces.items()
        for name, rows in found.items()
    }


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Records as CSV; a missing value is empty, a day is written as ISO 8601."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main() -> int:
    """Write the files, or compare them with what would be written."""
    parser = argparse.ArgumentParser(description="Make the rebuilt workspaces.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    is_check = parser.parse_args().check
    code = 0
    for path, text in files().items():
        if not is_check:
            path.write_bytes(text.encode())
        elif not path.exists() or path.read_bytes() != text.encode():
            sys.stderr.write(f"{path.relative_to(HERE)} differs from what generate.py makes: run it without --check\n")
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
