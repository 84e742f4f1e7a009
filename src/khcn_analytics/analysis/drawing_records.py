"""Charts of what a workspace holds beside values: its targets, the way of its tasks, its inspections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polars as pl

from khcn_analytics import charts
from khcn_analytics.analysis.drawing import When, asked_of, in_period, judged_of, source_of, titled
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.indicators.stages import STAGE_LABELS, stages
from khcn_analytics.indicators.timelines import inspection_days, task_timelines
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.target_wording import targets_in_words
from khcn_analytics.trends.fulfilment import fulfilment
from khcn_analytics.vocabulary.formats import format_date, format_number
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.units import Unit
from khcn_analytics.wording import WHOLE
from khcn_analytics.wording import period_of as period_of_days

if TYPE_CHECKING:
    from khcn_analytics.analysis.analysing import Analysis


def bullet(analysis: Analysis, period: When | None, language: Language) -> Any:
    """Every target of the workspace for a period, the value as a part of its target."""
    workspace, asked = analysis.workspace, asked_of(analysis, period)
    _dataset(workspace, "targets")
    judged = fulfilment(judged_of(analysis))
    due = in_period(judged, asked)
    if due.is_empty():
        raise _no_targets(judged, asked)
    split = ("unit",) if len(workspace.departments) == 1 else ("department", "unit")
    words = targets_in_words(due, language, split=split, departments=workspace.departments)
    whole = WHOLE.text(language)
    of_group = pl.when(group_name=whole).then(pl.lit("")).otherwise(pl.format(" ({})", "group_name"))
    pattern = Label("{} / chỉ tiêu {}", "{} / target {}").text(language)
    rows = words.select(
        "verdict",
        name=pl.concat_str("indicator_name", of_group),
        actual="fulfilled",
        target=pl.when(pl.col("target") > 0).then(1.0),
        told=pl.format(pattern, "actual_text", "target_text"),
    )
    title = Label(
        "Kết quả {} so với chỉ tiêu (100 % là bằng chỉ tiêu)", "Results of {} against targets (100 %: as set)"
    )
    return charts.bullet(
        rows,
        unit=Unit.SHARE,
        title=titled(title, language, asked),
        source=source_of(workspace, language),
        language=language,
    )


def funnel(analysis: Analysis, period: When | None, on: date | None, language: Language) -> Any:
    """How far the tasks proposed in a period have come by a day."""
    workspace, asked = analysis.workspace, asked_of(analysis, period)
    day = _last_day(workspace, "tasks") if on is None else on
    found = stages(_complete(workspace, "tasks", asked.start, day), asked, day)
    names = {code: label.text(language) for code, label in STAGE_LABELS.items()}
    title = Label("Nhiệm vụ đề xuất {}: đến {} đã đi đến đâu", "Tasks proposed in {}: how far by {}").text(language)
    return charts.funnel(
        found.with_columns(stage_name=pl.col("stage").replace(names)),
        title=title.format(asked.label(language), format_date(day, language)),
        source=source_of(workspace, language),
        language=language,
    )


def gantt(
    analysis: Analysis,
    on: date,
    where: Mapping[str, str] | None,
    language: Language,
    *,
    most: int,
    names_above: bool = False,
) -> Any:
    """The tasks open on a day, the most overdue first."""
    if most < 1:
        raise WrongUseError(
            f"most = {most}: cần vẽ ít nhất một nhiệm vụ. Hãy đặt từ 1 trở lên.",
            f"most = {most}: at least one task is drawn. Set it to 1 or more.",
        )
    workspace = analysis.workspace
    found = task_timelines(_of_groups(_complete(workspace, "tasks", on, on), "tasks", where or {}), on)
    first = found.sort("overdue_days", "due_on", "task_id", descending=[True, False, False], nulls_last=True).head(most)
    late = Label("quá hạn {} ngày", "{} days overdue").text(language)
    days = pl.lit(pl.Series([format_number(each, language) for each in first["overdue_days"]], dtype=pl.String))
    rows = first.select(
        "due_on",
        "ended_on",
        name=pl.concat_str(
            *(["department"] if len(workspace.departments) > 1 else []), "task_id", "title", separator=": "
        ),
        starts_on="started_on",
        note=pl.when(pl.col("overdue_days") > 0).then(pl.format(late, days)),
    )
    title = Label("Tiến độ nhiệm vụ đang thực hiện", "Tasks in progress").text(language)
    part = Label(" ({} trong {} nhiệm vụ, quá hạn lâu nhất trước)", " ({} of {}, the most overdue first)")
    if found.height > rows.height:
        title += part.text(language).format(rows.height, found.height)
    source = source_of(workspace, language)
    return charts.gantt(rows, as_of=on, title=title, source=source, language=language, names_above=names_above)


def calendar(analysis: Analysis, year: int, language: Language) -> Any:
    """The inspections under way on each day of a year; of a year that is not over, until the last known day."""
    workspace = analysis.workspace
    first, day = date(year, 1, 1), min(_last_day(workspace, "inspections"), date(year, 12, 31))
    days = inspection_days(_complete(workspace, "inspections", first, max(day, first)), year)
    title = Label("Lịch thanh tra, kiểm tra năm {}", "Inspections in {}").text(language).format(year)
    if day < date(year, 12, 31):
        title += Label(" (đến {})", " (to {})").text(language).format(format_date(day, language))
    return charts.calendar(days, title=title, source=source_of(workspace, language), language=language)


def _dataset(workspace: Workspace, name: str) -> pl.DataFrame:
    if name not in workspace.datasets:
        raise WrongUseError(
            f"Kho dữ liệu chưa có {name}. Hãy nhập bằng khcn import.",
            f"The workspace has no {name}. Bring them in with khcn import.",
        )
    return workspace.datasets[name]


def _of_groups(records: pl.DataFrame, name: str, where: Mapping[str, str]) -> pl.DataFrame:
    """The records of the groups asked for: a group that no record has is a slip, not an empty picture."""
    dimensions, found = DIMENSIONS[name], records
    for dimension, wanted in where.items():
        if dimension not in dimensions:
            raise UnknownNameError("chiều phân tích", "dimension", dimension, dimensions)
        group = dimensions[dimension].group
        groups = records.select(group).to_series().unique()
        if wanted not in groups:
            raise UnknownNameError(f"nhóm “{dimension}”", f"group of “{dimension}”", wanted, groups)
        found = found.filter(group == wanted)
    return found


def _no_targets(judged: pl.DataFrame, asked: Period) -> WrongUseError:
    days = judged.select("period_start", "period_end", "period_kind").unique().sort("period_start", "period_end")
    known = [period_of_days(*each) for each in days.iter_rows()]
    vi, en = (", ".join(each.label(language) for each in known) for language in ("vi", "en"))
    return WrongUseError(
        f"Không có chỉ tiêu nào cho {asked.label()}. Các kỳ có chỉ tiêu: {vi}. Hãy chọn một trong các kỳ này.",
        f"There are no targets for {asked.label('en')}. Periods with targets: {en}. Choose one of them.",
    )


def _last_day(workspace: Workspace, name: str) -> date:
    """The last day a dataset is complete for."""
    _dataset(workspace, name)
    return workspace.coverage[name].until - timedelta(days=1)


def _complete(workspace: Workspace, name: str, first: date, last: date) -> pl.DataFrame:
    """The records of a dataset, which must be complete for these days: nothing known is not nothing done."""
    records, coverage = _dataset(workspace, name), workspace.coverage[name]
    if first < coverage.since or last >= coverage.until:
        known = _last_day(workspace, name)
        raise WrongUseError(
            f"Dữ liệu {name} chỉ đủ từ {coverage.since:%d/%m/%Y} đến {known:%d/%m/%Y}. Hãy chọn ngày trong khoảng này.",
            f"The data of {name} are complete from {coverage.since} to {known} only. Choose days within.",
        )
    return records
