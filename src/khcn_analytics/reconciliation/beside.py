"""Printed results beside computed values, one row for each, with a flag where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.reconciliation.figures import Figure, figures_of
from khcn_analytics.schemas.columns import Date, Number, Text, column_types
from khcn_analytics.schemas.validation import as_result

Agreement = Literal["agrees", "differs", "not_compared", "only_printed", "only_computed"]


class BesidePublished(pa.DataFrameModel):
    """Values of departments beside what was printed of them.

    A figure that was printed several times has a row for each. ``printed`` is the figure and
    ``qualifier`` how exactly it is meant. ``agreement`` is ``agrees`` or ``differs`` (the value is
    not among those the printed figure allows), ``not_compared`` (``flag`` says why there is no
    value), ``only_printed`` (nothing was computed) or ``only_computed``.
    """

    department: Text = pa.Field()
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    value: Number = pa.Field(nullable=True)
    flag: Text = pa.Field(nullable=True)
    printed: Number = pa.Field(nullable=True)
    qualifier: Text = pa.Field(nullable=True)
    source: Text = pa.Field(nullable=True)
    locator: Text = pa.Field(nullable=True)
    agreement: Text = pa.Field(isin=list(get_args(Agreement)))

    class Config:
        strict = True


_KEY = ("department", "indicator", "period_start", "period_end")


def beside_published(values: pl.DataFrame, published: pl.DataFrame) -> DataFrame[BesidePublished]:
    """Set printed results beside computed values; plans and estimates are left aside.

    Args:
        values: Values (see :class:`IndicatorValues`); only those of whole departments are looked at.
        published: Rows of ``published``.

    Returns:
        Every value and every printed result, sorted by department, indicator and period.

    Examples:
        >>> from datetime import date
        >>> from khcn_analytics.store.workspace import published_figures
        >>> nothing = pl.DataFrame(schema={**dict.fromkeys(_KEY[:2], pl.String), **dict.fromkeys(_KEY[2:], pl.Date),
        ...                                "unit": pl.String, "value": pl.Float64, "flag": pl.String})
        >>> beside_published(nothing, published_figures())["agreement"].unique().to_list()
        ['only_printed']
    """
    whole = values.filter(pl.col("unit").is_null(), pl.col("department").is_not_null())
    computed = {tuple(row[name] for name in _KEY): row for row in whole.iter_rows(named=True)}
    printed = [each for each in figures_of(published) if each.status == "actual"]
    rows = [*_of_printed(printed, computed), *_only_computed(computed, printed)]
    frame = pl.DataFrame(rows, schema=column_types(BesidePublished), orient="row")
    return as_result(frame.sort(_KEY, maintain_order=True), BesidePublished)


def _key(figure: Figure) -> tuple[object, ...]:
    return (figure.department, figure.indicator, *figure.days)


def _of_printed(
    printed: Iterable[Figure], computed: dict[tuple[object, ...], dict[str, Any]]
) -> Iterator[tuple[object, ...]]:
    for each in printed:
        row = computed.get(_key(each), {})
        value, flag = row.get("value"), row.get("flag")
        told = (each.value, each.qualifier, each.source, each.locator)
        yield (*_key(each), value, flag, *told, _agreement(each, row))


def _agreement(figure: Figure, row: dict[str, Any]) -> Agreement:
    if not row:
        return "only_printed"
    if row["value"] is None:
        return "not_compared"
    return "agrees" if row["value"] in figure.range else "differs"


def _only_computed(
    computed: dict[tuple[object, ...], dict[str, Any]], printed: Iterable[Figure]
) -> Iterator[tuple[object, ...]]:
    known = {_key(each) for each in printed}
    for key, row in computed.items():
        if key not in known:
            yield (*key, row["value"], row["flag"], None, None, None, None, "only_computed")
