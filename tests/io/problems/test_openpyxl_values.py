"""What openpyxl is taught, and whether this openpyxl can be taught it."""

import inspect
from datetime import datetime
from zipfile import ZipFile

import openpyxl.cell._writer
import openpyxl.reader.excel
import openpyxl.worksheet._reader
import openpyxl.worksheet._writer
import pytest
import xlsxwriter
from openpyxl.styles import PatternFill

from khcn_analytics.io.files.reading import read_document
from khcn_analytics.io.problems import openpyxl_values
from khcn_analytics.io.problems.openpyxl_values import (
    LONGEST_TEXT,
    cells_filled,
    cells_there,
    escaped,
    put_text,
    take_style,
    teach_openpyxl,
)

READER, PARSER = openpyxl.worksheet._reader.WorksheetReader, openpyxl.worksheet._reader.WorkSheetParser
# What teach_openpyxl replaces: owner, name, parameters that openpyxl hands over.
TAUGHT = [
    (openpyxl.reader.excel, "read_rich_text", ["xml_source"]),
    (openpyxl.worksheet._writer, "write_cell", ["xf", "worksheet", "cell", "styled"]),
    (PARSER, "parse_cell", ["self", "element"]),
    (READER, "__init__", ["self", "ws", "xml_source", "shared_strings", "data_only", "rich_text"]),
    (READER, "bind_hyperlinks", ["self"]),
]


@pytest.fixture
def book():
    return openpyxl.Workbook()


@pytest.fixture
def taught(monkeypatch):
    """As in the process that writes copies; afterwards openpyxl is as it was."""
    for owner, name, _ in TAUGHT:
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(openpyxl_values, "_computed", {})
    teach_openpyxl()


def passed_through(path):
    """A workbook that is opened and saved."""
    openpyxl.load_workbook(path, rich_text=True).save(path.with_name("copy.xlsx"))
    return path.with_name("copy.xlsx")


def texts(path):
    return [(each.cells.rows(), each.marks.rows()) for each in read_document(path).sheets]


# --- names that are not public --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "name", "parameters"), TAUGHT, ids=[f"{each[0].__name__}.{each[1]}" for each in TAUGHT]
)
def test_this_openpyxl_has_what_is_replaced(owner, name, parameters):
    assert hasattr(owner, name), f"openpyxl {openpyxl.__version__} has no {name}: see io/problems/openpyxl_values.py"
    assert list(inspect.signature(getattr(owner, name)).parameters) == parameters


def test_this_openpyxl_has_what_is_used(book):
    cell, parser = book.active["A1"], PARSER(None, [])
    cell.fill = PatternFill("solid")
    reader = READER(book.active, None, [], data_only=False, rich_text=True)
    used = [
        (openpyxl.cell._writer, "etree_write_cell"),
        (book, "_fills"),
        (book.active, "_cells"),
        (cell, "_value"),
        (cell, "_style"),
        (cell._style, "fillId"),
        (book.active.row_dimensions[1], "_style"),
        (parser, "date_formats"),
        (parser, "timedelta_formats"),
        (parser.hyperlinks, "hyperlink"),
        (reader, "ws"),
        (reader, "parser"),
    ]
    missing = [f"{type(owner).__name__}.{name}" for owner, name in used if not hasattr(owner, name)]

    assert missing == [], f"openpyxl {openpyxl.__version__} lacks them: see io/problems/openpyxl_values.py"


# --- opening and saving ---------------------------------------------------------------------------


@pytest.mark.usefixtures("taught")
def test_values_pass_through(tmp_path):
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_formula(0, 0, "=1+2", None, 3)
        sheet.write_formula(1, 0, '="a"&"b"', None, "ab")
        sheet.write_number(2, 0, -5, day)
        sheet.write_number(3, 0, 60, day)
        sheet.write_datetime(4, 0, datetime.fromisoformat("2024-06-05T13:45:17"), day)
        sheet.write_string(5, 0, "_x0041_ và \x01")
        sheet.write_string(6, 0, "=1+1")
        sheet.write_string(7, 0, "  ")
        sheet.write_rich_string(8, 0, " a ", bold, "b", " ", bold, "c")
    copy = passed_through(tmp_path / "a.xlsx")

    assert texts(copy) == texts(tmp_path / "a.xlsx")
    cells = openpyxl.load_workbook(copy).active
    assert (cells["A1"].value, cells["A2"].value, cells["A7"].data_type) == ("=1+2", '="a"&"b"', "s")


@pytest.mark.usefixtures("taught")
def test_inline_texts_pass_through(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, "_x0041_ \x02")

    with ZipFile(tmp_path / "a.xlsx") as parts:
        assert b"inlineStr" in parts.read("xl/worksheets/sheet1.xml")
    assert texts(passed_through(tmp_path / "a.xlsx")) == texts(tmp_path / "a.xlsx")


@pytest.mark.usefixtures("taught")
def test_an_empty_cell_with_a_link_stays_empty(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["A1"].hyperlink = book.active["B2"].hyperlink = "https://example.vn"
    book.active["B2"].value, book.active["B2"].number_format = None, "@"
    book.save(tmp_path / "a.xlsx")

    cells = openpyxl.load_workbook(passed_through(tmp_path / "a.xlsx")).active
    assert (cells["A1"].value, cells["A1"].hyperlink.target) == ("x", "https://example.vn")
    assert cells["B2"].hyperlink.target == "https://example.vn"
    assert texts(tmp_path / "copy.xlsx")[0][0] == [("x",)]


# --- cells ----------------------------------------------------------------------------------------


def test_asking_for_cells_makes_none(book):
    book.active["C3"] = 1

    assert list(cells_there(book.active)) == [(3, 3)]


def test_cells_with_a_fill_are_found(book):
    book.active["A1"], book.active["B2"] = 1, 2
    book.active["B2"].fill = PatternFill("solid", fgColor="FF00FF00")

    found = cells_filled(book, book.active, lambda fill: fill.fgColor.rgb == "FF00FF00")
    assert [each.coordinate for each in found] == ["B2"]


def test_a_cell_takes_the_style_of_its_row(book):
    row = book.active.row_dimensions[1]
    row.number_format = "@"
    take_style(book.active["A1"], row)

    assert book.active["A1"].number_format == "@"
    book.active["A1"].number_format = "0"
    assert row.number_format == "@"


@pytest.mark.parametrize(
    ("text", "mark", "value", "kind"),
    [
        ("=1+1", None, "=1+1", "s"),
        ("2024-06-05", None, "2024-06-05", "s"),
        ("007", None, "007", "s"),
        ("-0", None, "-0", "s"),
        ("1.5", None, "1.5", "s"),
        ("1.5", "number", 1.5, "n"),
        ("-12", None, -12, "n"),
        ("1234567890123456", None, "1234567890123456", "s"),
        ("#N/A", "error", "#N/A", "e"),
        ("#N/A", None, "#N/A", "s"),
        ("#SPILL!", "error", "#SPILL!", "s"),
        ("x" * (LONGEST_TEXT + 1), None, "x" * LONGEST_TEXT, "s"),
    ],
)
def test_a_text_stays_a_text(book, text, mark, value, kind):
    put_text(book.active, 2, 3, text, mark)

    assert (book.active["C2"].value, book.active["C2"].data_type) == (value, kind)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("a\x01b", "a_x0001_b"), ("\uffff", "_xFFFF_"), ("_x0041_", "_x005F_x0041_"), ("a_xyz\n\t", "a_xyz\n\t")],
)
def test_characters_that_xml_cannot_hold_are_escaped(text, wanted):
    assert escaped(text) == wanted
