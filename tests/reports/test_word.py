from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from reports.made import CONTROLS_SHOWN, HOSTILE, hostile_report, workspace

from khcn_analytics.reports.word import FONT, word_document
from khcn_analytics.reports.yearly import report

# The order in which Word wants what it reads in these places (ISO/IEC 29500, CT_PPr, CT_TblPr, CT_TcPr).
ORDERS = {
    "w:pPr": ["pStyle", "keepNext", "keepLines", "pBdr", "shd", "spacing", "ind", "jc", "rPr"],
    "w:tblPr": ["tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook", "tblCaption"],
    "w:tcPr": ["tcW", "shd"],
    "w:trPr": ["cantSplit", "tblHeader"],
}


@pytest.fixture(scope="module")
def made():
    return report(workspace(), 2020, department="cao_bang")


@pytest.fixture(scope="module")
def document(made):
    return Document(BytesIO(word_document(made)))


def texts_of(document) -> str:
    return "\n".join(
        "".join(text.text for text in paragraph.iter(qn("w:t"))) for paragraph in document.element.body.iter(qn("w:p"))
    )


def test_hostile_texts_stay_texts():
    document = Document(BytesIO(word_document(hostile_report())))
    text = texts_of(document)

    assert text.count(HOSTILE) == 18
    assert text.count(CONTROLS_SHOWN) == 17
    picture = next(document.element.body.iter(qn("wp:docPr")))
    assert picture.get("descr") == f"{HOSTILE} {CONTROLS_SHOWN}"


def test_the_frame_is_that_of_an_administrative_document(document):
    text = texts_of(document)
    section = document.sections[0]

    assert text.index("ỦY BAN NHÂN DÂN ……") < text.index("SỞ CAO BẰNG") < text.index("CỘNG HÒA XÃ HỘI")
    assert (
        text.index("Số: ……/BC-……")
        < text.index("BÁO CÁO")
        < text.index("Kết quả hoạt động khoa học và công nghệ năm 2020")
    )
    assert text.index("I. Tình hình chung") < text.index("Nơi nhận:")
    # Within a twentieth of a millimetre.
    size = (section.page_width, section.page_height, section.left_margin, section.right_margin, section.top_margin)
    assert [round(each / Cm(1), 2) for each in size] == [21, 29.7, 3, 1.5, 2]
    assert section.different_first_page_header_footer
    assert "PAGE" in "".join(section.header.paragraphs[0]._p.itertext())
    assert section.first_page_header.paragraphs[0].text == ""


def test_styles_are_real_ones(document):
    body, heading = document.styles["Body Text"], document.styles["Heading 1"]
    used = [each.style.name for each in document.paragraphs]

    assert (body.font.name, body.font.size, heading.font.bold) == (FONT, Pt(14), True)
    assert {"Heading 1", "Heading 2", "Body Text", "Caption", "Note", "Title"} <= set(used)
    assert not [each for each in document.styles.element.iter(qn("w:lang")) if each.get(qn("w:val")) != "vi-VN"]


def test_data_that_are_not_real_are_told_on_the_first_page(document):
    texts = [each.text for each in document.paragraphs]

    note = texts.index("LƯU Ý: Số liệu trong báo cáo là dữ liệu minh họa, không có thật.")
    assert note < texts.index("I. Tình hình chung")


def test_tables_repeat_their_header_and_are_named(document, made):
    tables = [each for each in document.tables if each._tbl.tblPr.find(qn("w:tblCaption")) is not None]
    shown = [block for section in made.every_section() for block in section.blocks if hasattr(block, "rows")]

    assert len(tables) == len([each for each in shown if not each.rows.is_empty()])
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows[1:])


def test_captions_are_fields_with_their_numbers(document):
    captions = [each for each in document.paragraphs if each.style.name == "Caption" and each.text.startswith("Bảng")]

    assert [each.text.split(".")[0] for each in captions] == [f"Bảng {place}" for place in range(1, len(captions) + 1)]
    assert all("SEQ Bảng" in "".join(each._p.itertext()) for each in captions)


def test_elements_stand_in_the_order_that_is_prescribed(document):
    for name, order in ORDERS.items():
        for holder in document.element.body.iter(qn(name)):
            children = [each.tag.split("}")[1] for each in holder]
            assert children == sorted(children, key=order.index), name


def test_the_same_report_gives_the_same_bytes(made):
    first = word_document(made)

    assert first == word_document(report(workspace(), 2020, department="cao_bang"))
    assert {each.date_time[:3] for each in ZipFile(BytesIO(first)).infolist()} == {(2020, 12, 31)}
