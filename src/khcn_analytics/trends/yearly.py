"""The rows of the yearly table: this period beside last year's and beside the plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import Boolean, Date, Number, Text
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.targets import Targets
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import change, keys_of, need_period, shares
from khcn_analytics.trends.crossing import with_breaks
from khcn_analytics.vocabulary.target_codes import TARGET_OPERATORS

TARGET_REASONS = ("no_target", "no_value", "between", "share", "zero_target")


class YearlyRows(pa.DataFrameModel):
    """One row is one indicator of one group: last year, the plan, this period, and what lies between.

    ``value_flag`` and ``base_flag`` say why there is no value (see :class:`IndicatorValues`); the
    base is that of the same period last year. ``over_target`` is value - target and
    ``of_target`` is value / target; ``target_reason`` says why ``of_target`` is null:
    ``no_target``, ``no_value``, ``between`` (a target of two bounds), ``share`` (told in
    percentage points) or ``zero_target``. ``is_met`` is null without a target or without a value.
    The rest is as in :class:`ChangesAcrossBreaks`.
    """

    department: Text = pa.Field(nullable=True)
    unit: Text = pa.Field(nullable=True)
    indicator: Text = pa.Field()
    period_start: Date = pa.Field()
    period_end: Date = pa.Field()
    period_kind: Text = pa.Field()
    base_start: Date = pa.Field()
    base_end: Date = pa.Field()
    base: Number = pa.Field(nullable=True)
    base_flag: Text = pa.Field(nullable=True)
    operator: Text = pa.Field(nullable=True, isin=TARGET_OPERATORS.codes)
    target: Number = pa.Field(nullable=True)
    upper_target: Number = pa.Field(nullable=True)
    value: Number = pa.Field(nullable=True)
    value_flag: Text = pa.Field(nullable=True)
    is_met: Boolean = pa.Field(nullable=True)
    over_target: Number = pa.Field(nullable=True)
    of_target: Number = pa.Field(nullable=True)
    target_reason: Text = pa.Field(nullable=True, isin=TARGET_REASONS)
    absolute: Number = pa.Field(nullable=True)
    relative: Number = pa.Field(nullable=True)
    verdict: Text = pa.Field()
    reason: Text = pa.Field(nullable=True)
    break_vi: Text = pa.Field(nullable=True)
    break_en: Text = pa.Field(nullable=True)

    @pa.dataframe_check(name="null_with_reason")
    def null_with_reason(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("of_target").is_null() == pl.col("target_reason").is_not_null())


_PLAN = ("operator", "target", "upper_target", "is_met")
_FIGURES = tuple(name for name in YearlyRows.to_schema().columns if name not in ("department", "unit", "indicator"))


def yearly(
    values: DataFrame[IndicatorValues],
    period: Period,
    targets: pl.DataFrame | None = None,
    *,
    breaks: Iterable[Break] = (),
) -> DataFrame[YearlyRows]:
    """The rows of a yearly table.

    Args:
        values: Values of the period and of the same period last year; where the latter are
            missing, the rows say so.
        period: The period the table is of, mostly a year.
        targets: Judged targets (see ``indicators.derived.judged_targets``); ``None`` where there is no plan.
        breaks: What may lie between last year and this one (see ``breaks``).

    Returns:
        One row for each value of the period, in the order of the catalogue; groups in the order of the values.

    Raises:
        IncomparableError: If there are values, but none of the period.
        WrongUseError: If several values stand for one indicator, group and period, or a value is no number.

    Examples:
        >>> from khcn_analytics.indicators.engine import compute
        >>> from khcn_analytics.periods import years
        >>> frame = pl.select(
        ...     department=pl.lit("cao_bang"), activity=pl.lit("check"), subjects=pl.Series([20, 25]),
        ...     started_on=pl.Series(["2019-05-01", "2020-05-01"]).str.to_date(),
        ... )
        >>> values = compute({"inspections": frame}, years(2019, 2020),
        ...                  indicators=["inspections.checked_subjects"])
        >>> yearly(values, Period("year", 2020)).select("base", "value", "absolute", "target_reason").rows()
        [(20.0, 25.0, 5.0, 'no_target')]
    """
    days = {"period_start": period.start, "period_end": period.end, "period_kind": period.kind}
    if values.height:
        need_period(values, period)
    base = period.same_period_last_year()
    base_days = {"period_start": base.start, "period_end": base.end, "period_kind": base.kind}
    both = values.filter(pl.any_horizontal(_is(days), _is(base_days)))
    rows = with_breaks(change(as_result(both, IndicatorValues)), breaks).filter(_is(days))
    keys = keys_of(values)
    rows = _beside(rows, values.filter(_is(days)).select(*keys, value_flag="flag"), keys)
    rows = _beside(rows, values.filter(_is(base_days)).select(*keys, base_flag="flag"), keys)
    rows = _beside(rows, _plan(targets, days), ["department", "unit", "indicator"], many=True)
    # A plan is for a department or a unit, never for a further group such as a level.
    further = [pl.col(each).is_null() for each in keys if each not in ("department", "unit", "indicator")]
    planned = pl.all_horizontal(True, *further)  # noqa: FBT003
    rows = rows.with_columns(pl.when(planned).then(name).alias(name) for name in _PLAN)
    place = {code: number for number, code in enumerate(INDICATORS)}
    ordered = rows.sort(pl.col("indicator").replace_strict(place, default=len(place)), maintain_order=True)
    return as_result(ordered.with_columns(_against_plan()).select(*keys, *_FIGURES), YearlyRows)


def _is(days: dict[str, Any]) -> pl.Expr:
    return pl.all_horizontal(pl.col(name) == day for name, day in days.items())


def _beside(rows: pl.DataFrame, found: pl.DataFrame, keys: list[str], *, many: bool = False) -> pl.DataFrame:
    return rows.join(
        found,
        on=keys,
        how="left",
        nulls_equal=True,
        maintain_order="left",
        validate="m:1" if many else "1:1",
    )


def _plan(targets: pl.DataFrame | None, days: dict[str, Any]) -> pl.DataFrame:
    """The targets of the period."""
    columns = {"department": pl.String, "unit": pl.String, "indicator": pl.String, "operator": pl.String}
    numbers = {"target": pl.Float64, "upper_target": pl.Float64, "is_met": pl.Boolean}
    if targets is None:
        return pl.DataFrame(schema={**columns, **numbers})
    of_period = targets.filter(
        pl.col("period_start") == days["period_start"], pl.col("period_end") == days["period_end"]
    )
    return of_period.select(Targets.department, Targets.unit, Targets.indicator, *_PLAN)


def _against_plan() -> list[pl.Expr]:
    value, target = pl.col("value"), pl.col("target")
    is_range = pl.col("operator") == "between"
    is_share = pl.col("indicator").is_in(shares())
    reason = (
        pl.when(target.is_null())
        .then(pl.lit("no_target"))
        .when(value.is_null())
        .then(pl.lit("no_value"))
        .when(is_range)
        .then(pl.lit("between"))
        .when(is_share)
        .then(pl.lit("share"))
        .when(target == 0)
        .then(pl.lit("zero_target"))
    )
    return [
        pl.when(is_range.not_()).then(value - target).alias("over_target"),
        pl.when(reason.is_null()).then(value / target).alias("of_target"),
        reason.alias("target_reason"),
    ]
