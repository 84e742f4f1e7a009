"""Schemes in files: read whole or refused, bundled ones by their code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from khcn_analytics.errors import DataNotFoundError, SchemeError, UnknownNameError, UnreadableDataError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.files.sheets import Document
from khcn_analytics.io.schemes.content import Sheets, read_events, read_settings
from khcn_analytics.io.schemes.criteria import read_criteria
from khcn_analytics.io.schemes.percents import with_percents
from khcn_analytics.io.schemes.rows import Table, table_in
from khcn_analytics.io.schemes.words import (
    COLUMNS,
    ENTRY_HEADER,
    EVENT_COLUMNS,
    EVENTS_SHEET,
    SETTINGS_SHEET,
    VALUE_HEADER,
)
from khcn_analytics.io.schemes.workbook import write_scheme_workbook
from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.scoring.scheme_text import checked_scheme, parse_scheme
from khcn_analytics.scoring.scheme_writing import write_scheme
from khcn_analytics.scoring.schemes import Scheme

TEXT, WORKBOOK = ".toml", ".xlsx"
LARGEST_TEXT = 2**20
_SETTINGS_COLUMNS = {"entry": (ENTRY_HEADER,), "value": (VALUE_HEADER,)}
_OWN_SHEETS = (SETTINGS_SHEET, EVENTS_SHEET)


def read_scheme(path: str | Path) -> Scheme:
    """A scheme from a file.

    Args:
        path: A .toml file, or an .xlsx file as
            :func:`~khcn_analytics.io.schemes.workbook.write_scheme_workbook` writes them.

    Returns:
        The scheme, checked as a whole.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it is of another kind, damaged or too large, or the workbook lacks a sheet.
        SchemeError: If anything in the scheme is wrong; all of it is told at once.

    Examples:
        >>> read_scheme(bundled_folder("schemes") / "mau_100.toml").maximum
        100.0
    """
    path = Path(path)
    if path.suffix.casefold() == TEXT:
        return parse_scheme(_text_of(path), path.name)
    document = _workbook(path)
    settings = _sheet_named(document, SETTINGS_SHEET, _SETTINGS_COLUMNS, frozenset(_SETTINGS_COLUMNS))
    if settings is None:
        raise UnreadableDataError(
            path,
            vi=f"không có trang “{SETTINGS_SHEET}” với mã, phiên bản, ngày áp dụng; bảng chỉ có tiêu chí thì đọc bằng "
            "read_scheme_table",
            en=f"there is no sheet “{SETTINGS_SHEET}” with code, version and days; a table of criteria alone is read by "
            "read_scheme_table",
        )
    sheets = Sheets()
    read_settings(settings, sheets)
    return _scheme(document, sheets)


def read_scheme_table(path: str | Path, about: Mapping[str, Any]) -> Scheme:
    """A scheme from a table of criteria as departments have them.

    Titles may stand above the header; groups are told by the numbers of the lines (I, 1, 1.1, a), by
    a column of groups, merged or not, or by the column “Thuộc nhóm”. A line that tells no more than
    its points is scored by people, and blocks the score while that is missing. Groups without points
    have the sum of theirs. A row of the total is checked; nothing with points may stand below it.

    Args:
        path: An .xlsx file.
        about: What the table does not tell, as a scheme's TOML has it: at least ``code``,
            ``version``, ``label_vi``, ``label_en``, ``origin``, ``source``, ``scored``,
            ``period_kind`` and ``valid_from``.

    Returns:
        The scheme, checked as a whole.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If it is no workbook, damaged or too large, or holds no such table, or several.
        SchemeError: If anything in the scheme is wrong; all of it is told at once.

    Examples:
        >>> import tempfile
        >>> from datetime import date
        >>> import xlsxwriter
        >>> about = {"code": "so_a", "version": "1", "label_vi": "Sở A", "label_en": "A", "origin": "made", "source": "ví dụ",
        ...          "scored": "unit", "period_kind": "year", "valid_from": date(2024, 1, 1)}
        >>> rows = [("TT", "Nội dung", "Điểm tối đa"), ("I", "Chuyên môn", 60), ("1", "Đúng hạn", 60),
        ...         ("II", "Thi đua", 40), ("1", "Phong trào", 40)]
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with xlsxwriter.Workbook(f"{folder}/bang.xlsx") as book:
        ...         sheet = book.add_worksheet()
        ...         for place, row in enumerate(rows):
        ...             _ = sheet.write_row(place, 0, row)
        ...     scheme = read_scheme_table(f"{folder}/bang.xlsx", about)
        >>> scheme.maximum, [each.code for each in scheme.criteria]
        (100.0, ['I.1', 'II.1'])
    """
    path = Path(path)
    return _scheme(_workbook(path), Sheets(content=dict(about)))


def write_scheme_file(scheme: Scheme, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a scheme; :func:`read_scheme` gives it back.

    Args:
        scheme: The scheme.
        path: A .toml or .xlsx file in a folder that is there.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the folder is not there, the file is and may not be replaced, can't be
            written, or has another ending.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_scheme_file(bundled_scheme("mau_100"), f"{folder}/cua-so.toml")
        ...     read_scheme(f"{folder}/cua-so.toml").maximum
        100.0
    """
    refuse_place(path, (TEXT, WORKBOOK), overwrite=overwrite)
    if Path(path).suffix.casefold() == WORKBOOK:
        write_scheme_workbook(scheme, path, overwrite=overwrite)
    else:
        write_bytes(write_scheme(scheme).encode("utf-8"), path, overwrite=overwrite)


