import os
import struct
import time
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from khcn_analytics.io.files.error_cells import SpecialCell, UnscannableError, special_cells
from khcn_analytics.io.files.scan_xlsx import sheet_cells

FILES = Path(__file__).parents[1] / "fixtures"
# What files/errors.xls and files/errors.ods hold: written by LibreOffice 7 from the same formulas,
# a hidden row 4, an empty sheet, and a sheet whose errors are repeated.
EXPECTED = {
    "Nhiệm vụ": [
        (2, 2, "error", "#DIV/0!"),
        (3, 2, "error", "#N/A"),
        (4, None, "hidden", None),
        (5, 2, "error", "#NAME?"),
        (6, 2, "error", "#VALUE!"),
        (7, 2, "error", "#VALUE!"),
        (9, 2, "error", "#N/A"),
        (10, 2, "error", "#REF!"),
    ],
    "Ba": [*((row, column, "error", "#N/A") for row in (3, 4) for column in (3, 4, 5)), (20, None, "hidden", None)],
}


def told(cells: list[SpecialCell]) -> list[tuple[int, int | None, str, str | None]]:
    return [(each.row, each.column, each.kind, each.text) for each in cells]


def sheet(rows: str, prefix: str = "") -> bytes:
    return f"<{prefix}worksheet><{prefix}sheetData>{rows}</{prefix}sheetData></{prefix}worksheet>".encode()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<row r="2"><c r="B2" t="e"><v>#N/A</v></c></row>', [(2, 1, "error", "#N/A")]),
        ('<row r="2"><c t="e" s="3" r="AB2"><v>#SPILL!</v></c></row>', [(2, 27, "error", "#SPILL!")]),
        ("<row r='2'><c r='B2' t='e'><v>#DIV/0!</v></c></row>", [(2, 1, "error", "#DIV/0!")]),
        ('<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>', [(2, 1, "error", "#DIV/0!")]),
        ('<row r="2"><c r="B2" t="e"/><c r="C2"><v>#N/A</v></c></row>', [(2, 1, "error", "#?")]),
        ('<row r="2"><c r="B2"><f>A1&amp;"x"</f></c></row>', [(2, 1, "uncomputed", '=A1&"x"')]),
        ('<row r="2"><c r="B2"><f>A1</f><v></v></c></row>', [(2, 1, "uncomputed", "=A1")]),
        ('<row r="2"><c r="B2"><f>A1</f><v/></c></row>', [(2, 1, "uncomputed", "=A1")]),
        ('<row r="2"><c r="B2"><f t="shared" si="0"/></c></row>', [(2, 1, "uncomputed", "=")]),
        ('<row r="2"><c r="B2"><f>A1</f><v>0</v></c></row>', []),
        ('<row r="2"><c r="B2" t="str"><f>IF(A1,"","")</f><v></v></c></row>', []),
        ('<row r="2"><c r="B2" t="str"><f>A1</f></c></row>', [(2, 1, "uncomputed", "=A1")]),
        ('<row r="2" hidden="1"><c r="B2"><v>1</v></c></row>', [(2, None, "hidden", None)]),
        ('<row hidden="true" r="2"/>', [(2, None, "hidden", None)]),
        ('<row r="2" hidden="0"/>', []),
        ('<cols><col hidden="1"/></cols><row r="1"/>', []),
        ('<row r="1"><c r="A1" t="inlineStr"><is><t>t="e"</t></is></c></row>', []),
        ('<row r="1"><!-- <c r="A1" t="e"><v>#N/A</v></c> --></row>', []),
        ('<row r="1"><c r="A1" t="e"><v><![CDATA[#N/A]]></v></c></row>', [(1, 0, "error", "#N/A")]),
        # Neither rows nor cells say where they stand.
        (
            '<row/><row><c/><c t="e"><v>#N/A</v></c></row><row r="9" hidden="1"><c r="D9"/><c><f>A1</f></c></row><row hidden="1"/>',
            [
                (2, 1, "error", "#N/A"),
                (9, None, "hidden", None),
                (9, 4, "uncomputed", "=A1"),
                (10, None, "hidden", None),
            ],
        ),
    ],
)
def test_special_cells_are_found_where_they_stand(rows, expected):
    assert told(sheet_cells(sheet(rows))) == expected


def test_elements_with_a_prefix_are_found():
    rows = '<x:row r="1" hidden="1"><x:c r="A1" t="e"><x:v>#N/A</x:v></x:c><x:c r="B1"><x:f>A1</x:f></x:c></x:row>'

    assert told(sheet_cells(sheet(rows, "x:"))) == [
        (1, None, "hidden", None),
        (1, 0, "error", "#N/A"),
        (1, 1, "uncomputed", "=A1"),
    ]


def test_a_sheet_in_utf_16_is_scanned():
    xml = sheet('<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>').decode().encode("utf-16")

    assert told(sheet_cells(xml)) == [(1, 0, "error", "#N/A")]


