"""Make the messy workbook: invented records, kept the way lists are really kept.

    python datasets/messy/generate.py            rewrite danh-muc-nhiem-vu.xlsx
    python datasets/messy/generate.py --check    exit 1 if the file differs from what would be written

The records are some of ``datasets/example``; what is wrong with them is planted here and listed in
the card. Needs XlsxWriter, which the library installs.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter

HERE = Path(__file__).resolve().parent
WORKBOOK = HERE / "danh-muc-nhiem-vu.xlsx"
EXAMPLE = HERE.parent / "example"
MADE = "(DỮ LIỆU MINH HỌA, KHÔNG CÓ THẬT)"
WRITTEN_ON = datetime(2026, 1, 15)  # noqa: DTZ001 - a workbook knows no time zones
MILLION, THOUSAND = 1_000_000, 1_000

Record = dict[str, str]


class Formula(NamedTuple):
    """A formula and what the file shows for it."""

    text: str
    shown: str | float


Value = str | int | float | date | Formula | None


class Row(NamedTuple):
    """A row of a sheet: its cells by column from 0, and how they look."""

    cells: dict[int, Value]
    look: str = "record"


# --- the list of tasks ----------------------------------------------------------------------------

TASK_COLUMNS = (
    *("STT", "Mã số", "Tên nhiệm vụ\n(đề tài, dự án)", "Đơn vị\nphụ trách", "Cơ quan chủ chì", "Chủ nhiệm"),
    *("Bắt đầu", "Kết thúc", "Ngày\nnghiệm thu", "Xếp loại", "Tổng\nkinh phí", "Trong đó:\nNSNN", "Ghi chú"),
)
TASK_WIDTHS = (5, 13, 44, 24, 24, 17, 12, 13, 13, 11, 16, 16, 16)
SPANNING = {6: "Thời gian thực hiện", 10: "Kinh phí được duyệt"}
"""Text over two columns: the first of them."""
BUDGETS = (10, 11)

TASK_GROUPS = (
    ("I", "CẤP QUỐC GIA", {"Đề tài": "2022-035 2021-002 2022-041", "Dự án": "2022-037 2022-008"}),
    (
        *("II", "CẤP TỈNH"),
        {
            "Đề tài": "2021-029 2021-018 2021-034 2023-022 2021-031 2021-016 2021-008 2021-035 2022-002 2022-001 "
            "2023-038 2023-025 2023-032",
            "Dự án": "2022-013 2023-011 2023-006",
        },
    ),
    ("III", "CẤP CƠ SỞ", {"Đề tài": "2021-027 2022-009", "Dự án": "2022-004 2022-042"}),
)
"""Number, name, and the tasks of each kind."""

SAME_UNIT = {"2022-037": 2, "2022-002": 3}
"""Task -> over how many rows its unit is one merged cell."""
HIDDEN = "2021-034"

PLANTED: dict[str, dict[int, Value]] = {
    # Column from 0 -> what is typed there instead. First what is wrong:
    "2022-041": {11: Formula("=VLOOKUP(B14,'Kiểm tra 2024'!$B$7:$L$14,11,FALSE)", "#N/A")},
    "2021-029": {9: "Xuất sắt"},
    "2021-016": {11: 986},
    "2021-008": {7: "tháng 01/2023"},
    "2022-001": {8: "31/06/2025"},
    "2023-032": {1: "NV-2023-025"},
    "2022-013": {8: None},
    "2022-042": {1: None, 12: "chưa có mã"},
    # Then what is right and written in another way:
    "2022-035": {10: "5,168 tỷ", 11: "5,168 tỷ"},
    "2021-018": {3: '"', 6: "12/7/2022", 7: "11/7/2024", 8: "02.07.2024"},
    "2021-034": {3: "-nt-", 6: "13/06/2022"},
    "2023-022": {3: '"', 10: "2,01 tỷ đồng", 12: "đã gia hạn"},
    "2021-031": {10: "1.040", 11: "1.040"},
    "2021-035": {3: "-nt-", 8: "ngày 28 tháng 5 năm 2024"},
    "2022-002": {10: "1.486.000.000 đ", 11: "1.486.000.000 đ"},
    "2023-011": {6: "2023-10-27"},
    "2023-006": {3: '"'},
}

OUTCOMES = {"excellent": "Xuất sắc", "passed": "Đạt", "failed": "Không đạt", "suspended": "Đình chỉ"}

TASK_NOTES = (
    {1: "Ghi chú: kinh phí lấy theo quyết định phê duyệt; số liệu đến hết ngày 31/12/2025."},
    {},
    {8: "Ví Dụ, ngày 15 tháng 01 năm 2026"},
    {1: "NGƯỜI LẬP BIỂU", 8: "KT. GIÁM ĐỐC"},
    {1: "(Ký, ghi rõ họ tên)", 8: "PHÓ GIÁM ĐỐC"},
)


def task_rows(records: dict[str, Record]) -> Iterator[Row]:
    """The list of tasks from its first title to the last signature."""
    yield Row({0: "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH VÍ DỤ"}, "title")
    yield Row({0: "Phòng Quản lý khoa học"}, "title")
    yield Row({})
    yield Row({0: "DANH MỤC NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ, GIAI ĐOẠN 2022–2025"}, "title")
    yield Row({0: MADE}, "title")
    yield Row({11: "ĐVT: triệu đồng"}, "note")
    below = [place + over for place in SPANNING for over in (0, 1)]
    yield Row({place: text for place, text in enumerate(TASK_COLUMNS) if place not in below} | SPANNING, "header")
    yield Row({place: TASK_COLUMNS[place] for place in below}, "header")
    yield Row({place: f"({place + 1})" for place in range(len(TASK_COLUMNS))}, "numbers")
    number, of_groups = 0, []
    for roman, level, kinds in TASK_GROUPS:
        yield Row({0: roman, 2: level}, "group")
        of_group: list[Row] = []
        for letter, (kind, listed) in zip("ab", kinds.items(), strict=False):
            yield Row({0: letter, 2: kind}, "group")
            for code in listed.split():
                number += 1
                of_group.append(Row({0: number, **_task(records[f"NV-{code}"]), **PLANTED.get(code, {})}))
                yield of_group[-1]
        of_groups += of_group
        yield _total(f"Cộng ({roman})", of_group, 2, BUDGETS)
    yield _total("TỔNG CỘNG", of_groups, 2, BUDGETS)
    yield Row({})
    yield from (Row(dict(cells), "note") for cells in TASK_NOTES)


def _task(record: Record) -> dict[int, Value]:
    texts = (record["task_id"], record["title"], record["unit"], record["host_organisation"])
    days = (_day(record[name]) for name in ("started_on", "due_on", "accepted_on"))
    amounts = (int(record[name]) // MILLION for name in ("budget_vnd", "state_budget_vnd"))
    values = (*texts, record["principal_investigator"], *days, OUTCOMES.get(record["outcome"]), *amounts)
    return dict(enumerate(values, 1))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _total(text: str, rows: Iterable[Row], place: int, columns: Iterable[int]) -> Row:
    """A total that somebody typed: as everywhere, amounts that are text are missing from it."""
    sums = {column: sum(value for row in rows if isinstance(value := row.cells.get(column), int)) for column in columns}
    return Row({place: text, **sums}, "group")


# --- the list of inspections ----------------------------------------------------------------------

INSPECTION_COLUMNS = (
    *("STT", "Mã cuộc", "Đơn vị chủ trì", "Hình thức", "Theo kế hoạch", "Số QĐ", "Từ ngày", "Đến ngày"),
    *("Số cơ sở được\nkiểm tra", "Cơ sở\nvi phạm", "Cơ sở\nbị phạt", "Tiền phạt\n(nghìn đồng)"),
)
INSPECTION_WIDTHS = (5, 15, 40, 12, 12, 15, 12, 12, 14, 10, 10, 13)
INSPECTIONS = "008 012 013 015 018 023 026 030"
ACTIVITIES = {"inspection": "Thanh tra", "check": "Kiểm tra", "survey": "Khảo sát"}
INSPECTIONS_PLANTED: dict[str, dict[int, Value]] = {
    "012": {10: None},
    "015": {9: 3},
}


def inspection_rows(records: dict[str, Record]) -> Iterator[Row]:
    """The list of inspections: a header of one row, amounts in thousands."""
    yield Row({0: "SỞ KHOA HỌC VÀ CÔNG NGHỆ TỈNH VÍ DỤ"}, "title")
    yield Row({})
    yield Row({0: "KẾT QUẢ THANH TRA, KIỂM TRA QUÝ I VÀ THÁNG 4 NĂM 2024"}, "title")
    yield Row({0: MADE}, "title")
    yield Row({})
    yield Row(dict(enumerate(INSPECTION_COLUMNS)), "header")
    rows = [
        Row({0: number, **_inspection(records[f"TKT-2024-{code}"]), **INSPECTIONS_PLANTED.get(code, {})})
        for number, code in enumerate(INSPECTIONS.split(), 1)
    ]
    yield from rows
    yield _total("Tổng cộng", rows, 2, (8, 9, 10, 11))


def _inspection(record: Record) -> dict[int, Value]:
    counts = [int(text) if text else None for text in (record[n] for n in ("violating_subjects", "fined_subjects"))]
    values = (
        *(record["inspection_id"], record["unit"], ACTIVITIES[record["activity"]]),
        *("x" if record["planned"] == "true" else "không", record["decision_no"] or None),
        *(_day(record["started_on"]), _day(record["ended_on"]), int(record["subjects"]), *counts),
        int(record["fines_vnd"]) // THOUSAND if record["fines_vnd"] else None,
    )
    return dict(enumerate(values, 1))


# --- the workbook ---------------------------------------------------------------------------------

COVER = (
    *((3, "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ"), (4, "SỞ KHOA HỌC VÀ CÔNG NGHỆ")),
    *((8, "BIỂU TỔNG HỢP NHIỆM VỤ KHOA HỌC VÀ CÔNG NGHỆ"), (9, "và kết quả thanh tra, kiểm tra")),
    *((11, MADE), (12, "Tỉnh Ví Dụ không có thật / Ví Dụ province does not exist"), (20, "Ví Dụ, tháng 01/2026")),
)
"""Row and text of the sheet in front."""
CENTRED = {"align": "center", "valign": "vcenter", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "header": {"bold": True, "border": 1, "bg_color": "#DDEBF7", **CENTRED},
    "numbers": {"italic": True, "border": 1, **CENTRED},
    "group": {"bold": True, "border": 1, "bg_color": "#F2F2F2", "num_format": "#,##0"},
    "record": {"border": 1, "valign": "top", "text_wrap": True},
    "day": {"border": 1, "valign": "top", "num_format": "dd/mm/yyyy"},
    "amount": {"border": 1, "valign": "top", "num_format": "#,##0"},
    "unit": {"border": 1, **CENTRED},
    "note": {"italic": True},
}


class Sheet:
    """A sheet while it is written."""

    def __init__(self, book: Any, name: str, looks: dict[str, Any]) -> None:
        self.sheet, self.looks = book.add_worksheet(name), looks

    def write_rows(self, rows: Iterable[Row], width: int) -> None:
        """Write all rows; those with borders have them in every column."""
        for at, row in enumerate(rows):
            bordered = row.look in {"header", "numbers", "group", "record"} and row.cells
            for place in range(width) if bordered else row.cells:
                self.write(at, place, row.cells.get(place), row.look)

    def write(self, row: int, place: int, value: Value, look: str) -> None:
        """Write one cell."""
        if isinstance(value, Formula):
            self.sheet.write_formula(row, place, value.text, self.looks["amount"], value.shown)
        elif isinstance(value, date):
            self.sheet.write_datetime(row, place, value, self.looks["day"])
        elif isinstance(value, int) and look == "record":
            self.sheet.write_number(row, place, value, self.looks["amount"])
        elif isinstance(value, str):
            self.sheet.write_string(row, place, value, self.looks[look])
        else:
            self.sheet.write(row, place, value, self.looks[look])

    def set_widths(self, widths: Iterable[float]) -> None:
        """Make columns as wide as people have them."""
        for place, width in enumerate(widths):
            self.sheet.set_column(place, place, width)


def workbook() -> bytes:
    """The whole file: the same bytes every time."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": f"Biểu tổng hợp {MADE}", "created": WRITTEN_ON})
        looks = {name: book.add_format({"font_name": "Times New Roman", **look}) for name, look in LOOKS.items()}
        cover = Sheet(book, "Bìa", looks)
        for row, text in COVER:
            cover.write(row, 1, text, "title")
        _write_tasks(Sheet(book, "Danh mục", looks))
        inspections = Sheet(book, "Kiểm tra 2024", looks)
        inspections.write_rows(inspection_rows(_records("inspections", "inspection_id")), len(INSPECTION_COLUMNS))
        inspections.set_widths(INSPECTION_WIDTHS)
    return _stored(file.getvalue())


