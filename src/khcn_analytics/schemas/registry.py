"""The written-out list of datasets."""

from __future__ import annotations

from typing import Any

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.funding import FUNDING
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.tasks import TASKS

DATASETS: dict[str, Dataset[Any]] = {each.name: each for each in (TASKS, FUNDING, INSPECTIONS, INITIATIVES, PUBLISHED)}


def dataset_named(name: str) -> Dataset[Any]:
    """The dataset with this name.

    Raises:
        UnknownNameError: If there is none; close names are suggested.
    """
    if name not in DATASETS:
        raise UnknownNameError("bộ dữ liệu", "dataset", name, DATASETS)
    return DATASETS[name]
