"""What python-docx has no call for: fields, alt texts, repeated headers, languages, widths, lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
_FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def set_font(style: Any, name: str) -> None:
    """One font for every script: a theme's font would win over a name."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for each in list(fonts.attrib):
        del fonts.attrib[each]
    for each in _FONT_SLOTS:
        fonts.set(qn(f"w:{each}"), name)


def set_language(document: Any, tag: str) -> None:
    """The language of every text, for spelling and for reading aloud."""
    for each in document.styles.element.iter(qn("w:lang")):
        for slot in ("val", "eastAsia"):
            each.set(qn(f"w:{slot}"), tag)


def add_field(paragraph: Any, instruction: str, shown: str) -> None:
    """A field that Word keeps up to date, with what it shows until then."""
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - python-docx offers the element by this name only
        elif not kind:
            code = OxmlElement("w:instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {instruction} "
            run._r.append(code)  # noqa: SLF001


def set_alt_text(picture: Any, title: str, description: str) -> None:
    """What is read out instead of a picture."""
    properties = picture._inline.docPr  # noqa: SLF001
    properties.set("title", title)
    properties.set("descr", description)


def describe_table(table: Any, title: str) -> None:
    """What is read out before a table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)  # noqa: SLF001


def repeat_header(row: Any) -> None:
    """The row stands again at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001


def keep_whole(row: Any) -> None:
    """The row is not broken across pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001


def set_widths(table: Any, shares: Sequence[float], width: float) -> None:
    """Columns by their shares of a width in centimetres, whatever is in them."""
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(width * share / sum(shares))
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            cell.width = column.width


def shade(cell: Any, colour: str) -> None:
    """The background of a cell."""
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        fill.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(fill)  # noqa: SLF001


def narrow_margins(table: Any, width: float) -> None:
    """The room at the left and the right of each cell, in centimetres."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Cm(width).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption")  # noqa: SLF001


def rule(paragraph: Any, inset: float) -> None:
    """An empty paragraph becomes a line that begins and ends ``inset`` centimetres from the margins."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    # The order of elements is prescribed; all that may follow are named.
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *_AFTER_BORDERS)  # noqa: SLF001
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(inset)


def saved(document: Any, made: datetime) -> bytes:
    """The file; every entry of it is dated the same, so that the same document gives the same bytes."""
    written, content = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as before, ZipFile(content, "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            entry = ZipInfo(each.filename, (made.year, made.month, made.day, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            after.writestr(entry, before.read(each))
    return content.getvalue()
