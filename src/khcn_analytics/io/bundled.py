"""Where the bundled data lies: at the top of a checkout, or beside the code when installed."""

from __future__ import annotations

from pathlib import Path

from khcn_analytics.errors import DataNotFoundError

_PACKAGE = Path(__file__).resolve().parents[1]


def bundled_folder(name: str) -> Path:
    """Folder of a bundled dataset.

    Raises:
        DataNotFoundError: If there is none of that name.
    """
    for root in (_PACKAGE / "datasets", _PACKAGE.parents[1] / "datasets"):
        if (root / name).is_dir():
            return root / name
    raise DataNotFoundError(f"datasets/{name}")
