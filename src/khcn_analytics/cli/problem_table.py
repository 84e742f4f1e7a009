"""Problems as the terminal shows them, the same for every command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click
import polars as pl

from khcn_analytics.cli.printing import plain, print_table, text_of
from khcn_analytics.io.checking import CheckedFile
from khcn_analytics.io.problems.column_names import column_names
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

PROBLEMS_SHOWN = 20

_HEADERS = (
    Label("Dòng", "Row"),
    Label("Cột", "Column"),
    Label("Giá trị", "Value"),
    Label("Vấn đề", "Problem"),
    Label("Cách sửa", "Fix"),
    Label("Có phải", "Did you mean"),
)
_IN_FILE = {
    "error": Label("Lỗi ở {file}:", "Errors in {file}:"),
    "warning": Label("Cảnh báo ở {file}:", "Warnings in {file}:"),
}
_STYLES = {"error": "red", "warning": "yellow"}
_MORE = Label("… và {more} vấn đề nữa.", "… and {more} more.")


def print_problems(problems: pl.DataFrame, checked: Sequence[CheckedFile[Any]], language: Language) -> None:
    """Print the first problems and how many there are beside them.

    Args:
        problems: What is wrong.
        checked: The files it is wrong in; the file of a problem is told only where there are several.
        language: ``vi`` or ``en``.
    """
    shown = in_order(problems, checked).head(PROBLEMS_SHOWN)
    names = {
        (each.file, sheet): column_names(each.dataset, language)
        for each in reversed(checked)
        for sheet in (None, *each.understood["sheet"].unique())
    }
    if len({each.file for each in checked}) < 2:
        _print_rows(shown, names, language)
    else:
        for (severity, file), part in shown.group_by("severity", "file", maintain_order=True):
            click.echo(_IN_FILE[str(severity)].text(language).format(file=plain(text_of(file))))
            _print_rows(part, names, language)
    more = problems.height - shown.height
    if more:
        click.echo(_MORE.text(language).format(more=format_number(more, language)))


def in_order(problems: pl.DataFrame, checked: Sequence[CheckedFile[Any]]) -> pl.DataFrame:
    """Errors first, then as the planner goes through them: by file, sheet and row.

    Args:
        problems: What is wrong.
        checked: The files it is wrong in; theirs is the order of files and sheets.
    """
    rows = [(each.file, sheet) for each in checked for sheet in each.understood["sheet"].unique(maintain_order=True)]
    sheets = pl.DataFrame(rows, schema={"file": pl.String, "sheet": pl.String}, orient="row").unique(
        maintain_order=True
    )
    files = sheets.select("file").unique(maintain_order=True)
    return (
        problems.join(files.with_row_index("file_place"), on="file", how="left", maintain_order="left")
        .join(
            sheets.with_row_index("sheet_place"),
            on=["file", "sheet"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        # "error" comes before "warning"; what is wrong with a whole table, before its rows.
        .sort("severity", "file_place", "sheet_place", "row", maintain_order=True)
        .drop("file_place", "sheet_place")
    )


_Names = Mapping[tuple[str | None, str | None], Mapping[str, str]]


def _print_rows(problems: pl.DataFrame, names: _Names, language: Language) -> None:
    parts = ("value", f"message_{language}", f"fix_{language}", "suggestion")
    rows = [
        [text_of(each["row"]), plain(_place(each, names)), *(plain(text_of(each[part])) for part in parts)]
        for each in problems.iter_rows(named=True)
    ]
    headers = [each.text(language) for each in _HEADERS]
    width = len(headers) - (problems["suggestion"].null_count() == problems.height)
    print_table(headers[:width], [row[:width] for row in rows], [_STYLES[each] for each in problems["severity"]])


def _place(problem: Mapping[str, Any], names: _Names) -> str:
    """Sheet, column letter and header; a column the file does not have is called by its name."""
    known = names.get((problem["file"], problem["sheet"])) or names.get((problem["file"], None), {})
    header = problem["header"] or known.get(problem["field"] or "", problem["field"])
    column = " ".join(filter(None, (problem["column"], header)))
    return ": ".join(filter(None, (problem["sheet"], column)))
