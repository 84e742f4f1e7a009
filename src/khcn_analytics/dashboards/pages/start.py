"""Bắt đầu: what to do in a workspace that holds nothing to count yet, and the means to do it."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.pages.quality_history import HistoryPart
from khcn_analytics.dashboards.pages.quality_templates import TemplatesPart
from khcn_analytics.dashboards.pages.quality_upload import UploadPart
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.words import Words, WordsPart
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.card import CARD
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label

_TITLE = Label("Kho dữ liệu chưa có gì để tính", "Nothing to count in the workspace yet")
_NOTE = Label(
    "Các trang số liệu hiện ra sau lần nhập đầu tiên; nhập một bộ dữ liệu cũng đủ để bắt đầu.",
    "The pages appear after the first import; one dataset is enough to begin with.",
)
_STEPS = (
    (
        Label("Bước 1", "Step 1"),
        Label(
            "Tải mẫu của bộ dữ liệu cần nhập, hoặc chuẩn bị tệp Excel, csv sẵn có.",
            "Download the template of a dataset, or take an Excel or csv file you have.",
        ),
    ),
    (
        Label("Bước 2", "Step 2"),
        Label(
            "Tải tệp lên ở ô bên dưới. Tệp được kiểm tra từng ô: lỗi nào cũng nói rõ ở đâu và sửa thế nào.",
            "Upload it below. Every cell is checked: each error says where it is and how to mend it.",
        ),
    ),
    (
        Label("Bước 3", "Step 3"),
        Label(
            "Tệp đúng thì bấm “Nhập vào kho dữ liệu”, chờ vài giây rồi bấm “Tải lại trang” ở đầu trang.",
            "Once it is right press “Import”, wait a few seconds and press “Reload” at the top.",
        ),
    ),
)
_COMPLETE, _DAYS = (
    Label("Kỳ số liệu", "Days covered"),
    Label(
        "Số liệu được coi là đầy đủ từ {since} đến hết {until}. Nếu khác, hãy sửa {card} trước khi nhập.",
        "Records count as complete from {since} to {until}. Where that is not so, edit {card} before importing.",
    ),
)
_THERE = Label("Đã có", "There already")
_NOT_COUNTED = Label("{names}; chưa tính được chỉ số nào từ đó.", "{names}; no indicator can be computed of that.")


def rows(_app: App) -> Sequence[Row]:
    """The parts of the page."""
    history = HistoryPart()
    return [
        [(WordsPart(steps, title=_TITLE, on=()), 7), (TemplatesPart(), 5)],
        [(UploadPart(history.show), 12)],
        [(history, 12)],
    ]


PAGE_CARD = PageCard("start", Label("Bắt đầu", "Start"), rows, filters=(), apps=("studio",), is_for_beginning=True)


def steps(chosen: Chosen) -> Words:
    """What comes first, and for which days records are taken to be complete."""
    workspace, language = chosen.store.workspace, chosen.language
    lines = {name.text(language): told.text(language) for name, told in _STEPS}
    since, until = (format_date(each, language) for each in (workspace.since, workspace.last_day))
    lines[_COMPLETE.text(language)] = _DAYS.text(language).format(since=since, until=until, card=CARD)
    there = [DATASETS[name].label.text(language) for name, each in workspace.datasets.items() if each.height]
    if there:
        lines[_THERE.text(language)] = _NOT_COUNTED.text(language).format(names=", ".join(there))
    return Words(note=_NOTE.text(language), lines=lines)
