"""``khcn check``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khcn_analytics.cli.printing import ROWS_SHOWN, print_json, print_table, text_of
from khcn_analytics.io.checking import check_file
from khcn_analytics.schemas.registry import dataset_named
from khcn_analytics.schemas.validation import CheckedFrame
from khcn_analytics.vocabulary.labels import Label, Language


def check(language: Language, file: Path, dataset: str | None, *, as_json: bool) -> int:
    """Check a file and print what is wrong; 1 if rows were kept out."""
    checked = check_file(file, None if dataset is None else dataset_named(dataset))
    if as_json:
        print_json({**_counts(checked), "problems": checked.problems.to_dicts()})
    else:
        _print(checked, language)
    return 1 if checked.kept_out.len() else 0


def _counts(checked: CheckedFrame[Any]) -> dict[str, str | int]:
    severities = checked.problems["severity"]
    return {
        "dataset": checked.dataset.name,
        "clean": checked.clean.height,
        "quarantined": checked.quarantined.height,
        "errors": int(severities.eq("error").sum()),
        "warnings": int(severities.eq("warning").sum()),
    }


def _print(checked: CheckedFrame[Any], language: Language) -> None:
    """Counts first, then each problem with its place and fix."""
    problems = checked.problems
    summary = Label(
        "{label}: {clean} dòng dùng được, {quarantined} dòng bị giữ lại; {errors} lỗi, {warnings} cảnh báo.",
        "{label}: {clean} usable rows, {quarantined} kept out; {errors} errors, {warnings} warnings.",
    )
    click.echo(summary.text(language).format(label=checked.dataset.label.text(language), **_counts(checked)))
    if problems.is_empty():
        return
    headers = (
        Label("Dòng", "Row"),
        Label("Cột", "Column"),
        Label("Giá trị", "Value"),
        Label("Vấn đề", "Problem"),
        Label("Cách sửa", "Fix"),
    )
    shown = problems.head(ROWS_SHOWN)
    rows = [
        (
            text_of(each["row"]),
            f"{each['column'] or ''} {each['header'] or each['field'] or ''}".strip(),
            text_of(each["value"]),
            each[f"message_{language}"],
            each[f"fix_{language}"],
        )
        for each in shown.iter_rows(named=True)
    ]
    styles = ["red" if each == "error" else "yellow" for each in shown["severity"]]
    print_table([each.text(language) for each in headers], rows, styles)
    if problems.height > shown.height:
        more = Label("… và {more} vấn đề nữa; dùng --json để xem hết.", "… and {more} more; --json shows all.")
        click.echo(more.text(language).format(more=problems.height - shown.height))
