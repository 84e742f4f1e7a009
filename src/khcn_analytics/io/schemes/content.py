"""The sheets of a scheme -> the nested tables that its TOML would be read as, and where each entry stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from khcn_analytics.errors import SchemeMistake
from khcn_analytics.io.schemes.cells import tidy, value_of
from khcn_analytics.io.schemes.rows import Row, Table
from khcn_analytics.io.schemes.words import COLUMNS, EVENT_COLUMNS, FORMS, SETTINGS
from khcn_analytics.scoring.scheme_entries import Entry, Finding
from khcn_analytics.scoring.scheme_form import EVENT
from khcn_analytics.scoring.scheme_lines import EntryPath
from khcn_analytics.vocabulary.text import accent_free_key


@dataclass(slots=True)
class Sheets:
    """What was read so far.

    Attributes:
        content: The scheme as nested tables.
        places: Entry -> sheet and row.
        mistakes: What can't be said of the content any more.
        follows: Entries that are wrong only because of something else, which is told.
    """

    content: dict[str, Any] = field(default_factory=dict)
    places: dict[EntryPath, tuple[str, int]] = field(default_factory=dict)
    mistakes: list[SchemeMistake] = field(default_factory=list)
    follows: set[EntryPath] = field(default_factory=set)

    def wrong(self, sheet: str, row: int, vi: str, en: str) -> None:
        """Keep a mistake in mind."""
        self.mistakes.append(SchemeMistake(row, vi, en, sheet))

    def follow(self, path: EntryPath, names: Iterable[str]) -> None:
        """Entries of a table that are wrong only because of something else."""
        self.follows |= {(*path, name) for name in names}

    def placed(self, finding: Finding) -> SchemeMistake | None:
        """A finding at its sheet and row, by the header of its column; ``None``: it follows from another."""
        if finding.path in self.follows:
            return None
        path = finding.path
        while path not in self.places:
            path = path[:-1]
        sheet, row = self.places[path]
        vi, en = finding.said.vi, finding.said.en
        for name in (each for each in finding.path if isinstance(each, str)):
            header = _header_of(finding.path, name)
            vi, en = vi.replace(f"“{name}”", f"“{header}”"), en.replace(f"“{name}”", f"“{header}”")
        return SchemeMistake(row, vi, en, sheet)


def read_settings(table: Table, into: Sheets) -> None:
    """The entries of the scheme itself, one in a row."""
    entry_named = {accent_free_key(text): key for key, text in SETTINGS.items()}
    into.places.setdefault((), (table.sheet, table.header))
    for row in table.rows:
        refuse_row(row, table, into)
        key = entry_named.get(accent_free_key(row.text("entry") or ""))
        if key is None:
            said = row.text("entry") or ""
            into.wrong(table.sheet, row.at, f"không có mục “{said}”.", f"there is no entry “{said}”.")
            continue
        if "value" not in row.cells:
            continue
        inner, name = key
        where = into.content.setdefault(inner, {}) if inner else into.content
        if name in where:
            into.wrong(table.sheet, row.at, f"mục “{SETTINGS[key]}” ghi hai lần.", f"“{SETTINGS[key]}” is there twice.")
        where[name] = value_of(row.cells["value"], name, FORMS[inner][name])
        path: EntryPath = (inner, name) if inner else (name,)
        into.places[path] = (table.sheet, row.at)
        into.follows |= {path} if row.cells["value"].is_broken else set()


def read_events(table: Table, into: Sheets) -> None:
    """Bonus and penalty items."""
    refuse_columns(table, into)
    for place, row in enumerate(table.rows):
        refuse_row(row, table, into)
        path = ("events", place)
        into.places[path] = (table.sheet, row.at)
        into.follow(path, told_of(row, table))
        into.content.setdefault("events", []).append(with_english(values_in(row, EVENT_COLUMNS, EVENT)))


def values_in(row: Row, columns: Iterable[str], form: Mapping[str, Entry]) -> dict[str, Any]:
    """The entries that stand in a row; a rule, whose settings are spread over columns, is read apart."""
    named = (each for each in columns if each in row.cells and each in form and each != "rule")
    return {
        name: tidy(row.cells[name].text) if form[name].kind == "text" else value_of(row.cells[name], name, form[name])
        for name in named
    }


def with_english(values: dict[str, Any]) -> dict[str, Any]:
    """Tables of departments have no English: there both languages show the Vietnamese."""
    return {**values, "label_en": values.get("label_en", values["label_vi"])} if "label_vi" in values else values


def refuse_columns(table: Table, into: Sheets) -> None:
    """Nothing that stands in a table is left unread: a column must be known, and be there once."""
    for header in table.twice:
        into.wrong(table.sheet, table.header, f"có hai cột như “{header}”.", f"there are two columns like “{header}”.")
    for header in table.unknown:
        into.wrong(
            table.sheet,
            table.header,
            f"không biết cột “{header}”; hãy xóa cột hoặc đổi tiêu đề.",
            f"column “{header}” is not known; remove it or change its header.",
        )


def told_of(row: Row, table: Table) -> set[str]:
    """Columns of a row whose faults are told by another: cells that show an error, English that goes by Vietnamese."""
    broken = {name for name, cell in row.cells.items() if cell.is_broken}
    return broken if "label_vi" in row.cells or "label_en" in table.columns else broken | {"label_en"}


def refuse_row(row: Row, table: Table, into: Sheets) -> None:
    """What nobody sees is not meant for sure, and a cell that shows an error tells nothing."""
    if row.is_hidden:
        into.wrong(
            table.sheet,
            row.at,
            "dòng đang ẩn mà có nội dung; hãy bỏ ẩn (kể cả bộ lọc) nếu dùng, hoặc xóa dòng.",
            "the row is hidden but holds something; show it (or clear the filter) if it is meant, else delete it.",
        )
    for cell in row.cells.values():
        if cell.is_broken:
            into.wrong(
                table.sheet,
                row.at,
                f"ô có lỗi hoặc công thức chưa tính: {cell.text}",
                f"a cell with an error, or a formula never computed: {cell.text}",
            )


def _header_of(path: EntryPath, name: str) -> str:
    if path[0] in {"groups", "criteria"}:
        column = {"group": "parent"}.get(name, name)
        return COLUMNS[column][0] if column in COLUMNS else name
    if path[0] == "events":
        return EVENT_COLUMNS[name][0] if name in EVENT_COLUMNS else name
    inner = path[0] if path[0] in FORMS else ""
    return next((text for key, text in SETTINGS.items() if key == (inner, name)), name)
