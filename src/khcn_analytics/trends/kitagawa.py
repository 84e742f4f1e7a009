"""The arithmetic of contributions: parts that add up to the change of the whole.

Counts and sums add up, so the part of a group is its own change. A ratio changes because the
groups change (within) and because their weights in the denominator do (mix). The two parts are
those of Kitagawa (1955, Components of a Difference Between Two Rates), with each difference
weighted by the mean of both periods, so that none is left over and none depends on which
period is the base:

    within = mean weight x change of the group's ratio
    mix    = change of weight x (mean ratio of the group - mean ratio of the whole)

Taking off the ratio of the whole changes no sum, since weights add up to 1 in both periods, and
gives a mix part to the groups that are far from the whole rather than to those that grow.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from khcn_analytics.indicators.measures import Level, Mean, Ratio, parts
from khcn_analytics.indicators.registry import INDICATORS

SIDES = ("now", "then")
"""The two periods; of each, ``above`` is what is counted and ``below`` what a ratio divides it by."""

# A change that is smaller beside the whole is the rounding of binary fractions.
_NOTHING = 1e-12


def is_ratio() -> pl.Expr:
    """Whether the indicator of a row is one figure over another."""
    ratios = [code for code, card in INDICATORS.items() if isinstance(card.measure, Ratio | Mean)]
    return pl.col("indicator").is_in(ratios).alias("is ratio")


def is_reported_whole() -> pl.Expr:
    """Whether the indicator of a row is made of yearly reports only, and not of records of other kinds beside them."""
    reports = [
        code
        for code, card in INDICATORS.items()
        if all(isinstance(part, Level) for part in parts(card.measure) if part is not None)
    ]
    return pl.col("indicator").is_in(reports)


def per() -> pl.Expr:
    """Of how many of the denominator a ratio is told."""
    of = {code: card.measure.per for code, card in INDICATORS.items() if isinstance(card.measure, Ratio)}
    return pl.col("indicator").replace_strict(of, default=1, return_dtype=pl.Int64).alias("per")


def wholes(keys: Sequence[str]) -> list[pl.Expr]:
    """The whole of each period: a sum, or for ratios sum over sum; also where a break cuts its parts only."""
    divided, reason = pl.col("is ratio"), pl.col("reason")
    known = reason.is_null() | ((reason == "break") & pl.col("whole is cut").not_())
    sums = {name: pl.col(name).sum().over(keys) for side in SIDES for name in (f"{side} above", f"{side} below")}
    whole = {
        side: pl.when(divided)
        .then(sums[f"{side} above"] * pl.col("per") / sums[f"{side} below"])
        .otherwise(sums[f"{side} above"])
        for side in SIDES
    }
    return [
        pl.when(known).then(whole["now"]).alias("whole"),
        pl.when(known).then(whole["then"]).alias("whole_base"),
        pl.when(known).then(whole["now"] - whole["then"]).alias("whole_change"),
        *(sums[f"{side} below"].alias(f"{side} all below") for side in SIDES),
    ]


def parts_of_change() -> list[pl.Expr]:
    """What each group adds to the change of the whole."""
    above, below, all_below = (
        {side: pl.col(f"{side} {name}") for side in SIDES} for name in ("above", "below", "all below")
    )
    known, divided = pl.col("reason").is_null(), pl.col("is ratio")
    weight = {side: below[side] / all_below[side] for side in SIDES}
    mean_whole = (pl.col("whole") + pl.col("whole_base")) / 2
    # A group's ratio times its weight: what it adds to the whole, known even where its own ratio isn't.
    added = {side: above[side] * pl.col("per") / all_below[side] for side in SIDES}
    of_ratio = added["now"] - added["then"] - mean_whole * (weight["now"] - weight["then"])
    in_both = (below["now"] != 0) & (below["then"] != 0)
    own_change = (above["now"] / below["now"] - above["then"] / below["then"]) * pl.col("per")
    # A group that appears or disappears has no change of its own: all it does is mix.
    within = pl.when(in_both).then((weight["now"] + weight["then"]) / 2 * own_change).otherwise(0.0)
    size = {side: pl.when(divided).then(below[side]).otherwise(above[side]) for side in SIDES}
    return [
        pl.when(known)
        .then(pl.when(divided).then(of_ratio).otherwise(above["now"] - above["then"]))
        .alias("contribution"),
        pl.when(known & divided).then(within).alias("within"),
        pl.when(known & divided).then(of_ratio - within).alias("mix"),
        pl.when(pl.any_horizontal(each.is_null() for each in size.values()))
        .then(pl.lit(None, pl.String))
        .when((size["now"] != 0) & (size["then"] != 0))
        .then(pl.lit("both"))
        .when(size["now"] != 0)
        .then(pl.lit("appeared"))
        .when(size["then"] != 0)
        .then(pl.lit("disappeared"))
        .otherwise(pl.lit("neither"))
        .alias("presence"),
    ]


def share_of_change() -> list[pl.Expr]:
    """The contribution as a part of the change of the whole; undefined where the whole has not changed."""
    change = pl.col("whole_change")
    size = pl.max_horizontal(pl.col("whole").abs(), pl.col("whole_base").abs())
    changed = change.abs() > size * _NOTHING
    return [
        pl.when(changed).then(pl.col("contribution") / change).alias("share"),
        pl.when(pl.col("reason").is_null() & changed.not_())
        .then(pl.lit("no_change"))
        .otherwise("reason")
        .alias("reason"),
    ]
