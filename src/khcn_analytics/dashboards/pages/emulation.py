"""Thi đua: points and ranks by a scheme, why a unit has its points, and what if."""

from __future__ import annotations

from collections.abc import Sequence

from khcn_analytics.dashboards.pages.emulation_account import account, layers, waterfall
from khcn_analytics.dashboards.pages.emulation_ranks import points_chart, rank_lines, ranking_chart, ranks
from khcn_analytics.dashboards.pages.emulation_reach import reaching
from khcn_analytics.dashboards.pages.emulation_scheme import scheme_words
from khcn_analytics.dashboards.pages.emulation_what_if import WhatIfPart
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.tables import TablePart
from khcn_analytics.dashboards.parts.words import WordsPart
from khcn_analytics.vocabulary.labels import Label

_SCORED = ("scheme", "scored_period", "layer")
_UNIT = (*_SCORED, "scored_unit")
_PICKS = {"name": "scored_unit"}


def rows(_app: App) -> Sequence[Row]:
    """The parts of the page."""
    return [
        [
            (TablePart(ranks, title=Label("Xếp hạng theo khối", "Ranks by group"), height=240), 8),
            (WordsPart(scheme_words, title=Label("Bảng tiêu chí", "Scheme"), on=_SCORED), 4),
        ],
        [
            (ChartPart(points_chart, on=_SCORED, picks=_PICKS), 6),
            (ChartPart(ranking_chart, on=_SCORED, picks=_PICKS), 6),
        ],
        [
            (TablePart(account, on=_UNIT, title=Label("Điểm từng dòng", "Points line by line"), height=320), 6),
            (TablePart(layers, on=_UNIT, title=Label("Ba bước chấm", "The three layers"), height=320), 6),
        ],
        [
            (ChartPart(waterfall, on=_UNIT, title=Label("Từng phần cộng lại", "Part by part"), height=340), 6),
            (
                ChartPart(
                    rank_lines,
                    on=_UNIT,
                    title=Label("Thứ hạng qua các kỳ", "Ranks over periods"),
                    picks={"group_name": "scored_unit"},
                ),
                6,
            ),
        ],
        [(WhatIfPart(), 12)],
        [
            (
                TablePart(reaching, on=(*_UNIT, "goal"), title=Label("Cần gì để lên hạng", "What it would take")),
                12,
            )
        ],
    ]


PAGE_CARD = PageCard(
    "emulation",
    Label("Thi đua", "Emulation"),
    rows,
    filters=("scored_period", "scored_unit", "goal", "layer", "scheme"),
    needs=frozenset({"score_groups"}),
)
