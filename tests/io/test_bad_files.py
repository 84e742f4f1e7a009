"""Files that break readers: each is told or refused quickly, in bounded memory, and the caller lives.

Every file is checked in a process that measures itself and must live on, and imported into a workspace
that must be the same afterwards, byte for byte.
"""

import json
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter

from khcn_analytics.errors import KhcnError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.store.card import WorkspaceCard
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.store.importing import import_files
from khcn_analytics.vocabulary.labels import Label

FIXTURES = Path(__file__).parent / "fixtures"
HEADER = ["Mã cuộc", "Sở", "Hình thức", "Ngày bắt đầu", "Số cơ sở"]
SECONDS, MEBIBYTES = 10, 1024

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is measured as Linux tells it")

MEASURE = """
import json, resource, sys, time
from khcn_analytics.errors import KhcnError
from khcn_analytics.io.checking import check
for line in sys.stdin:
    # The most memory so far counts from here on, where the system lets it.
    with open("/proc/self/clear_refs", "w") as most:
        most.write("5")
    start = time.perf_counter()
    try:
        checked = check(line.rstrip("\\n"), "inspections")
        told = {"clean": checked.clean.height, "kept_out": checked.quarantined.height,
                "rules": sorted(set(checked.problems["rule"])), "rows": checked.problems["row"].to_list()[:5]}
    except KhcnError as error:
        told = {"refused": error.vi}
    told["seconds"] = time.perf_counter() - start
    # Not ru_maxrss of this process: it starts with what the process had that started it.
    own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
    told["mebibytes"] = max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024
    print(json.dumps(told), flush=True)
"""


@pytest.fixture(scope="module")
def measured():
    """Have a process check files that measures itself; it lives through all of them."""
    with subprocess.Popen(
        [sys.executable, "-c", MEASURE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        asked, answers = process.stdin, process.stdout
        assert asked is not None
        assert answers is not None

        def measure(file):
            asked.write(f"{file}\n")
            asked.flush()
            told = json.loads(answers.readline())
            assert told.pop("seconds") < SECONDS
            assert told.pop("mebibytes") < MEBIBYTES
            return told

        yield measure


def workbook(path, *rows, header=HEADER):
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for place, row in enumerate([header, *rows]):
            sheet.write_row(place, 0, row)
    return path


def record(number, subjects=3):
    return [f"TT-{number}", "x", "kiểm tra", "05/06/2024", subjects]


def with_sheet_xml(path, *pieces):
    """A workbook whose one sheet has this XML, in pieces so that the test itself stays small."""
    plain = workbook(path.with_name("plain.xlsx"))
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name in given.namelist():
            if name != "xl/worksheets/sheet1.xml":
                written.writestr(name, given.read(name))
        with written.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for piece in pieces:
                sheet.write(piece.encode())
    return path


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def password(path):
    path.write_bytes((FIXTURES / "password.xlsx").read_bytes())


def truncated(path):
    whole = workbook(path, *(record(number) for number in range(500))).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def zip_bomb(path):
    head, tail = SHEET.split("{}")
    with_sheet_xml(path, head, *[" " * 2**20] * 600, tail)


def far_cell(path):
    with_sheet_xml(path, SHEET.format('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def wrong_extension(path):
    path.write_bytes(b"%PDF-1.7 ...")


def nothing(path):
    path.write_bytes(b"")


def many_rows(path):
    pl.select(pl.repeat("x", 10_000_000).alias("Mã cuộc")).write_parquet(path)


def many_columns(path):
    workbook(path, header=[f"Cột {number}" for number in range(16_384)])


REFUSED = {
    "password.xlsx": (password, "mật khẩu"),
    "truncated.xlsx": (truncated, "hỏng|cắt"),
    "bomb.xlsx": (zip_bomb, "giải nén ra 600 MB"),
    "far.xlsx": (far_cell, "giới hạn bộ nhớ|trên 2000 cột"),
    "wrong.xlsx": (wrong_extension, "PDF"),
    "empty.xlsx": (nothing, "không có dữ liệu"),
    "empty.csv": (nothing, "không có dữ liệu"),
    "many.parquet": (many_rows, "trên 1048576 dòng"),
    "wide.xlsx": (many_columns, "trên 2000 cột"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_not_be_read_is_one_clear_message(measured, tmp_path, name):
    build, message = REFUSED[name]
    build(tmp_path / name)

    told = measured(tmp_path / name)

    assert name in told["refused"]
    assert re.search(message, told["refused"])


@pytest.mark.parametrize("name", ["password.xlsx", "truncated.xlsx", "empty.csv", "wide.xlsx"])
def test_a_workspace_is_untouched_by_what_can_not_be_read(tmp_path, name):
    folder = tmp_path / "kho"
    covered = {"inspections": Coverage(date(2024, 1, 1), date(2025, 1, 1))}
    create_workspace(folder, WorkspaceCard(Label("Sở X", "X"), "made", {"x": Label("Sở X", "X")}, covered))
    import_files(folder, workbook(tmp_path / "good.xlsx", record(1)))
    REFUSED[name][0](tmp_path / name)
    before = contents(folder)

    with pytest.raises(KhcnError):
        import_files(folder, tmp_path / name)
    assert contents(folder) == before


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_headers_only_are_no_records(measured, tmp_path):
    assert measured(workbook(tmp_path / "a.xlsx")) == {"clean": 0, "kept_out": 0, "rules": ["no_records"], "rows": [1]}


def test_a_million_blank_rows_are_no_records(measured, tmp_path):
    rows = "".join(f'<row r="{number}"/>' for number in range(2, 1_000_001))
    cells = "".join(
        f'<c r="{"ABCDE"[place]}1" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in enumerate(HEADER)
    )
    file = with_sheet_xml(tmp_path / "a.xlsx", SHEET.format(f'<row r="1">{cells}</row>{rows}'))

    assert measured(file)["clean"] == 0


def test_a_million_blank_lines_are_no_records(measured, tmp_path):
    file = tmp_path / "a.csv"
    file.write_text(",".join(HEADER) + "\n" + ",,,,\n" * 500_000 + "\n" * 500_000, "utf-8")

    assert measured(file) == {"clean": 0, "kept_out": 0, "rules": ["no_records"], "rows": [1]}


def test_text_far_down_a_column_of_numbers_is_told_in_its_row(measured, tmp_path):
    rows = [record(number) for number in range(1_500)]
    rows[1_499][4] = "chưa báo cáo"

    told = measured(workbook(tmp_path / "a.xlsx", *rows))
    assert told == {"clean": 1_499, "kept_out": 1, "rules": ["unreadable"], "rows": [1_501]}


def test_formulas_never_computed_are_told_in_their_rows(measured, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.active.append([*record(1)[:4], "=1+2"])
    book.save(tmp_path / "a.xlsx")

    assert measured(tmp_path / "a.xlsx") == {"clean": 0, "kept_out": 1, "rules": ["uncomputed_cell"], "rows": [2]}


def test_a_workbook_named_csv_is_read_as_what_it_is(measured, tmp_path):
    workbook(tmp_path / "a.xlsx", record(1)).rename(tmp_path / "a.csv")

    assert measured(tmp_path / "a.csv")["clean"] == 1
