"""A workspace that can't show anything yet: opened all the same, for whoever is about to fill it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import polars as pl

from khcn_analytics.indicators.dimensions import DIMENSIONS
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.validation import problem_frame
from khcn_analytics.store.card import CARD, WorkspaceCard, read_card
from khcn_analytics.store.files import dataset_files
from khcn_analytics.store.versions import is_store, newest_number, read_version
from khcn_analytics.store.workspace import Workspace, open_workspace


def open_or_begin(path: str | Path) -> Workspace:
    """Open a workspace; where nothing that indicators count was imported yet, with tables of no record.

    Args:
        path: Folder with ``workspace.toml``.

    Raises:
        KhcnError: What :func:`open_workspace` raises, but for a workspace without records.

    Examples:
        >>> from datetime import date
        >>> from tempfile import TemporaryDirectory
        >>> from khcn_analytics.indicators.engine import Coverage
        >>> from khcn_analytics.store.creating import create_workspace
        >>> from khcn_analytics.vocabulary.labels import Label
        >>> days = {"tasks": Coverage(date(2024, 1, 1), date(2026, 1, 1))}
        >>> card = WorkspaceCard(Label("Sở", "Dept"), "department", {"x": Label("Sở X", "X")}, days)
        >>> with TemporaryDirectory() as folder:
        ...     create_workspace(folder, card)
        ...     open_or_begin(folder).datasets["tasks"].height
        0
    """
    folder = Path(path)
    card = read_card(folder)
    opened = _without_records(folder, card) if _is_empty(folder) else open_workspace(folder)
    if opened.datasets.keys() & DIMENSIONS.keys():
        return opened
    # Which periods there are is what the card promises, until records tell.
    tables = {name: pl.DataFrame(schema=column_types(DATASETS[name].model)) for name in card.coverage}
    return replace(opened, coverage=card.coverage, datasets={**tables, **opened.datasets})


def _is_empty(folder: Path) -> bool:
    if is_store(folder):
        return not read_version(folder, newest_number(folder)).tables.keys() & DATASETS.keys()
    return not dataset_files(folder)


def _without_records(folder: Path, card: WorkspaceCard) -> Workspace:
    return Workspace(
        name=card.name,
        origin=card.origin,
        departments=card.departments,
        coverage={},
        calendar=card.calendar,
        datasets={},
        problems=problem_frame([]),
        kept_out=0,
        version=hashlib.sha256((folder / CARD).read_bytes()).hexdigest()[:12],
        import_version=newest_number(folder) or None,
        breaks=card.breaks,
        provinces=card.provinces,
    )
