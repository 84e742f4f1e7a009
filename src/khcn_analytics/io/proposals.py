"""The draft list for proposals: a workbook to print and take to the council, one sheet an award.

It names people; whoever writes it decides where it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Final

import polars as pl
import xlsxwriter

from khcn_analytics.io.writing import refuse_place, write_bytes
from khcn_analytics.vocabulary.award_codes import AWARD_STATUSES, AWARDS_OF_BOTH_LISTS
from khcn_analytics.vocabulary.formats import MISSING, format_number, format_value
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS, VERDICT_LABELS
from khcn_analytics.vocabulary.text import dictionary_order
from khcn_analytics.vocabulary.units import Unit

_ENDINGS = (".xlsx",)
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# The same result gives the same bytes.
_CREATED = datetime(2026, 1, 1, tzinfo=UTC)
_LONGEST_SHEET_NAME = 31
_LINE_HEIGHT = 15
_SUMMARY_WIDTHS = (60, *[14] * 7, 40)
_WIDTHS_BEFORE, _CONDITION_WIDTH, _WIDTHS_AFTER = (5, 22, 24, 14), 16, (70, 24, 14, 10)
_DEPARTMENT_WIDTH = 14
_GROUPS = ("any_of", "all_of")
_TICKS: Final[Mapping[bool | None, str]] = {True: "✓", False: "✗", None: "?"}

_SUMMARY = Label("Tổng hợp", "Summary")
_TITLE = Label("DỰ THẢO DANH SÁCH ĐỀ NGHỊ: {award}, năm {year}", "DRAFT LIST OF PROPOSALS: {award}, {year}")
_SOURCE = Label("Căn cứ: {citation} ({confidence}).", "Source: {citation} ({confidence}).")
_NO_SOURCE = Label("Điều kiện có hiệu lực chưa đối chiếu được.", "What it takes was not verified.")
_KEY = Label(
    "✓ đạt; ✗ chưa đạt; ? chưa rõ; để trống: không cần xét.", "✓ met; ✗ not met; ? not known; empty: not needed."
)
_DEPARTMENT = Label("Sở", "Department")
_COUNCIL = Label("phiếu đồng ý của Hội đồng", "votes of the council")
_NUMBER, _SUBJECT, _UNIT = Label("STT", "No."), Label("Cá nhân, tập thể", "Subject"), Label("Đơn vị", "Unit")
_VERDICT, _WHY = Label("Kết luận", "Verdict"), Label("Vì sao", "Why")
_CITATION, _STATUS, _VOTES = Label("Căn cứ", "Source"), Label("Tình trạng", "Status"), Label("Phiếu đồng ý", "Votes")
_AWARD = Label("Danh hiệu, hình thức khen thưởng", "Award")
_QUOTAS = (
    Label("Tỷ lệ tối đa", "Cap"),
    Label("Đã dùng, kể cả đề nghị", "Used, proposals included"),
    Label("Trong đó đề nghị", "Of these proposed"),
    Label("Trên tổng số", "Of"),
    Label("Tỷ lệ", "Share"),
    Label("Mức", "Limit"),
    Label("Nhiều nhất", "At most"),
    Label("Còn", "Left"),
    Label("Ghi chú", "Note"),
)
_QUOTA = Label("{rule}: {counted} / {base}", "{rule}: {counted} / {base}")
_QUOTA_OF = Label("{department}, {rule}: {counted} / {base}", "{department}, {rule}: {counted} / {base}")

_HEADER = {"bold": True, "text_wrap": True, "valign": "vcenter", "align": "center", "border": 1, "bg_color": "#e3e9ed"}
_CELL = {"text_wrap": True, "valign": "top", "border": 1}
_CENTRED = {**_CELL, "align": "center"}


def write_proposals(
    verdicts: pl.DataFrame,
    conditions: pl.DataFrame,
    quotas: pl.DataFrame,
    path: str | Path,
    *,
    language: Language = "vi",
    overwrite: bool = False,
) -> None:
    """Write the draft list: a sheet of counts and caps, then one sheet an award.

    Args:
        verdicts: ``verdicts`` of an eligibility.
        conditions: Its ``conditions``, of the same subjects.
        quotas: Its ``quotas``.
        path: An .xlsx file in a folder that is there.
        language: ``vi`` or ``en``.
        overwrite: Whether a file of that name may be replaced.

    Raises:
        WrongUseError: If the folder is not there, the file is and may not be replaced, can't be
            written, or is not an .xlsx file.

    Examples:
        >>> import tempfile
        >>> import khcn_analytics as kh
        >>> found = kh.eligibility(kh.example_workspace(), 2024)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     kh.write_proposals(found.verdicts, found.conditions, found.quotas, f"{folder}/de-nghi.xlsx")
        ...     Path(folder, "de-nghi.xlsx").exists()
        True
    """
    refuse_place(path, _ENDINGS, overwrite=overwrite)
    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"title": _SUMMARY.text(language), "created": _CREATED})
        _write_summary(book, verdicts, quotas, language)
        for (award,), of_award in verdicts.group_by("award", maintain_order=True):
            _write_award(book, str(award), of_award, conditions.filter(award=award), language)
    write_bytes(content.getvalue(), path, overwrite=overwrite)


def _write_summary(book: Any, verdicts: pl.DataFrame, quotas: pl.DataFrame, language: Language) -> None:
    sheet = book.add_worksheet(_SUMMARY.text(language))
    labels = [_AWARD, *VERDICT_LABELS.values()]
    rows: list[list[str | int]] = [
        [
            AWARDS_OF_BOTH_LISTS.label(str(award), language),
            *(of_award.filter(verdict=each).height for each in VERDICT_LABELS),
        ]
        for (award,), of_award in verdicts.group_by("award", maintain_order=True)
    ]
    below = _write_table(book, sheet, 0, [_headers(labels, language), *rows], _SUMMARY_WIDTHS) + 1
    several = quotas["department"].n_unique() > 1
    caps = [_quota_cells(each, language, several=several) for each in quotas.iter_rows(named=True)]
    _write_table(book, sheet, below, [_headers(_QUOTAS, language), *caps], _SUMMARY_WIDTHS)
    _set_widths(sheet, _SUMMARY_WIDTHS)
    _for_print(sheet)


def _quota_cells(row: Mapping[str, Any], language: Language, *, several: bool) -> list[str | int]:
    counted, base = row[f"counted_{language}"], row[f"base_name_{language}"]
    share, limit = (format_value(row[name], Unit.SHARE, language) for name in ("share", "limit"))
    counts = [format_number(row[name], language) for name in ("ceiling", "room")]
    label = _QUOTA_OF if several else _QUOTA
    name = label.text(language).format(department=row["department"], rule=row["rule"], counted=counted, base=base)
    note = row[f"reason_{language}"] or ""
    return [name, row["used"], row["proposed"], format_number(row["base"], language), share, limit, *counts, note]


def _write_award(book: Any, award: str, verdicts: pl.DataFrame, conditions: pl.DataFrame, language: Language) -> None:
    label = AWARDS_OF_BOTH_LISTS.label(award, language)
    sheet = book.add_worksheet(_sheet_name(award, language))
    first = verdicts.row(0, named=True)
    sheet.write_string(
        0, 0, _TITLE.text(language).format(award=label, year=first["year"]), book.add_format({"bold": True})
    )
    for row, text in enumerate([*_sources(first, language), _KEY.text(language)], 1):
        sheet.write_string(row, 0, text)
    asked = _columns(conditions, language)
    several = verdicts["department"].n_unique() > 1
    who = (_NUMBER, _SUBJECT, *([_DEPARTMENT] if several else []), _UNIT, _VERDICT)
    headers = [*_headers(who, language), *asked.values()]
    headers += _headers((_WHY, _CITATION, _STATUS, _VOTES), language)
    ticks = {
        (each["department"], each["subject"], each["place"]): _tick(each, language)
        for each in conditions.iter_rows(named=True)
    }
    rows: list[list[str | int]] = [
        [
            *(number, row["subject"], *([row["department"]] if several else [])),
            *(row["unit"] or MISSING, VERDICT_LABELS[row["verdict"]].text(language)),
            *(ticks.get((row["department"], row["subject"], place), "") for place in asked),
            *(row[f"reason_{language}"], row["reason_citation"] or MISSING),
            *(_status(row["status"], language), _votes(row)),
        ]
        for number, row in enumerate(_in_order(verdicts), 1)
    ]
    header_row = 3 + len(_sources(first, language))
    before = [*_WIDTHS_BEFORE[:2], *([_DEPARTMENT_WIDTH] if several else []), *_WIDTHS_BEFORE[2:]]
    widths = [*before, *[_CONDITION_WIDTH] * len(asked), *_WIDTHS_AFTER]
    _write_table(book, sheet, header_row, [headers, *rows], widths)
    sheet.freeze_panes(header_row + 1, 2)
    sheet.repeat_rows(header_row)
    _set_widths(sheet, widths)
    _for_print(sheet)


def _sources(row: Mapping[str, Any], language: Language) -> list[str]:
    """Where the conditions are written, and what should be known about them."""
    if row["citation"] is None:
        return [_NO_SOURCE.text(language)]
    confidence = CONFIDENCE_LABELS[row["confidence"]].text(language)
    source = _SOURCE.text(language).format(citation=row["citation"], confidence=confidence)
    return [source, *([row[f"note_{language}"]] if row[f"note_{language}"] else [])]


def _columns(conditions: pl.DataFrame, language: Language) -> dict[str, str]:
    """Place -> what is asked there: single conditions, without those of an award that another builds on."""
    standards = tuple(f"{each}." for each in conditions.filter(kind="standard")["place"].unique())
    single = conditions.filter(~pl.col("kind").is_in(_GROUPS)).unique("place", keep="first", maintain_order=True)
    # What share of the votes it takes differs between departments: that stands in the rows.
    places = {
        row["place"]: _COUNCIL.text(language) if row["kind"] == "votes" else row[f"asks_{language}"]
        for row in single.iter_rows(named=True)
    }
    return {place: places[place] for place in sorted(places) if not place.startswith(standards)}


def _tick(row: Mapping[str, Any], language: Language) -> str:
    """Whether a condition holds, of votes with the share that they take."""
    tick = _TICKS[row["holds"]]
    return f"{tick} {row[f'asks_{language}']}" if row["kind"] == "votes" else tick


def _in_order(verdicts: pl.DataFrame) -> Iterator[Mapping[str, Any]]:
    """The eligible first, by unit and name in the order of the dictionary."""
    order = list(VERDICT_LABELS)
    return iter(
        sorted(
            verdicts.iter_rows(named=True),
            key=lambda row: (
                order.index(row["verdict"]),
                row["department"],
                dictionary_order(row["unit"] or ""),
                dictionary_order(row["subject"]),
            ),
        )
    )


def _write_table(book: Any, sheet: Any, top: int, table: Sequence[Sequence[str | int]], widths: Sequence[int]) -> int:
    """Write a header and rows, each as high as its longest text needs; the row after them."""
    header, cell, centred = (book.add_format(each) for each in (_HEADER, _CELL, _CENTRED))
    for row, values in enumerate(table, top):
        lines = max(ceil((len(str(value)) + 1) / width) for value, width in zip(values, widths, strict=False))
        sheet.set_row(row, _LINE_HEIGHT * lines)
        for place, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, place, value, centred)
            else:
                usual = centred if value in _TICKS.values() else cell
                sheet.write_string(row, place, value, header if row == top else usual)
    return top + len(table)


def _set_widths(sheet: Any, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _for_print(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def _sheet_name(award: str, language: Language) -> str:
    """What the award is called; where Excel takes no longer one, by a short name in the same language."""
    entry = next(each for each in AWARDS_OF_BOTH_LISTS.entries if each.code == award)
    # Short names are Vietnamese; the code is English.
    short = entry.aliases if language == "vi" else ()
    names = [entry.label.text(language), *short, award.replace("_", " ")]
    return next(each for each in names if len(each) <= _LONGEST_SHEET_NAME)


def _headers(labels: Sequence[Label], language: Language) -> list[str]:
    return [each.text(language) for each in labels]


def _status(status: str | None, language: Language) -> str:
    return MISSING if status is None else AWARD_STATUSES.label(status, language)


def _votes(row: Mapping[str, Any]) -> str:
    return MISSING if row["votes_for"] is None else f"{row['votes_for']}/{row['voters'] or MISSING}"
