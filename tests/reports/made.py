"""A small workspace and a report whose every text is hostile."""

from __future__ import annotations

from datetime import date
from typing import Any

import altair as alt
import polars as pl
from builders import inspections, targets, tasks

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.reports.content import Chart, Paragraph, Section, Table, chart_block
from khcn_analytics.reports.report import Report
from khcn_analytics.schemas.validation import problem_frame
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.labels import Label

HOSTILE = '& < > " \' {{ 7*7 }} {% raw %} </w:t></td><script>alert(1)</script> =HYPERLINK("http://x","y")'
CONTROLS = "a\x00b\x07c\x1bd\u202ee"
CONTROLS_SHOWN = "a⟨U+0000⟩b⟨U+0007⟩c⟨U+001B⟩d⟨U+202E⟩e"


def workspace(**changes: Any) -> Workspace:
    """Two departments; Cao Bằng accepted 2 tasks in 2019 and 3 in 2020, where 4 were promised."""
    days = ["2019-03-01", "2019-09-01", "2020-03-01", "2020-06-01", "2020-12-31", "2020-07-01"]
    departments = ["cao_bang"] * 5 + ["lang_son"]
    datasets = {
        "tasks": tasks(
            accepted_on=days, started_on="2018-05-01", approved_on="2018-04-01", department=departments, unit="Phòng A"
        ),
        "inspections": inspections(started_on=["2019-05-01", "2020-05-01"], subjects=[20, 25], unit="Phòng B"),
        "targets": targets(
            indicator=["tasks.accepted", "tasks.accepted"],
            unit=[None, "Phòng A"],
            period="2020",
            operator="at_least",
            target=[4.0, 3.0],
        ),
    }
    whole = Coverage(date(2018, 1, 1), date(2021, 1, 1))
    settings: dict[str, Any] = {
        "name": Label("Kho thử", "A test"),
        "origin": "made",
        "departments": {"cao_bang": Label("Sở Cao Bằng", "Cao Bằng"), "lang_son": Label("Sở Lạng Sơn", "Lạng Sơn")},
        "coverage": dict.fromkeys(datasets, whole),
        "datasets": datasets,
        "problems": problem_frame([]),
        "kept_out": 0,
        "version": "0123456789ab",
    }
    return Workspace(**{**settings, **changes})


def hostile_report() -> Report:
    """Every text of it tries to be something else."""
    text = f"{HOSTILE} {CONTROLS}"
    table = Table(
        text,
        pl.DataFrame({HOSTILE: [text, "=1+1"], "Số": ["+7 (+2,6 %)", None]}),
        figures=pl.DataFrame({HOSTILE: [text, "=1+1"], "Số": [0.026, None]}),
        notes=(text,),
        numbers=("Số",),
        verdicts={"Số": ["better", None]},
    )
    drawn = alt.Chart(pl.DataFrame({"x": [1, 2]})).mark_bar().encode(x="x:Q")
    chart = chart_block(
        drawn.properties(title=alt.Title("Hình", subtitle="Nguồn"), width=200, description="Mô tả hình")
    )
    named = Chart(text, chart.spec, text, text)
    inner = Section(text, (Paragraph("nhỏ"),))
    return Report(
        title=text,
        period=text,
        department=text,
        sections=(Section(text, (Paragraph(text, text), Paragraph(text, is_note=True), table, named), (inner,)),),
        source=text,
        day=date(2026, 2, 5),
        origin=text,
        about=((text, text),),
    )
