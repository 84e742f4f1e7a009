"""The part of a report on what was achieved, theme by theme: sentences, a line over the years, every indicator."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from khcn_analytics.analysis.analysing import Analysis, analyse
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.periods import KINDS_OF_A_YEAR, Period, periods_of_kind
from khcn_analytics.reports.content import Block, Chart, Paragraph, Section, Table, chart_block
from khcn_analytics.reports.findings import Findings
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.wording import VERDICTS

HEADLINES: dict[str, str] = {
    "tasks": "tasks.accepted",
    "funding": "funding.disbursement_rate",
    "inspections": "inspections.subjects",
    "initiatives": "initiatives.grassroots_recognised",
    "awards": "awards.emulation_fighter_grassroots",
    "dossiers": "dossiers.on_time_rate",
    "ratings": "ratings.excellent_share",
    "targets": "targets.met_rate",
    "staff": "staff.headcount",
}
"""The indicator of a theme whose course over the years is drawn."""
_PERIODS_DRAWN, _FEWEST_POINTS = 6, 3

_TITLE = Label("{theme}: {period} so với {base}", "{theme}: {period} against {base}")
_PLACE, _NAME, _UNIT = Label("TT", "No."), Label("Chỉ số", "Indicator"), Label("Đơn vị tính", "Unit")
_CHANGE, _VERDICT = Label("Tăng, giảm", "Change"), Label("Đánh giá", "Verdict")
_TARGET, _RESULT = Label("Chỉ tiêu giao", "Target"), Label("Kết quả so với chỉ tiêu", "Result against target")
_NOTE, _CODE = Label("Ghi chú", "Notes"), Label("Mã chỉ số", "Code")
_RELATIVE = Label("Tăng, giảm tương đối", "Relative change")
_ZERO = Label("Bằng 0 ở cả hai kỳ, không đưa vào bảng: {names}.", "0 in both periods, not in the table: {names}.")
_WHERE_FROM = Label("Do đâu:", "Where from:")
_TOLD_VERDICTS = ("better", "worse")
_WIDTHS = (0.8, 4.1, 1.7, 1.7, 1.7, 2.2, 1.6, 1.8, 0.9)


def theme_sections(findings: Findings) -> Iterator[Section]:
    """One section for each theme the workspace has figures of, in the order of the catalogue."""
    rows = findings.words.with_columns(
        dataset=pl.Series([indicator_named(each).dataset for each in findings.words["indicator"]], dtype=pl.String)
    )
    drawn = _charts(findings, rows["dataset"].unique(maintain_order=True))
    for place, dataset in enumerate(rows["dataset"].unique(maintain_order=True), 1):
        theme = DATASETS[dataset].label.text(findings.language)
        blocks: list[Block] = [drawn[dataset]] if dataset in drawn else []
        blocks.append(indicator_table(findings, rows.filter(dataset=dataset), theme))
        if causes := findings.causes(theme):
            blocks.append(Paragraph(" ".join(each.text for each in causes), _WHERE_FROM.text(findings.language)))
        yield Section(f"{place}. {theme}", tuple(blocks))


def indicator_table(findings: Findings, rows: pl.DataFrame, theme: str) -> Table:
    """Every indicator: last period, this one, change and verdict, target and result; why a cell is empty in notes."""
    language = findings.language
    targets = _by_indicator(findings.targets)
    is_zero = (pl.col("value") == 0) & (pl.col("base") == 0) & pl.col("indicator").is_in(list(targets)).not_()
    zero = rows.filter(is_zero.fill_null(value=False))
    shown = list(rows.filter(is_zero.fill_null(value=False).not_()).iter_rows(named=True))
    notes = _Notes()
    marks = [notes.marks(_reasons(findings, row, targets.get(row["indicator"], ()))) for row in shown]
    has_targets = any(row["indicator"] in targets for row in shown)
    headers = [
        *(each.text(language) for each in (_PLACE, _NAME, _UNIT)),
        *(findings.header(each) for each in (findings.base, findings.period)),
        *(each.text(language) for each in (_CHANGE, _VERDICT)),
        *([_TARGET.text(language)] if has_targets else []),
        _NOTE.text(language),
    ]
    cells = [
        (
            str(place),
            *(row[name] for name in ("indicator_name", "unit_name", "base_text", "value_text", "change_text")),
            VERDICTS[row["verdict"]].text(language) if row["verdict"] in _TOLD_VERDICTS else "",
            *([_target_text(targets.get(row["indicator"], ()))] if has_targets else []),
            mark,
        )
        for place, (row, mark) in enumerate(zip(shown, marks, strict=True), 1)
    ]
    widths = _WIDTHS if has_targets else (*_WIDTHS[:7], _WIDTHS[8])
    told = list(notes.lines)
    if zero.height:
        told.append(_ZERO.text(language).format(names="; ".join(zero["indicator_name"])))
    return Table(
        _TITLE.text(language).format(
            theme=theme, period=findings.period.label(language), base=findings.base.label(language)
        ),
        pl.DataFrame(cells, schema=dict.fromkeys(headers, pl.String), orient="row"),
        figures=_figures(findings, rows, targets),
        notes=tuple(told),
        numbers=tuple(headers[3:6]),
        centred=(headers[0], headers[-1]),
        widths=dict(zip(headers, widths, strict=True)),
        verdicts={headers[6]: [row["verdict"] for row in shown]},
    )


class _Notes:
    """Remarks below a table, each told once and pointed to by its number."""

    def __init__(self) -> None:
        self._told: dict[str, int] = {}

    def marks(self, remarks: Iterable[str]) -> str:
        """The numbers of some remarks."""
        return ", ".join(f"({self._told.setdefault(each, len(self._told) + 1)})" for each in dict.fromkeys(remarks))

    @property
    def lines(self) -> Iterator[str]:
        """Every remark with its number."""
        return (f"({number}) {remark}." for remark, number in self._told.items())


def _reasons(findings: Findings, row: Mapping[str, Any], targets: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Why cells of a row are empty, and what to know of its comparison."""
    for flag, period in ((row["value_flag"], findings.period), (row["base_flag"], findings.base)):
        if flag is not None:
            yield f"{findings.header(period)}: {FLAG_LABELS[flag].text(findings.language)}"
    if row["note"] is not None and row["reason"] not in {"no_value", "base_without_value"}:
        yield row["note"][:1].upper() + row["note"][1:].removesuffix(".")
    for each in targets:
        if each["note"] is not None:
            yield each["note"][:1].upper() + each["note"][1:]


