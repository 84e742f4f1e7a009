"""Nhiệm vụ KH&CN: how far they have come, where they stand on a day, what is overdue, and their money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from khcn_analytics.analysis import drawing_records
from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.charts.portions import portions
from khcn_analytics.dashboards.filters import Chosen
from khcn_analytics.dashboards.group_bars import GroupBars
from khcn_analytics.dashboards.key_figures import key_figures
from khcn_analytics.dashboards.narrowed_figures import analysis_of
from khcn_analytics.dashboards.narrowing import narrowed_of
from khcn_analytics.dashboards.pages.registry import App, PageCard, Row
from khcn_analytics.dashboards.parts.charts import ChartPart
from khcn_analytics.dashboards.parts.figures import Figure, FiguresPart
from khcn_analytics.dashboards.parts.tables import Table, TablePart
from khcn_analytics.indicators.dimensions import UNKNOWN_GROUP
from khcn_analytics.indicators.states import STATE_LABELS, overdue_by_unit, task_states
from khcn_analytics.indicators.timelines import task_timelines
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.tasks import KEY, Tasks
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Unit

_KEY_FIGURES = (
    *("tasks.proposed", "tasks.approved", "tasks.running", "tasks.in_progress"),
    *("tasks.accepted", "tasks.accepted_on_time_rate", "tasks.overdue", "funding.disbursement_rate"),
)
_MOST_BARS = 15
_NARROWING = ("unit", "level", "programme", "field")
_OF_DAY = ("day", *_NARROWING)
_OF_PERIOD = ("kind", "period", *_NARROWING)
_OVERDUE_TASKS = Label("Nhiệm vụ quá hạn", "Overdue tasks")
_PROGRESS = Label(
    f"Tiến độ nhiệm vụ đang thực hiện (tối đa {_MOST_BARS}, quá hạn lâu nhất trước)",
    f"Tasks in progress (at most {_MOST_BARS}, the most overdue first)",
)


def _running(by: str, title: Label, *, with_hint: bool = False) -> GroupBars:
    return GroupBars(
        "tasks",
        by,
        title,
        whole="tasks.running",
        part="tasks.overdue",
        told=Label("{} (quá hạn {})", "{} ({} overdue)"),
        figures=("tasks.running", "tasks.overdue"),
        is_alarming=True,
        with_hint=with_hint,
    )


def _money(by: str, title: Label) -> GroupBars:
    return GroupBars(
        "tasks",
        by,
        title,
        whole="funding.planned_vnd",
        part="funding.disbursed_vnd",
        told=Label("{} / {} ({})", "{} of {} ({})"),
        figures=("funding.disbursed_vnd", "funding.planned_vnd", "funding.disbursement_rate"),
        of_year=True,
    )


_TASKS_BY = (
    _running("level", Label("Nhiệm vụ theo cấp quản lý", "Tasks by level"), with_hint=True),
    _running("programme", Label("Nhiệm vụ theo chương trình", "Tasks by programme")),
    _running("field", Label("Nhiệm vụ theo lĩnh vực", "Tasks by research field")),
)
_MONEY_BY = (
    _money("level", Label("Kinh phí theo cấp quản lý", "Funding by level")),
    _money("programme", Label("Kinh phí theo chương trình", "Funding by programme")),
    _money("field", Label("Kinh phí theo lĩnh vực", "Funding by research field")),
)


def rows(app: App) -> Sequence[Row]:
    """The parts of the page: overdue tasks one by one for planners, by unit for leaders."""
    # The units lead to addresses, which keep every other choice.
    late = (
        TablePart(overdue_records, on=_OF_DAY, title=_OVERDUE_TASKS)
        if app == "studio"
        else TablePart(overdue_units, title=_OVERDUE_TASKS)
    )
    return [
        [(FiguresPart(figures), 12)],
        [
            (ChartPart(funnel, on=("kind", "period", *_OF_DAY), height=270), 6),
            (ChartPart(states, on=_OF_DAY, height=330), 6),
        ],
        [(late, 12)],
        [(ChartPart(gantt, on=_OF_DAY, title=_PROGRESS, height=400), 12)],
        *([(_bars(tasks), 6), (_bars(money), 6)] for tasks, money in zip(_TASKS_BY, _MONEY_BY, strict=True)),
    ]


PAGE_CARD = PageCard(
    "tasks",
    Label("Nhiệm vụ KH&CN", "S&T tasks"),
    rows,
    filters=("kind", "period", "day", *_NARROWING),
    needs=frozenset({"tasks"}),
)


def figures(chosen: Chosen) -> list[Figure]:
    """The key figures of the period."""
    return key_figures(chosen, "tasks", _KEY_FIGURES)


def funnel(chosen: Chosen) -> Any:
    """How far the tasks proposed in the period have come by the day."""
    return analysis_of(chosen, "tasks", "tasks.proposed").funnel_chart(chosen.period, chosen.day, chosen.language)


def states(chosen: Chosen) -> Any:
    """Where the tasks stand at the end of the day."""
    language = chosen.language
    found = task_states(narrowed_of(chosen, "tasks").datasets["tasks"], chosen.day)
    if not found["tasks"].sum():
        return None
    names = {code: label.text(language) for code, label in STATE_LABELS.items()}
    # That no due date is known is told where it happens only.
    shown = found.filter((pl.col("tasks") > 0) | (pl.col("state") != "without_due_day"))
    bars = shown.select(
        group_name=pl.col("state").replace(names),
        whole="tasks",
        part=pl.when(state="overdue").then("tasks"),
        told=pl.Series([format_number(each, language) for each in shown["tasks"]], dtype=pl.String),
    )
    title = Label("Tình trạng nhiệm vụ đến ngày {}", "Where tasks stand on {}").text(language)
    return portions(
        bars,
        unit=Unit.TASK,
        whole=Label("Nhiệm vụ", "Tasks"),
        part=Label("Quá hạn", "Overdue"),
        is_alarming=True,
        title=title.format(format_date(chosen.day, language)),
        source=source_of(narrowed_of(chosen, "tasks"), language),
        language=language,
    )


def gantt(chosen: Chosen) -> Any:
    """The tasks in progress at the end of the day, the most overdue first."""
    analysis, language = analysis_of(chosen, "tasks", "tasks.in_progress"), chosen.language
    if task_timelines(analysis.workspace.datasets["tasks"], chosen.day).is_empty():
        return None
    return drawing_records.gantt(analysis, chosen.day, None, language, most=_MOST_BARS, names_above=True)


def overdue_units(chosen: Chosen) -> Table:
    """How many tasks of each unit are overdue at the end of the day; a unit leads to its own page."""
    language = chosen.language
    found = overdue_by_unit(narrowed_of(chosen, "tasks").datasets["tasks"], chosen.day).filter(pl.col("overdue") > 0)
    headers = {
        "unit": Label("Đơn vị", "Unit"),
        "overdue": Label("Quá hạn", "Overdue"),
        "in_progress": Label("Đang thực hiện", "In progress"),
        "longest_days": Label("Quá hạn lâu nhất (ngày)", "Longest overdue (days)"),
    }
    units = found["unit"].fill_null("")
    return Table(
        title=_late_title(int(found["overdue"].sum()), chosen),
        rows=found.with_columns(pl.col("unit").fill_null(UNKNOWN_GROUP.text(language)))
        .select(list(headers))
        .rename({name: label.text(language) for name, label in headers.items()}),
        links=[chosen.address(unit=unit) if unit in chosen.store.units else "" for unit in units],
    )


def overdue_records(chosen: Chosen) -> Table:
    """The tasks overdue at the end of the day, the longest first, with who answers for them."""
    language, tasks = chosen.language, narrowed_of(chosen, "tasks").datasets["tasks"]
    late = task_timelines(tasks, chosen.day).filter(pl.col("overdue_days") > 0)
    found = late.join(
        tasks.select(*KEY, Tasks.host_organisation, Tasks.principal_investigator),
        on=KEY,
        how="left",
        maintain_order="left",
    ).sort("overdue_days", "due_on", "task_id", descending=[True, False, False])
    cards = column_cards(Tasks)
    headers = {
        **{name: cards[name].label for name in (Tasks.title, Tasks.task_id)},
        "overdue_days": Label("Quá hạn (ngày)", "Overdue (days)"),
        "due_on": Label("Hạn, tính cả gia hạn", "Due, with extension"),
        **{name: cards[name].label for name in (Tasks.unit, Tasks.host_organisation, Tasks.principal_investigator)},
    }
    return Table(
        title=_late_title(found.height, chosen),
        rows=found.select(list(headers)).rename({name: label.text(language) for name, label in headers.items()}),
    )


def _late_title(count: int, chosen: Chosen) -> str:
    day = format_date(chosen.day, chosen.language)
    title = Label("Nhiệm vụ quá hạn đến ngày {}: {}", "Tasks overdue on {}: {}").text(chosen.language)
    return title.format(day, format_number(count, chosen.language))


def _bars(bars: GroupBars) -> ChartPart:
    return ChartPart(bars, on=_OF_PERIOD, height=240, picks=bars.picks)
