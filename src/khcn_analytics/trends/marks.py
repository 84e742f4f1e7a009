"""What stands beside a line over periods: breaks, targets, and the estimate of a year that is not over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period, PeriodKind, period_from_days
from khcn_analytics.schemas.columns import Boolean, Date, Number, Text
from khcn_analytics.schemas.results import IndicatorValues, TargetResults
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import keys_of
from khcn_analytics.trends.crossing import break_points
from khcn_analytics.trends.estimates import YearEstimates
from khcn_analytics.trends.windows import window_end


class MarkedValues(pa.DataFrameModel):
    """Values of a series with what a trend chart marks.

    Where ``estimated``, ``value`` is an estimate between ``low`` and ``high``; elsewhere both are null.
    ``target`` is that of the group and period, null where there is none. ``break_vi`` and ``break_en``
    tell what changed, in the first period that has days from the change on.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    value: Number = pa.Field(nullable=True)
    estimated: Boolean = pa.Field()
    low: Number = pa.Field(nullable=True)
    high: Number = pa.Field(nullable=True)
    target: Number = pa.Field(nullable=True)
    break_vi: Text = pa.Field(nullable=True)
    break_en: Text = pa.Field(nullable=True)


def with_marks(
    values: DataFrame[IndicatorValues],
    *,
    breaks: Iterable[Break] = (),
    targets: DataFrame[TargetResults] | None = None,
    estimates: DataFrame[YearEstimates] | None = None,
) -> DataFrame[MarkedValues]:
    """The values with the columns that a trend chart draws beside the line.

    Periods that are missing between the first and the last of a kind are added without a value: a gap is
    drawn as one.

    Args:
        values: Values over several periods, of any indicators and groups.
        breaks: What may break these series; an estimate is part of its series.
        targets: Targets; those of other groups, indicators and periods are not looked at.
        estimates: Estimates of a year, of the same groups. One joins the end of its series, in place of
            a year without value; a year that has a value keeps it, and rows without estimate add nothing.

    Returns:
        The rows by indicator, group and period.

    Raises:
        WrongUseError: If several targets stand for one group and period.
    """
    keys = keys_of(values)
    rows = values.select(*keys, *_PERIOD, "value").with_columns(estimated=False, low=_NO_NUMBER, high=_NO_NUMBER)
    if estimates is not None:
        rows = _with_estimates(rows, estimates, keys)
    marked = _with_targets(_with_gaps(rows, keys), targets)
    marked = _with_breaks(marked, tuple(breaks), keys)
    return as_result(marked.sort(*keys, "period_start", "period_end", nulls_last=False), MarkedValues)


_PERIOD = ("period_start", "period_end", "period_kind")
_NO_NUMBER = pl.lit(None, pl.Float64)


def _with_estimates(rows: pl.DataFrame, estimates: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    series = [*keys, *_PERIOD]
    found = estimates.filter(pl.col("estimate").is_not_null()).select(
        *series, value="estimate", estimated=pl.lit(value=True), low="low", high="high"
    )
    known = rows.filter(pl.col("value").is_not_null())
    new = found.join(known, on=series, how="anti", nulls_equal=True).join(rows, on=keys, how="semi", nulls_equal=True)
    return pl.concat([rows.join(new, on=series, how="anti", nulls_equal=True), new])


def _with_gaps(rows: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """The rows with those of the periods in between that are missing; spans of years and years to date have none."""
    known = [period_from_days(*each) for each in rows.select(_PERIOD).unique().sort(_PERIOD).iter_rows()]
    missing = [each for kind in dict.fromkeys(each.kind for each in known) for each in _between(known, kind)]
    if not missing:
        return rows
    periods = pl.DataFrame(
        [(each.start, each.end, each.kind) for each in missing],
        schema={name: rows.schema[name] for name in _PERIOD},
        orient="row",
    )
    empty = rows.select(keys).unique(maintain_order=True).join(periods, how="cross").with_columns(estimated=False)
    return pl.concat([rows, empty], how="diagonal")


def _between(known: Sequence[Period], kind: PeriodKind) -> list[Period]:
    """The periods of a kind that are missing between the first and the last."""
    if kind in ("span", "to_date"):
        return []
    own = [each for each in known if each.kind == kind]
    found, each = [], own[-1]
    while each.start > own[0].start:
        each = each.previous()
        found.append(each)
    return [each for each in found if each not in own and each.start > own[0].start]


def _with_targets(rows: pl.DataFrame, targets: pl.DataFrame | None) -> pl.DataFrame:
    places = ["department", "unit", "indicator", "period_start", "period_end"]
    # A target is of a department or a unit, never of a further group of it.
    if targets is None or not set(keys_of(rows)) - {"estimated", "low", "high"} <= set(places):
        return rows.with_columns(target=_NO_NUMBER)
    wanted = targets.select(*places, "target").join(rows, on=places, how="semi", nulls_equal=True)
    repeated = wanted.select(places).is_duplicated().sum()
    if repeated:
        raise WrongUseError(
            f"Có {repeated} chỉ tiêu trùng chỉ số, đơn vị và kỳ. Hãy giữ một chỉ tiêu cho mỗi kỳ.",
            f"{repeated} targets share their indicator, group and period. Keep one for each period.",
        )
    return rows.join(wanted, on=places, how="left", nulls_equal=True, maintain_order="left")


def _with_breaks(rows: pl.DataFrame, breaks: tuple[Break, ...], keys: list[str]) -> pl.DataFrame:
    points = break_points(cast("DataFrame[IndicatorValues]", rows.select(*keys, *_PERIOD, "value")), breaks)
    ends = rows.filter(pl.col("value").is_not_null()).select(
        *keys, "period_start", end=window_end("period_start", "period_end")
    )
    told = (
        points.join(ends, on=keys, nulls_equal=True)
        .filter(pl.col("end") > pl.col("first_day"))
        .group_by(*keys, "id", "first_day", "text_vi", "text_en")
        .agg(pl.col("period_start").min())
        .sort("first_day", "id")
        .group_by(*keys, "period_start", maintain_order=True)
        .agg(break_vi=pl.col("text_vi").str.join(" "), break_en=pl.col("text_en").str.join(" "))
    )
    return rows.join(told, on=[*keys, "period_start"], how="left", nulls_equal=True, maintain_order="left")