def _write_tasks(tasks: Sheet) -> None:
    rows = list(task_rows(_records("tasks", "task_id")))
    at = {str(row.cells.get(1)).removeprefix("NV-"): place for place, row in reversed(list(enumerate(rows)))}
    tasks.write_rows(rows, len(TASK_COLUMNS))
    top = next(place for place, row in enumerate(rows) if row.look == "header")
    for place, text in enumerate(TASK_COLUMNS):
        if place in SPANNING:
            tasks.sheet.merge_range(top, place, top, place + 1, SPANNING[place], tasks.looks["header"])
        elif place - 1 not in SPANNING:
            tasks.sheet.merge_range(top, place, top + 1, place, text, tasks.looks["header"])
    for code, height in SAME_UNIT.items():
        row = at[code]
        tasks.sheet.merge_range(row, 3, row + height - 1, 3, rows[row].cells[3], tasks.looks["unit"])
    tasks.sheet.set_row(at[HIDDEN], None, None, {"hidden": True})
    tasks.set_widths(TASK_WIDTHS)
    tasks.sheet.freeze_panes(top + 3, 3)


def _records(name: str, key: str) -> dict[str, Record]:
    with (EXAMPLE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {record[key]: record for record in csv.DictReader(file)}


def _stored(content: bytes) -> bytes:
    """The same parts, not compressed: compressed bytes differ from one zlib to the next."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(file, "w", ZIP_STORED) as plain:
        for part in given.infolist():
            about = ZipInfo(part.filename)
            about.create_system = 3  # else it tells Windows from the others
            plain.writestr(about, given.read(part))
    return file.getvalue()


def main() -> int:
    """Write the file, or compare it with what would be written."""
    parser = argparse.ArgumentParser(description="Make the messy workbook.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file differs")
    is_check, content = parser.parse_args().check, workbook()
    if not is_check:
        WORKBOOK.write_bytes(content)
    elif not WORKBOOK.exists() or WORKBOOK.read_bytes() != content:
        sys.stderr.write(f"{WORKBOOK.name} differs from what generate.py makes: run it without --check\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
