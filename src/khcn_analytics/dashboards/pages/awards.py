"""Khen thưởng: who may be proposed for which title or commendation, caps, what was granted to whom."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.dashboards.pages import awards_figures as figures
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.tables import TablePart
from khcn_analytics.vocabulary.labels import Label

_YEAR = ("kind", "period")
_AWARD = (*_YEAR, "award")


def rows(app: App) -> Sequence[Row]:
    """The parts of the page; who was judged is listed for planners only."""
    return [
        [(TablePart(figures.counts, on=_AWARD, title=Label("Đủ điều kiện đề nghị", "Eligible")), 12)],
        [(TablePart(figures.quotas, on=_YEAR, title=Label("Tỷ lệ khống chế", "Caps")), 12)],
        *(_named() if app == "studio" else []),
        [
            (ChartPart(figures.award_lines, on=_AWARD), 6),
            (ChartPart(figures.recipient_lines, on=_YEAR), 6),
        ],
        [
            (TablePart(figures.awards_by_form, on=_YEAR, title=Label("Theo hình thức", "By form")), 6),
            (TablePart(figures.awards_by_recipient, on=_YEAR, title=Label("Theo đối tượng", "By recipient")), 6),
        ],
    ]


def _named() -> Sequence[Row]:
    """What names people."""
    return [
        [(TablePart(figures.people, on=_AWARD, title=Label("Danh sách xét", "Who was judged")), 12)],
        [(TablePart(figures.conditions, on=_AWARD, title=Label("Từng điều kiện", "Each condition")), 12)],
    ]


PAGE_CARD = PageCard(
    "awards", Label("Khen thưởng", "Awards"), rows, filters=("period", "award"), needs=frozenset({"awards"})
)
