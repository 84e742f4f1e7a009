"""What was imported into a store, when and by whom, and how to take it back."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import polars as pl

from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.card import read_card
from khcn_analytics.store.versions import (
    OvertakenError,
    StoredVersion,
    newest_number,
    next_version,
    publish,
    read_version,
    read_versions,
)

_HISTORY: dict[str, pl.DataType] = {
    "version": pl.Int64(),
    "action": pl.String(),
    "when": pl.Datetime("us", "UTC"),
    "who": pl.String(),
    "restores": pl.Int64(),
    "file": pl.String(),
    "sha256": pl.String(),
    "dataset": pl.String(),
    "read": pl.Int64(),
    "added": pl.Int64(),
    "changed": pl.Int64(),
    "unchanged": pl.Int64(),
    "quarantined": pl.Int64(),
}


def history(workspace: str | Path) -> pl.DataFrame:
    """Every import and undo of a workspace, the newest first; one row for each file and dataset.

    Args:
        workspace: Folder with ``workspace.toml``.

    Returns:
        ``version``, ``action`` (``import`` or ``undo``), ``when`` (UTC), ``who``, ``restores`` (the
        version an undo went back to), ``file``, ``sha256``, ``dataset`` and the counts ``read``,
        ``added``, ``changed``, ``unchanged``, ``quarantined``. Files and counts are null for an
        undo. No row if nothing was imported.

    Raises:
        DataNotFoundError: If there is no such workspace.
        UnreadableDataError: If a version file is damaged.

    Examples:
        >>> import tempfile
        >>> from datetime import date
        >>> import khcn_analytics as kh
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> since = {"tasks": kh.Coverage(date(2022, 1, 1), date(2023, 1, 1))}
        >>> name, tasks = kh.Label("Kon Tum", "Kon Tum"), bundled_folder("reconstructed") / "kon_tum_2022" / "tasks.csv"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     kh.create_workspace(f"{folder}/so", kh.WorkspaceCard(name, "made", {"kon_tum": name}, since))
        ...     _ = kh.import_files(f"{folder}/so", tasks, who="Lan")
        ...     kh.history(f"{folder}/so").select("version", "action", "who", "file", "added").row(0)
        (1, 'import', 'Lan', 'tasks.csv', 32)
    """
    folder = Path(workspace)
    read_card(folder)
    rows = [row for version in reversed(read_versions(folder)) for row in _rows(version)]
    return pl.DataFrame(rows, schema=_HISTORY)


def undo(workspace: str | Path, *, to: int | None = None, who: str | None = None) -> int:
    """Put a workspace back to an earlier state, as a new version; history is never rewritten.

    Args:
        workspace: Folder with ``workspace.toml``.
        to: The version to go back to, 0 for the empty workspace; ``None`` takes back the last
            import that was not taken back yet.
        who: Who does it; ``None`` is the user of this computer.

    Returns:
        Number of the new version.

    Raises:
        DataNotFoundError: If there is no such workspace.
        WrongUseError: If there is nothing to undo, no version of that number, the state would
            stay the same, or someone else wrote at the same moment.
        UnreadableDataError: If a version file is damaged.

    Examples:
        >>> import tempfile
        >>> from datetime import date
        >>> import khcn_analytics as kh
        >>> from khcn_analytics.io.bundled import bundled_folder
        >>> since = {"tasks": kh.Coverage(date(2022, 1, 1), date(2023, 1, 1))}
        >>> name, tasks = kh.Label("Kon Tum", "Kon Tum"), bundled_folder("reconstructed") / "kon_tum_2022" / "tasks.csv"
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     kh.create_workspace(f"{folder}/so", kh.WorkspaceCard(name, "made", {"kon_tum": name}, since))
        ...     _ = kh.import_files(f"{folder}/so", tasks)
        ...     kh.undo(f"{folder}/so")
        2
    """
    folder = Path(workspace)
    read_card(folder)
    newest = newest_number(folder)
    if not newest:
        raise WrongUseError(
            f"Kho dữ liệu “{folder}” chưa có lần nhập nào.", f"Nothing was imported into workspace “{folder}” yet."
        )
    current = read_version(folder, newest)
    target = _before_last_import(folder, current) if to is None else to
    tables = read_version(folder, target).tables if target else {}
    if tables == current.tables:
        raise WrongUseError(
            f"Phiên bản {target} giống hệt hiện tại, không có gì để hoàn tác. Xem: khcn history “{folder}”.",
            f"Version {target} is the same as now, there is nothing to undo. See: khcn history “{folder}”.",
        )
    try:
        publish(
            folder,
            next_version(newest, "undo", who, tables, restores=target),
        )
    except OvertakenError as error:
        # Not again on top of theirs: what to undo was decided without knowing of it.
        raise WrongUseError(
            f"Người khác vừa thay đổi “{folder}”. Chưa hoàn tác gì; hãy xem khcn history rồi làm lại.",
            f"Someone else just changed “{folder}”. Nothing was undone; see khcn history and try again.",
        ) from error
    return newest + 1


def _before_last_import(folder: Path, current: StoredVersion) -> int:
    """The version the state of today was built on; an undo stands for the version it restored."""
    while current.restores is not None:
        if not current.restores:
            raise _nothing_to_undo(folder)
        current = read_version(folder, current.restores)
    return current.base


def _nothing_to_undo(folder: Path) -> WrongUseError:
    return WrongUseError(
        f"Kho dữ liệu “{folder}” không còn lần nhập nào để hoàn tác.",
        f"Workspace “{folder}” has no import left to undo.",
    )


def _rows(version: StoredVersion) -> list[dict[str, object]]:
    made = {
        "version": version.number,
        "action": version.action,
        "when": version.when.astimezone(UTC),
        "who": version.who,
        "restores": version.restores,
    }
    counts = ("sha256", "dataset", "read", "added", "changed", "unchanged", "quarantined")
    files = [{"file": each.name, **{name: getattr(each, name) for name in counts}} for each in version.files]
    return [{**made, **each} for each in files or [dict.fromkeys(("file", *counts))]]
