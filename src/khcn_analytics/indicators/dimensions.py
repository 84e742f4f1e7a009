"""What each dataset can be split by."""

from __future__ import annotations

from typing import Any

import polars as pl

from khcn_analytics.indicators.cards import Dimension
from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.results import UNKNOWN
from khcn_analytics.schemas.tasks import TASKS, Tasks
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.task_codes import RESEARCH_FIELDS

PLACES = ("department", "unit")
"""Every dataset can be split by these, and every result has them as columns."""


def _of_columns(dataset: Dataset[Any], *names: str) -> dict[str, Dimension]:
    """Dimensions that are columns as they stand."""
    cards = column_cards(dataset.model)
    return {
        name: Dimension(name, cards[name].label, pl.col(name).cast(pl.String).fill_null(UNKNOWN), cards[name].codes)
        for name in names
    }


DIMENSIONS: dict[str, dict[str, Dimension]] = {
    "tasks": {
        **_of_columns(TASKS, *PLACES, "level", "programme", "managed_by", "kind", "serves_agriculture"),
        # Codes of 1, 3, 5 or 7 digits are grouped by their first digit, the six fields.
        "field": Dimension(
            "field",
            column_cards(Tasks)[Tasks.field].label,
            pl.col(Tasks.field).str.head(1).fill_null(UNKNOWN),
            RESEARCH_FIELDS,
        ),
    },
    "inspections": _of_columns(INSPECTIONS, *PLACES, "activity", "field", "planned"),
    "initiatives": _of_columns(INITIATIVES, *PLACES, "field", "scope"),
}

DIMENSION_LABELS: dict[str, Label] = {
    name: dimension.label for dimensions in DIMENSIONS.values() for name, dimension in dimensions.items()
}
"""What people call each dimension."""
