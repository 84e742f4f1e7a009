"""Chất lượng dữ liệu: problems, freshness and contradictions; in the studio also upload, import and undo."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.dashboards.filters import Filters
from khcn_analytics.dashboards.pages import quality_figures as figures
from khcn_analytics.dashboards.pages.quality_history import HistoryPart
from khcn_analytics.dashboards.pages.quality_problems import stored_problems
from khcn_analytics.dashboards.pages.quality_templates import TemplatesPart
from khcn_analytics.dashboards.pages.quality_upload import UploadPart
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.figures import FiguresPart
from khcn_analytics.dashboards.parts.tables import TablePart
from khcn_analytics.dashboards.parts.words import ListPart
from khcn_analytics.vocabulary.labels import Label

_BY_DATASET = Label("Từng bộ dữ liệu", "Each dataset")
_RECONCILED = Label("Đối chiếu số liệu đã công bố", "Printed figures reconciled")
_NO_FINDING = Label(
    "Không có mâu thuẫn, không có gì cần xem lại trong số liệu đã công bố.",
    "No contradiction and nothing to look at in the printed figures.",
)
_NO_PROBLEM = Label("Dữ liệu đang dùng không còn vấn đề nào.", "The data in use have no problem left.")
_PROBLEMS = Label("Vấn đề còn lại của dữ liệu đang dùng", "Problems left in the data in use")


def rows(app: App) -> Sequence[Row]:
    """The parts of the page: nothing to change and no record for leaders."""
    counts: list[Row] = [
        [(FiguresPart(figures.key_figures, height=160), 12)],
        [
            (TablePart(figures.by_dataset, on=(), title=_BY_DATASET), 7),
            (ListPart(figures.severities, title=_RECONCILED, on=()), 5),
        ],
    ]
    if app == "leaders":
        return [*counts, [(FindingsPart(figures.findings, on=(), title=_RECONCILED, nothing=_NO_FINDING), 12)]]
    history = HistoryPart()
    return [
        [(UploadPart(history.show), 12)],
        [(history, 12)],
        *counts,
        [(TablePart(stored_problems, on=(), title=_PROBLEMS, height=90, nothing=_NO_PROBLEM), 12)],
        [(FindingsPart(figures.reconciled, on=(), title=_RECONCILED), 12)],
        [(TemplatesPart(), 12)],
    ]


class FindingsPart(TablePart):
    """What reconciling found; not there without printed figures, of which the counts tell."""

    def begin(self, filters: Filters) -> None:
        self.view.visible = figures.has_printed_figures(filters.chosen.store)
        super().begin(filters)


PAGE_CARD = PageCard("quality", Label("Chất lượng dữ liệu", "Data quality"), rows, filters=())
