"""A Parquet file -> a sheet of text."""

from __future__ import annotations

from datetime import time
from io import BytesIO

import polars as pl

from khcn_analytics.io.files.sheets import (
    LIKE_THOUSANDS,
    MARKS,
    MOST_COLUMNS,
    MOST_ROWS,
    Sheet,
    TooLongError,
    TooWideError,
    number_marks,
)


def sheet_of_parquet(content: bytes) -> Sheet:
    """The one table of a Parquet file, the names of its columns as row 1, as they would stand in a workbook.

    Args:
        content: The file.

    Raises:
        PolarsError: If it is damaged or no Parquet file.
        TooWideError: If it has over :data:`~khcn_analytics.io.files.sheets.MOST_COLUMNS` columns.
        TooLongError: If it has more records than a sheet has rows.
    """
    # A few kilobytes may say that they are millions of rows: asked before anything is read.
    stored = pl.scan_parquet(BytesIO(content))
    if len(stored.collect_schema()) > MOST_COLUMNS:
        raise TooWideError
    if stored.select(pl.len()).collect().item() >= MOST_ROWS:
        raise TooLongError
    columns = [_plain(column) for column in stored.collect()]
    texts = [pl.concat([pl.Series([each.name]), each.cast(pl.String)]) for each in columns]
    cells = pl.DataFrame([text.alias(str(place)) for place, text in enumerate(texts)])
    numbers = [
        number_marks(place, text.str.contains(LIKE_THOUSANDS).arg_true() + 1)
        for place, text in enumerate(texts)
        if columns[place].dtype.is_float() or columns[place].dtype.is_decimal()
    ]
    rows = pl.Series(range(1, cells.height + 1), dtype=pl.Int64)
    return Sheet(None, is_hidden=False, cells=cells, rows=rows, marks=pl.concat([pl.DataFrame(schema=MARKS), *numbers]))


def _plain(column: pl.Series) -> pl.Series:
    """Days kept as midnights and whole numbers kept as floats, as other tools write them."""
    if column.dtype == pl.Datetime and (column.dt.time().drop_nulls() == time()).all():
        return column.dt.date()
    if column.dtype.is_float() and (column.drop_nulls() == column.drop_nulls().round()).all():
        return column.cast(pl.Int64, strict=False)
    return column
