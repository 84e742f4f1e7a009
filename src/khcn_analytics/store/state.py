"""The state of a store at one version: every dataset, and what was kept out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.registry import DATASETS, in_order_of_links
from khcn_analytics.schemas.results import Problems
from khcn_analytics.schemas.rules import Severity
from khcn_analytics.schemas.validation import CheckedFrame, check_frame
from khcn_analytics.store.kept_out import KEPT_OUT_TABLES, PROBLEMS, QUARANTINE
from khcn_analytics.store.tables import read_table
from khcn_analytics.store.upsert import aligned
from khcn_analytics.store.versions import AsOf, newest_number, version_as_of


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """What a store holds at one version.

    Attributes:
        number: Number of the version.
        datasets: Valid records by dataset name.
        digests: Digest of each dataset.
        problems: What was wrong in the files, where it was not mended since.
        kept_out: How many records are not in ``datasets`` because of errors.
    """

    number: int
    datasets: Mapping[str, pl.DataFrame]
    digests: Mapping[str, str]
    problems: pl.DataFrame
    kept_out: int


def read_state(folder: Path, as_of: AsOf | None = None) -> State:
    """Read a store at one version; imports going on at the same time are not seen.

    Raises:
        WrongUseError: If there was no version then.
        UnreadableDataError: If nothing was imported by then, or a file is missing or damaged.
    """
    version = version_as_of(folder, newest_number(folder) if as_of is None else as_of)
    names = [name for name in DATASETS if name in version.tables]
    if not names:
        raise UnreadableDataError(
            folder,
            vi=f"phiên bản {version.number} không có dữ liệu; hãy nhập bằng khcn import",
            en=f"version {version.number} holds no data; bring files in with khcn import",
        )
    tables = {name: read_table(folder, name, version.tables[name]) for name in names}
    # Rules may have become stricter since: what is certified is certified by the rules of today.
    checked: dict[str, CheckedFrame[Any]] = {}
    for name in in_order_of_links(names):
        others = {each: one.clean for each, one in checked.items()}
        records = aligned(tables[name], column_types(DATASETS[name].model))
        checked[name] = check_frame(records, DATASETS[name], beside=others)
    checked = {name: checked[name] for name in names}
    remembered = {
        name: aligned(
            read_table(folder, name, version.tables[name]) if name in version.tables else pl.DataFrame(), types
        )
        for name, types in KEPT_OUT_TABLES.items()
    }
    # Warnings about records that came in were told, with their place, when they came in.
    errors = [each.problems.filter(severity=Severity.ERROR.code) for each in checked.values()]
    return State(
        number=version.number,
        datasets={name: each.clean for name, each in checked.items()},
        digests={name: version.tables[name].digest for name in names},
        problems=pl.concat([remembered[PROBLEMS].select(*column_types(Problems)), *errors]),
        kept_out=remembered[QUARANTINE].height + sum(each.quarantined.height for each in checked.values()),
    )
