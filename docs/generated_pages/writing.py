"""How generated pages are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from khcn_analytics.vocabulary.labels import Label

WRITTEN = "<!-- Written by docs/generate.py from the code; do not edit. -->\n\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what would end a cell or a row is written as text."""
    lines = [header, ["---"] * len(header), *([_cell(each) for each in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("|", "\\|").strip()


def anchor(heading: str) -> str:
    """What GitHub calls the place of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def both(label: Label) -> str:
    """A label in both languages, Vietnamese first."""
    return f"{label.vi} / {label.en}"
