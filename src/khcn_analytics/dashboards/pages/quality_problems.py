"""Problems as a planner goes through them: where, what is wrong, how to mend it. For the studio alone: they quote cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.tables import Table
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.labels import Label, Language

_TITLE = Label("Vấn đề trong tệp", "Problems in the file")
_STORED = Label("Vấn đề còn lại của dữ liệu đang dùng", "Problems left in the data in use")
_STORED_NOTE = Label(
    "Sửa trong tệp gốc rồi tải lên lại: dòng đúng sẽ thay dòng sai theo khóa.",
    "Mend them in the file and upload it again: right rows replace wrong ones by their key.",
)
_FILE = Label("Tệp", "File")
_HEADERS = {
    "place": Label("Cột", "Column"),
    "row": Label("Dòng", "Row"),
    "sheet": Label("Trang", "Sheet"),
    "severity": Label("Mức", "Severity"),
    "value": Label("Giá trị", "Value"),
    "message": Label("Vấn đề", "Problem"),
    "fix": Label("Cách sửa", "Fix"),
    "suggestion": Label("Có phải", "Did you mean"),
}
_SEVERITIES = {"error": Label("Lỗi", "Error"), "warning": Label("Cảnh báo", "Warning")}
_WHOLE_TABLE = Label("(cả bảng)", "(the whole table)")
_OPTIONAL = ("sheet", "suggestion")
"""Columns that are left out where none of the problems has anything in them."""


def stored_problems(chosen: Chosen) -> Table:
    """The problems of the data that all pages show."""
    problems, language = chosen.store.workspace.problems, chosen.language
    made = problem_table(problems, language)
    files = pl.Series(_FILE.text(language), _in_order(problems)["file"])
    return Table(
        title=_STORED.text(language),
        rows=made.rows.insert_column(2, files),
        note=_STORED_NOTE.text(language),
        verdicts=made.verdicts,
        quiet=made.quiet,
    )


def problem_table(problems: pl.DataFrame, language: Language) -> Table:
    """Problems in words: errors first, then as they stand in the file."""
    ordered = _in_order(problems)
    rows = [_row(each, language) for each in ordered.iter_rows(named=True)]
    named = pl.DataFrame(rows, schema=dict.fromkeys(_HEADERS, pl.String), orient="row")
    shown = [name for name in _HEADERS if name not in _OPTIONAL or named[name].null_count() < named.height]
    headers = {name: _HEADERS[name].text(language) for name in shown}
    verdicts = ["worse" if each == "error" else None for each in ordered["severity"]]
    return Table(
        title=_TITLE.text(language),
        rows=named.select(shown).rename(headers),
        verdicts={headers["severity"]: verdicts},
        quiet=(headers["fix"],),
    )


def _in_order(problems: pl.DataFrame) -> pl.DataFrame:
    """Errors first; what is wrong with a whole table comes before its rows."""
    return problems.sort("severity", "file", "sheet", "row", nulls_last=False, maintain_order=True)


def _row(problem: Mapping[str, Any], language: Language) -> tuple[str | None, ...]:
    return (
        _place(problem, language),
        None if problem["row"] is None else str(problem["row"]),
        problem["sheet"],
        _SEVERITIES[problem["severity"]].text(language),
        problem["value"],
        problem[f"message_{language}"],
        problem[f"fix_{language}"],
        problem["suggestion"],
    )


def _place(problem: Mapping[str, Any], language: Language) -> str:
    """Letter and header of the column; one that the file does not have is called by its name."""
    header = problem["header"] or _column_name(problem["field"], language)
    return " · ".join(filter(None, (problem["column"], header))) or _WHOLE_TABLE.text(language)


def _column_name(field: str | None, language: Language) -> str | None:
    """What any dataset calls a column: those of one name mean the same."""
    for dataset in DATASETS.values():
        cards = column_cards(dataset.model)
        if field in cards:
            return cards[field].label.text(language)
    return field