def _by_indicator(targets: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """The targets of the department as a whole; those of its units stand in a table of their own."""
    found: dict[str, list[dict[str, Any]]] = {}
    for each in targets.filter(pl.col("unit").is_null()).iter_rows(named=True):
        found.setdefault(each["indicator"], []).append(each)
    return found


def _target_text(targets: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(f"{each['target_text']}: {each['verdict_text']}" for each in targets)


def _figures(findings: Findings, rows: pl.DataFrame, targets: Mapping[str, list[dict[str, Any]]]) -> pl.DataFrame:
    """The numbers themselves, of every indicator."""
    language = findings.language
    found = list(rows.iter_rows(named=True))
    reasons = ["; ".join(_reasons(findings, row, targets.get(row["indicator"], ()))) for row in found]
    texts = ["; ".join(each["target_text"] for each in targets.get(row["indicator"], ())) for row in found]
    results = ["; ".join(each["verdict_text"] for each in targets.get(row["indicator"], ())) for row in found]
    return pl.DataFrame(
        {
            _CODE.text(language): rows["indicator"],
            _NAME.text(language): rows["indicator_name"],
            _UNIT.text(language): rows["unit_name"],
            findings.header(findings.base): rows["base"],
            findings.header(findings.period): rows["value"],
            _CHANGE.text(language): rows["absolute"],
            _RELATIVE.text(language): rows["relative"],
            _VERDICT.text(language): [VERDICTS[each].text(language) for each in rows["verdict"]],
            _TARGET.text(language): texts,
            _RESULT.text(language): results,
            _NOTE.text(language): reasons,
        }
    )


def _charts(findings: Findings, themes: Iterable[str]) -> dict[str, Chart]:
    """The course of the headline of each theme, where it has enough points to be one."""
    present = set(findings.words["indicator"])
    codes = {theme: HEADLINES[theme] for theme in themes if HEADLINES.get(theme) in present}
    periods = _until(findings.period, findings)
    if len(periods) < _FEWEST_POINTS or not codes:
        return {}
    course = analyse(findings.workspace, periods, (), list(codes.values()))
    points = course.values.drop_nulls("value").group_by("indicator").len()
    enough = set(points.filter(pl.col("len") >= _FEWEST_POINTS)["indicator"])
    return {
        theme: chart_block(_of_one(course, code).trend_chart(code, findings.language))
        for theme, code in codes.items()
        if code in enough
    }


def _until(period: Period, findings: Findings) -> list[Period]:
    """The last periods of the kind that the data cover, up to the one of the report."""
    workspace = findings.workspace
    if period.kind not in KINDS_OF_A_YEAR:
        return []
    every = periods_of_kind(period.kind, workspace.since.year, period.year, period.calendar)
    covered = [each for each in every if workspace.since <= each.start and each.end <= period.end]
    return covered[-_PERIODS_DRAWN:]


def _of_one(course: Analysis, code: str) -> Analysis:
    """The analysis with no more targets than those of an indicator: a chart judges all there are."""
    datasets = course.workspace.datasets
    if "targets" not in datasets:
        return course
    own = {**datasets, "targets": datasets["targets"].filter(indicator=code)}
    return replace(course, workspace=replace(course.workspace, datasets=own))
