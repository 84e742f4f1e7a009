"""A series as a whole: as an index, and its average change a year.

Both lead from one period to the same period of another year. What lies between is neither needed
nor filled in; how much of it there is, is told.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import IncomparableError
from khcn_analytics.periods import Period
from khcn_analytics.schemas.results import BREAK_COLUMNS, AverageChanges, IndexedValues, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import change, compare, keys_of
from khcn_analytics.trends.crossing import with_breaks


def index(
    values: DataFrame[IndicatorValues], base_year: int, *, breaks: Iterable[Break] = ()
) -> DataFrame[IndexedValues]:
    """Each value as an index: the same period of the base year is 100.

    Args:
        values: Values that hold the base year; where they don't, the index is null with the reason
            ``no_base``, and no other year takes its place.
        base_year: The year that is 100.
        breaks: What may lie between the base and a value (see ``breaks``): across one that leaves nothing to
            compare there is no index, with the reason ``break``.

    Returns:
        One row for each value, in the same order. Shares have no index (reason ``share``).

    Raises:
        WrongUseError: If several values stand for one indicator, group and period.

    Examples:
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([20, 25]),
        ...     started_on=pl.Series(["2019-05-01", "2021-05-01"]).str.to_date(),
        ... )
        >>> values = compute({"inspections": frame}, years(2019, 2021),
        ...                  indicators=["inspections.checked_subjects"])
        >>> index(values, 2019)["index"].to_list()
        [100.0, 0.0, 125.0]
    """
    changes = with_breaks(change(values, base_year), breaks)
    value, base = pl.col(IndexedValues.value), pl.col(IndexedValues.base)
    reason = pl.coalesce(IndexedValues.reason, pl.when(base < 0).then(pl.lit("not_positive")))
    indexed = changes.with_columns(reason).with_columns(
        pl.when(pl.col(IndexedValues.reason).is_null()).then(100 * value / base).alias(IndexedValues.index)
    )
    last = [IndexedValues.index, IndexedValues.verdict, IndexedValues.reason, *BREAK_COLUMNS]
    return as_result(indexed.select(pl.exclude("absolute", "relative", *last), *last), IndexedValues)


def average_change(
    values: DataFrame[IndicatorValues], first: Period, last: Period, *, breaks: Iterable[Break] = ()
) -> DataFrame[AverageChanges]:
    """The average change a year from one period to the same period of a later year.

    Args:
        values: Values that hold both periods. A group without one of them has no average: no
            other year takes its place.
        first: The period to start from.
        last: The period to lead to, of the same kind and place in its year.
        breaks: What may lie between them, as for :func:`index`.

    Returns:
        One row for each value of ``last``.

    Raises:
        IncomparableError: If ``last`` is not the same period of a later year, or the values hold
            nothing of it.
        WrongUseError: If several values stand for one indicator, group and period.

    Examples:
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([20, 25]),
        ...     started_on=pl.Series(["2019-05-01", "2021-05-01"]).str.to_date(),
        ... )
        >>> values = compute({"inspections": frame}, years(2019, 2021),
        ...                  indicators=["inspections.checked_subjects"])
        >>> average_change(values, *(Period("year", each) for each in (2019, 2021))).select(
        ...     "years", "absolute", pl.col("rate").round(3)
        ... ).row(0)
        (2, 2.5, 0.118)
    """
    years = last.year - first.year
    if years < 1 or last.of_year(first.year) != first:
        raise IncomparableError(
            f"Không tính được tăng, giảm bình quân một năm từ {first.label()} đến {last.label()}: "
            "kỳ sau phải là cùng kỳ của một năm về sau.",
            f"There is no average change a year from {first.label('en')} to {last.label('en')}: "
            "the second must be the same period of a later year.",
        )
    changes = with_breaks(compare(values, last, first), breaks)
    keys = keys_of(values)
    value, base = pl.col(AverageChanges.value), pl.col(AverageChanges.base)
    not_positive = pl.when((base < 0) | (value <= 0)).then(pl.lit("not_positive"))
    found = (
        changes.join(_reported(values, keys, first, last), on=keys, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            pl.lit(years, pl.Int64).alias(AverageChanges.years),
            pl.col(AverageChanges.reported).fill_null(0),
            pl.col(AverageChanges.absolute) / years,
            pl.coalesce(AverageChanges.reason, not_positive),
        )
        .with_columns(
            pl.when(pl.col(AverageChanges.reason).is_null())
            .then((value / base) ** (1 / years) - 1)
            .alias(AverageChanges.rate)
        )
    )
    figures = [
        AverageChanges.years,
        AverageChanges.reported,
        AverageChanges.absolute,
        AverageChanges.rate,
        AverageChanges.verdict,
        AverageChanges.reason,
        *BREAK_COLUMNS,
    ]
    return as_result(found.select(pl.exclude("relative", *figures), *figures), AverageChanges)


def _reported(values: pl.DataFrame, keys: list[str], first: Period, last: Period) -> pl.DataFrame:
    """How many of the same periods from the first to the last each series has a value of."""
    every = [last.of_year(year) for year in range(first.year, last.year + 1)]
    days = pl.DataFrame(
        {"period_start": [each.start for each in every], "period_end": [each.end for each in every]},
        schema={"period_start": pl.Date, "period_end": pl.Date},
    )
    known = values.filter(pl.col(IndicatorValues.value).is_not_null()).join(days, on=days.columns, how="semi")
    return known.group_by(keys).agg(pl.len().cast(pl.Int64).alias(AverageChanges.reported))
