"""The bundled provinces of Vietnam, by date."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.io.bundled import bundled_folder
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label
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


def province_code(name: str, days: tuple[date, date] | None = None) -> str:
    """The code of a province in data.

    Args:
        name: Its code, its name or another spelling.
        days: It must have stood on a day from the first of these to before the second; ``None`` asks for none.

    Raises:
        UnknownNameError: If there is no such province, or it stood on none of these days: then what it had
            become part of is suggested.

    Examples:
        >>> province_code("Kon Tum")
        'kon_tum'
    """
    territory = bundled_territory()
    first, after = days or (territory.since, date.max)
    code = territory.department_of(name)
    if code is None:
        since = territory.since
        kind = Label(f"tỉnh, thành phố từ ngày {format_date(since)} tên", f"province since {since} named")
        raise UnknownNameError(kind.vi, kind.en, name, {each.department for each in territory.provinces})
    if any(each.department == code and each.stands(first, after) for each in territory.provinces):
        return code
    return territory.named(name, max(first, territory.since)).department


def _province(*, aliases: str | None, **columns: Any) -> Province:
    return Province(aliases=tuple(aliases.split("; ")) if aliases else (), **columns)
