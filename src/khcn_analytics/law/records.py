"""What checks share: the records a rule is about, and findings before they are put into words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import polars as pl

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.names import name_key
from khcn_analytics.law.rules import LawParameter, LawRule
from khcn_analytics.periods import Calendar, Period

DEPARTMENT, UNIT, YEAR = "department", "unit", "year"
DEPARTMENT_AND_YEAR: Final = (DEPARTMENT, YEAR)
FOUND: Final[dict[str, Any]] = {
    DEPARTMENT: pl.String,
    UNIT: pl.String,
    YEAR: pl.Int64,
    "subject": pl.String,
    "numerator": pl.Float64,
    "denominator": pl.Float64,
    "limit": pl.Float64,
    "holds": pl.Boolean,
    "reason": pl.String,
}
"""Columns of a finding that a check fills; what it leaves out is null."""


@dataclass(frozen=True, eq=False, slots=True)
class LawRecords:
    """What rules are held against.

    Attributes:
        datasets: Clean records by dataset name.
        coverage: The days each dataset is complete for, where that is known.
        calendar: Which days are the first and the last of a year.
    """

    datasets: Mapping[str, pl.DataFrame] = field(repr=False)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    calendar: Calendar = "calendar"

    def first_year(self, dataset: str) -> int | None:
        """The first whole year a dataset is complete for; ``None`` if that is not known."""
        if dataset not in self.coverage:
            return None
        since = self.coverage[dataset].since
        # An administrative year starts in the December before.
        years = range(since.year, since.year + 3)
        return next(each for each in years if Period("year", each, 1, self.calendar).start >= since)

    def last_year(self, dataset: str) -> int | None:
        """The last whole year a dataset is complete for; ``None`` if that is not known."""
        if dataset not in self.coverage:
            return None
        until = self.coverage[dataset].until
        return until.year if Period("year", until.year, 1, self.calendar).end <= until else until.year - 1

    def covers(self, dataset: str, year: int, since: date | None = None) -> bool:
        """Whether a dataset is complete for a year, or for the year from a day on; so it is where nothing is known."""
        first, last = self.first_year(dataset), self.last_year(dataset)
        if first is None or last is None:
            return True
        begun = first <= year or (since is not None and self.coverage[dataset].since <= since)
        return begun and year <= last


def found(frame: pl.DataFrame) -> pl.DataFrame:
    """Findings with every column a finding has."""
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name) for name, kind in FOUND.items()
    )


def together(*parts: pl.DataFrame) -> pl.DataFrame:
    """Findings of several kinds in one frame."""
    return pl.concat([found(each) for each in parts])


def merged_awards(awards: pl.DataFrame) -> pl.DataFrame:
    """Awards that stand, each recipient's award of a year once: entered twice it is not two, and granted goes first.

    People of one name in two units are two; awards that tell no recipient are all kept.
    """
    standing = awards.filter(pl.col("status") != "revoked")
    if "recipient" not in standing.columns:
        return standing
    name = pl.col("recipient").map_elements(name_key, return_dtype=pl.String)
    granted_first = (
        standing.with_row_index("_row").with_columns(name.alias("_name")).sort(pl.col("status") != "granted", "_row")
    )
    is_again = pl.struct(DEPARTMENT, UNIT, "recipient_kind", "award", "for_year", "_name").is_first_distinct().not_()
    kept = granted_first.filter(pl.col("_name").is_null() | pl.col("for_year").is_null() | ~is_again)
    return kept.sort("_row").drop("_row", "_name")


def where_any(where: Mapping[str, Sequence[str]]) -> pl.Expr:
    """True where each column holds one of the values named for it."""
    return pl.all_horizontal(pl.lit(value=True), *(pl.col(name).is_in(list(each)) for name, each in where.items()))


def without_year(frame: pl.DataFrame) -> pl.DataFrame:
    """One finding a department: how many records tell no year and so were not judged."""
    return (
        frame.filter(pl.col(YEAR).is_null())
        .group_by(DEPARTMENT, maintain_order=True)
        .agg(numerator=pl.len())
        .with_columns(reason=pl.lit("no_year"))
    )


def with_limit(rule: LawRule, groups: pl.DataFrame) -> pl.DataFrame:
    """Departments and years with the number that the rule takes there; where it is null, ``unlimited`` says why."""
    numbers = [rule.parameter(*place) for place in groups.select(DEPARTMENT_AND_YEAR).iter_rows()]
    return groups.with_columns(
        pl.Series("limit", [None if each is None else each.value for each in numbers], dtype=pl.Float64),
        pl.Series("unlimited", map(_unlimited, numbers), dtype=pl.String),
    )


def _unlimited(number: LawParameter | None) -> str | None:
    """The reason why there is no number: nobody fixed one, or it was said that there is none."""
    if number is None:
        return "no_limit"
    return "without_limit" if number.value is None else None
