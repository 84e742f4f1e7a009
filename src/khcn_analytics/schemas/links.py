"""Rules between datasets: what a record says must agree with the records of another dataset."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from khcn_analytics.schemas.rules import Rule, Severity
from khcn_analytics.vocabulary.labels import Label


@dataclass(frozen=True, slots=True)
class Link:
    """A rule that looks into another dataset.

    Attributes:
        rule: What it says of itself.
        other: Name of the other dataset.
        holds: Given the records and those of the other dataset, whether each record is fine; null
            where it can't be decided, which is taken as fine.
    """

    rule: Rule
    other: str
    holds: Callable[[pl.DataFrame, pl.DataFrame], pl.Series]


def known_key(
    name: str, other: str, columns: tuple[str, ...], *, message: Label, fix: Label, optional: bool = False
) -> Link:
    """The rule that a record's key occurs in another dataset.

    Args:
        name: Name of the rule.
        other: The other dataset.
        columns: The key, named alike in both.
        message: What is wrong.
        fix: What to do about it.
        optional: Whether a record may have no such key.
    """

    def holds(records: pl.DataFrame, others: pl.DataFrame) -> pl.Series:
        known = others.select(columns).unique().with_columns(pl.lit(value=True).alias("is_known"))
        found = records.join(known, on=columns, how="left", maintain_order="left")["is_known"].fill_null(value=False)
        return found | records[columns[-1]].is_null() if optional else found

    return Link(Rule(name, Severity.ERROR, columns[-1], message, fix, ""), other, holds)


def agrees_with(
    name: str,
    other: str,
    columns: tuple[str, ...],
    condition: pl.Expr,
    *,
    blames: str,
    message: Label,
    fix: Label,
    severity: Severity = Severity.WARNING,
) -> Link:
    """The rule that a condition holds between a record and the one of another dataset with its key.

    Args:
        name: Name of the rule.
        other: The other dataset; its columns are called ``<column>_<other>`` in the condition.
        columns: The key, named alike in both.
        condition: True where the two agree.
        blames: The column to look at.
        message: What is wrong.
        fix: What to do about it.
        severity: Whether a record that breaks it is kept out.
    """

    def holds(records: pl.DataFrame, others: pl.DataFrame) -> pl.Series:
        # The others may be very many.
        theirs = others.join(records, on=columns, how="semi").unique(columns)
        renamed = theirs.select(pl.col(columns), pl.all().exclude(columns).name.suffix(f"_{other}"))
        joined = records.join(renamed, on=columns, how="left", maintain_order="left")
        return joined.select(condition.alias(name)).to_series()

    return Link(Rule(name, severity, blames, message, fix, ""), other, holds)
