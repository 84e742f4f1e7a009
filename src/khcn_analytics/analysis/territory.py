"""Provinces by name and day, and values on the territory of one day: with the bundled list of provinces."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pandera.typing.polars import DataFrame

from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.store.territory import bundled_territory
from khcn_analytics.trends.territory import on_territory as on_given_territory
from khcn_analytics.vocabulary.provinces import Province


def on_territory(
    values: DataFrame[IndicatorValues], as_of: date, departments: Mapping[str, str] | None = None
) -> DataFrame[IndicatorValues]:
    """Values of departments on the provinces of one day: parts that were merged since are added up.

    Args:
        values: Values by department; counts and sums are added, ratios are recomputed.
        as_of: The day whose provinces to use.
        departments: Province of each department by code, where the code does not tell it.

    Returns:
        One row for each province of that day, group and period. A sum that lacks one of its parts is null
        with the flag ``part_missing``.

    Raises:
        UnknownNameError: If a department is no province's.
        IncomparableError: If values would have to be added or divided that can't be.
        WrongUseError: If the list of provinces does not reach back to a period.

    Examples:
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> import polars as pl
        >>> frame = pl.select(department=pl.Series(["kon_tum", "quang_ngai"]), activity=pl.lit("check"),
        ...                   subjects=pl.Series([3, 4]), started_on=pl.date(2022, 5, 1))
        >>> values = compute({"inspections": frame}, years(2022, 2022), indicators=["inspections.checked_subjects"])
        >>> on_territory(values, date(2025, 12, 31)).select("department", "value").rows()
        [('quang_ngai', 7.0)]
    """
    return on_given_territory(values, bundled_territory(), as_of=as_of, departments=departments)


def province_named(name: str, on: date) -> Province:
    """The province that a name meant on a day.

    Args:
        name: Name or another spelling; accents, case and "tỉnh" or "TP." before it make no difference.
        on: The day, from 1 August 2008 on.

    Returns:
        The province.

    Raises:
        UnknownNameError: If there was none; the province it had become part of, or close names, are suggested.
        WrongUseError: If the list of provinces does not reach back to the day.

    Examples:
        >>> province_named("Kon Tum", date(2022, 12, 31)).name
        'Kon Tum'
    """
    return bundled_territory().named(name, on)
