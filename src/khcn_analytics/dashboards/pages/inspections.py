"""Thanh tra, kiểm tra: when, where, what was found, and what was done of what was planned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from khcn_analytics.dashboards import reckoning
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.group_bars import GroupBars
from khcn_analytics.dashboards.key_figures import key_figures
from khcn_analytics.dashboards.lacking import need
from khcn_analytics.dashboards.narrowed_figures import analysis_of, by_group
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.figures import Figure, FiguresPart
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.target_wording import targets_in_words
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.wording import WHOLE

_CAMPAIGNS, _PLANNED = "inspections.campaigns", "inspections.planned_campaigns"
_SUBJECTS, _VIOLATING = "inspections.subjects", "inspections.violating_subjects"
_RATE, _FINED, _FINES = "inspections.violation_rate", "inspections.fined_subjects", "inspections.fines_vnd"
_UNSCHEDULED = "inspections.unscheduled_campaigns"
_KEY_FIGURES = (_CAMPAIGNS, _SUBJECTS, _VIOLATING, _RATE, _FINED, _FINES, _PLANNED, _UNSCHEDULED)
_COLUMNS = {
    _CAMPAIGNS: Label("Số cuộc", "Campaigns"),
    _PLANNED: Label("Theo kế hoạch", "Planned"),
    _UNSCHEDULED: Label("Đột xuất", "Unscheduled"),
    _SUBJECTS: Label("Cơ sở", "Subjects"),
    _VIOLATING: Label("Vi phạm", "In violation"),
    _RATE: Label("Tỷ lệ vi phạm", "Violation rate"),
    _FINED: Label("Bị phạt", "Fined"),
    _FINES: Label("Tiền phạt (đồng)", "Fines (VND)"),
}
_FIELD, _NARROWING = "inspected_field", ("unit", "inspected_field")
_ON = ("kind", "period", *_NARROWING)
_PLAN = Label("Kết quả so với chỉ tiêu trong năm", "Results against the targets of the year")


def _visited(by: str, title: Label) -> GroupBars:
    return GroupBars(
        "inspections",
        by,
        title,
        whole=_SUBJECTS,
        part=_VIOLATING,
        told=Label("{} (vi phạm {}, {})", "{} ({} in violation, {})"),
        figures=(_SUBJECTS, _VIOLATING, _RATE),
        is_alarming=True,
        with_hint=True,
    )


_VIOLATIONS = _visited("field", Label("Cơ sở và vi phạm theo lĩnh vực", "Subjects and violations by field"))
_OF_UNITS = _visited("unit", Label("Cơ sở và vi phạm theo đơn vị", "Subjects and violations by unit"))
_FINES_BY = GroupBars("inspections", "field", Label("Tiền phạt theo lĩnh vực", "Fines by field"), whole=_FINES)
_PLANNED_BY = GroupBars(
    "inspections",
    "field",
    Label("Cuộc theo kế hoạch và đột xuất", "Planned and unscheduled campaigns"),
    whole=_CAMPAIGNS,
    part=_PLANNED,
    told=Label("{} (kế hoạch {}, đột xuất {})", "{} ({} planned, {} unscheduled)"),
    figures=(_CAMPAIGNS, _PLANNED, _UNSCHEDULED),
)


def rows(_app: App) -> Sequence[Row]:
    """The parts of the page."""
    return [
        [(FiguresPart(figures), 12)],
        [(ChartPart(calendar, on=_ON, height=330), 12)],
        [(_bars(_VIOLATIONS), 6), (_bars(_PLANNED_BY), 6)],
        [(_bars(_FINES_BY), 6), (_bars(_OF_UNITS), 6)],
        [(TablePart(plan, on=("period", "unit"), title=_PLAN), 12)],
        [(TablePart(fields), 12)],
    ]


PAGE_CARD = PageCard(
    "inspections",
    Label("Thanh tra, kiểm tra", "Inspections"),
    rows,
    filters=("kind", "period", *_NARROWING),
    needs=frozenset({"inspections"}),
)


def figures(chosen: Chosen) -> list[Figure]:
    """The key figures of the period."""
    return key_figures(chosen, "inspections", _KEY_FIGURES)


def calendar(chosen: Chosen) -> Any:
    """The inspections, checks and surveys under way on each day of the year of the period."""
    analysis = analysis_of(chosen, "inspections", _CAMPAIGNS)
    year = chosen.period.last_day.year
    chart = analysis.calendar_chart(year, chosen.language)
    # The days share the width of the page.
    return chart.properties(width=680)


def plan(chosen: Chosen) -> Table | None:
    """What was planned for the year and its parts, and what came of it, for the unit or the whole.

    Raises:
        WrongUseError: If no target was ever imported.
    """
    need(chosen.store, ["targets"])
    found, language = reckoning.targets(chosen.store), chosen.language
    if found is None:
        return None
    year = Period("year", chosen.period.year, 1, chosen.period.calendar)
    ours = [code for code, card in INDICATORS.items() if card.dataset == "inspections"]
    due = found.filter(
        pl.col("indicator").is_in(ours),
        pl.col("unit").is_null() if chosen.unit is None else pl.col("unit") == chosen.unit,
        pl.col("period_start") >= year.start,
        pl.col("period_end") <= year.end,
    )
    words = targets_in_words(due.sort("period_start", "period_end", descending=[False, True]), language)
    headers = {
        "indicator_name": Label("Chỉ tiêu", "Target"),
        "period_name": Label("Kỳ", "Period"),
        "target_text": Label("Kế hoạch", "Planned"),
        "actual_text": Label("Thực hiện", "Done"),
        "difference_text": Label("Chênh lệch", "Difference"),
        "verdict_text": Label("Đánh giá", "Verdict"),
    }
    names = {name: label.text(language) for name, label in headers.items()}
    whose = chosen.unit or WHOLE.text(language)
    return Table(
        title=f"{_PLAN.text(language)} {chosen.period.year}",
        note=whose,
        rows=words.select(list(headers)).rename(names),
        figures=words.select("indicator_name", "period_name", "target", "actual", "difference", "verdict_text").rename(
            {
                "target": names["target_text"],
                "actual": names["actual_text"],
                "difference": names["difference_text"],
                **{each: names[each] for each in ("indicator_name", "period_name", "verdict_text")},
            }
        ),
        verdicts={names["verdict_text"]: words["verdict"].to_list()},
        numbers=[names[each] for each in ("target_text", "actual_text", "difference_text")],
    )


def fields(chosen: Chosen) -> Table:
    """Every figure of each field; a field leads to its own page."""
    language, found = chosen.language, by_group(chosen, "inspections", "field", tuple(_COLUMNS))
    field = Label("Lĩnh vực", "Field").text(language)
    names = {code: label.text(language) for code, label in _COLUMNS.items()}
    title = Label("Số liệu theo lĩnh vực: {}", "Figures by field: {}").text(language)
    return Table(
        title=title.format(chosen.period.label(language)),
        rows=found.select(
            pl.col("group_name").alias(field), *(pl.col(f"{code} text").alias(names[code]) for code in names)
        ),
        figures=found.select(pl.col("group_name").alias(field), *(pl.col(code).alias(names[code]) for code in names)),
        links=[chosen.address(**{_FIELD: group}) for group in found["group"]],
        numbers=list(names.values()),
    )


def _bars(bars: GroupBars) -> ChartPart:
    return ChartPart(bars, on=_ON, height=300, picks=bars.picks)
