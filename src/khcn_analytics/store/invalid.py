"""The first of many errors, as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from khcn_analytics.errors import InvalidDataError
from khcn_analytics.io.problems.column_names import column_names
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.labels import Label, Language


def invalid(errors: pl.DataFrame) -> InvalidDataError:
    """The error of files that bring these errors: how many there are, and what the first three say.

    Args:
        errors: Rows for the table ``problems``: problems with their ``dataset`` and ``source``.
    """
    names = errors["source"].unique().sort().to_list()
    first = [
        (_sentence(each, names, "vi"), _sentence(each, names, "en")) for each in errors.head(3).iter_rows(named=True)
    ]
    return InvalidDataError(", ".join(names), errors.height, first)


_SHEET, _ROW = Label("trang “{sheet}”", "sheet “{sheet}”"), Label("dòng {row}", "row {row}")
_COLUMN = Label("cột {column} “{header}”", "column {column} “{header}”")


def _sentence(problem: Mapping[str, Any], files: Sequence[str], language: Language) -> str:
    return ": ".join(each for each in (_place(problem, files, language), problem[f"message_{language}"]) if each)


def _place(problem: Mapping[str, Any], files: Sequence[str], language: Language) -> str:
    """File where there are several, sheet, row and column; a column no file has is called by its name."""
    names = column_names(DATASETS[problem["dataset"]], language)
    header = problem["header"] or names.get(problem["field"] or "", problem["field"])
    column = _COLUMN.text(language) if problem["column"] else "“{header}”"
    parts = [
        *(["{source}"] if len(files) > 1 else []),
        *([_SHEET.text(language)] if problem["sheet"] else []),
        *([_ROW.text(language)] if problem["row"] else []),
        *([column] if header else []),
    ]
    return ", ".join(each.format(**{**problem, "header": header}) for each in parts)