def bundled_scheme(code: str) -> Scheme:
    """A scheme that comes with the library.

    Args:
        code: Code of the scheme, as ``bundled_schemes`` lists them.

    Returns:
        The scheme.

    Raises:
        UnknownNameError: If there is none of that code.

    Examples:
        >>> bundled_scheme("ba_noi_dung").maximum
        950.0
    """
    known = bundled_schemes()
    if code not in known:
        raise UnknownNameError("bảng tiêu chí", "scheme", code, known)
    return known[code]


@lru_cache(maxsize=1)
def bundled_schemes() -> Mapping[str, Scheme]:
    """Every scheme that comes with the library, by its code.

    Returns:
        Each scheme by its code.

    Examples:
        >>> sorted(bundled_schemes())
        ['ba_noi_dung', 'hue_950_50', 'mau_100']
    """
    schemes = [read_scheme(path) for path in sorted(bundled_folder("schemes").glob(f"*{TEXT}"))]
    return MappingProxyType({each.code: each for each in schemes})


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise DataNotFoundError(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_TEXT + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableDataError(
            path, vi=f"không phải văn bản UTF-8 ({error})", en=f"no UTF-8 text ({error})"
        ) from error
    if len(content) > LARGEST_TEXT:
        raise UnreadableDataError(
            path, vi="lớn hơn 1 MB, không thể là một bảng tiêu chí", en="over 1 MB: this is no scheme"
        )
    return text


def _workbook(path: Path) -> Document:
    if path.suffix.casefold() != WORKBOOK:
        raise UnreadableDataError(
            path, vi=f"bảng tiêu chí là tệp {TEXT} hoặc {WORKBOOK}", en=f"a scheme is a {TEXT} or {WORKBOOK} file"
        )
    return with_percents(read_document(path))


def _sheet_named(
    document: Document, name: str, columns: Mapping[str, tuple[str, ...]], needed: frozenset[str]
) -> Table | None:
    return next((table_in(each, columns, needed) for each in document.sheets if each.name == name), None)


def _scheme(document: Document, sheets: Sheets) -> Scheme:
    read_criteria(_criteria_table(document), sheets)
    events = _sheet_named(document, EVENTS_SHEET, EVENT_COLUMNS, frozenset({"label_vi", "points_each"}))
    if events is not None:
        read_events(events, sheets)
    try:
        scheme = checked_scheme(sheets.content, document.path.name, sheets.placed)
    except SchemeError as error:
        mistakes = sorted([*sheets.mistakes, *error.mistakes], key=lambda each: (each.sheet or "", each.line))
        raise SchemeError(document.path.name, mistakes) from error
    if sheets.mistakes:
        raise SchemeError(document.path.name, sheets.mistakes)
    return scheme


def _criteria_table(document: Document) -> Table:
    visible = [each for each in document.sheets if each.name not in _OWN_SHEETS and not each.is_hidden]
    found = [table_in(each, COLUMNS, frozenset({"label_vi", "maximum"})) for each in visible]
    tables = [each for each in found if each is not None]
    if len(tables) == 1:
        return tables[0]
    if not tables:
        raise UnreadableDataError(
            document.path,
            vi=f"không thấy bảng có cột “{COLUMNS['label_vi'][0]}” và “{COLUMNS['maximum'][0]}”",
            en=f"no table with columns “{COLUMNS['label_vi'][0]}” and “{COLUMNS['maximum'][0]}” was found",
        )
    names = ", ".join(f"“{each.sheet}”" for each in tables)
    raise UnreadableDataError(
        document.path,
        vi=f"nhiều trang có bảng tiêu chí: {names}; hãy để lại một",
        en=f"several sheets hold a table of criteria: {names}; keep one",
    )
