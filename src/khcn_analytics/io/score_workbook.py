"""Scores as a workbook to print and discuss: ranks, points by criterion, accounts, the three layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil, fsum
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.scores import Scores
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS

_ENDINGS = (".xlsx",)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The same scores give the same bytes.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_LINE_HEIGHT = 15
_PLACES = 9
"""Points are exact to so many decimal places; what binary fractions add is not written."""

Cell = str | int | float | None
"""What is counted or a place is an ``int``, points are a ``float``."""
_UnitKey = tuple[str, str | None]

_RANKS = Label("Xếp hạng", "Ranks")
_POINTS = Label("Điểm từng tiêu chí", "Points by criterion")
_ACCOUNTS = Label("Diễn giải", "Accounts")
_LAYERS = Label("Ba bước chấm", "Three layers")
_ABOUT = Label(
    "{label} ({code} {version}), {period}, điểm {layer}", "{label} ({code} {version}), {period}, {layer} points"
)
_MADE = Label("Bảng tiêu chí tự đặt, để minh họa.", "A made scheme, for illustration.")
_UNIT, _TOTAL = Label("Đơn vị", "Unit"), Label("Tổng điểm", "Total")
_CONTENT, _BONUS, _PENALTY = (
    Label("Điểm nội dung", "Content"),
    Label("Điểm thưởng", "Bonus"),
    Label("Điểm trừ", "Penalty"),
)
_ADJUSTED = Label(
    "Chia lại điểm không xét, trần, sàn, làm tròn (xem trang Diễn giải)",
    "Points shared out, caps, floor, rounding (see Accounts)",
)
_CODE, _LINE, _MAXIMUM = Label("Mã", "Code"), Label("Nội dung", "Line"), Label("Điểm tối đa", "Maximum")
_RANK_HEADERS = (
    Label("Hạng", "Rank"),
    _UNIT,
    _CONTENT,
    _BONUS,
    _PENALTY,
    _TOTAL,
    Label("Chênh với hạng sau", "Gap to the next"),
    Label("Ghi chú", "Note"),
)
_ACCOUNT_HEADERS = (_CODE, _LINE, Label("Điểm", "Points"), Label("Cách tính", "How"))
_LAYER_HEADERS = (
    _UNIT,
    _CODE,
    _LINE,
    *(Label("Tự chấm", "Self-scored"), Label("Thẩm định", "Reviewed"), Label("Quyết định", "Decided")),
    Label("Lý do thẩm định", "Reason of the review"),
    Label("Lý do quyết định", "Reason of the decision"),
)
_RANK_WIDTHS = (7, 40, 11, 11, 11, 11, 11, 50)
_POINTS_WIDTHS, _UNIT_WIDTH = (7, 46, 9), 14
_ACCOUNT_WIDTHS = (7, 52, 10, 60)
_LAYER_WIDTHS = (34, 7, 46, 9, 9, 9, 36, 36)

_HEADER = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#e3e9ed"}
_CELL = {"text_wrap": True, "valign": "top", "border": 1}
_STYLES: Sequence[Mapping[str, object]] = ({}, {"bold": True})
_FORMS: Sequence[Mapping[str, object]] = ({}, {"num_format": "#,##0.00"})
"""Texts and whole numbers; points, which are shown to two places and kept to all of theirs."""


def write_scores(
    scores: Scores,
    ranks: pl.DataFrame,
    differences: pl.DataFrame,
    path: str | Path,
    *,
    language: Language = "vi",
    overwrite: bool = False,
) -> None:
    """Write a scoring: ranks by rank group, points by criterion, the account of each unit, the three layers.

    Who gave points is not written; why they were changed is.

    Args:
        scores: The scoring.
        ranks: Its ranks with ``unit_name`` and ``note``, in the order in which units are to stand.
        differences: Its three layers side by side.
        path: An .xlsx file in a folder that is there.
        language: ``vi`` or ``en``.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the folder is not there, the file is and may not be replaced, can't be
            written, or is not an .xlsx file.
    """
    refuse_place(path, _ENDINGS, overwrite=overwrite)
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": scores.scheme.label.text(language), "created": _CREATED})
        _write_ranks(_Sheet(book, _RANKS, _RANK_WIDTHS, scores, language), scores, ranks)
        widest = max(of_group.height for _, of_group in ranks.group_by("rank_group"))
        widths = (*_POINTS_WIDTHS, *[_UNIT_WIDTH] * widest)
        _write_points(_Sheet(book, _POINTS, widths, scores, language), scores, ranks)
        _write_accounts(_Sheet(book, _ACCOUNTS, _ACCOUNT_WIDTHS, scores, language), scores, ranks)
        _write_layers(_Sheet(book, _LAYERS, _LAYER_WIDTHS, scores, language), scores, ranks, differences)
    write_bytes(content.getvalue(), path, overwrite=overwrite)


class _Sheet:
    """A sheet that is written from top to bottom, ready to print."""

    def __init__(self, book: Any, name: Label, widths: Sequence[int], scores: Scores, language: Language) -> None:
        self.language = language
        self._sheet, self._widths, self._row = book.add_worksheet(name.text(language)), widths, 0
        self._bold, self._header = book.add_format({"bold": True}), book.add_format(_HEADER)
        self._cell, self._last = ([book.add_format({**_CELL, **each, **form}) for form in _FORMS] for each in _STYLES)
        for place, width in enumerate(widths):
            self._sheet.set_column(place, place, width)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C&P/&N")
        self.title(_about(scores, language))
        if scores.scheme.origin == "made":
            self.title(_MADE.text(language))

    def title(self, text: str) -> None:
        self._sheet.write_string(self._row, 0, text, self._bold)
        self._row += 1

    def table(self, headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, total: bool = False) -> None:
        """A table and an empty row below it; with ``total`` its last row is the total."""
        self._write_row(headers, (self._header, self._header))
        for place, row in enumerate(rows, 1):
            self._write_row(row, self._last if total and place == len(rows) else self._cell)
        self._row += 1

    def _write_row(self, row: Sequence[Cell], styles: Sequence[Any]) -> None:
        wrapped = [(each, wide) for each, wide in zip(row, self._widths, strict=False) if isinstance(each, str)]
        lines = max(ceil((len(each) + 1) / wide) for each, wide in wrapped)
        self._sheet.set_row(self._row, _LINE_HEIGHT * lines)
        general, points = styles
        for column, each in enumerate(row):
            _write(self._sheet, self._row, column, each, points if isinstance(each, float) else general)
        self._row += 1

    def texts(self, labels: Sequence[Label]) -> list[str]:
        return [each.text(self.language) for each in labels]


def _write(sheet: Any, row: int, column: int, value: Cell, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    else:
        sheet.write_number(row, column, round(value, _PLACES), style)


def _about(scores: Scores, language: Language) -> str:
    scheme = scores.scheme
    return _ABOUT.text(language).format(
        label=scheme.label.text(language),
        code=scheme.code,
        version=scheme.version,
        period=scores.period.label(language),
        layer=SCORE_LAYERS.label(scores.layer, language),
    )


def _by_group(ranks: pl.DataFrame) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for (group,), of_group in ranks.group_by("rank_group", maintain_order=True):
        yield str(group), of_group.to_dicts()


def _key(row: Mapping[str, Any]) -> _UnitKey:
    return row["department"], row["unit"]


def _place(rank: float | None) -> Cell:
    """A rank as it is read: only the mean of two places has a decimal."""
    return int(rank) if rank is not None and rank.is_integer() else rank


def _write_ranks(sheet: _Sheet, scores: Scores, ranks: pl.DataFrame) -> None:
    totals = {_key(row): row for row in scores.totals.iter_rows(named=True)}
    for group, units in _by_group(ranks):
        sheet.title(group)
        rows = [
            [
                *(_place(each["rank"]), each["unit_name"]),
                *(totals[_key(each)][name] for name in ("content", "bonus", "penalty")),
                *(each["total"], each["gap"], each["note"]),
            ]
            for each in units
        ]
        sheet.table(sheet.texts(_RANK_HEADERS), rows)


def _write_points(sheet: _Sheet, scores: Scores, ranks: pl.DataFrame) -> None:
    """A row a criterion and item, a column a unit; penalties are below 0 here, so that columns add up."""
    signed = pl.when(kind="penalty").then(-pl.col("points")).otherwise("points")
    points = {
        (department, unit, code): value
        for department, unit, code, value in scores.points.select(*UNIT, "code", signed).iter_rows()
    }
    scheme = scores.scheme
    lines = [
        *((each.code, each.label, each.maximum) for each in scheme.criteria),
        *((each.code, each.label, each.cap) for each in scheme.events),
    ]
    for group, units in _by_group(ranks):
        sheet.title(group)
        names = [each["unit_name"] for each in units]
        earned = [[points[*_key(each), code] for each in units] for code, _, _ in lines]
        rows: list[list[Cell]] = [
            [code, label.text(sheet.language), maximum, *of_line]
            for (code, label, maximum), of_line in zip(lines, earned, strict=True)
        ]
        totals = [each["total"] for each in units]
        sums = [fsum(each for each in of_unit if each is not None) for of_unit in zip(*earned, strict=True)]
        rest = [None if whole is None else whole - part for whole, part in zip(totals, sums, strict=True)]
        rows.append([None, _ADJUSTED.text(sheet.language), None, *rest])
        rows.append([None, _TOTAL.text(sheet.language), scheme.maximum, *totals])
        sheet.table([*sheet.texts((_CODE, _LINE, _MAXIMUM)), *names], rows, total=True)


def _write_accounts(sheet: _Sheet, scores: Scores, ranks: pl.DataFrame) -> None:
    language = sheet.language
    for each in ranks.iter_rows(named=True):
        account = scores.explain(each["unit"], each["department"])
        sheet.title(each["unit_name"])
        rows: list[list[Cell]] = [
            [line["code"], line[f"label_{language}"], line["points"], line[f"how_{language}"]]
            for line in account.lines.iter_rows(named=True)
        ]
        why = None if account.reason is None else account.reason.text(language)
        rows.append([None, _TOTAL.text(language), account.total, why])
        sheet.table(sheet.texts(_ACCOUNT_HEADERS), rows, total=True)


def _write_layers(sheet: _Sheet, scores: Scores, ranks: pl.DataFrame, differences: pl.DataFrame) -> None:
    of_unit = differences.partition_by(UNIT, as_dict=True)
    rows = [
        [
            *(each["unit_name"], row["code"], scores.scheme.label_of(row["code"]).text(sheet.language)),
            *(row[name] for name in (*SCORE_LAYERS.codes, "reviewed_reason", "decided_reason")),
        ]
        for each in ranks.iter_rows(named=True)
        for row in of_unit[_key(each)].iter_rows(named=True)
    ]
    sheet.table(sheet.texts(_LAYER_HEADERS), rows)
