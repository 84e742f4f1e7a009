"""What people call the columns that problems are in.

It needs no file and no problem, but is for those who show problems: the page, the terminal, the store.
"""

from __future__ import annotations

from typing import Any

from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.vocabulary.labels import Language


def column_names(dataset: Dataset[Any], language: Language) -> dict[str, str]:
    """Column of a dataset -> its name, for problems of columns that the file does not have.

    Examples:
        >>> from khcn_analytics.schemas.registry import dataset_named
        >>> column_names(dataset_named("inspections"), "vi")["started_on"]
        'Ngày bắt đầu'
    """
    return {name: card.label.text(language) for name, card in column_cards(dataset.model).items()}
