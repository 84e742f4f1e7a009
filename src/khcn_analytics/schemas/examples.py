"""A valid record of a dataset, made of the examples of its columns."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.vocabulary.text import accent_free_key


@lru_cache(maxsize=32)
def example_record(dataset: Dataset[Any]) -> pl.DataFrame:
    """One valid record made of the columns' examples.

    Where examples contradict each other (a task is accepted or terminated, not both) the cell
    that the broken rule blames is left empty.

    Args:
        dataset: What the record is.

    Raises:
        ValueError: If no valid record can be made of the examples.

    Examples:
        >>> from khcn_analytics.schemas.tasks import TASKS
        >>> example_record(TASKS).select("level", "started_on", "terminated_on").row(0)
        ('provincial', datetime.date(2024, 1, 1), None)
    """
    types, required = column_types(dataset.model), required_columns(dataset.model)
    values = {name: _value(card, types[name]) for name, card in column_cards(dataset.model).items()}
    while True:
        frame = pl.DataFrame({name: [value] for name, value in values.items()}, schema=types)
        problems = check_frame(frame, dataset).problems
        if problems.is_empty():
            return frame
        blamed = problems["field"][0]
        if blamed in required or values[blamed] is None:
            raise ValueError(f"{dataset.name}: the examples break the rule {problems['rule'][0]}")
        values[blamed] = None


def has_example_texts(dataset: Dataset[Any]) -> pl.Expr:
    """Whether a record has the texts that its example can't do without; few do, and making one takes long.

    Args:
        dataset: What the record is.
    """
    cards, types = column_cards(dataset.model), column_types(dataset.model)
    texts = {
        name: cards[name].example
        for name in required_columns(dataset.model)
        if types[name] == pl.String and cards[name].codes is None
    }
    return pl.all_horizontal(pl.col(name) == text for name, text in texts.items())


def _value(card: ColumnCard, wanted: pl.DataType) -> Any:
    """The example of a column, typed. Examples are ours: one that can't be read is an error."""
    if card.codes is not None:
        return card.codes.spellings()[accent_free_key(card.example)]
    if wanted == pl.Date:
        day, month, year = card.example.split("/")
        return date(int(year), int(month), int(day))
    if wanted == pl.Boolean:
        return {"có": True, "không": False}[card.example]
    if wanted == pl.Int64:
        return int(card.example)
    return float(card.example) if wanted == pl.Float64 else card.example
