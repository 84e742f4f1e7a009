"""Shares that must not pass a cap: titles among titles, the excellent among the good."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import polars as pl

from khcn_analytics.law.records import (
    DEPARTMENT_AND_YEAR,
    UNIT,
    YEAR,
    LawRecords,
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
    parts, base = _records_of(part, records), _records_of(whole, records)
    # Where only the base is recorded, nobody has the title; in another dataset that is not known.
    how: Literal["full", "left"] = "full" if part["dataset"] == whole["dataset"] else "left"
    groups = (
        _counted(part, parts, "numerator")
        .join(_counted(whole, base, "denominator"), on=DEPARTMENT_AND_YEAR, how=how, coalesce=True)
        .sort(DEPARTMENT_AND_YEAR)
        .with_columns(pl.col("numerator").fill_null(0))
    )
    judged = with_limit(rule, groups).with_columns(reason=_reason())
    within = pl.when(pl.col("reason").is_null()).then(_within())
    return together(judged.with_columns(holds=within), without_year(parts))


def _records_of(counted: Mapping[str, Any], records: LawRecords) -> pl.DataFrame:
    name = counted["dataset"]
    frame = records.datasets[name].filter(where_any(counted["where"]))
    if "status" in frame.columns:
        frame = frame.filter(pl.col("status") != "revoked")
    return frame.with_columns(pl.col(_YEAR_OF[name]).alias(YEAR))


def _counted(counted: Mapping[str, Any], frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """How many there are a department and year, and whether that number can be trusted."""
    number = pl.col(counted["sum"]).sum() if "sum" in counted else pl.len()
    twice, complete = pl.lit(value=False), pl.lit(value=True)
    if "sum" in counted:
        # Rows of the whole department and of its units cannot be added.
        twice = pl.col(UNIT).is_null().any() & pl.col(UNIT).is_not_null().any()
    for column, kind in counted.get("whole", {}).items():
        is_whole = pl.col(column) == kind
        twice = twice | (is_whole.any() & (~is_whole).any())
        kinds = counted.get("complete", {}).get(column, [])
        complete = is_whole.any() | pl.all_horizontal(
            pl.lit(value=True), *(pl.col(column).eq(each).any() for each in kinds)
        )
    return (
        frame.filter(pl.col(YEAR).is_not_null())
        .group_by(DEPARTMENT_AND_YEAR)
        .agg(number.alias(name), twice.alias(f"{name}_twice"), complete.alias(f"{name}_complete"))
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
        .then(pl.lit("no_limit"))
        .when(_within().not_() & pl.col("denominator_complete").not_())
        .then(pl.lit("base_incomplete"))
    )
