"""A table with its heading and its downloads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape

import polars as pl

from khcn_analytics.dashboards import style, texts
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.downloading import File, as_csv, as_xlsx, file_name, kind_buttons
from khcn_analytics.dashboards.parts.part import WrittenPart, section_head
from khcn_analytics.reports import content
from khcn_analytics.reports.content import Block, Paragraph
from khcn_analytics.vocabulary.formats import MISSING, format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language

ROWS_SHOWN = 60
"""More rows than that are downloaded rather than read on a page."""

_KINDS = ("xlsx", "csv")
_MORE = Label(
    "… và {more} dòng nữa: tải xlsx hoặc csv để xem đủ.", "… and {more} more rows: download xlsx or csv to see all."
)
_TABLE = Label("Bảng", "Table")
_VERDICT_LOOKS = {"met": "better", "missed": "worse"}
"""Verdicts on targets look as those on changes do."""


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """What a table shows.

    Attributes:
        title: Its heading.
        rows: What is read: the names of the columns are their headers; texts stand as they are, numbers
            and days as the language writes them.
        figures: What is downloaded; ``None``: the rows. Give the numbers themselves where the rows
            hold them as texts.
        note: A line below the heading.
        links: Where the first column leads to, a row each.
        verdicts: Column -> ``better``, ``worse``, ``met``, ``missed`` or nothing for each row.
        numbers: Columns of texts that are figures, set to the right.
        quiet: Columns of remarks.
    """

    title: str
    rows: pl.DataFrame
    figures: pl.DataFrame | None = None
    note: str = ""
    links: Sequence[str] = ()
    verdicts: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    numbers: Sequence[str] = ()
    quiet: Sequence[str] = ()


class TablePart(WrittenPart[Table]):
    """A table that follows the filters, with its downloads.

    Args:
        make: The table of the choices, ``None`` where there is none; one without rows says so.
        on: Names of the choices it depends on; ``None``: on all.
        title: Stands there while there is no table.
        height: Room for it in pixels, kept while there is none.
        nothing: Told of a table without rows.
    """

    def __init__(
        self,
        make: Callable[[Chosen], Table | None],
        *,
        on: Sequence[str] | None = None,
        title: Label = _TABLE,
        height: int = 160,
        nothing: Label = texts.NOTHING,
    ) -> None:
        super().__init__(make, style.TABLE, on=on)
        self._title, self._nothing = title, nothing
        self._named = ""
        self.height = height

    def written(self, made: Table, chosen: Chosen) -> str:
        self._named = made.title
        if made.rows.is_empty():
            return section_head(made.title, made.note) + self.state_html(self._nothing.text(chosen.language))
        buttons = kind_buttons(self.code, _KINDS, made.title, chosen.language)
        return section_head(made.title, made.note, buttons) + table_html(made, chosen.language)

    def head(self, chosen: Chosen) -> str:
        return section_head(self._named or self._title.text(chosen.language))

    def report_blocks(self, made: Table, chosen: Chosen) -> Sequence[Block]:
        numbers = [name for name, dtype in made.rows.schema.items() if dtype.is_numeric()]
        # As on the page: a document is no place for thousands of rows.
        shown = made.rows.head(ROWS_SHOWN)
        texts = {name: [_text(each, chosen.language) for each in shown[name]] for name in shown.columns}
        looks = {
            name: [_VERDICT_LOOKS.get(each or "", each) for each in verdicts]
            for name, verdicts in made.verdicts.items()
        }
        block = content.Table(
            made.title,
            pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String)),
            notes=(*made.note.splitlines(), *_more(made.rows.height - shown.height, chosen.language)),
            numbers=(*made.numbers, *numbers),
            widths={name: _share(name, cells) for name, cells in texts.items()},
            verdicts=looks,
        )
        return [block] if made.rows.height else [block, Paragraph(self._nothing.text(chosen.language), is_note=True)]

    def file(self, wanted: str) -> File | None:
        chosen = self.chosen
        made = self.made_anew() if wanted in _KINDS else None
        if made is None:
            return None
        figures = made.rows if made.figures is None else made.figures
        content = as_csv(figures) if wanted == "csv" else as_xlsx(figures, self._about(made))
        return File(f"{file_name(made.title, chosen.period.label(chosen.language))}.{wanted}", content)

    def _about(self, made: Table) -> list[tuple[str, str]]:
        """What the file was made of."""
        chosen, workspace = self.chosen, self.chosen.store.workspace
        language = chosen.language
        return [
            (made.title, made.note),
            (Label("Dữ liệu", "Data").text(language), workspace.name.text(language)),
            (Label("Phiên bản", "Version").text(language), workspace.version),
            *((name, chosen.told(name)) for name in chosen.query if name not in {"page", "look", "language"}),
        ]


def table_html(table: Table, language: Language) -> str:
    """The table as HTML; every text in it is escaped."""
    rows, shown = table.rows, table.rows.head(ROWS_SHOWN)
    kinds = {
        name: "number" if name in table.numbers or dtype.is_numeric() else "quiet" if name in table.quiet else ""
        for name, dtype in rows.schema.items()
    }
    head = "".join(f'<th scope="col" class="{kinds[name]}">{escape(name)}</th>' for name in rows.columns)
    body = "".join(
        f"<tr>{_row(table, place, row, kinds, language)}</tr>" for place, row in enumerate(shown.iter_rows())
    )
    left = rows.height - shown.height
    more = "".join(f'<p class="more">{escape(each)}</p>' for each in _more(left, language))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(table.title)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>{more}"
    )


def _share(name: str, cells: Sequence[str]) -> float:
    """The room of a column on paper: by its longest text, within bounds."""
    return min(max(len(name) / 2, *map(len, cells), 6), 28) if cells else 6


def _more(left: int, language: Language) -> list[str]:
    """That there are more rows, if there are."""
    return [_MORE.text(language).format(more=format_number(left, language))] if left else []


def _row(table: Table, place: int, row: Sequence[object], kinds: Mapping[str, str], language: Language) -> str:
    cells = []
    for column, (name, value) in enumerate(zip(table.rows.columns, row, strict=True)):
        text = escape(_text(value, language))
        if column == 0 and table.links and table.links[place]:
            text = f'<a href="{escape(table.links[place])}">{text}</a>'
        verdict = table.verdicts.get(name)
        looks = " ".join(filter(None, (kinds[name], verdict[place] if verdict else None)))
        cells.append(f'<td class="{looks}">{text}</td>' if looks else f"<td>{text}</td>")
    return "".join(cells)


def _text(value: object, language: Language) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return (Label("có", "yes") if value else Label("không", "no")).text(language)
    if isinstance(value, date):
        return format_date(value, language)
    if isinstance(value, int | float):
        return format_number(value, language)
    return str(value)
