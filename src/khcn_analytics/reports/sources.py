"""The part of a report on where its figures come from: the data, the days they are complete for, the rule of each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from khcn_analytics.analysis.drawing import source_of
from khcn_analytics.indicators.registry import indicator_named
from khcn_analytics.reports.content import Block, Paragraph, Table
from khcn_analytics.reports.findings import Findings
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.workspace import ORIGIN_LABELS, Workspace
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label, Language

_ORIGIN = Label("Số liệu trong báo cáo là {origin}", "The figures of this report are {origin}")
_DATA = Label("Dữ liệu: {source}; {origin}.", "Data: {source}; {origin}.")
_COMPUTED = Label(
    "Mọi con số trong báo cáo tính từ bản ghi của phiên bản dữ liệu này; xem từng con số gồm những bản ghi nào bằng "
    "khcn explain MÃ-CHỈ-SỐ --period {period}.",
    "Every figure of the report was computed of the records of this version; khcn explain CODE --period {period} "
    "shows the records behind one.",
)
_COVERAGE = Label("Số liệu đầy đủ cho những ngày nào", "The days the data are complete for")
_DATASET, _SINCE, _UNTIL = Label("Bộ dữ liệu", "Dataset"), Label("Từ ngày", "From"), Label("Đến ngày", "To")
_ROWS = Label("Số bản ghi", "Records")
_INDICATORS = Label("Chỉ số và căn cứ", "Indicators and their sources")
_CODE, _NAME, _SOURCE = Label("Mã chỉ số", "Code"), Label("Chỉ số", "Indicator"), Label("Căn cứ", "Source")


def origin_told(workspace: Workspace, language: Language) -> str:
    """What has to be known of figures that are not a department's own; empty where they are."""
    if workspace.origin == "department":
        return ""
    return _ORIGIN.text(language).format(origin=ORIGIN_LABELS[workspace.origin].text(language))


def source_blocks(findings: Findings) -> Iterator[Block]:
    """Which data, complete for which days, and what stands behind each indicator."""
    workspace, language = findings.workspace, findings.language
    yield Paragraph(
        _DATA.text(language).format(
            source=source_of(workspace, language), origin=ORIGIN_LABELS[workspace.origin].text(language)
        )
    )
    yield Paragraph(_COMPUTED.text(language).format(period=findings.period.code))
    yield _coverage(findings)
    yield _indicators(findings)


def _coverage(findings: Findings) -> Table:
    workspace, language = findings.workspace, findings.language
    headers = [each.text(language) for each in (_DATASET, _SINCE, _UNTIL, _ROWS)]
    covered = [(name, days) for name, days in workspace.coverage.items() if name in workspace.datasets]
    names = [DATASETS[name].label.text(language) for name, _ in covered]
    days = [(each.since, each.until - timedelta(days=1)) for _, each in covered]
    counts = [workspace.datasets[name].height for name, _ in covered]
    return Table(
        _COVERAGE.text(language),
        _frame(
            headers,
            [names, *([format_date(each[end], language) for each in days] for end in (0, 1)), list(map(str, counts))],
        ),
        figures=_frame(headers, [names, [each[0] for each in days], [each[1] for each in days], counts]),
        numbers=tuple(headers[1:]),
        widths=dict(zip(headers, (6, 3, 3, 3), strict=True)),
    )


def _indicators(findings: Findings) -> Table:
    language = findings.language
    headers = [each.text(language) for each in (_CODE, _NAME, _SOURCE)]
    cards = [indicator_named(each) for each in findings.words["indicator"]]
    columns = [
        [each.code for each in cards],
        [each.label.text(language) for each in cards],
        [each.source for each in cards],
    ]
    return Table(
        _INDICATORS.text(language), _frame(headers, columns), widths=dict(zip(headers, (4.6, 5.4, 6.5), strict=True))
    )


def _frame(headers: Sequence[str], columns: Sequence[Sequence[Any]]) -> pl.DataFrame:
    return pl.DataFrame(dict(zip(headers, columns, strict=True)))
