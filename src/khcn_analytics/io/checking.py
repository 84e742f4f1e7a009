"""A file -> checked records, with every problem located as the planner sees the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import MissingColumnsError
from khcn_analytics.io.headers import match_headers, recognise_dataset
from khcn_analytics.io.parsing import ParsedCells, parse_cells
from khcn_analytics.io.reading import RawTable, read_table
from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset, Model
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import CheckedFrame, check_frame, only_valid, problem, problem_frame
from khcn_analytics.vocabulary.labels import Label


@dataclass(frozen=True, slots=True)
class CheckedFile(CheckedFrame[Model]):
    """A file after checking.

    Attributes:
        coercions: What reading took upon itself, by column: cells with a second meaning and cells
            not written plainly, counted, with the first as an example
            (:data:`~khcn_analytics.io.parsing.COERCIONS`; ``row`` as in the file).
    """

    coercions: pl.DataFrame


def check_all(
    path: str | Path,
    dataset: Dataset[Any] | None = None,
    *,
    layout: Any | None = None,
    legacy: str | None = None,
    defaults: Mapping[str, str] | None = None,
) -> tuple[CheckedFile[Any], ...]:
    """Placeholder until the readers are in: one checked file a dataset found in the file."""
    return (check_file(path, dataset),)


def check_file(path: str | Path, dataset: Dataset[Any] | None = None) -> CheckedFile[Any]:
    """Read a table and check it.

    Args:
        path: The file.
        dataset: What the records are; ``None`` recognises it by the headers.

    Returns:
        Clean records, quarantined records as the text they were, the problems with file, sheet,
        row and column letter, and what reading took upon itself.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it holds no table.
        MissingColumnsError: If a required column is not there.
        WrongUseError: If the dataset can't be recognised or two headers mean one column.
    """
    table = read_table(path)
    kind = dataset or recognise_dataset(table.headers)
    places = match_headers(table.headers, kind)
    _refuse_missing_columns(table, kind, places)
    cards, types = column_cards(kind.model), column_types(kind.model)
    text = pl.DataFrame([table.cells[place].alias(name) for name, place in places.items()])
    parsed = [parse_cells(text[name], cards[name], types[name]) for name in places]
    typed = pl.DataFrame([each.values for each in parsed])
    unreadable = [_unreadable(text[name], typed[name], cards[name]) for name in places]
    unused = [_unused(header) for place, header in enumerate(table.headers) if place not in places.values()]
    checked = check_frame(typed, kind, refused=unreadable)
    found = _with_suggestions(pl.concat([checked.problems, problem_frame(unused)]), parsed)
    return CheckedFile(
        dataset=kind,
        clean=checked.clean,
        quarantined=text[checked.kept_out],
        kept_out=checked.kept_out,
        problems=problem_frame([_located(found, table, places)]),
        coercions=_in_file_rows(pl.concat([each.coercions for each in parsed]), table),
    )


def certified_file(path: str | Path, dataset: Dataset[Model]) -> DataFrame[Model]:
    """The records of a file, if every one is valid.

    Raises:
        InvalidDataError: If any record breaks a rule of severity error.
        KhcnError: As :func:`check_file`.
    """
    return only_valid(check_file(path, dataset))


def _refuse_missing_columns(table: RawTable, dataset: Dataset[Any], places: dict[str, int]) -> None:
    cards = column_cards(dataset.model)
    missing = [(name, cards[name].label.vi) for name in required_columns(dataset.model) if name not in places]
    if missing:
        raise MissingColumnsError(dataset.label.vi, missing, table.headers)


def _unreadable(text: pl.Series, typed: pl.Series, card: ColumnCard) -> pl.DataFrame:
    """The cells that hold a text which is not of the column's type."""
    lost = text.is_not_null() & typed.is_null()
    return problem(
        rule="unreadable",
        severity=Severity.ERROR,
        field=text.name,
        rows=lost.arg_true() + 1,
        values=text.filter(lost),
        message=Label(f"Không đọc được {card.label.vi}", f"{card.label.en} can't be read"),
        fix=Label(f"Viết theo mẫu: {card.example}", f"Write it like: {card.example}"),
    )


def _unused(header: str) -> pl.DataFrame:
    return problem(
        rule="unknown_column",
        severity=Severity.WARNING,
        field=header,
        message=Label(f"Cột “{header}” không được dùng", f"Column “{header}” is not used"),
        fix=Label("Đổi tên cột nếu là cột cần dùng", "Rename the column if it should be used"),
    )


def _with_suggestions(problems: pl.DataFrame, parsed: Sequence[ParsedCells]) -> pl.DataFrame:
    """Problems of words outside a list name the closest word inside it."""
    suggestions = pl.concat([each.suggestions for each in parsed])
    shown = pl.when(pl.col(Problems.rule).is_in(["one_of", "unreadable"])).then(pl.col(Problems.suggestion))
    return (
        problems.drop(Problems.suggestion)
        .join(suggestions, on=["field", "value"], how="left", maintain_order="left")
        .with_columns(shown.alias(Problems.suggestion))
    )


def _in_file_rows(coercions: pl.DataFrame, table: RawTable) -> pl.DataFrame:
    return coercions.with_columns(table.rows.gather(coercions["row"] - 1).alias("row"))


def _located(problems: pl.DataFrame, table: RawTable, places: dict[str, int]) -> pl.DataFrame:
    """Positions in the frame -> file, sheet, row, column letter and header."""
    by_field = {**{header: place for place, header in enumerate(table.headers)}, **places}
    columns = {
        "field": list(by_field),
        "column": [_letter(place) for place in by_field.values()],
        "header": [table.headers[place] for place in by_field.values()],
    }
    rows = pl.DataFrame({"row": range(1, len(table.rows) + 1), "file_row": table.rows}, schema_overrides=_ROWS)
    return (
        problems.drop(Problems.column, Problems.header)
        .join(rows, on="row", how="left", maintain_order="left")
        .join(pl.DataFrame(columns), on="field", how="left", maintain_order="left")
        .with_columns(
            pl.col("file_row").alias("row"),
            pl.lit(table.file).alias("file"),
            pl.lit(table.sheet, dtype=pl.String).alias("sheet"),
        )
        .drop("file_row")
    )


_ROWS = {"row": pl.Int64, "file_row": pl.Int64}


def _letter(place: int) -> str:
    """Letters of a column as in Excel: 0 is A, 26 is AA."""
    ahead, last = divmod(place, 26)
    return (_letter(ahead - 1) if ahead else "") + chr(ord("A") + last)
