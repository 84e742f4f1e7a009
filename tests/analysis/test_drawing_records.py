"""Charts of targets, tasks and inspections in one call, in both languages."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from khcn_analytics.analysis.analysing import analyse
from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.store.workspace import example_workspace

ANALYSIS = analyse(example_workspace(), [2021, 2025], indicators=["tasks.accepted", "tasks.proposed", "tasks.overdue"])
CHARTS: dict[str, dict[str, Any]] = {
    "bullet_chart": {"period": 2025},
    "funnel_chart": {"period": 2021},
    "gantt_chart": {"on": date(2021, 12, 31)},
    "calendar_chart": {"year": 2025},
}


def drawn(name, **more):
    return getattr(ANALYSIS, name)(**{**CHARTS[name], **more}).to_dict()


def title_of(chart):
    """The title, which stands in lines where it is long."""
    text = chart["title"]["text"]
    return text if isinstance(text, str) else " ".join(text)


def rows_of(name, column, **more):
    return next(rows for rows in drawn(name, **more)["datasets"].values() if column in rows[0])


def value(indicator, year):
    rows = ANALYSIS.values.filter(pl.col("period_start").dt.year() == year, indicator=indicator)
    return rows["value"].item()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_names_its_source_and_its_content(name, language):
    chart = drawn(name, language=language)

    assert chart["title"]["subtitle"].endswith(source_of(example_workspace(), language))
    assert title_of(chart) in chart["description"]


def test_targets_of_different_units_share_an_axis_as_parts():
    rows = {row["name"]: row for row in rows_of("bullet_chart", "told")}
    accepted = rows["Nhiệm vụ nghiệm thu"]

    assert accepted["actual"] == pytest.approx(value("tasks.accepted", 2025) / 29)
    assert accepted["told"] == "38 / chỉ tiêu từ 29 trở lên"
    assert rows["Trường hợp vi phạm bị xử lý"]["actual"] is None
    assert "Nhiệm vụ nghiệm thu (Phòng Quản lý khoa học)" in rows
    assert len(rows) == example_workspace().datasets["targets"].filter(period="2025").height


def test_a_funnel_starts_with_the_tasks_proposed():
    stages = [row["tasks"] for row in rows_of("funnel_chart", "tasks")]

    assert stages[0] == value("tasks.proposed", 2021)
    assert stages == sorted(stages, reverse=True)
    assert rows_of("funnel_chart", "tasks", on=date(2021, 12, 31))[-1]["tasks"] < stages[-1]


def test_the_most_overdue_tasks_come_first_and_the_others_are_counted():
    notes = [row["note"] for row in rows_of("gantt_chart", "note", most=999)]

    assert sum(note is not None for note in notes) == value("tasks.overdue", 2021)
    assert title_of(drawn("gantt_chart", most=5)) == (
        f"Tiến độ nhiệm vụ đang thực hiện (5 trong {len(notes)} nhiệm vụ, quá hạn lâu nhất trước)"
    )
    assert len(rows_of("gantt_chart", "note", where={"level": "national"}, most=999)) < len(notes)


@pytest.mark.parametrize("most", [0, -1])
def test_a_gantt_chart_of_no_tasks_is_refused(most):
    with pytest.raises(WrongUseError, match=f"most = {most}: at least one task"):
        drawn("gantt_chart", most=most)


def test_nobody_is_named_in_a_gantt_chart():
    people = example_workspace().datasets["tasks"]["principal_investigator"].drop_nulls().unique()
    told = str(drawn("gantt_chart", most=999))

    assert len(people)
    assert not [name for name in people if name in told]


def test_tasks_of_an_unknown_dimension_are_refused():
    with pytest.raises(UnknownNameError, match="Có phải: level"):
        drawn("gantt_chart", where={"levels": "national"})


def test_tasks_of_a_group_that_no_record_has_are_refused():
    with pytest.raises(UnknownNameError, match="no group of “level” “provinical”"):
        drawn("gantt_chart", where={"level": "provinical"})


def test_tasks_are_chosen_by_the_groups_that_results_have():
    tasks = example_workspace().datasets["tasks"]
    medical = tasks.filter(pl.col("field").str.starts_with("3"))["task_id"]
    shown = [row["name"].split(": ")[0] for row in rows_of("gantt_chart", "note", where={"field": "3"}, most=999)]

    assert shown
    assert set(shown) <= set(medical)


def test_a_period_without_targets_is_told_with_those_that_have_some():
    with pytest.raises(WrongUseError, match="Periods with targets: H1 2018, 2018, "):
        ANALYSIS.bullet_chart("Quý I/2021")


def test_a_calendar_has_the_days_of_its_year():
    assert {row["count_text"] for row in rows_of("calendar_chart", "count_text")} >= {"", "1", "7"}


def test_without_the_dataset_there_is_nothing_to_draw():
    workspace = example_workspace()
    lacking = replace(workspace, datasets={"tasks": workspace.datasets["tasks"]})
    analysis = analyse(lacking, [2025], indicators=["tasks.accepted"])

    with pytest.raises(WrongUseError, match="no targets"):
        analysis.bullet_chart()
    with pytest.raises(WrongUseError, match="no inspections"):
        analysis.calendar_chart(2025)


def test_days_that_the_data_do_not_reach_are_refused():
    for name, arguments in (
        ("gantt_chart", {"on": date(2026, 1, 1)}),
        ("funnel_chart", {"period": 2017}),
        ("funnel_chart", {"on": date(2026, 1, 1)}),
        ("calendar_chart", {"year": 2017}),
        ("calendar_chart", {"year": 2026}),
    ):
        with pytest.raises(WrongUseError, match="from 2018-01-01 to 2025-12-31 only"):
            drawn(name, **arguments)


def test_a_year_that_is_not_over_says_until_when_it_is_known():
    workspace = example_workspace()
    coverage = {**workspace.coverage, "inspections": Coverage(date(2018, 1, 1), date(2025, 7, 1))}
    analysis = analyse(replace(workspace, coverage=coverage), [2024], indicators=["tasks.accepted"])

    assert analysis.calendar_chart(2025, "en").to_dict()["title"]["text"].startswith("Inspections in 2025 (to ")
    with pytest.raises(WrongUseError, match="2025-06-30"):
        analysis.calendar_chart(2017)


def test_a_year_that_begins_before_the_data_is_refused():
    workspace = example_workspace()
    coverage = {**workspace.coverage, "inspections": Coverage(date(2024, 3, 1), date(2026, 1, 1))}
    analysis = analyse(replace(workspace, coverage=coverage), [2025], indicators=["tasks.accepted"])

    with pytest.raises(WrongUseError, match="from 2024-03-01"):
        analysis.calendar_chart(2024)
