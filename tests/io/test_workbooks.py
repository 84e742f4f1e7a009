import os
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io import workbooks
from khcn_analytics.io.workbooks import read_rows

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
    sheet, rows = read_rows(workbook_with(tmp_path / "a.xlsx", "B2", "C4"))

    assert sheet == "S"
    assert rows.rows() == [(None, None, None), (None, "1", None), (None, None, None), (None, None, "1")]


def test_typed_cells_become_text(tmp_path):
    file = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(file)
    sheet, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheet.write_datetime(0, 0, datetime(2024, 3, 5), day)  # noqa: DTZ001
    sheet.write_datetime(0, 1, datetime.combine(date(2024, 3, 5), time(8, 30)), day)
    sheet.write_row(0, 2, [850_000_000, 0.5, True, "TRUE"])
    sheet.write_row(1, 0, [1.234, -1234.5])
    book.close()

    _, rows = read_rows(file)

    assert rows.row(1)[:2] == ("1.2340", "-1234.5")
    assert rows.row(0)[:6] == ("2024-03-05", "2024-03-05T08:30:00", "850000000", "0.5", "true", "TRUE")


@pytest.mark.parametrize("cell", ["XFD1048576", "A4294967295", "ZZZZZ2"])
def test_a_far_away_cell_does_not_take_the_caller_with_it(tmp_path, cell):
    file = workbook_with(tmp_path / "a.xlsx", "A1", cell)

    with pytest.raises(UnreadableDataError) as caught:
        read_rows(file)
    assert str(file) in caught.value.vi


def test_time_is_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(workbooks, "_SECONDS", 0.01)

    with pytest.raises(UnreadableDataError, match="đọc quá 0 giây"):
        read_rows(workbook_with(tmp_path / "a.xlsx", "A1"))


@pytest.mark.parametrize("size", [0, 10, 600, 1200])
def test_a_cut_workbook_is_told(tmp_path, size):
    file = workbook_with(tmp_path / "a.xlsx", "A1")
    file.write_bytes(file.read_bytes()[:size])

    with pytest.raises(UnreadableDataError, match="hỏng"):
        read_rows(file)


def test_published_workbooks_of_all_kinds_are_read_or_refused():
    """Files collected by other projects to break readers; each is rows or one error, and nothing else."""
    folder = os.environ.get("KHCN_REFERENCE")
    if folder is None:
        pytest.skip("KHCN_REFERENCE is not set: no collected workbooks to try")
    kinds = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
    files = sorted(each for each in (Path(folder) / "messy").rglob("*") if each.suffix in kinds)
    outcomes = [_outcome(each) for each in files]

    assert len(files) > 50
    assert outcomes.count("read") > 0.7 * len(files)


def _outcome(file: Path) -> str:
    try:
        _, rows = read_rows(file)
    except UnreadableDataError:
        return "refused"
    assert isinstance(rows, pl.DataFrame)
    return "read"
