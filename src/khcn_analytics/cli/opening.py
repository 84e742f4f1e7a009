"""Opening the workspace a command is about."""

from __future__ import annotations

from pathlib import Path

import click

from khcn_analytics.cli.moments import moment_of
from khcn_analytics.store.workspace import Workspace, example_workspace, open_workspace
from khcn_analytics.vocabulary.formats import format_number
from khcn_analytics.vocabulary.labels import Label, Language

_KEPT_OUT = Label(
    "Chú ý: {count} dòng có lỗi bị giữ lại, không được tính; xem khcn check.",
    "Note: {count} rows with errors were kept out and are not counted; see khcn check.",
)


def opened_workspace(path: Path | None, language: Language, *, as_of: str | None = None) -> Workspace:
    """The workspace named, else the bundled example; rows it kept out are told on the error stream.

    Args:
        path: Folder of the workspace; ``None`` is the bundled example.
        language: ``vi`` or ``en``.
        as_of: A version, a day or a moment, as it was typed; ``None`` is now.

    Raises:
        WrongUseError: If the moment can't be read, or the bundled example is asked for its history.
    """
    moment = moment_of(path, as_of)
    workspace = example_workspace() if path is None else open_workspace(path, moment)
    tell_kept_out(workspace, language)
    return workspace


def tell_kept_out(workspace: Workspace, language: Language) -> None:
    """Tell on the error stream how many rows a workspace kept out, if any."""
    if workspace.kept_out:
        click.echo(_KEPT_OUT.text(language).format(count=format_number(workspace.kept_out, language)), err=True)
