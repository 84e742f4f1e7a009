"""Shares that must not pass a cap: titles among titles, the excellent among the good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import polars as pl

from khcn_analytics.law.records import (
    DEPARTMENT_AND_YEAR,
    UNIT,
    YEAR,
    LawRecords,
    merged_awards,
    together,
    where_any,
    with_limit,
    without_year,
)
from khcn_analytics.law.rules import LawRule

_YEAR_OF = {"awards": "for_year", "ratings": "year"}
_ROUNDING = 1e-9
"""0.15 is no exact binary number: 3 of 20 must be within a cap of 15 %."""


def most_within(cap: float, whole: float) -> int:
    """The largest count that is within a cap of a whole.

    Examples:
        >>> most_within(0.15, 20), most_within(0.15, 19)
        (3, 2)
    """
    return int(cap * whole + _ROUNDING)


def capped_share(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    """One finding a department and year: whether the numerator is within the cap of the denominator.

    Args:
        rule: Its settings tell what to count; its parameter is the cap.
        records: What to count.
    """
    part, whole = rule.settings["numerator"], rule.settings["denominator"]
    parts = _records_of(part, part["where"], records)
    # Where only the base is recorded, nobody has the title; in another dataset that is not known.
    how: Literal["full", "left"] = "full" if part["dataset"] == whole["dataset"] else "left"
    groups = (
        _counted(part, parts, "numerator")
        .join(_base(whole, records), on=DEPARTMENT_AND_YEAR, how=how, coalesce=True)
        .sort(DEPARTMENT_AND_YEAR)
        .with_columns(pl.col("numerator").fill_null(0))
    )
    judged = with_limit(rule, groups).with_columns(reason=_reason())
    within = pl.when(pl.col("reason").is_null()).then(_within())
    return together(judged.with_columns(holds=within), without_year(parts))


def _base(whole: Mapping[str, Any], records: LawRecords) -> pl.DataFrame:
    """The number the cap is of; 0 where subjects were rated and none at the levels that count."""
    at_any_level = {name: each for name, each in whole["where"].items() if name != "level"}
    recorded = _complete(whole, _records_of(whole, at_any_level, records))
    counted = _counted(whole, _records_of(whole, whole["where"], records), "denominator")
    return recorded.join(counted, on=DEPARTMENT_AND_YEAR, how="left").with_columns(pl.col("denominator").fill_null(0))


def _records_of(counted: Mapping[str, Any], where: Mapping[str, Sequence[str]], records: LawRecords) -> pl.DataFrame:
    name = counted["dataset"]
    frame = records.datasets[name].filter(where_any(where))
    if name == "awards":
        frame = merged_awards(frame)
    return frame.with_columns(pl.col(_YEAR_OF[name]).alias(YEAR))


def _counted(counted: Mapping[str, Any], frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """How many there are a department and year, whether some count twice, and whether it is all of them together."""
    number = pl.col(counted["sum"]).sum() if "sum" in counted else pl.len()
    twice, together_only = pl.lit(value=False), pl.lit(None, pl.Boolean)
    if "sum" in counted:
        # Rows of the whole department and of its units cannot be added.
        twice = pl.col(UNIT).is_null().any() & pl.col(UNIT).is_not_null().any()
    for column, kind in counted.get("whole", {}).items():
        is_whole = pl.col(column) == kind
        twice = twice | (is_whole.any() & (~is_whole).any())
        together_only = is_whole.all()
    return (
        frame.filter(pl.col(YEAR).is_not_null())
        .group_by(DEPARTMENT_AND_YEAR)
        .agg(number.alias(name), twice.alias(f"{name}_twice"), together_only.alias(f"{name}_together"))
    )


def _complete(counted: Mapping[str, Any], frame: pl.DataFrame) -> pl.DataFrame:
    """The departments and years that anything is recorded of, and whether it is of every group."""
    complete = pl.lit(value=True)
    for column, kind in counted.get("whole", {}).items():
        kinds = counted.get("complete", {}).get(column, [])
        complete = pl.col(column).eq(kind).any() | pl.all_horizontal(
            pl.lit(value=True), *(pl.col(column).eq(each).any() for each in kinds)
        )
    return (
        frame.filter(pl.col(YEAR).is_not_null())
        .group_by(DEPARTMENT_AND_YEAR)
        .agg(complete.alias("denominator_complete"))
    )


def _within() -> pl.Expr:
    return pl.col("numerator") <= pl.col("limit") * pl.col("denominator") + _ROUNDING


def _reason() -> pl.Expr:
    twice = pl.any_horizontal(pl.col("numerator_twice", "denominator_twice").fill_null(value=False))
    return (
        pl.when(twice)
        .then(pl.lit("recorded_twice"))
        .when(pl.col("denominator").is_null())
        .then(pl.lit("no_denominator"))
        .when(pl.col("limit").is_null())
        .then("unlimited")
        .when(_of_other_groups() | (_within().not_() & pl.col("denominator_complete").not_()))
        .then(pl.lit("base_incomplete"))
    )


def _of_other_groups() -> pl.Expr:
    """Whether all together are held against some groups, or some groups against all together."""
    other = pl.col("numerator_together") != pl.col("denominator_together")
    return other.fill_null(value=False) & (pl.col("numerator") > 0)
