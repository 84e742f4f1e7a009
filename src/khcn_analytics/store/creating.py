"""A new workspace: a folder with its card, ready to import into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import tomli_w

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.io.writing import write_bytes
from khcn_analytics.store.card import CARD, WorkspaceCard
from khcn_analytics.trends.breaks import break_table
from khcn_analytics.vocabulary.labels import Label


def create_workspace(folder: str | Path, card: WorkspaceCard) -> None:
    """Make a folder and write its ``workspace.toml``.

    Args:
        folder: The folder; it may be there, but not be a workspace.
        card: What the workspace is.

    Raises:
        WrongUseError: If the folder is a workspace already, or can't be written.

    Examples:
        >>> import tempfile
        >>> from datetime import date
        >>> from khcn_analytics.indicators.engine import Coverage
        >>> from khcn_analytics.store.card import read_card
        >>> since = {"tasks": Coverage(date(2024, 1, 1), date(2026, 1, 1))}
        >>> card = WorkspaceCard(Label("Sở", "Dept"), "department", {"x": Label("Sở X", "X")}, since)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     create_workspace(folder, card)
        ...     read_card(Path(folder)) == card
        True
    """
    path = Path(folder) / CARD
    if path.exists():
        raise WrongUseError(
            f"Đã có “{path}”; không ghi đè. Hãy sửa tệp đó hoặc chọn thư mục khác.",
            f"“{path}” is there already and is not replaced. Edit it or choose another folder.",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WrongUseError(
            f"Không ghi được “{path}” ({error.strerror}). Hãy kiểm tra quyền ghi và dung lượng trống.",
            f"“{path}” can't be written ({error.strerror}). Check the permissions and the free space.",
        ) from error
    write_bytes(tomli_w.dumps(_as_toml(card)).encode("utf-8"), path, overwrite=False)


def _as_toml(card: WorkspaceCard) -> dict[str, Any]:
    return {
        "origin": card.origin,
        "calendar": card.calendar,
        "name": _both(card.name),
        "departments": {code: _both(label) | _province(card, code) for code, label in card.departments.items()},
        "coverage": {name: _days(days) for name, days in card.coverage.items()},
        **({"breaks": [break_table(each) for each in card.breaks]} if card.breaks else {}),
    }


def _days(coverage: Coverage) -> dict[str, Any]:
    days: dict[str, Any] = {"since": coverage.since, "until": coverage.until}
    return days if coverage.known_by == "day" else days | {"known_by": coverage.known_by}


def _province(card: WorkspaceCard, department: str) -> dict[str, str]:
    return {"province": card.provinces[department]} if department in card.provinces else {}


def _both(label: Label) -> dict[str, str]:
    return {"vi": label.vi, "en": label.en}
