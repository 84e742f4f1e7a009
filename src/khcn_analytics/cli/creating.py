"""``khcn init``."""

from __future__ import annotations

import re
from pathlib import Path

import click

from khcn_analytics.cli.moments import parse_day
from khcn_analytics.cli.printing import quoted
from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.periods import Calendar
from khcn_analytics.store.card import CARD, WorkspaceCard
from khcn_analytics.store.creating import create_workspace
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

_DEPARTMENT = re.compile(r"([a-z][a-z0-9_]*)=(.*\S.*)")
_MADE = Label(
    "Đã tạo {path}. Số liệu được coi là đầy đủ từ {since} đến trước {until}; sửa trong tệp nếu khác. "
    "Nhập dữ liệu: khcn import TỆP --into {folder}",
    "{path} was written. Records count as complete from {since} to before {until}; edit it where that is not so. "
    "Import data: khcn import FILE --into {folder}",
)


def init(
    language: Language,
    folder: Path,
    name: str,
    departments: tuple[str, ...],
    since: str,
    until: str,
    calendar: Calendar,
) -> None:
    """Make a workspace and say what comes next."""
    days = Coverage(parse_day(since), parse_day(until))
    if days.since >= days.until:
        raise WrongUseError(
            f"--since {since} phải trước --until {until}.", f"--since {since} must be before --until {until}."
        )
    create_workspace(
        folder,
        WorkspaceCard(
            name=Label(name, name),
            origin="department",
            departments=dict(map(_department, departments)),
            # Only datasets with indicators need to say for which days they are complete; funding has none.
            coverage=dict.fromkeys(DIMENSIONS, days),
            calendar=calendar,
        ),
    )
    told = _MADE.text(language)
    first, end = (format_date(each, language) for each in (days.since, days.until))
    click.echo(told.format(path=folder / CARD, since=first, until=end, folder=quoted(folder)))


def _department(text: str) -> tuple[str, Label]:
    found = _DEPARTMENT.fullmatch(text)
    if found is None:
        raise WrongUseError(
            f"--department cần dạng mã=Tên (mã: chữ thường không dấu, ví dụ cao_bang), không phải “{text}”.",
            f"--department takes code=Name (a code in lower case without accents, as cao_bang), not “{text}”.",
        )
    code, name = found.groups()
    return code, Label(name.strip(), name.strip())
