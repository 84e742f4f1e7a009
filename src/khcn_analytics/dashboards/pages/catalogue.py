"""Every page, in the order of the menu."""

from __future__ import annotations

from khcn_analytics.dashboards.pages import (
    awards,
    emulation,
    explanation,
    initiatives,
    inspections,
    overview,
    quality,
    start,
    tasks,
    trends,
)
from khcn_analytics.dashboards.pages.registry import PageCard

PAGES: tuple[PageCard, ...] = (
    overview.PAGE_CARD,
    tasks.PAGE_CARD,
    inspections.PAGE_CARD,
    initiatives.PAGE_CARD,
    emulation.PAGE_CARD,
    awards.PAGE_CARD,
    trends.PAGE_CARD,
    quality.PAGE_CARD,
    explanation.PAGE_CARD,
    start.PAGE_CARD,
)
