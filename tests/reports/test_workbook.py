from dataclasses import replace
from io import BytesIO

import openpyxl
import polars as pl
from reports.made import CONTROLS_SHOWN, HOSTILE, hostile_report, workspace

from khcn_analytics.reports.content import Section, Table
from khcn_analytics.reports.workbook import LONGEST_TEXT, fitting, workbook
from khcn_analytics.reports.yearly import report


def test_hostile_texts_stay_texts_and_numbers_are_numbers():
    book = openpyxl.load_workbook(BytesIO(workbook(hostile_report())))
    sheet = book["Bảng 1"]

    assert book.sheetnames == ["Báo cáo", "Bảng 1"]
    assert [sheet[place].data_type for place in ("A2", "A3", "A4", "B3")] == ["s", "s", "s", "n"]
    assert (sheet["A2"].value, sheet["A3"].value) == (HOSTILE, f"{HOSTILE} {CONTROLS_SHOWN}")
    assert (sheet["A4"].value, sheet["B3"].value, sheet["B4"].value) == ("=1+1", 0.026, None)
    assert sheet["A6"].value == f"{HOSTILE} {CONTROLS_SHOWN}"
    assert not [cell for each in book for row in each.iter_rows() for cell in row if cell.data_type == "f"]


def test_one_sheet_a_table_with_the_figures_of_the_report():
    made = report(workspace(), 2020, department="cao_bang")
    book = openpyxl.load_workbook(BytesIO(workbook(made)))
    tables = [block for section in made.every_section() for block in section.blocks if hasattr(block, "rows")]

    assert len(book.sheetnames) == 1 + len(tables)
    rows = list(book["Bảng 1"].iter_rows(min_row=2, values_only=True))
    accepted = next(row for row in rows if row[0] == "tasks.accepted")
    assert accepted[3:7] == (2, 3, 1, 0.5)
    assert accepted[8:10] == ("từ 4 trở lên", "không đạt")


def test_a_text_too_long_for_a_cell_says_what_was_cut():
    cut = fitting("x" * 40_000)

    kept = len(cut) - len(cut.lstrip("x"))
    assert len(cut) <= LONGEST_TEXT
    assert f"{40_000 - kept:,}".replace(",", ".") in cut
    assert "32.767" in cut
    # A letter of two units of UTF-16 is not parted.
    assert "\ufffd" not in fitting("😀" * 20_000)
    assert len(fitting("😀" * 20_000).encode("utf-16-le")) <= 2 * LONGEST_TEXT


def test_names_of_sheets_and_odd_values_are_taken():
    made = hostile_report()
    frame = pl.DataFrame({"Số": [float("inf"), float("nan"), 1.5], "Có": [True, False, None]})
    section = Section("Lạ", (Table("Bảng lạ", frame.cast(pl.String), figures=frame),))

    sheet = openpyxl.load_workbook(BytesIO(workbook(replace(made, sections=(section,)))))["Bảng 1"]

    assert [cell.value for cell in sheet["A"][2:5]] == ["inf", "nan", 1.5]
    assert [cell.value for cell in sheet["B"][2:5]] == ["True", "False", None]


def test_the_same_report_gives_the_same_bytes():
    assert workbook(hostile_report()) == workbook(hostile_report())
