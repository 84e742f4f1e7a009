"""A scheme -> a workbook that reads back as the same scheme: settings, criteria, bonus and penalty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from khcn_analytics.errors import WrongUseError
from khcn_analytics.io.schemes.words import (
    COLUMNS,
    ENTRY_HEADER,
    EVENT_COLUMNS,
    EVENTS_SHEET,
    FORMS,
    NONE,
    SETTINGS,
    SETTINGS_SHEET,
    TABLE_SHEET,
    TOTAL,
    VALUE_HEADER,
    word_of,
    words_of,
)
from khcn_analytics.io.templates.columns import OPTIONAL_HEADER, REQUIRED_HEADER, YES
from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.scoring.scheme_entries import Form
from khcn_analytics.scoring.scheme_form import CRITERION, EVENT
from khcn_analytics.scoring.scheme_writing import inline_pairs, scheme_tables
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.vocabulary.formats import format_number

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_WRITTEN = [name for name in COLUMNS if name not in {"number", "heading"}]
_WIDE = {"label_vi": 46, "label_en": 34, "settings": 50, "source": 30, "indicator": 34, "rule": 22}
_LAST_ROW = 999
_MOST_SIGNS = 32_767


class _Exactly(float):
    """A number that xlsxwriter writes with every digit it has."""

    def __format__(self, _: str) -> str:
        return float.__repr__(self)


def write_scheme_workbook(scheme: Scheme, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a scheme as a workbook; :func:`~khcn_analytics.io.schemes.files.read_scheme` gives it back.

    Args:
        scheme: The scheme.
        path: An .xlsx file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the folder is not there, the file is and may not be replaced, can't be
            written, or is not an .xlsx file, or a text is longer than a cell can hold.
    """
    refuse_place(path, (".xlsx",), overwrite=overwrite)
    content, tables = BytesIO(), scheme_tables(scheme)
    lines = list(_lines(tables))
    items = [_spelled(each, EVENT) for each in tables.get("events", [])]
    _refuse_long(
        scheme.code, [_spelled(tables, FORMS[""]), _spelled(tables["ranking"], FORMS["ranking"]), *lines, *items]
    )
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": scheme.label.vi, "created": _CREATED})
        _write_settings(book, tables)
        _write_table(book, TABLE_SHEET, [(each, COLUMNS[each][0]) for each in _WRITTEN], lines, CRITERION)
        _write_total(book, lines, scheme.maximum)
        headers = [(name, texts[0]) for name, texts in EVENT_COLUMNS.items()]
        _write_table(book, EVENTS_SHEET, headers, items, EVENT)
    write_bytes(content.getvalue(), path, overwrite=overwrite)


def _refuse_long(code: str, written: Sequence[Mapping[str, Any]]) -> None:
    """What a cell can't hold would be cut off."""
    texts = [(f"{each.get('code', code)}: {name}", text) for each in written for name, text in each.items()]
    sizes = {where: _size(text) for where, text in texts if isinstance(text, str)}
    told = "; ".join(f"{where} ({size})" for where, size in sizes.items() if size > _MOST_SIGNS)
    if told:
        most = (format_number(_MOST_SIGNS), format_number(_MOST_SIGNS, "en"))
        raise WrongUseError(
            f"Một ô Excel chứa tối đa {most[0]} ký tự, mà bảng tiêu chí có văn bản dài hơn: {told}. Hãy rút gọn hoặc ghi "
            "thành .toml.",
            f"A cell of Excel holds up to {most[1]} characters, but the scheme has longer texts: {told}. Shorten them or "
            "write a .toml file.",
        )


def _size(text: str) -> int:
    """Characters as Excel counts them: those beyond the first 65,536 are two."""
    return len(text.encode("utf-16-le")) // 2


