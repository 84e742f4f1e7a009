import os
import sys
import zipfile
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files import own_process
from khcn_analytics.io.files.own_process import read_in_own_process
from khcn_analytics.io.files.sheets import MergedCells
from khcn_analytics.progress import listening

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
    '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def workbook_with(path: Path, *cells: str) -> Path:
    """A workbook as small as can be, with a number in each of these cells."""
    rows = "".join(f'<row><c r="{cell}"><v>1</v></c></row>' for cell in cells)
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, content)
    return path


def test_cells_stand_where_they_stood(tmp_path):
    (sheet,) = read_in_own_process(workbook_with(tmp_path / "a.xlsx", "B2", "C4"))

    assert (sheet.name, sheet.is_hidden) == ("S", False)
    assert sheet.cells.rows() == [(None, None, None), (None, "1", None), (None, None, None), (None, None, "1")]
    assert sheet.rows.to_list() == [1, 2, 3, 4]


def test_typed_cells_become_text(tmp_path):
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_datetime(0, 0, datetime(2024, 3, 5), day)  # noqa: DTZ001
    sheet.write_datetime(0, 1, datetime.combine(date(2024, 3, 5), time(8, 30)), day)
    sheet.write_row(0, 2, [850_000_000, 0.5, True, "TRUE"])
    sheet.write_row(1, 0, [1.234, -1234.5, "1.234"])
    book.close()

    (read,) = read_in_own_process(file)

    assert read.cells.row(0)[:6] == ("2024-03-05", "2024-03-05T08:30:00", "850000000", "0.5", "true", "TRUE")
    assert read.cells.row(1)[:3] == ("1.234", "-1234.5", "1.234")
    # The number is marked, the text that looks the same is not.
    assert read.marks.rows() == [(2, 0, "number", None)]


def test_days_alone_and_days_with_gaps(tmp_path):
    file = tmp_path / "a.xlsx"
    pl.DataFrame({"a": [date(2024, 3, 5), None, date(1999, 12, 31)]}).write_excel(file, include_header=False)

    assert read_in_own_process(file)[0].cells["0"].to_list() == ["2024-03-05", None, "1999-12-31"]


def test_every_sheet_is_read_with_its_merged_cells_and_whether_it_is_hidden(tmp_path):
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(file)
    first, second = book.add_worksheet("Một"), book.add_worksheet("Hai")
    first.merge_range("B2:D2", "x")
    second.write(0, 0, "y")
    second.hide()
    book.close()

    sheets = read_in_own_process(file)

    assert [(each.name, each.is_hidden) for each in sheets] == [("Một", False), ("Hai", True)]
    assert sheets[0].merged == (MergedCells(2, 1, 2, 3),)


def test_errors_and_formulas_never_computed_are_marked_where_they_stand(tmp_path):
    file = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["C4"] = "x", "#N/A", "=A1"
    book.save(file)

    (read,) = read_in_own_process(file)

    assert read.marks.rows() == [(1, 1, "error", "#N/A"), (4, 2, "uncomputed", "=A1")]
    assert read.cells.height == 4  # the row of the formula is a row, though it has no value


def test_errors_of_newer_excels_do_not_spoil_the_sheet(tmp_path):
    file = workbook_with(tmp_path / "a.xlsx", "A1")
    spilled = tmp_path / "b.xlsx"
    with zipfile.ZipFile(file) as given, zipfile.ZipFile(spilled, "w") as written:
        for name in given.namelist():
            cell = b'<c r="A1"><v>1</v></c><c r="B1" t="e"><v>#SPILL!</v></c>'
            written.writestr(name, given.read(name).replace(b'<c r="A1"><v>1</v></c>', cell))

    (read,) = read_in_own_process(spilled)

    assert read.cells.row(0) == ("1", "#SPILL!")
    assert read.marks.rows() == [(1, 1, "error", "#SPILL!")]


def test_too_many_columns_are_refused(tmp_path):
    with pytest.raises(UnreadableDataError, match="trên 2000 cột"):
        read_in_own_process(workbook_with(tmp_path / "a.xlsx", "XFD1"))


def test_progress_is_told_in_rows_of_each_sheet(tmp_path):
    heard = []
    with listening(lambda step, done, total: heard.append((step.en, done, total))):
        read_in_own_process(workbook_with(tmp_path / "a.xlsx", "A1", "B4"))

    assert heard == [("Opening the file", 0, 1), *(("Reading sheet “S”", done, 4) for done in (0, 2, 4))]