def test_a_large_sheet_of_numbers_takes_a_moment():
    row = '<row r="123456" spans="1:19">' + '<c r="B123456" s="3"><v>123.25</v></c>' * 19 + "</row>"
    xml = sheet(row * (50_000_000 // len(row)))

    began = time.perf_counter()
    assert sheet_cells(xml) == []
    assert time.perf_counter() - began < 2  # 0.2 s on an idle machine


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 60), st.integers(1, 40)),
        st.sampled_from(["#N/A", "#REF!", "=A1+1", 3, "text", '=IF(A1="","",1)']),
        max_size=30,
    ),
    st.sets(st.integers(1, 60), max_size=4),
)
def test_what_was_written_is_found_and_nothing_else(cells, hidden):
    book = openpyxl.Workbook()
    for (row, column), value in cells.items():
        book["Sheet"].cell(row, column, value)
    for row in hidden:
        book["Sheet"].row_dimensions[row].hidden = True
    book.save(file := BytesIO())

    expected = {(row, None, "hidden", None) for row in hidden}
    for (row, column), value in cells.items():
        kind = {"#": "error", "=": "uncomputed"}.get(str(value)[0])
        expected |= {(row, column - 1, kind, value)} if kind else set()
    assert set(told(special_cells(file.getvalue()).get("Sheet", []))) == expected


def test_sheets_are_found_by_their_names_and_charts_have_no_cells():
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "#N/A"
    book.create_chartsheet("Biểu đồ")
    book.create_sheet("Nhiệm vụ & “tiền”")["C2"] = "#REF!"
    book.create_sheet("Trống")
    book.save(file := BytesIO())

    found = special_cells(file.getvalue())

    assert {name: told(cells) for name, cells in found.items()} == {
        "Sheet": [(1, 0, "error", "#N/A")],
        "Nhiệm vụ & “tiền”": [(2, 2, "error", "#REF!")],
    }


def test_xls_and_ods_tell_the_same_as_the_workbook_they_were_made_from():
    assert {name: told(each) for name, each in special_cells((FILES / "errors.xls").read_bytes()).items()} == EXPECTED

    found = {name: told(each) for name, each in special_cells((FILES / "errors.ods").read_bytes()).items()}
    # LibreOffice shows an error of its own for what Excel calls #VALUE!.
    own = [
        (row, column, kind, text.replace("#VALUE!", "Err:502") if text else None)
        for row, column, kind, text in EXPECTED["Nhiệm vụ"]
    ]
    assert found == {"Nhiệm vụ": own, "Ba": EXPECTED["Ba"]}


@pytest.mark.parametrize("name", ["errors.xls", "errors.ods"])
def test_the_reader_of_values_shows_these_cells_as_blanks(name):
    content = (FILES / name).read_bytes()
    book = CalamineWorkbook.from_filelike(BytesIO(content))

    for sheet_name, cells in special_cells(content).items():
        grid = book.get_sheet_by_name(sheet_name).to_python(skip_empty_area=False)
        assert {grid[each.row - 1][each.column] for each in cells if each.column is not None} == {""}


def ods(table: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:d xmlns:o="{names}:office:1.0" xmlns:t="{names}:table:1.0" xmlns:p="{names}:text:1.0" '
        'xmlns:k="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"><o:body><o:spreadsheet>'
        f'<t:table t:name="S">{table}</t:table></o:spreadsheet></o:body></o:d>'
    )
    return archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def archive(parts: dict[str, str | bytes]) -> bytes:
    with zipfile.ZipFile(file := BytesIO(), "w") as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            (
                '<t:table-row t:number-rows-repeated="3"><t:table-cell/></t:table-row><t:table-header-rows><t:table-row>'
                '<t:table-cell t:number-columns-repeated="2"/><t:covered-table-cell/>'
                '<t:table-cell k:value-type="error"><p:p>#N/A</p:p></t:table-cell></t:table-row></t:table-header-rows>'
            ),
            [(4, 3, "error", "#N/A")],
        ),
        (
            '<t:table-row><t:table-cell t:formula="of:=SUM([.A1])"/></t:table-row>',
            [(1, 0, "uncomputed", "=SUM([.A1])")],
        ),
        ('<t:table-row><t:table-cell t:formula="of:=A()"><p:p/></t:table-cell></t:table-row>', []),
        (
            (
                '<t:table-row t:visibility="filter" t:number-rows-repeated="2"><t:table-cell o:value-type="float"/></t:table-row>'
                '<t:table-row t:visibility="collapse" t:number-rows-repeated="1048574"><t:table-cell/></t:table-row>'
            ),
            [(1, None, "hidden", None), (2, None, "hidden", None)],
        ),
        (
            # A note and a table inside a cell are no cells of the sheet.
            (
                '<t:table-row><t:table-cell k:value-type="error"><o:annotation><p:p>note</p:p></o:annotation><p:p>#REF!</p:p>'
                '<t:table><t:table-row><t:table-cell k:value-type="error"/></t:table-row></t:table></t:table-cell>'
                '<t:table-cell k:value-type="error"><p:p>#NUM!</p:p></t:table-cell></t:table-row>'
            ),
            [(1, 0, "error", "#REF!"), (1, 1, "error", "#NUM!")],
        ),
    ],
)
def test_repeated_cells_of_ods_are_counted(table, expected):
    assert told(special_cells(ods(table)).get("S", [])) == expected


