"""What records know only beside other records: funding the unit of its task, targets whether they were met."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import polars as pl

from khcn_analytics.indicators.dimensions import splits
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Calendar, Period, parse_period
from khcn_analytics.schemas.funding import Funding
from khcn_analytics.schemas.targets import Targets
from khcn_analytics.schemas.tasks import Tasks

Records = Mapping[str, pl.DataFrame | pl.LazyFrame]
ValuesOf = Callable[[Collection[Period], tuple[str, ...], Collection[str]], pl.DataFrame]
"""Values of indicators for periods, groups and codes."""

OF_ITS_TASK = (Tasks.unit, Tasks.level, Tasks.programme, Tasks.managed_by, Tasks.kind, Tasks.field)
"""What funding takes from the task it belongs to."""

# A share such as 3/10 is not always the same binary fraction as the 0.3 that was promised.
_AS_GOOD_AS = 1e-9


def with_derived(
    datasets: Records, needed: Collection[str], values_of: ValuesOf, calendar: Calendar
) -> dict[str, pl.LazyFrame]:
    """The datasets, with the columns that follow from other datasets.

    Args:
        datasets: Validated records by dataset name.
        needed: The datasets that will be counted; targets are judged only where they are among them.
        values_of: Computes values, to judge targets by.
        calendar: The calendar on which the periods of targets are read.
    """
    records = {name: each.lazy() for name, each in datasets.items()}
    if "funding" in records:
        records["funding"] = funding_of_tasks(records["funding"], records.get("tasks"))
    if "targets" in needed:
        records["targets"] = judged_targets(datasets["targets"], datasets, values_of, calendar).lazy()
    return records


def funding_of_tasks(funding: pl.LazyFrame, tasks: pl.LazyFrame | None) -> pl.LazyFrame:
    """Funding with the unit, level, programme, manager, kind and field of its task; null where no task is known.

    Args:
        funding: Records of ``funding``.
        tasks: Records of ``tasks``; ``None`` where there are none.
    """
    if tasks is None:
        return funding.with_columns(pl.lit(None, pl.String).alias(name) for name in OF_ITS_TASK)
    key = [Funding.department, Funding.task_id]
    return funding.join(tasks.select(*key, *OF_ITS_TASK), on=key, how="left")


def judged_targets(
    targets: pl.DataFrame | pl.LazyFrame, datasets: Collection[str], values_of: ValuesOf, calendar: Calendar
) -> pl.DataFrame:
    """Each target beside what was achieved.

    Args:
        targets: Records of ``targets``.
        datasets: Names of the datasets that values can be computed from.
        values_of: Computes values.
        calendar: The calendar on which texts such as "2021" are read.

    Returns:
        The targets with the columns ``period_start``, ``period_end``, ``last_on`` (the last day of the
        period), ``actual`` (null with a reason), ``reason`` (the flag of the value, or
        ``not_computed``: no indicator of that name can be computed of these datasets) and ``is_met``
        (null where ``actual`` is).

    Raises:
        InvalidPeriodError: If a text names no period.
    """
    records = targets.lazy().collect()
    periods = {text: parse_period(text, calendar) for text in records[Targets.period].unique()}
    placed = records.with_columns(
        period_start=_day(periods, lambda period: period.start),
        period_end=_day(periods, lambda period: period.end),
        last_on=_day(periods, lambda period: period.last_day),
    ).with_row_index("place")
    of_department = placed.filter(pl.col(Targets.unit).is_null())
    of_unit = placed.filter(pl.col(Targets.unit).is_not_null())
    groups: list[tuple[pl.DataFrame, tuple[str, ...]]] = [
        (of_department, (Targets.department,)),
        (of_unit, (Targets.department, Targets.unit)),
    ]
    judged = [_beside_values(asked, by, periods, datasets, values_of) for asked, by in groups if not asked.is_empty()]
    return pl.concat(judged or [_met(placed.with_columns(**_NOTHING))]).sort("place").drop("place")


_NOTHING = {"actual": pl.lit(None, pl.Float64), "reason": pl.lit(None, pl.String)}


def _day(periods: Mapping[str, Period], day: Callable[[Period], object]) -> pl.Expr:
    """A day of the period that the text of a target names."""
    days = {text: day(period) for text, period in periods.items()}
    return pl.col(Targets.period).replace_strict(days, return_dtype=pl.Date) if days else pl.lit(None, pl.Date)


def _beside_values(
    asked: pl.DataFrame,
    by: tuple[str, ...],
    periods: Mapping[str, Period],
    datasets: Collection[str],
    values_of: ValuesOf,
) -> pl.DataFrame:
    """Targets of departments, or of units, with the value each is about."""
    cards = [INDICATORS[code] for code in asked[Targets.indicator].unique().sort() if code in INDICATORS]
    codes = [
        card.code
        for card in cards
        # A target about targets would have to judge itself.
        if card.datasets <= set(datasets) - {"targets"} and set(by) <= set(splits(card))
    ]
    if not codes:
        return _met(asked.with_columns(**_NOTHING | {"reason": pl.lit("not_computed")}))
    values = values_of({periods[text] for text in asked[Targets.period]}, by, codes)
    keys = [*by, Targets.indicator, "period_start", "period_end"]
    found = values.select(*keys, actual=pl.col("value"), reason=pl.col("flag"))
    beside = asked.join(found, on=keys, how="left", maintain_order="left")
    no_value = pl.col("actual").is_null() & pl.col("reason").is_null()
    return _met(beside.with_columns(reason=pl.when(no_value).then(pl.lit("not_computed")).otherwise("reason")))


def _met(beside: pl.DataFrame) -> pl.DataFrame:
    """Whether each target was met; null without a value."""
    actual, target, upper = pl.col("actual"), pl.col(Targets.target), pl.col(Targets.upper_target)
    reached, kept = actual >= target - _AS_GOOD_AS, actual <= target + _AS_GOOD_AS
    holds = {
        "at_least": reached,
        "at_most": kept,
        "equal": reached & kept,
        "between": reached & (actual <= upper + _AS_GOOD_AS),
    }
    operator = pl.col(Targets.operator)
    chosen = pl.coalesce(pl.when(operator == name).then(condition) for name, condition in holds.items())
    return beside.with_columns(is_met=chosen)
