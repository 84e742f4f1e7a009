"""From what was achieved to a share of the maximum, for every rule.

Which way is better is applied in one place, :func:`towards_better`: behind it more is better, and
no rule asks again. What a rule can't answer has no share but a reason:

* ``no_target``: neither the rule nor ``targets`` names one; ``target_operator``: the one in
  ``targets`` is set the other way ("at most" where higher is better) or is a range.
* ``negative_target``: nothing is a part of a target below 0.
* ``zero_target``: an excess has no percentage of a target of 0.
* ``no_spread``: all of the rank group have the same, so none is better or worse (``min_max``).

Choices where decrees and forms are silent:

* Attainment is actual / target, or target / actual where lower is better. A target of 0 is attained
  without limit by what reaches it, and so is any target by 0 or less where lower is better: both earn
  the maximum. What lies below 0 where higher is better earns nothing.
* Shares are never below 0 or above 1.
* A rank group is compared with all that has an actual, also of units whose points were entered.
* Beside the best of a rank group, everyone who shares the best value above the target is a leader. Where
  nobody is above the target, who reaches it has the share of the target.
* Outside of the goalposts a value counts as the nearer of them, before any logarithm.
"""

from __future__ import annotations

import polars as pl

from khcn_analytics.errors import WrongUseError
from khcn_analytics.scoring.rules import (
    Bands,
    Deadline,
    Goalposts,
    Manual,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)
from khcn_analytics.scoring.schemes import Criterion
from khcn_analytics.vocabulary.units import Direction

_RANK_GROUP = "rank_group"
# What binary fractions miss is no difference: 0.1 + 0.2 reaches 0.3.
_FIGURES = 12


def towards_better(value: pl.Expr, direction: Direction) -> pl.Expr:
    """A value turned so that more is better: the only place that knows a direction."""
    return value if direction is Direction.HIGHER else -value


def achieved(frame: pl.DataFrame, criterion: Criterion) -> pl.DataFrame:
    """What each row achieved of a criterion.

    Args:
        frame: One row a unit, with ``rank_group``, ``actual``, ``target`` (the unit's own), ``operator``
            (of that target) and ``reason`` (why there is no actual). All units of a rank group must be there:
            some rules compare them.
        criterion: The criterion.

    Returns:
        The same rows in the same order with ``share``, 0 to 1; ``target`` is the one that was applied,
        and ``reason`` also tells why there is no share.

    Raises:
        WrongUseError: If the rule and the direction contradict each other.
    """
    rule, direction = criterion.rule, criterion.direction
    _fit(criterion)
    targeted = _with_target(frame, criterion)
    seen = targeted.with_columns(better=towards_better(pl.col("actual").round_sig_figs(_FIGURES), direction))
    seen = seen.with_columns(reason=pl.coalesce("reason", _reason(criterion)))
    # A target that can't be applied compares nobody.
    applied = pl.when(pl.col("reason").is_null()).then(pl.col("target").round_sig_figs(_FIGURES))
    seen = seen.with_columns(wanted=towards_better(applied, direction))
    match rule:
        case Proportional():
            share = _proportional(rule)
        case Bands():
            share = _bands(rule, direction, criterion.maximum)
        case YesNo():
            share = _reaches(rule.threshold, direction).cast(pl.Float64)
        case PerCount():
            share = pl.col("better") * rule.points_each / criterion.maximum
        case Deadline():
            share = 1 + pl.col("better") * rule.points_per_late / criterion.maximum
        case RelativeToBest():
            share = _relative_to_best(rule)
        case Goalposts():
            share = _between_goalposts(rule, pl.col("actual"))
        case MinMax():
            share = _between_worst_and_best()
        case Manual():
            share = pl.lit(None, pl.Float64)
    # A rule may divide by 0 where there is a reason anyway.
    answered = pl.when(pl.col("reason").is_null()).then(share.clip(0, 1))
    return seen.with_columns(share=answered).drop("better", "wanted", "operator")


def _fit(criterion: Criterion) -> None:
    lower = criterion.direction is Direction.LOWER
    if isinstance(criterion.rule, PerCount) and lower:
        raise WrongUseError(
            f"Tiêu chí {criterion.code} cộng điểm cho mỗi lần nhưng càng ít càng tốt. Hãy dùng cách chấm “deadline”.",
            f"Criterion {criterion.code} earns points for each one, but fewer are better. Use the rule “deadline”.",
        )
    if isinstance(criterion.rule, Deadline) and not lower:
        raise WrongUseError(
            f"Tiêu chí {criterion.code} trừ điểm cho mỗi lần chậm nhưng càng nhiều càng tốt. Hãy dùng cách chấm “per_count”.",
            f"Criterion {criterion.code} loses points for each late one, but more are better. Use the rule “per_count”.",
        )


