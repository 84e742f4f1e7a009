from datetime import date
from io import BytesIO

import openpyxl
import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.parts.tables import Table, TablePart, table_html
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import reconstructed_workspace

ATTACK = "<img src=x onerror=alert(1)>"
ROWS = pl.DataFrame({"Đơn vị": ["A", "B"], "Giá trị": ["1.234", "–"], "Ngày": [date(2022, 5, 1), None]})
FIGURES = pl.DataFrame({"Đơn vị": ["A", "B"], "Giá trị": [1234.0, None]})


@pytest.fixture
def filters():
    return Filters(Chosen.of(Store(reconstructed_workspace("kon_tum_2022"))))


def shown(make, filters) -> TablePart:
    part = TablePart(make)
    part.begin(filters)
    part.show()
    return part


def test_a_table_shows_texts_days_and_what_is_missing():
    html = table_html(Table("Bảng", ROWS, numbers=["Giá trị"]), "vi")

    assert '<th scope="col" class="number">Giá trị</th>' in html
    assert "<td>01/05/2022</td>" in html
    assert "<td>–</td>" in html


def test_everything_in_a_table_is_escaped():
    rows = pl.DataFrame({ATTACK: [ATTACK]})

    assert "<img" not in table_html(Table(ATTACK, rows, links=[f'?unit="{ATTACK}']), "vi")


def test_rows_lead_somewhere_and_verdicts_have_colours():
    html = table_html(Table("Bảng", ROWS, links=["?period=2022", ""], verdicts={"Giá trị": ["better", None]}), "vi")

    assert '<a href="?period=2022">A</a>' in html
    assert "<td>B</td>" in html
    assert '<td class="better">1.234</td>' in html


def test_of_a_long_table_the_first_rows_are_shown_and_the_rest_told():
    html = table_html(Table("Bảng", pl.DataFrame({"Số": range(1500)})), "vi")

    assert html.count("<tr>") == 61
    assert "và 1.440 dòng nữa" in html


def test_a_table_without_rows_says_so(filters):
    part = shown(lambda _: Table("Bảng", ROWS.clear()), filters)

    assert "<table" not in part.pane.object
    assert "<button" not in part.pane.object
    assert "Không có dữ liệu" in part.pane.object
    assert "<h2>Bảng</h2>" in part.pane.object


def test_the_downloads_hold_the_numbers(filters):
    part = shown(lambda _: Table("Bảng số liệu", ROWS, figures=FIGURES), filters)

    xlsx, csv = part.file("xlsx"), part.file("csv")
    assert xlsx is not None
    assert csv is not None
    book = openpyxl.load_workbook(BytesIO(xlsx.content))
    assert [[cell.value for cell in row] for row in book["KHCN"].iter_rows()] == [
        ["Đơn vị", "Giá trị"],
        ["A", 1234],
        ["B", None],
    ]
    about = {row[0].value: row[1].value for row in book["Nguon"].iter_rows()}
    assert about["Phiên bản"] == filters.chosen.store.workspace.version
    assert about["period"] == "năm 2022"
    assert csv.content.decode("utf-8-sig").splitlines() == ["Đơn vị,Giá trị", "A,1234.0", "B,"]
    assert (xlsx.name, csv.name) == ("bang-so-lieu-nam-2022.xlsx", "bang-so-lieu-nam-2022.csv")
    assert part.file("docx") is None


def test_the_buttons_are_named_by_what_they_hand_over(filters):
    part = shown(lambda _: Table(f"Bảng {ATTACK}", ROWS), filters)

    assert f'data-part="{part.code}" data-file="xlsx" aria-label="Tải XLSX: Bảng &lt;img' in part.pane.object
    assert ">CSV</button>" in part.pane.object


def test_without_a_table_there_is_no_file(filters):
    assert shown(lambda _: None, filters).file("csv") is None
