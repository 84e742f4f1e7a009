"""Tables for people, JSON for machines."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

ROWS_SHOWN = 50


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str] | None = None) -> None:
    """Print columns as wide as the terminal lets them be; words too long for it are broken, never cut."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for each in headers:
        table.add_column(Text(each), overflow="fold")
    for place, row in enumerate(rows):
        # Cells are data: brackets and colons in them are no markup.
        table.add_row(*map(Text, row), style=styles[place] if styles else None)
    Console().print(table)


def print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def text_of(value: object) -> str:
    return "" if value is None else str(value)


def plain(text: str) -> str:
    """A text of a file without the signs that would steer the terminal."""
    return "".join(each if each.isprintable() or each in "\n\t" else "\ufffd" for each in text)


def quoted(path: object) -> str:
    """A path as it is typed in a command."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:+-]+", text) else f'"{text}"'
