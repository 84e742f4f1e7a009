"""The part of a report on what fell short: targets, indicators that got worse, what can't be told, wrong data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.reports.content import Block, Paragraph, Section, Table
from khcn_analytics.reports.findings import Findings
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.workspace import Workspace
from khcn_analytics.vocabulary.flags import FLAG_LABELS
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

_TARGETS = Label("Chỉ tiêu không đạt, chưa xét được", "Targets missed or not judged")
_ALL_MET = Label("Mọi chỉ tiêu giao cho kỳ này đều đạt.", "Every target of this period was met.")
_NO_TARGETS = Label("Kho dữ liệu không có chỉ tiêu giao cho kỳ này.", "The workspace has no targets of this period.")
_WORSE = Label("Chỉ số kém đi", "Indicators that got worse")
_NONE_WORSE = Label("Không chỉ số nào kém đi.", "No indicator got worse.")
_NOT_TOLD = Label("Chưa so sánh được, chưa tính được", "What can't be compared or computed")
_ALL_TOLD = Label("Mọi chỉ số đều tính được và so sánh được.", "Every indicator has a value and could be compared.")
_EMPTY = Label("Chỉ số không có giá trị trong kỳ", "Indicators without a value")
_ABSENT = Label(
    "Kho dữ liệu không có bộ dữ liệu: {names}; báo cáo không nói gì về các mặt này.",
    "The workspace has no dataset of: {names}; the report says nothing of these.",
)
_NOT_SCORED = Label(
    "Kho dữ liệu có số liệu chấm điểm thi đua, nhưng báo cáo được lập không nêu bảng tiêu chí nên không có điểm, thứ hạng.",
    "The workspace has what points are given for, but the report was made without a scheme, so it has no points and ranks.",
)
_PROBLEMS = Label("Số liệu cần rà soát", "Data to look into")
_KEPT_OUT = Label(
    "{count} dòng có lỗi bị giữ lại, không được tính vào con số nào.", "{count} rows with errors count in no figure."
)
_CLEAN = Label("Không có lỗi, không có cảnh báo trong dữ liệu.", "There are no errors and no warnings in the data.")
_SEVERITIES = {"error": Label("lỗi", "error"), "warning": Label("cảnh báo", "warning")}
_THEME, _INDICATOR, _UNIT = Label("Lĩnh vực", "Theme"), Label("Chỉ số", "Indicator"), Label("Đơn vị", "Unit")
_ACTUAL, _TARGET, _DIFFERENCE = (
    Label("Thực hiện", "Actual"),
    Label("Chỉ tiêu giao", "Target"),
    Label("Chênh lệch", "Difference"),
)
_VERDICT, _NOTE, _WHY = Label("Kết quả", "Result"), Label("Ghi chú", "Notes"), Label("Lý do", "Reason")
_CHANGE, _KIND, _COUNT = Label("Tăng, giảm", "Change"), Label("Mức", "Severity"), Label("Số chỗ", "Count")
_PROBLEM, _FIX, _FILE = Label("Vấn đề", "Problem"), Label("Cách sửa", "How to mend it"), Label("Tệp", "File")


def shortcoming_sections(findings: Findings, *, is_scored: bool) -> Iterator[Section]:
    """What fell short, in four parts."""
    language = findings.language
    parts = (
        (_TARGETS, _targets(findings)),
        (_WORSE, _worse(findings)),
        (_NOT_TOLD, _not_told(findings, is_scored=is_scored)),
        (_PROBLEMS, _problems(findings.workspace, language)),
    )
    for place, (heading, blocks) in enumerate(parts, 1):
        yield Section(f"{place}. {heading.text(language)}", tuple(blocks))


def _targets(findings: Findings) -> Iterator[Block]:
    language, targets = findings.language, findings.targets
    if targets.is_empty():
        yield Paragraph(_NO_TARGETS.text(language))
        return
    missed = targets.filter(pl.col("verdict") != "met")
    if missed.is_empty():
        yield Paragraph(_ALL_MET.text(language))
        return
    columns = {
        _UNIT: "group_name",
        _INDICATOR: "indicator_name",
        _TARGET: "target_text",
        _ACTUAL: "actual_text",
        _DIFFERENCE: "difference_text",
        _VERDICT: "verdict_text",
        _NOTE: "note",
    }
    yield _table(
        _TARGETS, missed, columns, language, widths=(3.4, 4, 2.2, 1.7, 2.1, 1.5, 1.6), numbers=(_ACTUAL, _DIFFERENCE)
    )


def _worse(findings: Findings) -> Iterator[Block]:
    language = findings.language
    worse = findings.words.filter(verdict="worse")
    if worse.is_empty():
        yield Paragraph(_NONE_WORSE.text(language))
        return
    base, period = (Label(name, name) for name in map(findings.header, (findings.base, findings.period)))
    columns = {
        _THEME: "theme",
        _INDICATOR: "indicator_name",
        base: "base_text",
        period: "value_text",
        _CHANGE: "change_text",
    }
    yield _table(_WORSE, worse, columns, language, widths=(3, 6, 2.2, 2.2, 3.1), numbers=(base, period, _CHANGE))


def _not_told(findings: Findings, *, is_scored: bool) -> Iterator[Block]:
    language, datasets = findings.language, findings.workspace.datasets
    told = [each.text for each in findings.incomparable]
    absent = [DATASETS[name].label.text(language) for name in DIMENSIONS if name not in datasets]
    if absent:
        told.append(_ABSENT.text(language).format(names=", ".join(absent)))
    if "score_groups" in datasets and not is_scored:
        told.append(_NOT_SCORED.text(language))
    empty = findings.words.filter(pl.col("value").is_null())
    yield from map(Paragraph, told)
    if empty.height:
        why = {code: label.text(language) for code, label in FLAG_LABELS.items()}
        rows = empty.with_columns(why=pl.col("value_flag").replace(why))
        columns = {_THEME: "theme", _INDICATOR: "indicator_name", _WHY: "why"}
        yield _table(_EMPTY, rows, columns, language, widths=(3.5, 7, 6))
    elif not told:
        yield Paragraph(_ALL_TOLD.text(language))


def _problems(workspace: Workspace, language: Language) -> Iterator[Block]:
    problems = workspace.problems
    if workspace.kept_out:
        yield Paragraph(_KEPT_OUT.text(language).format(count=format_number(workspace.kept_out, language)))
    if problems.is_empty():
        yield Paragraph(_CLEAN.text(language))
        return
    texts = [f"message_{language}", f"fix_{language}"]
    counted = (
        problems.group_by("severity", "file", *texts, maintain_order=True).len().sort("severity", maintain_order=True)
    )
    kinds = {code: label.text(language) for code, label in _SEVERITIES.items()}
    rows = counted.with_columns(
        kind=pl.col("severity").replace(kinds),
        count=pl.Series([format_number(each, language) for each in counted["len"]], dtype=pl.String),
    )
    columns = {_KIND: "kind", _PROBLEM: texts[0], _COUNT: "count", _FILE: "file", _FIX: texts[1]}
    yield _table(_PROBLEMS, rows, columns, language, widths=(1.5, 5, 1.2, 2.8, 6), numbers=(_COUNT,))


def _table(
    title: Label,
    rows: pl.DataFrame,
    columns: dict[Label, str],
    language: Language,
    *,
    widths: Sequence[float],
    numbers: Sequence[Label] = (),
) -> Table:
    """Columns of a frame under their headers."""
    headers = {label.text(language): name for label, name in columns.items()}
    return Table(
        title.text(language),
        rows.select(pl.col(name).fill_null("").alias(header) for header, name in headers.items()),
        numbers=tuple(each.text(language) for each in numbers),
        widths=dict(zip(headers, widths, strict=True)),
    )
