"""Result frames -> Altair charts. Charts draw what they are given and compute nothing.

    import khcn_analytics as kh

    analysis = kh.analyse(kh.example_workspace(), ["2023", "2024", "2025"], indicators=["tasks.accepted"])
    chart = kh.charts.trend(analysis.in_words(), unit=kh.INDICATORS["tasks.accepted"].unit)
    kh.charts.save(chart, "trend.png")

Every chart takes a frame whose columns its docstring names, ``title``, ``source``,
``description`` (alt text; made from the frame where none is given) and ``language``. A frame
without rows gives a chart that says so; one without a needed column is an error.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcn_analytics.charts.contribution import waterfall
    from khcn_analytics.charts.differences import change_bars
    from khcn_analytics.charts.exporting import save
    from khcn_analytics.charts.heat import heat_map
    from khcn_analytics.charts.panels import small_multiples
    from khcn_analytics.charts.rank_intervals import rank_ranges
    from khcn_analytics.charts.ranks import bump
    from khcn_analytics.charts.score_parts import score_bars
    from khcn_analytics.charts.slopes import slope
    from khcn_analytics.charts.stages import funnel
    from khcn_analytics.charts.swings import tornado
    from khcn_analytics.charts.timelines import gantt
    from khcn_analytics.charts.trend_lines import trend_chart as trend
    from khcn_analytics.charts.versus_base import comparison
    from khcn_analytics.charts.versus_target import bullet
    from khcn_analytics.charts.year_calendar import calendar

__all__ = [
    "bullet",
    "bump",
    "calendar",
    "change_bars",
    "comparison",
    "funnel",
    "gantt",
    "heat_map",
    "rank_ranges",
    "save",
    "score_bars",
    "slope",
    "small_multiples",
    "tornado",
    "trend",
    "waterfall",
]

# No module has the name of a chart: importing it would hide the chart.
_HOMES = {
    "bullet": "versus_target.bullet",
    "bump": "ranks.bump",
    "calendar": "year_calendar.calendar",
    "change_bars": "differences.change_bars",
    "comparison": "versus_base.comparison",
    "funnel": "stages.funnel",
    "gantt": "timelines.gantt",
    "heat_map": "heat.heat_map",
    "rank_ranges": "rank_intervals.rank_ranges",
    "save": "exporting.save",
    "score_bars": "score_parts.score_bars",
    "slope": "slopes.slope",
    "small_multiples": "panels.small_multiples",
    "tornado": "swings.tornado",
    "trend": "trend_lines.trend_chart",
    "waterfall": "contribution.waterfall",
}


def __getattr__(name: str) -> object:
    """Load a chart from its module (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, function = _HOMES[name].split(".")
    value: object = getattr(import_module(f"{__name__}.{module}"), function)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
