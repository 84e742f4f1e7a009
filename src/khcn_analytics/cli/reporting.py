"""``khcn report``."""

from __future__ import annotations

from pathlib import Path

import click

from khcn_analytics.cli.moments import parse_day
from khcn_analytics.cli.opening import opened_workspace
from khcn_analytics.cli.printing import quoted
from khcn_analytics.io.writing import refuse_place
from khcn_analytics.reports.report import ENDINGS
from khcn_analytics.reports.yearly import report as report_of
from khcn_analytics.trends.change import Against
from khcn_analytics.vocabulary.labels import Label, Language

_WRITTEN = Label("Đã ghi báo cáo vào {path}.", "Report written to {path}.")
_BLANKS = Label(
    "Số, ký hiệu, nơi gửi, người ký để trống (……): hãy điền trước khi ban hành.",
    "Number, recipients and signer are left blank (……): fill them in before it is issued.",
)


def report(
    language: Language,
    workspace: Path | None,
    period: str,
    out: Path,
    scheme: str | None,
    against: Against | int,
    department: str | None,
    day: str | None,
    as_of: str | None,
    report_language: Language | None,
    *,
    overwrite: bool,
) -> None:
    """Write the report of a period and say where it is."""
    refuse_place(out, ENDINGS, overwrite=overwrite)
    dated = None if day is None else parse_day(day)
    opened = opened_workspace(workspace, language, as_of=as_of)
    made = report_of(
        opened,
        period,
        against=against,
        department=department,
        scheme=scheme,
        as_of=dated,
        language=report_language or language,
    )
    made.save(out, overwrite=overwrite)
    click.echo(_WRITTEN.text(language).format(path=quoted(out)))
    click.echo(_BLANKS.text(language))
