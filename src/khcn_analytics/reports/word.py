"""A report as a Word document, in the form of Vietnam's administrative documents.

Paper, margins, fonts and the place of the page number follow Appendix I of Decree 30/2020/NĐ-CP: A4, 20 mm above and
below, 30 mm left, 15 mm right, Times New Roman 13-14, numbers in the middle of the upper margin from page 2 on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor

from khcn_analytics.charts.exporting import picture
from khcn_analytics.charts.theme import VERDICT_COLOURS
from khcn_analytics.reports.content import Block, Chart, Paragraph, Section, Table
from khcn_analytics.reports.labels import DATA, EMPTY, FIGURE, PERIOD, TABLE
from khcn_analytics.reports.official_form import OfficialForm
from khcn_analytics.reports.visible_text import unbroken, visible
from khcn_analytics.reports.word_markup import (
    add_field,
    describe_table,
    keep_whole,
    narrow_margins,
    repeat_header,
    rule,
    saved,
    set_alt_text,
    set_font,
    set_language,
    set_widths,
    shade,
)
from khcn_analytics.vocabulary.labels import Label

if TYPE_CHECKING:
    from khcn_analytics.reports.report import Report

FONT = "Times New Roman"
_WIDTH = 16.5
"""Centimetres between the margins of a page that stands upright."""
_HIGHEST = 19
"""Centimetres a picture may be high, its caption below it."""
_TAGS = {"vi": "vi-VN", "en": "en-GB"}
_HEADER_COLOUR = "E3E9ED"
_ORIGIN_NOTE = Label("LƯU Ý: {origin}.", "NOTE: {origin}.")
_CENTRE, _RIGHT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
# style -> size in points, bold, italic, alignment, points before and after, first line in centimetres
_STYLES: dict[str, tuple[float, bool, bool, Any, float, float, float]] = {
    "Normal": (13, False, False, None, 0, 0, 0),
    "Body Text": (14, False, False, _JUSTIFY, 3, 3, 1.27),
    "Title": (14, True, False, _CENTRE, 12, 6, 0),
    "Heading 1": (14, True, False, None, 14, 6, 0),
    "Heading 2": (14, True, False, None, 10, 4, 0),
    "Heading 3": (13, True, True, None, 8, 4, 0),
    "Caption": (12, True, False, _CENTRE, 8, 4, 0),
    "Header": (13, False, False, _CENTRE, 0, 0, 0),
    "Table Text": (10.5, False, False, None, 1, 1, 0),
    "Note": (11, False, True, None, 2, 2, 0),
    "Form": (13, False, False, _CENTRE, 0, 0, 0),
    "Rule": (3, False, False, None, 0, 6, 0),
}


def word_document(report: Report) -> bytes:
    """The report as a .docx file.

    Args:
        report: What is written.

    Returns:
        The file; the same report gives the same bytes.
    """
    return _Document(report).made()


class _Document:
    """A document that is written from top to bottom."""

    def __init__(self, report: Report) -> None:
        self._report, self._language = report, report.language
        self._document: Any = Document()
        self._numbers = {TABLE: 0, FIGURE: 0}

    def made(self) -> bytes:
        """The whole file."""
        report = self._report
        made = datetime(report.day.year, report.day.month, report.day.day, tzinfo=UTC)
        self._properties(made)
        _lay_out(self._document)
        _set_styles(self._document)
        self._cell_style = self._document.styles["Table Text"].style_id
        set_language(self._document, _TAGS[self._language])
        if report.form is not None:
            self._letterhead(report.form)
        self._heading()
        for each in report.sections:
            self._section(each, 1)
        self._note(f"{DATA.text(self._language)}: {report.source}")
        if report.form is not None:
            self._signature(report.form)
        return saved(self._document, made)

    def _properties(self, made: datetime) -> None:
        about, report = self._document.core_properties, self._report
        # Properties hold no more than 255 characters.
        about.title, about.author = visible(report.title)[:255], visible(report.department)[:255]
        about.subject, about.keywords = visible(report.period)[:255], visible(report.source)[:255]
        about.comments, about.last_modified_by, about.language = "", "", _TAGS[self._language]
        about.created = about.modified = made
        about.revision = 1

    def _letterhead(self, form: OfficialForm) -> None:
        cells = self._side_by_side((6.2, 10.3))
        office, state = cells
        _form_line(office, form.superior, first=True)
        _form_line(office, form.issuer, bold=True)
        rule(office.add_paragraph(style="Rule"), 2)
        _form_line(state, form.state, bold=True, first=True)
        _form_line(state, form.motto, bold=True, size=14)
        rule(state.add_paragraph(style="Rule"), 2.2)
        cells = self._side_by_side((6.2, 10.3))
        _form_line(cells[0], form.number, first=True)
        _form_line(cells[1], form.place_and_day, italic=True, first=True, size=14)

    def _heading(self) -> None:
        report = self._report
        if report.form is not None:
            self._text(report.form.kind, "Title").paragraph_format.space_after = Pt(0)
            title = self._text(report.title, "Title")
            title.paragraph_format.space_before = Pt(0)
            title.paragraph_format.space_after = Pt(0)
            rule(self._document.add_paragraph(style="Rule"), 6)
        else:
            self._text(report.title, "Title")
            self._text(report.department, "Form")
            if report.period:
                self._text(f"{PERIOD.text(self._language)}: {report.period}", "Form")
        if report.origin:
            note = self._text(_ORIGIN_NOTE.text(self._language).format(origin=report.origin), "Form")
            note.runs[0].bold = True
            note.runs[0].font.color.rgb = RGBColor.from_string(VERDICT_COLOURS["worse"].lstrip("#").upper())
            note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(8)
        for name, value in report.about:
            self._note(f"{name}: {value}")

    def _section(self, section: Section, level: int) -> None:
        self._document.add_heading(visible(section.heading), min(level, 3))
        for each in section.blocks:
            self._block(each)
        for inner in section.sections:
            self._section(inner, level + 1)

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Chart):
            self._chart(block)
        elif block.is_note:
            self._note(block.text)
        else:
            self._paragraph(block)

    def _paragraph(self, paragraph: Paragraph) -> None:
        written = self._document.add_paragraph(style="Body Text")
        if paragraph.lead:
            written.add_run(f"{visible(paragraph.lead)} ").bold = True
        written.add_run(visible(paragraph.text))

    def _table(self, table: Table) -> None:
        self._caption(TABLE, table.title).paragraph_format.keep_with_next = True
        if table.rows.is_empty():
            self._note(EMPTY.text(self._language))
            return
        columns = table.rows.columns
        made = self._document.add_table(rows=1 + table.rows.height, cols=len(columns), style="Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        describe_table(made, visible(table.title))
        narrow_margins(made, 0.1)
        set_widths(made, [table.widths.get(each, 1) for each in columns], _WIDTH)
        header, *rows = made.rows
        repeat_header(header)
        for cell, name in zip(header.cells, columns, strict=True):
            self._cell_text(cell, name, _CENTRE).bold = True
            shade(cell, _HEADER_COLOUR)
        alignments = [_alignment(table, each) for each in columns]
        for place, (row, cells) in enumerate(zip(rows, table.rows.iter_rows(), strict=True)):
            keep_whole(row)
            for name, cell, text, alignment in zip(columns, row.cells, cells, alignments, strict=True):
                shown = "" if text is None else str(text)
                run = self._cell_text(cell, unbroken(shown) if name in table.numbers else shown, alignment)
                _colour(run, table.verdicts.get(name, ())[place : place + 1])
        for each in table.notes:
            self._note(each)

    def _cell_text(self, cell: Any, text: str, alignment: Any) -> Any:
        paragraph = cell.paragraphs[0]
        # By its id: python-docx looks a name up among all styles, which takes most of the time of a long table.
        paragraph._p.style = self._cell_style  # noqa: SLF001
        paragraph.alignment = alignment
        return paragraph.add_run(visible(text))

    def _chart(self, chart: Chart) -> None:
        holder = self._document.add_paragraph(style="Form")
        holder.paragraph_format.keep_with_next = True
        holder.paragraph_format.space_before = Pt(6)
        shown = holder.add_run().add_picture(BytesIO(picture(chart, ".png")))
        scale = min(Cm(_WIDTH) / shown.width, Cm(_HIGHEST) / shown.height, 1)
        shown.width, shown.height = int(shown.width * scale), int(shown.height * scale)
        set_alt_text(shown, visible(chart.title), visible(chart.description))
        self._caption(FIGURE, chart.title)
        if chart.note:
            self._note(chart.note)

    def _caption(self, kind: Label, title: str) -> Any:
        self._numbers[kind] += 1
        paragraph = self._document.add_paragraph(f"{kind.text(self._language)} ", style="Caption")
        add_field(paragraph, f"SEQ {kind.text(self._language)} \\* ARABIC", str(self._numbers[kind]))
        paragraph.add_run(f". {visible(title)}")
        return paragraph

    def _signature(self, form: OfficialForm) -> None:
        self._text("", "Form")
        left, right = self._side_by_side((7.5, 9))
        heading, lines = form.recipients
        run = left.paragraphs[0].add_run(heading)
        run.bold = run.italic = True
        run.font.size = Pt(12)
        left.add_paragraph().add_run(lines).font.size = Pt(11)
        signer, blank, signature = form.signer
        _form_line(right, signer, italic=True, first=True, size=14)
        _form_line(right, blank, bold=True, size=14)
        _form_line(right, f"\n\n{signature}", italic=True, size=14)
        _form_line(right, blank, bold=True, size=14)

    def _side_by_side(self, widths: Sequence[float]) -> Sequence[Any]:
        """Room for texts beside each other, without lines around it."""
        table = self._document.add_table(rows=1, cols=len(widths))
        set_widths(table, widths, sum(widths))
        keep_whole(table.rows[0])
        cells: Sequence[Any] = table.rows[0].cells
        return cells

    def _text(self, text: str, style: str) -> Any:
        return self._document.add_paragraph(visible(text), style=style)

    def _note(self, text: str) -> None:
        self._text(text, "Note")


def _lay_out(document: Any) -> None:
    """A4 upright, with numbers in the upper margin but for the first page."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.header_distance = Cm(1)
    section.different_first_page_header_footer = True
    add_field(section.header.paragraphs[0], "PAGE", "2")


