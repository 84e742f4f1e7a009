"""Buttons that hand over what a part shows as a file, made when it is asked for."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from typing import Any

import panel_material_ui as pmui
import polars as pl

from khcn_analytics.dashboards import style
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import accent_free_key

_GET = Label("Tải {kind}", "Download {kind}")


def download_button(kind: str, name: Callable[[], str], content: Callable[[], bytes]) -> Any:
    """A button that downloads one kind of file.

    Args:
        kind: ``png``, ``svg``, ``xlsx``, ``csv``, ``html`` or ``docx``.
        name: Name of the file without its ending, asked for at the download.
        content: What is in it.
    """
    button = pmui.FileDownload(
        label=kind.upper(),
        filename=f"khcn.{kind}",
        auto=True,
        embed=False,
        size="small",
        margin=0,
        sx=style.QUIET_BUTTON,
        icon=None,
    )

    def hand_over() -> BytesIO:
        button.filename = f"{name()}.{kind}"
        return BytesIO(content())

    button.callback = hand_over
    return button


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