@pytest.mark.parametrize("cell", ["XFD1048576", "A4294967295", "ZZZZZ2"])
def test_a_far_away_cell_does_not_take_the_caller_with_it(tmp_path, cell):
    file = workbook_with(tmp_path / "a.xlsx", "A1", cell)

    with pytest.raises(UnreadableDataError) as caught:
        read_in_own_process(file)
    assert str(file) in caught.value.vi


def test_time_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(own_process, "_SECONDS", 0.01)

    with pytest.raises(UnreadableDataError, match="đọc quá 0 giây"):
        read_in_own_process(workbook_with(tmp_path / "a.xlsx", "A1"))


@pytest.mark.parametrize("size", [0, 10, 600, 1200])
def test_a_cut_workbook_is_told(tmp_path, size):
    file = workbook_with(tmp_path / "a.xlsx", "A1")
    file.write_bytes(file.read_bytes()[:size])

    with pytest.raises(UnreadableDataError, match="hỏng"):
        read_in_own_process(file)


def collected_files(*kinds):
    folder = os.environ.get("KHCN_REFERENCE")
    if folder is None:
        pytest.skip("KHCN_REFERENCE is not set: no collected workbooks to try")
    return sorted(each for each in (Path(folder) / "messy").rglob("*") if each.suffix in kinds)


@cache
def outcome(file: Path):
    """The sheets of a collected file, or the one error it is refused with."""
    try:
        return read_in_own_process(file)
    except UnreadableDataError as error:
        return error


def test_collected_workbooks_of_all_kinds_are_read_or_refused():
    """Files collected by other projects to break readers; each is sheets or one error, and nothing else."""
    files = collected_files(".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
    refused = [each for each in files if isinstance(outcome(each), UnreadableDataError)]

    assert len(files) > 50
    assert len(refused) < 0.1 * len(files)
    assert all(each.name in outcome(each).vi for each in refused)


def test_collected_workbooks_have_the_values_and_positions_that_openpyxl_gives():
    compared = 0
    for file in collected_files(".xlsx", ".xlsm"):
        try:
            book = openpyxl.load_workbook(BytesIO(file.read_bytes()), data_only=True)
        except Exception:  # noqa: BLE001  # what openpyxl can't read is no oracle
            continue
        sheets = {each.name: each for each in outcome(file)}
        for sheet in book.worksheets:
            expected = {
                (cell.row, cell.column - 1): _as_text(cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value not in (None, "")
            }
            assert _shown(sheets[sheet.title]) == expected, (file.name, sheet.title)
            compared += len(expected)
    assert compared > 1500


def _shown(sheet):
    """Row and column -> text of every filled cell; of errors the text people see."""
    texts = {
        (row, place): _spaced(text)
        for place, column in enumerate(sheet.cells)
        for row, text in zip(sheet.rows, column, strict=True)
        if text is not None
    }
    # openpyxl gives nothing for a formula that was never computed.
    uncomputed = set(sheet.marks.filter(kind="uncomputed").select("row", "column").iter_rows())
    return {place: text for place, text in texts.items() if place not in uncomputed}


def _as_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else _spaced(str(value))


def _spaced(text):
    """The two readers differ in what they keep of blanks around a text and of line ends."""
    return " ".join(text.split())


def test_a_process_that_fails_says_how(tmp_path, monkeypatch):
    file = workbook_with(tmp_path / "a.xlsx", "A1")
    for program, message in (
        ("import os; os.abort()", "vượt giới hạn bộ nhớ hoặc tệp hỏng"),
        ("import nichts", "chương trình phụ bị lỗi (mã 1: ModuleNotFoundError: No module named 'nichts')"),
        ("raise SystemExit(3)", "chương trình phụ bị lỗi (mã 3)"),
        ("x = [0] * 10**12", "vượt giới hạn bộ nhớ hoặc tệp hỏng"),
    ):
        command = [
            sys.executable,
            "-c",
            f"from khcn_analytics.io.files.limits import *; limit_memory(2**28); {program}",
        ]
        monkeypatch.setattr(own_process, "limited_process", lambda *_, made=command: (made, dict(os.environ)))
        with pytest.raises(UnreadableDataError) as caught:
            read_in_own_process(file)
        assert message in caught.value.vi