def _set_styles(document: Any) -> None:
    for name, (size, bold, italic, alignment, before, after, first_line) in _STYLES.items():
        known = [each.name for each in document.styles]
        style = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        set_font(style, FONT)
        style.font.size, style.font.bold, style.font.italic = Pt(size), bold, italic
        style.font.color.rgb = RGBColor(0, 0, 0)
        form = style.paragraph_format
        form.alignment = alignment
        form.space_before, form.space_after, form.first_line_indent = Pt(before), Pt(after), Cm(first_line)
    # The template draws a line of its own below titles.
    for each in document.styles["Title"].element.xpath(".//w:pBdr"):
        each.getparent().remove(each)


def _form_line(
    cell: Any, text: str, *, bold: bool = False, italic: bool = False, first: bool = False, size: float = 13
) -> Any:
    """A line of the frame; the first one of a cell is there already."""
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.style = "Form"
    run = paragraph.add_run(visible(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _alignment(table: Table, column: str) -> Any:
    return _RIGHT if column in table.numbers else _CENTRE if column in table.centred else None


def _colour(run: Any, verdict: Sequence[str | None]) -> None:
    """Verdicts are told in words; colours only help to find them."""
    colour = VERDICT_COLOURS.get(verdict[0] or "") if verdict else None
    if colour is not None:
        run.font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
