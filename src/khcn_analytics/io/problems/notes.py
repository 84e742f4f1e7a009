"""Which cells of a checked file get which text.

A note goes through JSON to the process that writes the copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

import polars as pl
from openpyxl.utils import column_index_from_string

from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

if TYPE_CHECKING:
    from khcn_analytics.io.checking import CheckedFile

MOST_COMMENTS = 2_000
"""Each comment is a drawing of its own; with more, Excel takes minutes to open the copy."""

_MOST_IN_A_COMMENT, _LONGEST_SENTENCE = 5, 600
_SEVERITIES = {"error": Label("LỖI", "ERROR"), "warning": Label("CẢNH BÁO", "WARNING")}
_FIX = Label("Cách sửa", "How to mend it")
_SUGGESTION = Label("Có phải", "Did you mean")
_MORE = Label("… và {more} vấn đề nữa trong ô này", "… and {more} more in this cell")

_Place = tuple[str | None, int, int | None]
"""Sheet, row and column of a note."""


class Note(TypedDict):
    """What is said about one cell.

    Attributes:
        sheet: Name of the sheet; ``None``: the file has no names, it is the only one.
        row: From 1.
        column: From 1; ``None``: the first used cell of the row.
        severity: The worst of its problems, ``error`` or ``warning``.
        text: The comment; empty where there will be no room for it.
    """

    sheet: str | None
    row: int
    column: int | None
    severity: str
    text: str


def cell_notes(checked_files: Sequence[CheckedFile[Any]], language: Language) -> list[Note]:
    """One note for each bad cell; errors come first, they are the last to go without a comment.

    Args:
        checked_files: What the check gave, one for each dataset in the file.
        language: The language that comes first.
    """
    cells: dict[_Place, list[dict[str, Any]]] = {}
    for checked in checked_files:
        headers = _header_rows(checked.understood)
        for problem in checked.problems.iter_rows(named=True):
            cells.setdefault(_place(problem, headers), []).append(problem)
    told = [(_severity(problems), place, problems) for place, problems in cells.items()]
    told.sort(key=lambda each: each[0])
    order = (language, *(each for each in LANGUAGES if each != language))
    return [
        {
            "sheet": sheet,
            "row": row,
            "column": column,
            "severity": severity,
            # More than enough even if some share a cell.
            "text": _comment(problems, order) if count < 2 * MOST_COMMENTS else "",
        }
        for count, (severity, (sheet, row, column), problems) in enumerate(told)
    ]


def _header_rows(understood: pl.DataFrame) -> dict[str | None, tuple[int, int]]:
    """Sheet -> row and first column of its headers."""
    first: dict[str | None, tuple[int, int]] = {}
    for sheet, row, letters in understood.select("sheet", "header_row", "column").iter_rows():
        if row is not None and letters is not None:
            at = (row, column_index_from_string(letters))
            first[sheet] = min(at, first.get(sheet, at))
    return first


def _place(problem: Mapping[str, Any], headers: Mapping[str | None, tuple[int, int]]) -> _Place:
    """Where a problem is shown: its cell, its row, or the header of its column or table."""
    row, letters = problem["row"], problem["column"]
    header_row, first_column = headers.get(problem["sheet"], (1, 1))
    column = None if letters is None else column_index_from_string(letters)
    if row is not None:
        return problem["sheet"], row, column
    return problem["sheet"], header_row, first_column if column is None else column


def _severity(problems: Iterable[Mapping[str, Any]]) -> str:
    return min(str(each["severity"]) for each in problems)  # "error" comes before "warning"


def _comment(problems: Sequence[Mapping[str, Any]], order: Sequence[Language]) -> str:
    """All that is wrong with one cell, first in the one language, then in the other."""
    ranked = sorted(problems, key=lambda each: str(each["severity"]))
    blocks = []
    for language in order:
        lines = [line for each in ranked[:_MOST_IN_A_COMMENT] for line in _sentences(each, language)]
        if len(ranked) > _MOST_IN_A_COMMENT:
            more = format_number(len(ranked) - _MOST_IN_A_COMMENT, language)
            lines.append(_MORE.text(language).format(more=more))
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _sentences(problem: Mapping[str, Any], language: Language) -> Iterator[str]:
    severity = _SEVERITIES[problem["severity"]].text(language)
    yield f"{severity}: {_short(problem[f'message_{language}'])}"
    yield f"{_FIX.text(language)}: {_short(problem[f'fix_{language}'])}"
    if problem["suggestion"]:
        yield f"{_SUGGESTION.text(language)}: {_short(problem['suggestion'])}?"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SENTENCE else text[: _LONGEST_SENTENCE - 1] + "…"
