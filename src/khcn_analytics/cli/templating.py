"""``khcn template``."""

from __future__ import annotations

from pathlib import Path

import click

from khcn_analytics.cli.printing import quoted
from khcn_analytics.io.templates.writing import write_template
from khcn_analytics.schemas.registry import dataset_named
from khcn_analytics.vocabulary.labels import Label, Language

_WRITTEN = Label(
    "Đã ghi mẫu {label} vào {path}. Nhập xong, kiểm tra bằng: khcn check {quoted}",
    "Template {label} written to {path}. Once filled in, check it with: khcn check {quoted}",
)


def template(language: Language, dataset: str, output: Path | None, *, overwrite: bool) -> None:
    """Write the template of a dataset and say where it is."""
    kind = dataset_named(dataset)
    path = output or Path(f"mau-{kind.name}.xlsx")
    write_template(kind, path, overwrite=overwrite)
    click.echo(_WRITTEN.text(language).format(label=kind.label.text(language), path=path, quoted=quoted(path)))
