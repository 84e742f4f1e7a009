"""Buttons that hand over what a part shows as a file, made when it is asked for."""

from __future__ import annotations

import csv
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO, StringIO

import polars as pl

from khcn_analytics.dashboards import texts
from khcn_analytics.errors import KhcnError
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.text import accent_free_key

_LOG = logging.getLogger(__name__)
_GET = Label("Tải {kind}: {what}", "Download {kind}: {what}")

Answer = Mapping[str, str | bytes]
"""What a browser that asked for a file is sent: name and content, or why it failed; nothing where there is none."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that leaves the page.

    Attributes:
        name: Its name, ending and all.
        content: What is in it.
    """

    name: str
    content: bytes


def button_html(part: str, wanted: str, label: str, *, name: str = "", is_ready: bool = True) -> str:
    """A button that asks for a file; what it says is escaped. The page's ``Browser`` hears it.

    Args:
        part: Code of the part that makes the file.
        wanted: What the part calls the file.
        label: What the button says.
        name: What it is called where it is not seen beside what it belongs to.
        is_ready: Whether it can be asked for.
    """
    called = f' aria-label="{escape(name)}"' if name else ""
    state = "" if is_ready else " disabled"
    return f'<button type="button" data-part="{part}" data-file="{wanted}"{called}{state}>{escape(label)}</button>'


def kind_buttons(part: str, kinds: Sequence[str], what: str, language: Language) -> str:
    """A button for each kind of file that something can be taken along as."""
    get = _GET.text(language)
    return "".join(
        button_html(part, kind, kind.upper(), name=get.format(kind=kind.upper(), what=what)) for kind in kinds
    )


def answer(make: Callable[[], File | None], language: Language) -> Answer:
    """Make a file for a browser, or tell in words why that failed."""
    try:
        file = make()
    except KhcnError as error:
        return {"failed": error.text(language)}
    # The page goes on, whatever it is.
    except Exception:  # noqa: BLE001
        _LOG.exception("a file could not be made")
        return {"failed": texts.FILE_FAILED.text(language)}
    return {} if file is None else {"name": file.name, "content": file.content}


def as_csv(frame: pl.DataFrame) -> bytes:
    """A table as CSV that Excel opens rightly: UTF-8 with its mark, and no text that would run as a formula."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(frame.columns)
    writer.writerows([_harmless(cell) for cell in row] for row in frame.iter_rows())
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(frame: pl.DataFrame, about: Sequence[tuple[str, str]] = ()) -> bytes:
    """A table as a workbook: the figures as numbers, and a sheet that tells where they come from."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - a page is opened far more often than a workbook asked for

    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        frame.write_excel(book, "KHCN", autofit=True, freeze_panes=(1, 0), table_style="Table Style Light 1")
        sheet = book.add_worksheet("Nguon")
        sheet.set_column(0, 1, 40)
        for place, (name, told) in enumerate(about):
            sheet.write_string(place, 0, name)
            sheet.write_string(place, 1, told)
    return content.getvalue()


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def file_name(*words: str) -> str:
    """Words as the name of a file that every system takes."""
    plain = filter(None, map(accent_free_key, " ".join(words).split()))
    return "-".join(each for each in plain if each.isascii())[:80] or "khcn"
