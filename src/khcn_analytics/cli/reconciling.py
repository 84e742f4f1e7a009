"""``khcn reconcile``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khcn_analytics.analysis.reconciling import reconcile as reconcile_workspace
from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import plain, print_json
from khcn_analytics.reconciliation.findings import SEVERITIES, SEVERITY_LABELS, Reconciliation, Severity
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

_WIDEST = 100
_SHOWN: tuple[Severity, ...] = ("contradiction", "look")
_SIGNS: dict[Severity, tuple[str, str]] = {
    "contradiction": ("✗", "bold red"),
    "look": ("?", "yellow"),
    "note": ("·", "cyan"),
    "holds": ("✓", "green"),
}
_SUMMARY = Label("Đối chiếu số liệu đã công bố", "Printed figures reconciled")
_BUNDLED = Label("(số liệu kèm theo)", "(the bundled ones)")
_SOURCES = Label("Nguồn", "Source")
_MORE = Label(
    "Thêm --all để xem cả {count} điều để biết và chỗ khớp.",
    "Add --all to see the {count} notes and agreements as well.",
)
_NOTHING = Label("Không có mâu thuẫn, không có gì cần xem lại.", "No contradiction, nothing to look at.")


def reconcile(language: Language, workspace: Path | None, *, show_all: bool, as_json: bool) -> int:
    """Print what printed figures say of each other and of the records; 1 if they contradict."""
    data = None if workspace is None else opened_workspace(workspace, language)
    found = reconcile_workspace(data)
    if as_json:
        print_json(found.to_dicts())
    else:
        _print(found, data, SEVERITIES if show_all else _SHOWN, language)
    return 1 if "contradiction" in found[Reconciliation.severity] else 0


def _print(found: pl.DataFrame, data: Workspace | None, shown: Sequence[Severity], language: Language) -> None:
    """How much of each severity there is, then the findings of those shown."""
    console = Console(highlight=False)
    console.width = min(console.width, _WIDEST)
    names = {} if data is None else {code: label.text(language) for code, label in data.departments.items()}
    console.print(_summary(found, language, is_bundled=data is None))
    visible = found.filter(pl.col(Reconciliation.severity).is_in(shown))
    for (severity, department), part in visible.group_by("severity", "department", maintain_order=True):
        console.print()
        title = f"{SEVERITY_LABELS[_severity(severity)].text(language)} – {names.get(str(department), department)}"
        console.print(Text(plain(title), style="bold"))
        console.print(_findings(part, language))
    if visible.is_empty():
        console.print(Text(_NOTHING.text(language)))
    hidden = found.height - visible.height
    if hidden:
        console.print()
        console.print(Text(_MORE.text(language).format(count=format_number(hidden, language)), style="dim"))


def _summary(found: pl.DataFrame, language: Language, *, is_bundled: bool) -> Text:
    counts = dict(found.group_by("severity").len().iter_rows())
    told = "; ".join(
        f"{SEVERITY_LABELS[each].text(language).casefold()}: {format_number(counts.get(each, 0), language)}"
        for each in SEVERITIES
    )
    where = f" {_BUNDLED.text(language)}" if is_bundled else ""
    return Text(f"{_SUMMARY.text(language)}{where}\n{told[0].upper()}{told[1:]}.")


def _findings(part: pl.DataFrame, language: Language) -> Table:
    """One finding under another: sign, sentence, what now, where it is printed."""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=2, justify="right")
    table.add_column(overflow="fold")
    for row in part.iter_rows(named=True):
        sign, style = _SIGNS[_severity(row["severity"])]
        table.add_row(Text(sign, style=style), Text(plain(row[f"message_{language}"])))
        if row["severity"] != "holds":
            table.add_row("", Text(f"→ {plain(row[f'fix_{language}'])}"))
        table.add_row("", Text(f"{_SOURCES.text(language)}: {plain(_places(row))}", style="dim"))
    return table


def _places(row: Mapping[str, Any]) -> str:
    """Reports and places in them, each once."""
    places = zip(row["sources"], row["locators"], strict=True)
    return "; ".join(dict.fromkeys(f"{source}, {locator}" for source, locator in places))


def _severity(value: object) -> Severity:
    return next(each for each in SEVERITIES if each == value)
