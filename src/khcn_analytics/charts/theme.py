"""Colours, fonts and number formats of every chart."""

from __future__ import annotations

from typing import Any

import altair as alt

from khcn_analytics.vocabulary.labels import Language
from khcn_analytics.vocabulary.units import Unit

# Okabe and Ito's palette, told apart by colour-blind readers, led by the colour of the pages.
BRAND = "#0b5c8a"
BASE_TICK = "#e69f00"
INK = "#1d2b36"
MUTED = "#5b6b77"
GRID = "#e3e9ed"
GROUPS = ("#0b5c8a", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#7a5ba6", "#8c8c00")
VERDICT_COLOURS = {
    "better": "#1a7f4b",
    "worse": "#b3401f",
    "unchanged": MUTED,
    "neither": MUTED,
    "not_comparable": MUTED,
}
FONT = "Roboto, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif"

_NUMBERS: dict[Language, dict[str, Any]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", "\u00a0₫"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₫\u00a0", ""]},
}


def themed(chart: Any, language: Language = "vi") -> Any:
    """The chart with our fonts, colours and the number format of the language.

    The settings travel inside the chart, so they hold in a page, a notebook and an exported file.
    """
    return chart.configure(
        font=FONT,
        background="transparent",
        locale={"number": _NUMBERS[language]},
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelColor=MUTED,
            titleColor=MUTED,
            gridColor=GRID,
            domainColor=GRID,
            tickColor=GRID,
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
        ),
        legend=alt.LegendConfig(labelColor=INK, labelFontSize=12, orient="bottom", columns=4, title=None),
        title=alt.TitleConfig(color=INK, fontSize=15, fontWeight=600, anchor="start", offset=12),
    )


def value_axis(unit: Unit, language: Language = "vi") -> alt.Axis:
    """An axis labelled as its unit is read: percent, triệu and tỷ, or whole numbers."""
    if unit is Unit.SHARE:
        return alt.Axis(format=".0%", tickCount=5, domain=False, ticks=False, title=None)
    if unit.is_money:
        million, billion = ("triệu", "tỷ") if language == "vi" else ("m", "bn")
        label = (
            f"datum.value >= 1e9 ? format(datum.value / 1e9, ',.1~f') + ' {billion}' : "
            f"datum.value >= 1e6 ? format(datum.value / 1e6, ',.0f') + ' {million}' : format(datum.value, ',.0f')"
        )
        return alt.Axis(labelExpr=label, tickCount=5, domain=False, ticks=False, title=None)
    return alt.Axis(format=",.0f", tickCount=5, tickMinStep=1, domain=False, ticks=False, title=None)
