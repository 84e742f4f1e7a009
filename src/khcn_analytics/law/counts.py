"""Counts that must stay within a number: inspections that ended, authors, batches of initiatives."""

from __future__ import annotations

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

_GAPS_NAMED = 5
"""How many missing batches are named; a batch entered wrongly can leave thousands."""


def none_recorded(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    """One finding a department and year: whether there is no record of a kind since the rule is in force.

    Args:
        rule: Its settings tell the dataset, the day of a record, its key and which records.
        records: Records of that dataset.
    """
    given = rule.settings
    day, subject = pl.col(given["day"]), pl.col(given["subject"])
    unwanted = where_any(given["where"])
    since = records.datasets[given["dataset"]].filter(day >= rule.first_day)
    if rule.last_day is not None:
        since = since.filter(day <= rule.last_day)
    return together(
        since.with_columns(day.dt.year().cast(pl.Int64).alias(YEAR))
        .sort(given["day"], given["subject"])
        .group_by(DEPARTMENT_AND_YEAR, maintain_order=True)
        .agg(numerator=unwanted.sum(), subject=subject.filter(unwanted).str.join(", "))
        .with_columns(
            pl.when(pl.col("numerator") > 0).then(pl.col("subject")), limit=pl.lit(0), holds=pl.col("numerator") == 0
        )
    )


def author_limit(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    """One finding for each initiative with too many authors, else one a department and year.

    Args:
        rule: Its parameter is the limit.
        records: Initiatives; those refused are left out.
    """
    initiatives = _initiatives(rule, records).filter(pl.col("rejected_on").is_null())
    dated = with_limit(rule, initiatives.filter(pl.col(YEAR).is_not_null()))
    too_many = dated.filter(pl.col("authors") > pl.col("limit")).select(
        *DEPARTMENT_AND_YEAR, UNIT, "limit", subject="initiative_id", numerator="authors", holds=pl.lit(value=False)
    )
    years = dated.group_by(DEPARTMENT_AND_YEAR, maintain_order=True).agg(
        pl.col("limit", "unlimited").first(), numerator=pl.col("authors").max(), untold=pl.col("authors").null_count()
    )
    kept = (pl.col("numerator") <= pl.col("limit")).fill_null(value=True)
    others = years.filter(kept).with_columns(
        reason=pl.coalesce("unlimited", pl.when(pl.col("untold") > 0).then(pl.lit("not_recorded")))
    )
    fine = others.with_columns(holds=pl.when(pl.col("reason").is_null()).then(pl.lit(value=True)))
    return together(too_many, fine, without_year(initiatives))


def batches_complete(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    """Findings a department and year: whether batches run on from 1, and whether each initiative tells its own.

    Args:
        rule: The rule.
        records: Initiatives, those refused included: they were considered in a batch too.
    """
    initiatives = _initiatives(rule, records)
    batch = pl.col("batch")
    years = (
        initiatives.filter(pl.col(YEAR).is_not_null())
        .group_by(DEPARTMENT_AND_YEAR, maintain_order=True)
        .agg(
            batches=batch.drop_nulls().unique().sort(),
            last=batch.max(),
            told=batch.count(),
            initiatives=pl.len(),
        )
    )
    told = years.filter(pl.col("told") > 0)
    run_on = (
        told.with_columns(numerator=pl.col("batches").list.len().cast(pl.Int64), limit=pl.col("last"))
        .with_columns(_first_gaps().alias("gaps"), missing=pl.col("last") - pl.col("numerator"))
        .with_columns(holds=pl.col("missing") == 0)
        .with_columns(subject=pl.when(~pl.col("holds")).then(_named(pl.col("gaps"), pl.col("missing"))))
    )
    untold = told.filter(pl.col("told") < pl.col("initiatives")).with_columns(
        numerator=pl.col("told"), denominator=pl.col("initiatives"), limit=pl.lit(1), holds=pl.lit(value=False)
    )
    unused = years.filter(pl.col("told") == 0).with_columns(reason=pl.lit("not_recorded"))
    return together(run_on, untold, unused, without_year(initiatives))


def _first_gaps() -> pl.Expr:
    """The first batches that are missing: so many numbers beyond the batches there are hold them all."""
    far_enough = pl.min_horizontal(pl.col("last"), pl.col("numerator") + _GAPS_NAMED)
    return pl.int_ranges(1, far_enough + 1).list.set_difference("batches").list.sort().list.head(_GAPS_NAMED)


def _named(gaps: pl.Expr, missing: pl.Expr) -> pl.Expr:
    more = pl.when(missing > gaps.list.len()).then(pl.lit(", …")).otherwise(pl.lit(""))
    return gaps.cast(pl.List(pl.String)).list.join(", ") + more


def _initiatives(rule: LawRule, records: LawRecords) -> pl.DataFrame:
    return records.datasets[rule.settings["dataset"]].with_columns(pl.col("initiative_year").alias(YEAR))
