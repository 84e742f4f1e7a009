"""What was imported, when and by whom, and how to take it back: as ``khcn history`` and ``khcn undo``."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import panel_material_ui as pmui
import polars as pl

from khcn_analytics.dashboards import style, texts
from khcn_analytics.dashboards.aside import aside
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.parts.choosing import ChoiceBar, ChoiceField
from khcn_analytics.dashboards.parts.part import html, paper
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.errors import KhcnError
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.history import history, undo
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

_TITLE = Label("Lịch sử nhập dữ liệu", "History of imports")
_NOTE = Label(
    "Mỗi lần nhập hay hoàn tác là một phiên bản mới; không phiên bản nào bị xóa.",
    "Each import or undo is a new version; no version is ever deleted.",
)
_EMPTY = Label(
    "Chưa có lần nhập nào.",
    "Nothing was imported yet.",
)
_HEADERS = (
    Label("Lúc", "When"),
    Label("Bản", "No."),
    Label("Ai", "Who"),
    Label("Việc", "Action"),
    Label("Bộ dữ liệu", "Dataset"),
    Label("Đọc", "Read"),
    Label("Thêm", "Added"),
    Label("Đổi", "Changed"),
    Label("Như cũ", "As before"),
    Label("Giữ lại", "Kept out"),
)
_COUNTS = ("read", "added", "changed", "unchanged", "quarantined")
_IMPORTED = Label("nhập {file}", "import {file}")
_RESTORED = Label("hoàn tác, về bản {restores}", "undo, back to {restores}")
_RESTORED_EMPTY = Label("hoàn tác, về kho trống", "undo, back to the empty workspace")
_BACK = Label("Trở về", "Back to")
_LAST = Label("trước lần nhập gần nhất", "what it was before the last import")
_VERSION = Label("phiên bản {}", "version {}")
_UNDO = Label("Hoàn tác…", "Undo…")
_SURE = Label("Đưa kho dữ liệu trở về {to}?", "Put the workspace back to {to}?")
_YES = Label("Vâng, hoàn tác", "Yes, undo")
_NO = Label("Thôi", "Cancel")
_UNDOING = Label("Đang hoàn tác…", "Undoing…")
_DONE = Label(
    "Đã hoàn tác, lưu thành phiên bản {number}. Muốn lấy lại: chọn “phiên bản {before}” rồi hoàn tác lần nữa.",
    "Undone, kept as version {number}. To take that back choose “version {before}” and undo again.",
)
LAST = "last"
_TARGET = "target"
_QUESTION = (
    f"{style.SECTION} p {{ font-size: 14.5px; color: var(--ink); margin: 6px 0; }} p.bad {{ color: var(--worse); }}"
)
_BUTTON = {"textTransform": "none", "@media print": {"display": "none"}}
_BESIDE = (0, 0, 11, 0)
"""Buttons stand in the middle of the field, below its label."""
_QUIET = {**style.QUIET_BUTTON, "padding": "6px 14px", "fontSize": "14px"}


class HistoryPart(TablePart):
    """The history of a folder, read anew each time it is shown, and the way back."""

    def __init__(self) -> None:
        super().__init__(history_table, on=(), title=_TITLE, height=90, nothing=_EMPTY)
        self.targets = ChoiceBar(self._aim, width=260, margin=0)
        self._target = LAST
        self.ask = pmui.Button(variant="outlined", size="small", margin=_BESIDE, align="end", sx=_QUIET)
        self.yes = pmui.Button(size="small", color="error", margin=_BESIDE, align="end", visible=False, sx=_BUTTON)
        self.no = pmui.Button(variant="outlined", size="small", margin=_BESIDE, align="end", visible=False, sx=_QUIET)
        self.told = html(_QUESTION)
        self.ask.on_click(lambda _: self._ask_whether(is_asked=True))
        self.no.on_click(lambda _: self._ask_whether(is_asked=False))
        self.yes.on_click(lambda _: self.take_back())
        self._undoing = pmui.Row(
            self.targets,
            self.ask,
            self.yes,
            self.no,
            margin=(12, 0, 0, 0),
            sx={"gap": "8px", "flexWrap": "wrap"},
        )
        self.pane.styles = {}
        self._view = paper(self.pane, self._undoing, self.told)

    @property
    def view(self) -> Any:
        return self._view

    def show(self) -> None:
        try:
            self.fill(history_table(self.chosen), self.chosen)
        except KhcnError as error:
            self.tell(error.text(self.chosen.language))

    def fill(self, made: Table, chosen: Chosen) -> None:
        language = chosen.language
        super().fill(made, chosen)
        self._undoing.visible = not made.rows.is_empty()
        self._offer()
        for button, label in ((self.ask, _UNDO), (self.yes, _YES), (self.no, _NO)):
            button.label = label.text(language)

    def say(self, told: str) -> None:
        super().say(told)
        self._undoing.visible = False

    def take_back(self) -> None:
        """Undo what was asked about."""
        folder, to = self.chosen.store.folder, self._target
        if folder is None or not self.yes.visible:
            return
        self._ask_whether(is_asked=False)
        self.ask.disabled = True
        self._say(_UNDOING.text(self.chosen.language))
        aside(lambda: undo(folder, to=None if to == LAST else int(to)), self._was_undone, lambda *_: None)

    def _ask_whether(self, *, is_asked: bool) -> None:
        language = self.chosen.language
        names = {value: name for name, value in targets(self.chosen).items()}
        self._say(_SURE.text(language).format(to=names[self._target]) if is_asked else "")
        self.yes.visible = self.no.visible = is_asked
        self.ask.visible = not is_asked
        self._offer()

    def _aim(self, _name: str, value: str) -> None:
        """Go back to another version; what is asked about stands until it is answered."""
        if not self.yes.visible:
            self._target = value
            self._offer()

    def _offer(self) -> None:
        language, options = self.chosen.language, targets(self.chosen)
        names = {value: name for name, value in options.items()}
        self._target = self._target if self._target in names else LAST
        if self.yes.visible:
            options = {names[self._target]: self._target}
        field = ChoiceField(_TARGET, _BACK.text(language), options, self._target)
        self.targets.show([field], texts.NOT_FOUND.text(language))

    def _was_undone(self, result: int | KhcnError) -> None:
        self.ask.disabled = False
        language = self.chosen.language
        if isinstance(result, KhcnError):
            self._say(result.text(language), is_bad=True)
            return
        self.show()
        self._say(_DONE.text(language).format(number=result, before=result - 1))

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        kind = ' class="bad"' if is_bad else ""
        self.told.object = f'<p role="status"{kind}>{escape(words)}</p>' if words else ""


def history_table(chosen: Chosen) -> Table:
    """Every import and undo, the newest first."""
    language = chosen.language
    rows = [_row(each, language) for each in _history_of(chosen.store.folder).iter_rows(named=True)]
    headers = [each.text(language) for each in _HEADERS]
    types = (*[pl.String] * 5, *[pl.Int64] * len(_COUNTS))
    table = pl.DataFrame(rows, schema=dict(zip(headers, types, strict=True)), orient="row")
    return Table(title=_TITLE.text(language), rows=table, note=_NOTE.text(language), quiet=(headers[4],))


def targets(chosen: Chosen) -> dict[str, str]:
    """What can be gone back to: what the reader sees -> a version, or before the last import."""
    language = chosen.language
    numbers = _history_of(chosen.store.folder)["version"].unique().sort(descending=True).to_list()
    # The newest version is what is there now.
    return {_LAST.text(language): LAST, **{_VERSION.text(language).format(each): str(each) for each in numbers[1:]}}


def _history_of(folder: Path | None) -> pl.DataFrame:
    return pl.DataFrame(schema={"version": pl.Int64}) if folder is None else history(folder)


def _row(entry: Mapping[str, Any], language: Language) -> tuple[Any, ...]:
    when = entry["when"].astimezone()
    dataset = entry["dataset"]
    return (
        f"{format_date(when.date(), language)} {when:%H:%M}",
        str(entry["version"]),
        entry["who"],
        _action(entry).text(language).format(**entry),
        DATASETS[dataset].label.text(language) if dataset in DATASETS else dataset,
        *(entry[each] for each in _COUNTS),
    )


def _action(entry: Mapping[str, Any]) -> Label:
    if entry["restores"] is None:
        return _IMPORTED
    return _RESTORED if entry["restores"] else _RESTORED_EMPTY
