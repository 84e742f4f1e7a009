"""What a dataset is, beside its columns and rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

import pandera.polars as pa

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.schemas.links import Link
from khcn_analytics.schemas.record_displays import dataset_display
from khcn_analytics.vocabulary.labels import Label

Model = TypeVar("Model", bound=pa.DataFrameModel)


@dataclass(frozen=True, slots=True, repr=False)
class Dataset(Shown, Generic[Model]):
    """A kind of records a department keeps.

    Attributes:
        name: Code, and the file's name in a workspace.
        label: What people call it.
        row: What one record is.
        model: Columns, types and rules.
        key: The columns that tell one record from another.
        links: The rules between its records and those of other datasets.
    """

    name: str
    label: Label
    row: Label
    model: type[Model]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()

    def _shown(self) -> Display:
        return dataset_display(self)
