"""What came of the initiatives of each batch of a year."""

from __future__ import annotations

from datetime import date

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.schemas.columns import Integer
from khcn_analytics.schemas.initiatives import Initiatives
from khcn_analytics.schemas.validation import as_result


class Batches(pa.DataFrameModel):
    """The initiatives of one batch as they stood on a day.

    Null ``batch``: the records do not say. What is neither recognised nor rejected was not decided yet.
    """

    batch: Integer = pa.Field(nullable=True, unique=True)
    initiatives: Integer = pa.Field(ge=1)
    recognised: Integer = pa.Field(ge=0)
    rejected: Integer = pa.Field(ge=0)

    class Config:
        strict = True


def batches(initiatives: pl.DataFrame, year: int, on: date) -> DataFrame[Batches]:
    """The batches of a year, and how far their initiatives had come by a day.

    Args:
        initiatives: Records of ``initiatives``.
        year: The year they belong to, which may differ from that of recognition.
        on: The last day whose events count.

    Returns:
        One row for each batch, in their order; initiatives without batch come last.
    """
    day = {
        "recognised": Initiatives.grassroots_recognised_on,
        "rejected": Initiatives.rejected_on,
    }
    found = (
        initiatives.filter(pl.col(Initiatives.initiative_year) == year)
        .group_by(Initiatives.batch)
        .agg(
            initiatives=pl.len().cast(pl.Int64),
            **{name: (pl.col(of) <= on).sum().cast(pl.Int64) for name, of in day.items()},
        )
    )
    return as_result(found.sort(Initiatives.batch, nulls_last=True), Batches)
