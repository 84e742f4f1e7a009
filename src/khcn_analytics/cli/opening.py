"""Opening the workspace a command is about."""

from __future__ import annotations

from pathlib import Path

import click

from khcn_analytics.cli.moments import parse_as_of
from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.versions import AsOf
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


def moment_of(path: Path | None, as_of: str | None) -> AsOf | None:
    """The version, day or moment a workspace is asked for as of.

    Raises:
        WrongUseError: If it can't be read, or the bundled example is asked for its history.
    """
    if path is None and as_of is not None:
        raise WrongUseError(
            "--as-of cần một kho dữ liệu: hãy nêu thư mục KHO; dữ liệu minh họa không có lịch sử.",
            "--as-of needs a workspace: name the folder WORKSPACE; the bundled example has no history.",
        )
    return None if as_of is None else parse_as_of(as_of)


def tell_kept_out(workspace: Workspace, language: Language) -> None:
    """Tell on the error stream how many rows a workspace kept out, if any."""
    if workspace.kept_out:
        click.echo(_KEPT_OUT.text(language).format(count=format_number(workspace.kept_out, language)), err=True)
