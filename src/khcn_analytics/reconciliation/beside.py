"""Printed results beside computed values, one row for each, with a flag where they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.reconciliation.figures import VALUE_KEY, Figure, ValueKey, computed_by_key, figures_of
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


def beside_published(
    values: pl.DataFrame, published: pl.DataFrame, *, averages: Collection[str] = ()
) -> DataFrame[BesidePublished]:
    """Set printed results beside computed values; plans and estimates are left aside.

    Args:
        values: Values (see :class:`IndicatorValues`); only those of whole departments are looked at.
        published: Rows of ``published``.
        averages: Indicators that are one number over another, which reports round.

    Returns:
        Every value and every printed result, sorted by department, indicator and period.

    Examples:
        >>> from datetime import date
        >>> from khcn_analytics.store.workspace import published_figures
        >>> nothing = {"department": pl.String, "unit": pl.String, "indicator": pl.String, "period_start": pl.Date,
        ...            "period_end": pl.Date, "value": pl.Float64, "flag": pl.String}
        >>> beside_published(pl.DataFrame(schema=nothing), published_figures())["agreement"].unique().to_list()
        ['only_printed']
    """
    computed = computed_by_key(values)
    printed = [each for each in figures_of(published, averages) if each.status == "actual"]
    rows = [*_of_printed(printed, computed), *_only_computed(computed, printed)]
    frame = pl.DataFrame(rows, schema=column_types(BesidePublished), orient="row")
    return as_result(frame.sort(VALUE_KEY, maintain_order=True), BesidePublished)


def _of_printed(printed: Iterable[Figure], computed: Mapping[ValueKey, dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    for each in printed:
        row = computed.get(each.value_key, {})
        value, flag = row.get("value"), row.get("flag")
        told = (each.value, each.qualifier, each.source, each.locator)
        yield (*each.value_key, value, flag, *told, _agreement(each, row))


def _agreement(figure: Figure, row: dict[str, Any]) -> Agreement:
    if not row:
        return "only_printed"
    if row["value"] is None:
        return "not_compared"
    return "agrees" if row["value"] in figure.range else "differs"


def _only_computed(
    computed: Mapping[ValueKey, dict[str, Any]], printed: Iterable[Figure]
) -> Iterator[tuple[object, ...]]:
    known = {each.value_key for each in printed}
    for key, row in computed.items():
        if key not in known:
            yield (*key, row["value"], row["flag"], None, None, None, None, "only_computed")
