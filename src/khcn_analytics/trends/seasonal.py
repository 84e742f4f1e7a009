"""The arithmetic of estimates: the year so far over the share of a year that past years reached by then.

The share is that of all past years together (what they had by then over what they ended with), so
that a year with little in it weighs little. How far off such an estimate is, past years tell:
each is estimated from the others, and the root of the mean squared relative error, times the
factor of Student's distribution that belongs to so few errors, is the width of the range; a count is
taken to be off by one record at least.
"""

from __future__ import annotations

import polars as pl

FEWEST_PAST_YEARS = 3
MOST_PAST_YEARS = 7
"""Past years to learn from; older ones say little about when in a year things are done today."""
CONFIDENCE = 0.8
"""The share of ranges that should hold the truth."""

# As far as sums of binary fractions are off.
_ROUNDING = 1e-9
# Number of past years -> the 90 % quantile of Student's t with one degree of freedom less.
_FACTORS = {3: 1.886, 4: 1.638, 5: 1.533, 6: 1.476, 7: 1.440}


def seasonal_estimates(years: pl.DataFrame) -> pl.DataFrame:
    """Each year of each series, estimated from the years before it.

    Args:
        years: A row for each ``series`` and ``year``, with ``so_far`` (null where not known) and
            ``total`` (null for a year that isn't over), the first year it may be learned from
            (``since``, null where any may), and whether it ``counts`` records: years of a count that
            happened to agree leave a range all the same, that of one record.

    Returns:
        The same rows with ``past_years`` (how many could be used), ``left_out`` (how many are before
        ``since``), ``first_past`` (the first of both), ``share``, ``error``, ``estimate``, ``low``, ``high``,
        null with a ``reason``.
    """
    pairs = _pairs(years)
    return (
        years.join(_looked_at(pairs), on=["series", "year"], how="left", maintain_order="left")
        .join(_past(pairs.filter("learned")), on=["series", "year"], how="left", maintain_order="left")
        .with_columns(pl.col("past_years", "left_out", "with_any").fill_null(0))
        .with_columns(_reason())
        .with_columns(_estimate())
        .with_columns(_range())
        .drop("with_any", "counts", "since")
    )


def _pairs(years: pl.DataFrame) -> pl.DataFrame:
    """Each year beside those before it: a year in which nothing was done has no share."""
    past = years.filter(pl.col("total") > 0, pl.col("so_far").is_not_null()).select(
        "series", past="year", before="so_far", whole="total"
    )
    learned = (pl.col("past") >= pl.col("since")).fill_null(value=True)
    beside = years.select("series", "year", "since").join(past, on="series").filter(_is_recent())
    # In one order, so that errors add up to the same binary fraction each time.
    return beside.with_columns(learned=learned).sort("series", "year", "past")


def _looked_at(pairs: pl.DataFrame) -> pl.DataFrame:
    """The first of the years before each, and how many of them a break leaves out."""
    return pairs.group_by("series", "year").agg(
        first_past=pl.col("past").min(), left_out=pl.col("learned").not_().sum().cast(pl.Int64)
    )


def _past(pairs: pl.DataFrame) -> pl.DataFrame:
    """What the years before each say of it."""
    of_all = [pl.col(name).sum().over("series", "year").alias(f"all {name}") for name in ("before", "whole")]
    of_others = (pl.col("all before") - pl.col("before")) / (pl.col("all whole") - pl.col("whole"))
    return (
        pairs.with_columns(of_all)
        .with_columns(error=pl.col("before") / pl.col("whole") / of_others - 1)
        .group_by("series", "year", maintain_order=True)
        .agg(
            past_years=pl.len().cast(pl.Int64),
            with_any=(pl.col("before") > 0).sum().cast(pl.Int64),
            share=pl.col("before").sum() / pl.col("whole").sum(),
            error=(pl.col("error") ** 2).mean().sqrt(),
        )
    )


def _is_recent() -> pl.Expr:
    return (pl.col("year") - pl.col("past")).is_between(1, MOST_PAST_YEARS)


def _reason() -> pl.Expr:
    return (
        pl.when(pl.col("so_far").is_null())
        .then(pl.lit("no_value_so_far"))
        .when((pl.col("past_years") < FEWEST_PAST_YEARS) & (pl.col("left_out") > 0))
        .then(pl.lit("break"))
        .when(pl.col("past_years") < FEWEST_PAST_YEARS)
        .then(pl.lit("few_past_years"))
        # One such year could not be estimated from the others.
        .when(pl.col("with_any") < 2)
        .then(pl.lit("nothing_by_then"))
        # The year would end with less than it has; what accumulates never does.
        .when(pl.col("share") > 1 + _ROUNDING)
        .then(pl.lit("more_by_then"))
        .when(pl.col("so_far") <= 0)
        .then(pl.lit("nothing_so_far"))
        .alias("reason")
    )


def _estimate() -> list[pl.Expr]:
    known = pl.col("reason").is_null()
    return [
        pl.when(known).then(pl.col("so_far") / pl.col("share").clip(upper_bound=1.0)).alias("estimate"),
        pl.when(known).then("share").alias("share"),
        pl.when(known).then("error").alias("error"),
    ]


def _range() -> list[pl.Expr]:
    factor = pl.col("past_years").replace_strict(_FACTORS, default=None, return_dtype=pl.Float64)
    estimate = pl.col("estimate")
    width = pl.max_horizontal(pl.col("error") * estimate, _least_error()) * factor
    known = estimate.is_not_null()
    # What was done stays done: no year ends with less than it has.
    low = pl.max_horizontal(pl.col("so_far"), estimate - width)
    return [pl.when(known).then(low).alias("low"), pl.when(known).then(estimate + width).alias("high")]


def _least_error() -> pl.Expr:
    """One record of a count, as for unusual values; nothing is known of amounts.

    Poisson's standard deviation would be too much: what departments plan varies less, and on the
    bundled example the ranges would hold 9 times of 10.
    """
    return pl.when(pl.col("counts")).then(1.0).otherwise(0.0)