def _with_target(frame: pl.DataFrame, criterion: Criterion) -> pl.DataFrame:
    """The target that applies: the rule's own, or else that of the unit."""
    if not isinstance(criterion.rule, Proportional | RelativeToBest):
        return frame.with_columns(target=pl.lit(None, pl.Float64), operator=pl.lit(None, pl.String))
    if criterion.rule.target is None:
        return frame
    return frame.with_columns(target=pl.lit(criterion.rule.target, pl.Float64), operator=pl.lit("equal"))


def _reason(criterion: Criterion) -> pl.Expr:
    """Why a rule has no answer where there is an actual."""
    rule = criterion.rule
    if isinstance(rule, Manual):
        return pl.lit("not_entered")
    if isinstance(rule, MinMax):
        best, worst = (pl.col("better").max().over(_RANK_GROUP), pl.col("better").min().over(_RANK_GROUP))
        return pl.when(best == worst).then(pl.lit("no_spread"))
    if not isinstance(rule, Proportional | RelativeToBest):
        return pl.lit(None, pl.String)
    other_way = "at_most" if criterion.direction is Direction.HIGHER else "at_least"
    no_percentage = isinstance(rule, RelativeToBest) and rule.excess == "percent"
    return (
        pl.when(pl.col("target").is_null())
        .then(pl.lit("no_target"))
        .when(pl.col("operator").is_in([other_way, "between"]))
        .then(pl.lit("target_operator"))
        .when(pl.col("target") < 0)
        .then(pl.lit("negative_target"))
        .when((pl.col("target") == 0) & no_percentage)
        .then(pl.lit("zero_target"))
    )


def _attainment() -> pl.Expr:
    """How much of its target each row attained; of targets from 0 up, whichever way is better.

    Turned towards better, such a target is below 0 exactly where lower is better.
    """
    better, wanted = pl.col("better"), pl.col("wanted")
    endless = pl.lit(float("inf"))
    attained = (
        pl.when(wanted > 0)
        .then(better / wanted)
        .when(better >= 0)
        .then(endless)
        .when(wanted < 0)
        .then(wanted / better)
        .otherwise(0.0)
    )
    return pl.when(better.is_not_null()).then(attained.round_sig_figs(_FIGURES))


def _proportional(rule: Proportional) -> pl.Expr:
    attained = _attainment()
    return pl.when(attained < rule.floor).then(0.0).otherwise(attained.clip(0, rule.cap) / rule.cap)


def _reaches(bound: float, direction: Direction) -> pl.Expr:
    return pl.col("better") >= towards_better(pl.lit(bound, pl.Float64), direction)


def _bands(rule: Bands, direction: Direction, maximum: float) -> pl.Expr:
    points = pl.lit(0.0)
    for band in rule.bands:
        reached = pl.lit(value=True) if band.bound is None else _reaches(band.bound, direction)
        points = pl.when(reached).then(band.points).otherwise(points)
    return points / maximum


def _relative_to_best(rule: RelativeToBest) -> pl.Expr:
    better, wanted = pl.col("better"), pl.col("wanted")
    if rule.excess == "absolute":
        beside = (better - wanted) / (better.max().over(_RANK_GROUP) - wanted)
    else:
        # Of a target of 0 nothing is a percentage: it must not lead the others.
        excess = pl.when(wanted != 0).then((better - wanted) / wanted.abs())
        beside = excess / excess.max().over(_RANK_GROUP)
    return (
        pl.when(better > wanted)
        .then(rule.target_share + (1 - rule.target_share) * beside)
        .when(better == wanted)
        .then(rule.target_share)
        .otherwise(rule.target_share * _attainment().clip(0, 1))
    )


def _between_goalposts(rule: Goalposts, actual: pl.Expr) -> pl.Expr:
    """From the worst to the best; which of the two is higher says which way is better."""
    low, high = sorted((rule.worst, rule.best))
    value, worst, best = (actual.clip(low, high), pl.lit(rule.worst, pl.Float64), pl.lit(rule.best, pl.Float64))
    if rule.scale == "log":
        value, worst, best = value.log(), worst.log(), best.log()
    return (value - worst) / (best - worst)


def _between_worst_and_best() -> pl.Expr:
    better = pl.col("better")
    worst, best = better.min().over(_RANK_GROUP), better.max().over(_RANK_GROUP)
    return (better - worst) / (best - worst)
