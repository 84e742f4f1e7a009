"""The bundled provinces of Vietnam, by date."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import polars as pl

from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.vocabulary.provinces import Province, Territory


@lru_cache(maxsize=1)
def bundled_territory() -> Territory:
    """The 63 provinces from 1 August 2008 and the 34 from 1 July 2025.

    Examples:
        >>> from datetime import date
        >>> territory = bundled_territory()
        >>> len(territory.on(date(2025, 6, 30))), len(territory.on(date(2025, 7, 1)))
        (63, 34)
        >>> [each.name for each in territory.merged(territory.named("Quảng Ngãi", date(2026, 1, 1)))]
        ['Quảng Ngãi', 'Kon Tum']
    """
    # Codes begin with 0: nothing but the days is anything else than text.
    rows = pl.read_csv(bundled_folder("territory") / "provinces.csv", infer_schema=False).with_columns(
        pl.col("since", "until").str.to_date()
    )
    return Territory(tuple(_province(**row) for row in rows.iter_rows(named=True)))


def bundled_populations() -> pl.DataFrame:
    """Area and population of the 34 provinces as stated at the merger, and how sure each is."""
    kinds = {"code": pl.String, "area_km2": pl.Float64, "population": pl.Int64}
    return pl.read_csv(bundled_folder("territory") / "populations.csv", schema_overrides=kinds)


def _province(*, aliases: str | None, **columns: Any) -> Province:
    return Province(aliases=tuple(aliases.split("; ")) if aliases else (), **columns)
