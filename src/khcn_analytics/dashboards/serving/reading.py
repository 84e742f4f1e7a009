"""What the process that opens a workspace does, and in which order it hands over what it found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from khcn_analytics.store.beginning import open_or_begin
from khcn_analytics.store.versions import AsOf
from khcn_analytics.store.workspace import Workspace, example_workspace, open_workspace


def answers(folder: Path | None, as_of: AsOf | None, *, personal: bool) -> Iterator[Workspace | pl.DataFrame | None]:
    """The workspace as soon as it is read, then what takes longer and is not needed for the first page.

    Args:
        folder: Folder of the workspace; ``None`` is the bundled example.
        as_of: The version, day or moment; ``None`` is the newest.
        personal: Whether to hand over what identifies people, and then no counts.

    Yields:
        The workspace, then the counts of :func:`~khcn_analytics.dashboards.eligibility_counts.eligibility_counts`.
    """
    workspace = _opened(folder, as_of, personal=personal)
    yield workspace if personal else workspace.without_personal_data()
    if personal:
        yield None
        return
    from khcn_analytics.dashboards.eligibility_counts import eligibility_counts  # noqa: PLC0415  # the data come first

    yield eligibility_counts(workspace)


def _opened(folder: Path | None, as_of: AsOf | None, *, personal: bool) -> Workspace:
    if folder is None:
        return example_workspace()
    # Whoever may fill a workspace meets it before there is anything in it.
    return open_or_begin(folder) if personal and as_of is None else open_workspace(folder, as_of)
