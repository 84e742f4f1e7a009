from pathlib import Path
from zipfile import ZipFile

import polars as pl
import pytest
from openpyxl import Workbook

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.schemes.percents import PERCENT, with_percents


def workbook(path: Path, **formats: str) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Bảng điểm"
    for cell, form in formats.items():
        sheet[cell] = 0.1
        sheet[cell].number_format = form
    book.save(path)
    return path


def percents(path):
    (sheet,) = with_percents(read_document(path)).sheets
    return sheet.marks.filter(pl.col("kind") == PERCENT).select("row", "column").rows()


def test_cells_that_show_a_percentage_are_marked(tmp_path):
    path = workbook(tmp_path / "a.xlsx", A1="General", B2="0%", C3="0.00%", AA4="#,##0.0%;-0.0%", D5="0.0")

    assert percents(path) == [(2, 1), (3, 2), (4, 26)]


def test_a_sign_that_is_only_shown_makes_no_percentage(tmp_path):
    assert percents(workbook(tmp_path / "a.xlsx", A1='0.0"%"', B1="0\\%")) == []


def test_a_workbook_of_another_kind_is_refused(tmp_path):
    path = workbook(tmp_path / "a.xlsx", A1="0%")
    document = read_document(path)
    with ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    with pytest.raises(UnreadableDataError, match=r"lưu lại thành \.xlsx"):
        with_percents(document)
