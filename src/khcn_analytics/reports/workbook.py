"""A report as a workbook: a first sheet that says what it is, then one sheet a table, with the numbers themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any

import polars as pl
import xlsxwriter

from khcn_analytics.reports.content import Chart, Paragraph, Table
from khcn_analytics.reports.labels import DATA, DEPARTMENT, FIGURE, PERIOD, TABLE
from khcn_analytics.reports.visible_text import visible
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

if TYPE_CHECKING:
    from khcn_analytics.reports.report import Report

LONGEST_TEXT = 32_767
"""Excel holds no more characters in a cell."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_COVER = Label("Báo cáo", "Report")
_CUT = Label(
    " … [cắt bớt {count} ký tự: một ô Excel chứa nhiều nhất 32.767 ký tự; bản .docx và .html có đủ]",
    " … [{count} characters cut: an Excel cell holds 32,767 at most; the .docx and .html have them all]",
)
_IN_PICTURES = Label("Có trong bản .docx và .html.", "In the .docx and the .html.")
_HEADER = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#e3e9ed"}
_CELL = {"text_wrap": True, "valign": "top", "border": 1}
_WIDEST, _NARROWEST = 60, 9
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def workbook(report: Report) -> bytes:
    """The report as a .xlsx file: formulas and links in texts stay texts.

    Args:
        report: What is written.

    Returns:
        The file; the same report gives the same bytes.
    """
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        made = datetime(report.day.year, report.day.month, report.day.day, tzinfo=UTC)
        book.set_properties({"title": visible(report.title)[:255], "created": made})
        _Book(book, report).write()
    return content.getvalue()


class _Book:
    def __init__(self, book: Any, report: Report) -> None:
        self._report, self._language, self._book = report, report.language, book
        self._bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        self._header, self._cell = book.add_format(_HEADER), book.add_format(_CELL)
        self._day = book.add_format({**_CELL, "num_format": "dd/mm/yyyy"})

    def write(self) -> None:
        cover = self._sheet(_COVER.text(self._language))
        cover.set_column(0, 0, 34)
        cover.set_column(1, 1, 110)
        for row, (name, told) in enumerate(self._told()):
            self._text(cover, row, 0, name, self._bold)
            self._text(cover, row, 1, told, self._plain)
        for place, table in enumerate(_tables(self._report), 1):
            self._table(table, place)

    def _told(self) -> Iterator[tuple[str, str]]:
        """The report without its tables, line by line."""
        report, language = self._report, self._language
        yield report.title, report.origin
        yield DEPARTMENT.text(language), report.department
        yield PERIOD.text(language), report.period
        yield from report.about
        yield DATA.text(language), report.source
        tables = charts = 0
        for section in report.every_section():
            yield section.heading, ""
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield block.lead, block.text
                elif isinstance(block, Chart):
                    charts += 1
                    yield f"{FIGURE.text(language)} {charts}. {block.title}", _IN_PICTURES.text(language)
                else:
                    tables += 1
                    yield self._name(tables), block.title

    def _table(self, table: Table, place: int) -> None:
        sheet = self._sheet(self._name(place))
        frame = table.rows if table.figures is None else table.figures
        sheet.set_landscape()
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        self._text(sheet, 0, 0, table.title, self._book.add_format({"bold": True}))
        for column, name in enumerate(frame.columns):
            sheet.set_column(column, column, _width(frame[name], name))
            self._text(sheet, 1, column, name, self._header)
        for row, cells in enumerate(frame.iter_rows(), 2):
            for column, value in enumerate(cells):
                self._value(sheet, row, column, value)
        for row, note in enumerate(table.notes, frame.height + 3):
            # A long remark is not wrapped into the first column, which may be narrow.
            self._text(sheet, row, 0, note, None)

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(_FORBIDDEN.sub(" ", name)[:31])
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P/&N")
        return sheet

    def _name(self, place: int) -> str:
        return f"{TABLE.text(self._language)} {place}"

    def _value(self, sheet: Any, row: int, column: int, value: object) -> None:
        if value is None:
            sheet.write_blank(row, column, None, self._cell)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, self._day)
        elif isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
            sheet.write_number(row, column, value, self._cell)
        else:
            self._text(sheet, row, column, str(value), self._cell)

    def _text(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        sheet.write_string(row, column, fitting(visible(text), self._language), form)


def fitting(text: str, language: Language = "vi") -> str:
    """A text that a cell can hold; what is cut is told in it.

    Examples:
        >>> fitting("ngắn")
        'ngắn'
        >>> len(fitting("x" * 40_000)) <= LONGEST_TEXT
        True
    """
    # Excel counts in units of UTF-16: a letter beyond the first 65,536 takes two.
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(_CUT.text(language)) - 8
    kept = units[: 2 * room].decode("utf-16-le", errors="ignore")
    return kept + _CUT.text(language).format(count=format_number(len(text) - len(kept), language))


def _tables(report: Report) -> Iterator[Table]:
    for section in report.every_section():
        yield from (block for block in section.blocks if isinstance(block, Table))


def _width(cells: pl.Series, name: str) -> float:
    """As wide as its longest line, within bounds; a header is wrapped."""
    longest = max((len(line) for cell in cells for line in str(cell).splitlines()), default=0)
    return max(min(max(longest, len(name) / 2) + 2, _WIDEST), _NARROWEST)
