"""A page as a report: what the parts show, the choices above, the version below."""

import polars as pl
import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.catalogue import PAGES
from khcn_analytics.dashboards.pages.page_report import page_report
from khcn_analytics.dashboards.pages.registry import PageCard, pages_of
from khcn_analytics.dashboards.pages.shell import Shell
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.figures import Figure, FiguresPart
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.dashboards.parts.words import Item, ListPart, Words, WordsPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.reports import content
from khcn_analytics.reports.content import Chart, Paragraph
from khcn_analytics.store.workspace import example_workspace, reconstructed_workspace
from khcn_analytics.vocabulary.labels import Label

TITLE = Label("Nhận xét", "In words")


@pytest.fixture(scope="module")
def store():
    return Store(reconstructed_workspace("kon_tum_2022"))


def blocks_of(store, *parts, **query):
    chosen = Chosen.of(store, query)
    for each in parts:
        each.begin(Filters(chosen))
    card = PageCard("trial", Label("Trang thử", "A trial"), lambda _app: [], filters=("kind", "period"))
    return page_report(chosen, card, parts).sections[0].blocks


def table(_chosen):
    rows = pl.DataFrame({"Đơn vị": ["A", "B"], "Kết quả": ["đạt", "không đạt"], "Số": [1234, None]})
    return Table("Bảng", rows, note="Ghi chú.", verdicts={"Kết quả": ["met", "missed"]})


def failing(_chosen):
    raise ZeroDivisionError


def refused(_chosen):
    raise WrongUseError("Không được.", "Not so.")


def test_a_table_keeps_its_rows_as_they_are_read(store):
    (block,) = blocks_of(store, TablePart(table))

    assert isinstance(block, content.Table)
    assert block.rows.rows() == [("A", "đạt", "1.234"), ("B", "không đạt", "–")]
    assert (block.numbers, block.notes) == (("Số",), ("Ghi chú.",))
    assert block.verdicts == {"Kết quả": ["better", "worse"]}


def test_a_long_table_says_how_much_more_there_is(store):
    (block,) = blocks_of(store, TablePart(lambda _chosen: Table("Dài", pl.DataFrame({"Số": range(70)}))))

    assert isinstance(block, content.Table)
    assert block.rows.height == 60
    assert block.notes == ("… và 10 dòng nữa: tải xlsx hoặc csv để xem đủ.",)


def test_tiles_lists_and_words_are_told(store):
    figure = Figure("Nhiệm vụ", "38", "nhiệm vụ", "▲ +3", "so với 2021", "better", "từ 29", "met", "đạt")
    items, words = (
        [Item("5", "Lỗi", "của dữ liệu")],
        Words(["Một.", "Hai."], "Nguồn", ("38", "nhiệm vụ"), {"Tử số": "38"}),
    )

    tiles, listed, *told = blocks_of(
        store,
        FiguresPart(lambda _chosen: [figure]),
        ListPart(lambda _chosen: items, title=TITLE, note=TITLE),
        WordsPart(lambda _chosen: words, title=TITLE),
    )

    assert isinstance(tiles, content.Table)
    assert tiles.rows.row(0) == ("Nhiệm vụ", "38 nhiệm vụ", "▲ +3 so với 2021", "từ 29 · đạt")
    assert isinstance(listed, content.Table)
    assert (listed.rows.row(0), listed.notes) == (("5", "Lỗi", "của dữ liệu"), ("Nhận xét",))
    assert told == [
        Paragraph("38 nhiệm vụ", "Nhận xét."),
        Paragraph("Một."),
        Paragraph("Hai."),
        Paragraph("38", "Tử số:"),
        Paragraph("Nguồn", is_note=True),
    ]


def test_what_fails_is_said_and_what_there_is_not_is_left_out(store):
    told = blocks_of(
        store, TablePart(refused), TablePart(failing), TablePart(lambda _chosen: None), TablePart(table), language="en"
    )

    assert told[:2] == (Paragraph("Not so.", is_note=True), Paragraph("This part could not be shown.", is_note=True))
    assert len(told) == 3


def test_choices_stand_on_top_and_the_version_below(store):
    chosen = Chosen.of(store, {"page": "tasks", "period": "2022"}, pages=("overview", "tasks"))
    card = next(each for each in PAGES if each.code == "tasks")

    made = page_report(chosen, card, [])

    assert (made.title, made.period) == ("Nhiệm vụ KH&CN", "năm 2022")
    assert ("Kỳ báo cáo", "năm 2022") in made.about
    assert ("Đơn vị", "Toàn sở") in made.about
    assert store.workspace.version in made.source
    assert "dựng lại" in made.origin


def test_a_page_without_a_period_tells_none_and_one_that_shows_nothing_says_so(store):
    card = next(each for each in PAGES if each.code == "quality")

    made = page_report(Chosen.of(store), card, [])

    assert (made.period, made.about) == ("", ())
    (block,) = made.sections[0].blocks
    assert isinstance(block, Paragraph)
    assert block.text.startswith("Không có dữ liệu")


def test_every_page_of_both_apps_can_be_downloaded_with_what_it_shows():
    store = Store(example_workspace())
    for app in ("leaders", "studio"):
        pages = pages_of(PAGES, app, store.workspace.datasets)
        shell = Shell(Filters(Chosen.of(store, {"period": "2025"}, pages=list(pages))), pages, app)
        for code, card in pages.items():
            shell.filters.change(page=code)
            shell.show()
            parts = [part for row in shell.rows for part, _ in row]
            made = page_report(shell.filters.chosen, card, parts)
            blocks = made.sections[0].blocks

            if code != "start":
                assert blocks, code
            assert not [each for each in blocks if isinstance(each, Paragraph) and "Không hiển thị" in each.text], code
            titles = [each.title for each in blocks if isinstance(each, Chart)]
            assert all(titles), code
            shown = [each.heading.object for each in parts if isinstance(each, ChartPart) and each.chart is not None]
            assert len(titles) == len(shown), code


def test_the_buttons_of_a_page_hand_over_its_report(store):
    pages = pages_of(PAGES, "leaders", store.workspace.datasets)
    shell = Shell(Filters(Chosen.of(store, {"page": "tasks", "period": "2022"}, pages=list(pages))), pages, "leaders")
    page, document = shell.file("page", "html"), shell.file("page", "docx")

    assert page is not None
    assert document is not None
    assert 'data-part="page" data-file="html">Tải trang (.html)</button>' in shell.heading.object
    assert page.name == "nhiem-vu-khcn-nam-2022.html"
    assert page.content.startswith(b"<!doctype html>")
    assert document.content.startswith(b"PK")
    shell.filters.change(language="en")
    assert ">Download page (.html)</button>" in shell.heading.object


def test_a_browser_gets_the_files_of_the_open_page_and_nothing_else(store):
    pages = pages_of(PAGES, "leaders", store.workspace.datasets)
    shell = Shell(Filters(Chosen.of(store, {"page": "tasks", "period": "2022"}, pages=list(pages))), pages, "leaders")
    chart = next(part for row in shell.rows for part, _ in row if isinstance(part, ChartPart))
    shell.show()

    svg = shell.file(chart.code, "svg")

    assert svg is not None
    assert svg.name.endswith("-nam-2022.svg")
    asked = [(chart.code, "exe"), (chart.code, ""), ("part0", "svg"), ("", ""), ("page", "pdf")]
    assert [shell.file(*each) for each in asked] == [None] * 5
    # A button of a page that was left asks for nothing of the page that is open.
    shell.filters.change(page="trends")
    assert shell.file(chart.code, "svg") is None
