from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from khcn_analytics.reports.word_markup import add_field, rule, saved, set_font, set_language, set_widths, shade


def test_a_field_shows_something_until_word_brings_it_up_to_date():
    paragraph = Document().add_paragraph("Trang ")
    add_field(paragraph, "PAGE", "7")

    assert paragraph.text == "Trang 7"
    kinds = [each.get(qn("w:fldCharType")) for each in paragraph._p.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_a_font_holds_for_every_script_and_no_theme_wins_over_it():
    style = Document().styles["Heading 1"]
    set_font(style, "Times New Roman")

    fonts = style.element.rPr.rFonts
    assert {each.split("}")[1]: value for each, value in fonts.attrib.items()} == dict.fromkeys(
        ("ascii", "hAnsi", "eastAsia", "cs"), "Times New Roman"
    )


def test_the_language_is_that_of_every_text():
    document = Document()
    set_language(document, "vi-VN")

    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {"vi-VN"}


def test_widths_are_shares_of_the_whole():
    table = Document().add_table(rows=2, cols=2)
    set_widths(table, (1, 3), 16)

    assert [round(cell.width / Cm(1)) for cell in table.rows[1].cells] == [4, 12]


def test_a_line_and_a_background_are_drawn():
    document = Document()
    paragraph, cell = document.add_paragraph(), document.add_table(rows=1, cols=1).rows[0].cells[0]
    rule(paragraph, 2)
    shade(cell, "E3E9ED")

    assert paragraph._p.get_or_add_pPr().find(qn("w:pBdr")).find(qn("w:bottom")).get(qn("w:val")) == "single"
    assert round(paragraph.paragraph_format.left_indent / Cm(1)) == 2
    assert cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) == "E3E9ED"


def test_no_clock_is_in_a_saved_file():
    made = datetime(2026, 2, 5, tzinfo=UTC)
    document = Document()
    document.core_properties.created = document.core_properties.modified = made

    first = saved(document, made)

    assert first == saved(Document(BytesIO(first)), made)