def test_an_error_repeated_over_a_whole_ods_sheet_is_refused():
    cell = '<t:table-cell k:value-type="error" t:number-columns-repeated="16384"/>'

    with pytest.raises(UnscannableError, match="too many"):
        special_cells(ods(f'<t:table-row t:number-rows-repeated="1048576">{cell}</t:table-row>'))


def record(kind: int, content: bytes) -> bytes:
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def xlsb_row(row: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<IIHBB", row, 0, 300, 0, 0x10 if hidden else 0) + bytes(5))


def xlsb_string(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(*records: bytes) -> bytes:
    relation = '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>'
    workbook = record(156, struct.pack("<II", 0, 1) + xlsb_string("rId1") + xlsb_string("Số liệu"))
    return archive(
        {
            "xl/workbook.bin": record(131, b"") + workbook + record(132, b""),
            "xl/_rels/workbook.bin.rels": relation,
            "xl/worksheets/sheet1.bin": b"".join(records),
        }
    )


def test_xlsb_records_are_read():
    def at(column: int) -> bytes:
        return struct.pack("<II", column, 0)

    content = xlsb(
        record(145, b""),
        xlsb_row(1),
        record(2, at(0) + bytes(4)),
        b"\x05\x10" + at(1) + bytes(8),
        record(3, at(2) + b"\x2a"),
        record(11, at(3) + b"\x07" + bytes(10)),
        xlsb_row(700, hidden=True),
        b"\x07\x0c" + at(0) + bytes(4),
        record(3, at(300) + b"\x99"),
        record(146, b""),
    )

    assert {name: told(cells) for name, cells in special_cells(content).items()} == {
        "Số liệu": [
            (2, 2, "error", "#N/A"),
            (2, 3, "error", "#DIV/0!"),
            (701, None, "hidden", None),
            (701, 300, "error", "#153"),
        ]
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"\xd0\xcf\x11\xe0" + bytes(600),
        archive({"a.txt": "a"}),
        archive({"xl/workbook.xml": "<workbook>", "xl/_rels/workbook.xml.rels": "<a/>"}),
        archive({"xl/workbook.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "xl/_rels/workbook.xml.rels": "<a/>"}),
        archive({"xl/workbook.bin": b"\x9c\x01\xff\xff\xff\xff", "xl/_rels/workbook.bin.rels": "<a/>"}),
        xlsb(b"\x03\x09"),
        xlsb(record(0, b"")),
        ods('<t:table-row t:number-rows-repeated="x"/><a formula=""/>'),
    ],
)
def test_what_cannot_be_scanned_is_one_kind_of_error(content):
    with pytest.raises(UnscannableError):
        special_cells(content)


@pytest.mark.parametrize("name", ["errors.xls", "errors.ods"])
@given(data=st.data())
def test_damaged_files_are_scanned_or_refused(name, data):
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))

    for damaged in (bytes(content), bytes(content[:cut])):
        try:
            special_cells(damaged)
        except UnscannableError:
            continue


def test_published_workbooks_agree_with_another_reader():
    folder = os.environ.get("KHCN_REFERENCE")
    if folder is None:
        pytest.skip("KHCN_REFERENCE is not set: no collected workbooks to try")
    files = sorted(each for each in (Path(folder) / "messy").rglob("*") if each.suffix in (".xlsx", ".xlsm"))
    errors = 0
    for file in files:
        content = file.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            formulas = openpyxl.load_workbook(BytesIO(content))
            values = openpyxl.load_workbook(BytesIO(content), data_only=True)
        found = special_cells(content)
        for name in (each.title for each in values.worksheets):
            expected, uncertain = _seen_by_openpyxl(formulas[name], values[name])
            cells = set(told(found.get(name, [])))
            assert expected <= cells, (file, name)
            assert {each[:3] for each in cells - expected} <= uncertain, (file, name)
            errors += len(expected)

    assert len(files) > 40
    assert errors > 5


def _seen_by_openpyxl(formulas, values):
    """Special cells, and formulas without a value: openpyxl doesn't tell the empty text from none."""
    expected, uncertain = set(), set()
    for row in values.iter_rows():
        for cell in row:
            formula = formulas.cell(cell.row, cell.column)
            if cell.data_type == "e":
                expected.add((cell.row, cell.column - 1, "error", cell.value))
            elif formula.data_type == "f" and cell.value is None:
                uncertain.add((cell.row, cell.column - 1, "uncomputed"))
    expected |= {(row, None, "hidden", None) for row, each in values.row_dimensions.items() if each.hidden}
    return expected, uncertain
