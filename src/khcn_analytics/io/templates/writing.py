"""Workbooks that read back: templates to fill in, and records under a template's header.

Everything in them follows from the schema. The first sheet holds the data, as the reader expects;
the guide and the hidden lists of the drop-downs come after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.templates.columns import (
    DELETE_EXAMPLE,
    FOR_EXAMPLE,
    FROM_LIST,
    NO,
    OPTIONAL_HEADER,
    REQUIRED,
    REQUIRED_HEADER,
    UNIT,
    YES,
    TemplateColumn,
    allowed_values,
    template_columns,
)
from khcn_analytics.io.templates.guide import write_guide
from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.examples import example_record
from khcn_analytics.schemas.validation import certified
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, Language

GUIDE_SHEET, LISTS_SHEET = "Hướng dẫn", "Danh mục"
_ENDINGS = (".xlsx",)

# Limits of Excel: rows of a sheet, characters (UTF-16) of a cell, whole numbers it holds exactly.
_LAST_ROW = 1_048_575
_LONGEST_TEXT = 32_767
_NOT_IN_XML = frozenset("\ufffe\uffff")
# Typed numbers are cut to 15 digits.
_LARGEST_TYPED = 10**15 - 1
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)

# NOTE: a text stays text. Without these xlsxwriter makes "=1+1" a formula and "mailto:a@b" a link to "a@b".
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The same schema gives the same bytes.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)

_EXAMPLE = {"italic": True, "font_color": "#5b6b77", "bg_color": "#fff4cc"}


class _Exactly(float):
    """A number that xlsxwriter writes with every digit it has, instead of the first sixteen."""

    def __format__(self, _: str) -> str:
        return float.__repr__(self)


def write_template(dataset: Dataset[Any], path: str | Path, *, overwrite: bool = False) -> None:
    """Write a workbook to fill in: Vietnamese headers, drop-downs, validation, an example, a guide.

    What is filled in within its drop-downs and limits reads back by
    :func:`~khcn_analytics.io.checking.check`.

    Args:
        dataset: What will be filled in.
        path: An .xlsx file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the folder is not there, the file is and may not be replaced, can't be
            written, or is not an .xlsx file.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from khcn_analytics.io.checking import check
        >>> from khcn_analytics.schemas.inspections import INSPECTIONS
        >>> with TemporaryDirectory() as folder:
        ...     write_template(INSPECTIONS, f"{folder}/mau.xlsx")
        ...     check(f"{folder}/mau.xlsx").problems["message_vi"].to_list()
        ['Dòng ví dụ của tệp mẫu chưa được xóa']
    """
    refuse_place(path, _ENDINGS, overwrite=overwrite)
    write_bytes(_workbook(dataset, example_record(dataset), is_example=True), path, overwrite=overwrite)


def write_records(dataset: Dataset[Any], frame: pl.DataFrame, path: str | Path, *, overwrite: bool = False) -> None:
    """Write valid records under the header of the template; they read back equal.

    Args:
        dataset: What the records are.
        frame: Valid records; every column one of the dataset's.
        path: An .xlsx file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: As :func:`write_template`; if a column is not the dataset's; or if a value
            does not fit into Excel (a text over 32,767 characters, a day before 1900, a whole
            number beyond 2^53, more than 1,048,575 records). Nothing is cut, nothing is written.
        InvalidDataError: If a record breaks a rule of severity error.
        MissingColumnsError: If a required column is not there.
        UnreadableDataError: If a column has a type that can't be read as the dataset's.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> from khcn_analytics.io.checking import check
        >>> from khcn_analytics.schemas.inspections import INSPECTIONS
        >>> with TemporaryDirectory() as folder:
        ...     records = example_record(INSPECTIONS).with_columns(inspection_id=pl.lit("TT-7"))
        ...     write_records(INSPECTIONS, records, f"{folder}/list.xlsx")
        ...     check(f"{folder}/list.xlsx").clean.equals(records)
        True
    """
    refuse_place(path, _ENDINGS, overwrite=overwrite)
    if frame.height > _LAST_ROW:
        raise WrongUseError(
            f"Excel chứa tối đa {_LAST_ROW} bản ghi trong một trang, có {frame.height}. Hãy chia thành nhiều tệp.",
            f"An Excel sheet holds at most {_LAST_ROW} records, there are {frame.height}. Split them.",
        )
    unknown = [name for name in frame.columns if name not in column_types(dataset.model)]
    if unknown:
        listed = ", ".join(f"“{each}”" for each in unknown)
        raise WrongUseError(
            f"Bộ dữ liệu {dataset.label.vi} không có cột {listed}. Hãy bỏ hoặc đổi tên cột.",
            f"Dataset {dataset.name} has no column {listed}. Remove or rename it.",
        )
    write_bytes(_workbook(dataset, certified(frame, dataset), is_example=False), path, overwrite=overwrite)


def write_begun(
    dataset: Dataset[Any],
    rows: pl.DataFrame,
    columns: Sequence[TemplateColumn],
    path: str | Path,
    *,
    overwrite: bool = False,
) -> None:
    """Write rows that are begun, for people to complete: the template without its example.

    Nothing is checked here: what is still empty is told by :func:`~khcn_analytics.io.checking.check`.

    Args:
        dataset: What the rows will be.
        rows: One column each of ``columns``.
        columns: Columns of the template and, between them, what people only read.
        path: An .xlsx file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: As :func:`write_template`, or if a value does not fit into Excel.
    """
    refuse_place(path, _ENDINGS, overwrite=overwrite)
    write_bytes(_workbook(dataset, rows, columns, is_example=False), path, overwrite=overwrite)


def _workbook(
    dataset: Dataset[Any], records: pl.DataFrame, shown: Sequence[TemplateColumn] = (), *, is_example: bool
) -> bytes:
    columns, content = shown or template_columns(dataset), BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": dataset.label.vi, "created": _CREATED})
        data, guide, lists = map(book.add_worksheet, (dataset.label.vi, GUIDE_SHEET, LISTS_SHEET))
        _write_header(book, data, columns)
        _write_records(book, data, columns, records, is_example=is_example)
        for place, validation in enumerate(_validations(columns, _write_lists(lists, columns))):
            if validation:
                data.data_validation(1, place, _LAST_ROW, place, validation)
        write_guide(book, guide, dataset, columns, has_example=is_example)
    return content.getvalue()


def _write_header(book: Any, sheet: Any, columns: Sequence[TemplateColumn]) -> None:
    required, optional = book.add_format(REQUIRED_HEADER), book.add_format(OPTIONAL_HEADER)
    for place, column in enumerate(columns):
        label, example = column.card.label.vi, column.card.example
        cells = book.add_format({"num_format": column.number_format, "valign": "top"})
        sheet.set_column(place, place, min(max(12, len(label) + 3, len(example) + 3), 40), cells)
        sheet.write_string(0, place, label, required if column.required else optional)
        comment = "\n\n".join(_comment(column, language) for language in LANGUAGES)
        height = 10 + 16 * sum(ceil((len(line) + 1) / 38) for line in comment.split("\n"))
        sheet.write_comment(0, place, comment, {"author": "khcn", "width": 280, "height": height})
    # Codes made of digits are texts on purpose: no green corners.
    sheet.ignore_errors({"number_stored_as_text": f"A2:{xl_col_to_name(len(columns) - 1)}{_LAST_ROW + 1}"})
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _comment(column: TemplateColumn, language: Language) -> str:
    """What a planner reads over a header."""
    card = column.card
    lines = [Label(f"{card.label.vi}: {card.description.vi}", f"{card.label.en}: {card.description.en}")]
    lines += [REQUIRED] if column.required else []
    if card.unit:
        lines += [Label(f"{UNIT.vi}: {card.unit.label.vi}", f"{UNIT.en}: {card.unit.label.en}")]
    lines += [Label(f"{FOR_EXAMPLE.vi}: {card.example}", f"{FOR_EXAMPLE.en}: {card.example}")]
    return "\n".join(each.text(language) for each in lines)


def _write_records(
    book: Any, sheet: Any, columns: Sequence[TemplateColumn], records: pl.DataFrame, *, is_example: bool
) -> None:
    for place, column in enumerate(columns):
        style = _EXAMPLE if is_example else {}
        cells = book.add_format({"num_format": column.number_format, "valign": "top", **style})
        for row, value in enumerate(records[column.name], start=1):
            if value is not None:
                _refuse_unfit(value, row, column)
                _write_value(sheet, (row, place), _shown(value, column), cells)
            elif is_example:
                sheet.write_blank(row, place, None, cells)
    if is_example:
        sheet.write_comment(1, 0, f"{DELETE_EXAMPLE.vi}\n{DELETE_EXAMPLE.en}", {"author": "khcn", "width": 220})


def _shown(value: Any, column: TemplateColumn) -> Any:
    """A value as the planner sees it in the cell."""
    if column.card.codes:
        return column.card.codes.label(value)
    return {True: YES, False: NO}[value] if column.type == pl.Boolean else value


def _write_value(sheet: Any, at: tuple[int, int], value: Any, cells: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, value, cells)
    elif not isinstance(value, str):
        sheet.write_number(*at, _Exactly(value), cells)
    elif value.startswith("<r>") and value.endswith("</r>"):
        # NOTE: xlsxwriter takes such a text for markup of its own and copies it into the file as it
        # is. In pieces it is escaped like any other.
        sheet.write_rich_string(*at, "<", "r", value[2:], cells)
    else:
        sheet.write_string(*at, value, cells)


def _refuse_unfit(value: Any, row: int, column: TemplateColumn) -> None:
    """Refuse what Excel would cut, round or lose."""
    why = None
    if isinstance(value, str):
        length = len(value.encode("utf-16-le")) // 2
        if length > _LONGEST_TEXT:
            why = Label(
                f"văn bản dài {length} ký tự, Excel chứa tối đa {_LONGEST_TEXT}",
                f"the text has {length} characters, Excel holds at most {_LONGEST_TEXT}",
            )
        elif not _NOT_IN_XML.isdisjoint(value):
            why = Label("có ký tự mà tệp Excel không chứa được", "a character that Excel files can't hold")
    elif isinstance(value, date) and value < _FIRST_DAY:
        why = Label("Excel không có ngày trước năm 1900", "Excel has no days before 1900")
    if why:
        label = column.card.label
        raise WrongUseError(
            f"Không ghi được bản ghi {row}, cột “{label.vi}”: {why.vi}.",
            f"Record {row}, column “{label.en}” can't be written: {why.en}.",
        )


def _write_lists(sheet: Any, columns: Sequence[TemplateColumn]) -> dict[str, str]:
    """The code lists on a hidden sheet; column -> the range its drop-down shows.

    A list written into the validation itself may have 255 characters, and a comma in a label
    ("an toàn bức xạ, hạt nhân") would split it in two.
    """
    ranges = {}
    coded = [(each, each.card.codes) for each in columns]
    for place, (column, codes) in enumerate((each, codes) for each, codes in coded if codes):
        sheet.write_string(0, place, column.card.label.vi)
        for row, code in enumerate(codes.entries, start=1):
            sheet.write_string(row, place, code.label.vi)
        letter = xl_col_to_name(place)
        ranges[column.name] = f"='{LISTS_SHEET}'!${letter}$2:${letter}${len(codes.entries) + 1}"
    sheet.hide()
    return ranges


def _validations(columns: Sequence[TemplateColumn], ranges: dict[str, str]) -> Iterator[dict[str, Any] | None]:
    """What Excel lets into each column; text is free."""
    for column in columns:
        allowed = FROM_LIST if column.card.codes else allowed_values(column)
        refusal = {
            "error_title": "Giá trị chưa đúng",
            "error_message": f"{allowed.vi[:1].upper()}{allowed.vi[1:]}.\n{allowed.en[:1].upper()}{allowed.en[1:]}.",
        }
        lowest, highest = column.limits
        between = {
            "criteria": "between",
            "minimum": -_LARGEST_TYPED if lowest is None else lowest,
            "maximum": _LARGEST_TYPED if highest is None else highest,
        }
        if column.card.codes:
            yield {"validate": "list", "source": ranges[column.name], **refusal}
        elif column.type == pl.Boolean:
            yield {"validate": "list", "source": [YES, NO], **refusal}
        elif column.type == pl.Date:
            yield {"validate": "date", **between, "minimum": _FIRST_DAY, "maximum": _LAST_DAY, **refusal}
        elif column.type == pl.Int64:
            yield {"validate": "integer", **between, **refusal}
        elif column.type == pl.Float64:
            yield {"validate": "decimal", **between, **refusal}
        else:
            yield None
