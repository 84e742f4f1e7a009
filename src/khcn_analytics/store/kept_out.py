"""Rows that were kept out, remembered until they come in again.

Two tables of a store beside its datasets: ``quarantine`` holds each row as the text it was,
``problems`` what was wrong. An entry goes when its key comes in again, clean or not and from
whatever file; without a readable key, when a file of its name brings another row in its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from khcn_analytics.schemas.columns import column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.results import Problems

QUARANTINE, PROBLEMS = "quarantine", "problems"
_ENTRY: dict[str, pl.DataType] = {"dataset": pl.String(), "source": pl.String(), "key": pl.String()}
_QUARANTINED: dict[str, pl.DataType] = {**_ENTRY, "sheet": pl.String(), "row": pl.Int64(), "record": pl.String()}
KEPT_OUT_TABLES: dict[str, dict[str, pl.DataType]] = {
    QUARANTINE: _QUARANTINED,
    PROBLEMS: {**_ENTRY, **column_types(Problems)},
}
"""Columns of both tables. ``source`` is the name of the file; ``key`` the record's key as JSON, null
where it can't be read; ``record`` the row as JSON, a text for each cell."""


def key_texts(records: pl.DataFrame, dataset: Dataset[Any]) -> pl.Series:
    """The key of each record as one text; null where a required part is missing."""
    required = [name for name in dataset.key if name in required_columns(dataset.model)]
    text = pl.struct(pl.col(name).cast(pl.String) for name in dataset.key).struct.json_encode()
    whole = pl.all_horizontal(pl.col(required).is_not_null())
    return records.select(pl.when(whole).then(text).alias("key"))["key"]


def entries(rows: pl.DataFrame, places: pl.DataFrame, keys: pl.Series, dataset: str, source: str) -> pl.DataFrame:
    """Rows for the table ``quarantine``, from records and the sheet and row each stood in."""
    text = pl.struct(pl.all().cast(pl.String)).struct.json_encode() if rows.width else pl.lit(None, pl.String)
    return _entered(
        rows.select(text.alias("record")).with_columns(places.get_columns()).with_columns(keys.alias("key")),
        dataset,
        source,
        _QUARANTINED,
    )


def told(problems: pl.DataFrame, dataset: str, source: str) -> pl.DataFrame:
    """Rows for the table ``problems``, from problems with the key of their records."""
    return _entered(problems, dataset, source, KEPT_OUT_TABLES[PROBLEMS])


def still_kept_out(stored: pl.DataFrame, brought: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The entries of ``quarantine`` that an import leaves, and those whose place it gives to another row.

    Args:
        stored: The table before.
        brought: ``dataset``, ``source``, ``sheet``, ``row`` and ``key`` of every record of the import.
    """
    waiting = _not_come_again(stored, brought)
    without_key = waiting.filter(pl.col("key").is_null())
    replaced = without_key.join(brought, on=_PLACE, how="semi", nulls_equal=True)
    return waiting.join(replaced, on=waiting.columns, how="anti", nulls_equal=True), replaced


def still_told(stored: pl.DataFrame, brought: pl.DataFrame, kept_out: pl.DataFrame) -> pl.DataFrame:
    """The entries of ``problems`` that an import leaves.

    Args:
        stored: The table before.
        brought: As :func:`still_kept_out`.
        kept_out: The entries of ``quarantine`` that it leaves.
    """
    waiting = _not_come_again(stored, brought).with_row_index("place")
    without_key = waiting.filter(pl.col("key").is_null())
    # What is of no record, such as a header misspelt, is told anew with each file of that name.
    of_file = without_key.join(brought, on=["dataset", "source"], how="semi")
    of_row = without_key.join(kept_out.filter(pl.col("key").is_null()), on=_PLACE, how="semi", nulls_equal=True)
    gone = of_file.join(of_row, on="place", how="anti")
    return waiting.join(gone, on="place", how="anti").drop("place")


def in_order(entries: pl.DataFrame) -> pl.DataFrame:
    """One order, whichever came first: the same file twice must make the same table."""
    return entries.sort(pl.all(), nulls_last=True)


_PLACE = ["dataset", "source", "sheet", "row"]


def _not_come_again(stored: pl.DataFrame, brought: pl.DataFrame) -> pl.DataFrame:
    """A key that can't be read equals no other."""
    return stored.join(brought, on=["dataset", "key"], how="anti")


def _entered(rows: pl.DataFrame, dataset: str, source: str, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    named = rows.with_columns(pl.lit(dataset).alias("dataset"), pl.lit(source).alias("source"))
    return named.select(pl.col(name).cast(wanted) for name, wanted in columns.items())