def _write_settings(book: Any, tables: dict[str, Any]) -> None:
    sheet, header = book.add_worksheet(SETTINGS_SHEET), book.add_format(REQUIRED_HEADER)
    cells = {kind: book.add_format({"num_format": form, "align": "left"}) for kind, form in _FORMATS.items()}
    for place, text in enumerate((ENTRY_HEADER, VALUE_HEADER)):
        sheet.write_string(0, place, text, header)
    for row, ((inner, name), label) in enumerate(SETTINGS.items(), start=1):
        where = tables.get(inner, {}) if inner else tables
        sheet.write_string(row, 0, label)
        sheet.write_blank(row, 1, None, cells[""])
        if name in where:
            value = _spelled({name: where[name]}, FORMS[inner])[name]
            _write(sheet, row, 1, value, cells["day" if isinstance(value, date) else ""])
        if words := [] if isinstance(where.get(name), list) else words_of(name):
            sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": list(words), "error_type": "warning"})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 60)
    sheet.freeze_panes(1, 0)


_FORMATS = {"": "General", "day": "dd/mm/yyyy"}


def _lines(tables: dict[str, Any], parent: str | None = None) -> Iterator[dict[str, Any]]:
    """Groups and criteria in the order of the tree, each row with its columns."""
    for group in tables["groups"]:
        if group.get("parent") != parent:
            continue
        yield group
        yield from _lines(tables, group["code"])
        for criterion in tables["criteria"]:
            if criterion["group"] == group["code"]:
                yield _line(criterion)


def _line(criterion: dict[str, Any]) -> dict[str, Any]:
    rule = dict(criterion["rule"])
    kind = rule.pop("kind")
    target = rule.pop("threshold" if kind == "yes_no" else "target", None)
    parts = {"rule": kind, "parent": criterion["group"], "target": target, "settings": inline_pairs(rule) or None}
    line = {name: value for name, value in {**criterion, **parts}.items() if value is not None}
    return _spelled(line, CRITERION)


def _spelled(line: dict[str, Any], form: Form) -> dict[str, Any]:
    """Choices in words, lists in one text."""
    spelled: dict[str, Any] = {}
    for name, value in line.items():
        kind = form[name].kind if name in form else "text"
        if kind == "choice" or name == "rule":
            spelled[name] = word_of(name, value)
        elif kind in {"choices", "codes"}:
            spelled[name] = "; ".join(word_of(name, each) if kind == "choices" else each for each in value) or NONE
        else:
            spelled[name] = YES if value is True else value
    return spelled


def _write_table(
    book: Any, name: str, headers: Sequence[tuple[str, str]], lines: Sequence[dict[str, Any]], form: Form
) -> None:
    sheet = book.add_worksheet(name)
    required, optional = book.add_format(REQUIRED_HEADER), book.add_format(OPTIONAL_HEADER)
    text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
    number = book.add_format({"valign": "top"})
    for place, (column, header) in enumerate(headers):
        entry = form.get(column)
        sheet.write_string(0, place, header, required if entry is not None and entry.required else optional)
        sheet.set_column(place, place, _WIDE.get(column, 14))
        if words_of(column):
            allowed = {"validate": "list", "source": list(words_of(column)), "error_type": "warning"}
            sheet.data_validation(1, place, _LAST_ROW, place, allowed)
        for row, line in enumerate(lines, start=1):
            if line.get(column) is not None:
                _write(sheet, row, place, line[column], text if isinstance(line[column], str) else number)
    sheet.freeze_panes(1, 2)


def _write_total(book: Any, lines: Sequence[dict[str, Any]], maximum: float) -> None:
    sheet, bold = book.get_worksheet_by_name(TABLE_SHEET), book.add_format({"bold": True})
    sheet.write_string(len(lines) + 1, _WRITTEN.index("label_vi"), TOTAL, bold)
    sheet.write_number(len(lines) + 1, _WRITTEN.index("maximum"), maximum, bold)


def _write(sheet: Any, row: int, place: int, value: Any, cells: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, cells)
    elif isinstance(value, str):
        sheet.write_string(row, place, value, cells)
    else:
        sheet.write_number(row, place, _Exactly(value), cells)
