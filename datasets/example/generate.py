"""Make the example data: invented records of one fictional department, 2018 to 2025.

    python datasets/example/generate.py            rewrite the CSV files
    python datasets/example/generate.py --check    exit 1 if a file differs from what would be written

Needs nothing but Python; the modules beside this one each make one dataset. The same numbers come out
of every version from 3.11 on.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

import activities
import awards
import campaigns
import dossiers
import funding
import initiatives
import inspections
import people
import planted
import ratings
import reviews
import score_entries
import score_events
import score_groups
import staff
import targets
import tasks
from records import Row

HERE = Path(__file__).resolve().parent

MODULES = (
    *(
        tasks,
        funding,
        inspections,
        initiatives,
        awards,
        activities,
        dossiers,
        ratings,
        reviews,
        campaigns,
        targets,
        staff,
    ),
    *(score_groups, score_entries, score_events),
)
"""Each is named as its dataset and knows its columns."""


def datasets() -> dict[str, list[Row]]:
    """The records of every dataset; each draws from a sequence of its own, so that one does not move another."""
    found = {
        "tasks": tasks.tasks(Random(2387)),
        "inspections": inspections.inspections(Random(2021)),
        "initiatives": initiatives.initiatives(Random(2021)),
    }
    planted.spoil(found)
    rated = people.rated_people(Random(90))
    found |= {
        "funding": funding.funding(Random(2013), found["tasks"]),
        "awards": awards.awards(Random(98), rated),
        "activities": activities.activities(Random(12)),
        "dossiers": dossiers.dossiers(Random(61)),
        "ratings": ratings.ratings(Random(48), rated),
        "campaigns": campaigns.campaigns(Random(6)),
        "targets": targets.targets(),
        "staff": staff.staff(),
        "score_groups": score_groups.score_groups(),
        "score_entries": score_entries.score_entries(Random(38), rated),
    }
    found["score_events"] = score_events.score_events(found["awards"], found["initiatives"])
    awards.vote(Random(11), found["awards"])
    initiatives.name_authors(Random(13), found["initiatives"], rated, found["awards"])
    found["reviews"] = reviews.reviews(Random(90), rated, found)
    planted.spoil_the_rest(found)
    return found


def files() -> dict[Path, str]:
    """Each file of this folder that is generated, and its text."""
    columns = {module.__name__: module.COLUMNS.split() for module in MODULES}
    return {HERE / f"{name}.csv": csv_text(rows, columns[name]) for name, rows in datasets().items()}


def csv_text(rows: Iterable[Row], columns: Sequence[str]) -> str:
    """Records as CSV; a missing value is empty, a day is written as ISO 8601."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main() -> int:
    """Write the files, or compare them with what would be written."""
    parser = argparse.ArgumentParser(description="Make the example data.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file differs")
    is_check = parser.parse_args().check
    code = 0
    for path, text in files().items():
        if not is_check:
            path.write_bytes(text.encode())
        elif not path.exists() or path.read_bytes() != text.encode():
            sys.stderr.write(f"{path.name} differs from what generate.py makes: run it without --check\n")
            code = 1
    return code


if __name__ == "__main__":
    raise SystemExit(main())
