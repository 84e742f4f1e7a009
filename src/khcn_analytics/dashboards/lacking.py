"""What is told where a page would show records that were never imported."""

from __future__ import annotations

from collections.abc import Iterable

from khcn_analytics.dashboards.store import Store
from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.registry import DATASETS


def need(store: Store, datasets: Iterable[str]) -> None:
    """Go on only where the workspace has these datasets.

    Raises:
        WrongUseError: Naming those it does not have.
    """
    missing = [DATASETS[name].label for name in DATASETS if name in set(datasets) - store.workspace.datasets.keys()]
    if missing:
        vi, en = (", ".join(f"“{each.text(language)}”" for each in missing) for language in ("vi", "en"))
        raise WrongUseError(
            f"Kho dữ liệu chưa có bộ {vi}.\nPhần này hiện ra khi bộ đó được nhập.",
            f"The workspace does not have {en} yet.\nThis part appears once that is imported.",
        )
