"""Tables for people, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

ROWS_SHOWN = 50


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[str] | None = None) -> None:
    table = Table(*headers, box=None, header_style="bold", pad_edge=False)
    for place, row in enumerate(rows):
        # Cells are data: brackets and colons in them are no markup.
        table.add_row(*map(Text, row), style=styles[place] if styles else None)
    Console().print(table)


def print_json(content: object) -> None:
    click.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


def text_of(value: object) -> str:
    return "" if value is None else str(value)
