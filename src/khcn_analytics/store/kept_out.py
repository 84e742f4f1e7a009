"""Rows that were kept out, remembered until they come in clean.

Two tables of a store beside its datasets: ``quarantine`` holds each row as the text it was,
``problems`` what was wrong. An entry goes when a file of its name is imported again for its
dataset, or when its key comes in with a clean row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from khcn_analytics.io.cells.parsing import parse_cells
from khcn_analytics.schemas.columns import column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.results import Problems
from khcn_analytics.vocabulary.text import nfc

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


def keys_of_text(rows: pl.DataFrame, dataset: Dataset[Any], defaults: Mapping[str, str]) -> pl.Series:
    """The key of each row of text cells, read as the importer reads it."""
    cards, types = column_cards(dataset.model), column_types(dataset.model)
    columns = {}
    for name in dataset.key:
        default = pl.Series(name, [defaults.get(name)] * rows.height, dtype=pl.String)
        text = _tidy(rows[name]) if name in rows.columns else default
        columns[name] = parse_cells(text, cards[name], types[name]).values
    return key_texts(pl.DataFrame(columns), dataset)


def _tidy(column: pl.Series) -> pl.Series:
    distinct = column.drop_nulls().unique()
    return column.replace_strict(distinct, [nfc(each) or None for each in distinct], return_dtype=pl.String)


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


def remembered(
    stored: pl.DataFrame, new: Iterable[pl.DataFrame], sources: Mapping[str, set[str]], clean: Mapping[str, pl.Series]
) -> pl.DataFrame:
    """One of the two tables after an import.

    Args:
        stored: The table before.
        new: The rows the import adds.
        sources: Dataset -> names of the files imported for it.
        clean: Dataset -> keys of the records that came in.
    """
    kept = stored
    for dataset, names in sources.items():
        gone = pl.col("source").is_in(list(names))
        if dataset in clean:
            gone |= pl.col("key").is_in(clean[dataset].implode()).fill_null(value=False)
        kept = kept.filter(((pl.col("dataset") == dataset) & gone).not_())
    # In one order, whichever came first: the same file twice must make the same table.
    return pl.concat([kept, *new]).sort(pl.all(), nulls_last=True)


def _entered(rows: pl.DataFrame, dataset: str, source: str, columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    named = rows.with_columns(pl.lit(dataset).alias("dataset"), pl.lit(source).alias("source"))
    return named.select(pl.col(name).cast(wanted) for name, wanted in columns.items())
