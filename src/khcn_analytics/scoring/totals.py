"""From points to totals: groups, what is not applicable, bonus and penalty, floor and ceiling, rounding.

The points of what is not applicable are shared out among what stands beside it in its group: the
others count as much more as they have to so that the group can still earn all that its criteria
are worth. A group in which nothing is applicable is itself not applicable for the one above it. All points are
billionths here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from khcn_analytics.scoring.awarding import WHO
from khcn_analytics.scoring.billionths import billionths, rounded
from khcn_analytics.scoring.schemes import Scheme, Step

_STEP_COLUMNS: dict[str, pl.DataType] = {
    WHO: pl.UInt32(),
    "code": pl.String(),
    "step": pl.String(),
    "change": pl.Int64(),
}
# Steps that are told even where they change nothing.
_ALWAYS = ["points", "bonus", "penalty"]


@dataclass(frozen=True, eq=False, slots=True)
class Sums:
    """What points add up to.

    Attributes:
        totals: One row a participant: ``content``, ``bonus``, ``penalty``, ``exact``, ``total``,
            ``reason`` and ``blocked_by``.
        earned: What each group came to (``who``, ``code``, ``points``); null where it is not applicable.
        changes: Every step that adds to a total or takes away: ``who``, ``code``, ``step``, ``change``.
    """

    totals: pl.DataFrame
    earned: pl.DataFrame
    changes: pl.DataFrame


def summed(scheme: Scheme, points: pl.DataFrame, people: pl.DataFrame) -> Sums:
    """Add up the points of every participant.

    Args:
        scheme: The scheme.
        points: Points of criteria and items, from :func:`khcn_analytics.scoring.awarding.awarded`.
        people: The participants.
    """
    blocked = _blocked(scheme, points)
    criteria = points.filter(pl.col("kind") == "criterion").join(blocked, on=WHO, how="anti", maintain_order="left")
    content, earned, in_groups = _content(scheme, criteria)
    items = points.filter(pl.col("kind") != "criterion").with_columns(pl.col("exact", "points").fill_null(0))
    totals = (
        people.select(WHO)
        .join(content, on=WHO, how="left")
        .join(blocked, on=WHO, how="left")
        .join(_capped(scheme, items), on=WHO, how="left")
        .with_columns(pl.col("bonus", "penalty", "all_bonus", "all_penalty").fill_null(0))
        .sort(WHO)
    )
    totals, in_order = _in_order(scheme, totals)
    has_total = totals.filter(pl.col("total").is_not_null()).select(WHO)
    of_items = _of_items(items).join(has_total, on=WHO, how="semi", maintain_order="left")
    of_criteria = list(_of_criteria(criteria))
    changes = pl.concat([pl.DataFrame(schema=_STEP_COLUMNS), *of_criteria, *in_groups, of_items, *in_order])
    reason = (
        pl.when(pl.col("blocked_by").is_not_null())
        .then(pl.lit("blocked"))
        .when(pl.col("total").is_null())
        .then(pl.lit("nothing_applicable"))
    )
    chosen = totals.with_columns(reason=reason).select(
        WHO, "content", "bonus", "penalty", "exact", "total", "reason", "blocked_by"
    )
    return Sums(chosen, earned, changes.filter((pl.col("change") != 0) | pl.col("step").is_in(_ALWAYS)))


def _blocked(scheme: Scheme, points: pl.DataFrame) -> pl.DataFrame:
    """Participants without points in a criterion that must have some, with its code."""
    must = [each.code for each in scheme.criteria if each.missing == "block"]
    lacking = points.filter(pl.col("code").is_in(must), pl.col("points").is_null())
    return lacking.group_by(WHO, maintain_order=True).agg(blocked_by=pl.col("code").str.join(", "))


def _content(scheme: Scheme, criteria: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[pl.DataFrame]]:
    """Points of all criteria together, of each group, and the steps in between; from the deepest groups up."""
    parents = {each.code: each.parent for each in scheme.groups}
    groups = {each.code: each.group for each in scheme.criteria}
    waiting = criteria.select(
        WHO,
        "code",
        pl.col("code").replace_strict(groups, return_dtype=pl.String).alias("parent"),
        billionths(pl.col("maximum")).alias("maximum"),
        "points",
    )
    earned, changes = [], []
    by_depth: dict[int, list[str]] = {}
    for code in parents:
        by_depth.setdefault(_depth(code, parents), []).append(code)
    for _, codes in sorted(by_depth.items(), reverse=True):
        inside = pl.col("parent").is_in(codes)
        found, steps = _added_up(waiting.filter(inside), scheme, round_here="group" in scheme.rounding.at)
        above = pl.col("code").replace_strict(parents, return_dtype=pl.String).alias("parent")
        found = found.with_columns(above).select(waiting.columns)
        waiting = pl.concat([waiting.filter(inside.not_()), found])
        earned.append(found.select(WHO, "code", "points"))
        changes.extend(steps)
    top, steps = _added_up(waiting, scheme, round_here=False)
    content = top.select(WHO, pl.col("points").alias("content"))
    return content, pl.concat(earned), [*changes, *steps]


def _depth(code: str, parents: dict[str, str | None]) -> int:
    parent = parents[code]
    return 0 if parent is None else 1 + _depth(parent, parents)


def _added_up(children: pl.DataFrame, scheme: Scheme, *, round_here: bool) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """What stands under each parent, added up: its points and all it could earn, and the steps of that."""
    present = pl.col("points").is_not_null()
    sums = (
        children.group_by(WHO, pl.col("parent").alias("code"), maintain_order=True)
        .agg(
            maximum=pl.col("maximum").sum(),
            present=pl.col("maximum").filter(present).sum(),
            plain=pl.col("points").sum(),
        )
        .with_columns(whole=_shared_out())
    )
    ending = rounded(pl.col("whole"), scheme.rounding.decimals) if round_here else pl.col("whole")
    found = sums.with_columns(points=ending)
    steps = [
        _step(found, "renormalised", pl.col("whole") - pl.col("plain")),
        _step(found, "rounded", pl.col("points") - pl.col("whole")),
    ]
    return found, steps


def _shared_out() -> pl.Expr:
    """Points as if all that a group could earn were on what is applicable; null where nothing is."""
    everything = pl.col("maximum") == pl.col("present")
    scaled = (pl.col("plain") * (pl.col("maximum") / pl.col("present"))).round().cast(pl.Int64, strict=False)
    return pl.when(everything).then("plain").when(pl.col("present") > 0).then(scaled)


def _step(frame: pl.DataFrame, step: str, change: pl.Expr) -> pl.DataFrame:
    """One step of every row that has something to change."""
    told = frame.select(WHO, "code", pl.lit(step).alias("step"), change.cast(pl.Int64).alias("change"))
    return told.drop_nulls("change")


def _of_criteria(criteria: pl.DataFrame) -> Iterator[pl.DataFrame]:
    yield _step(criteria, "points", pl.col("exact").fill_null(0))
    yield _step(criteria, "rounded", pl.col("points") - pl.col("exact"))


def _of_items(items: pl.DataFrame) -> pl.DataFrame:
    """Points of items before their caps, and what the caps took away; a penalty's below 0."""
    sign = pl.when(kind="penalty").then(-1).otherwise(1)
    step = _step(items, "points", sign * pl.col("exact")).with_columns(items["kind"].alias("step"))
    return pl.concat([step, _step(items, "capped", sign * (pl.col("points") - pl.col("exact")))])


def _capped(scheme: Scheme, items: pl.DataFrame) -> pl.DataFrame:
    """Bonus and penalty of each participant, before (``all_…``) and after the cap of each kind."""
    sums = items.group_by(WHO, maintain_order=True).agg(
        pl.col("points").filter(kind=kind).sum().alias(f"all_{kind}") for kind in ("bonus", "penalty")
    )
    caps = {"bonus": scheme.bonus_cap, "penalty": scheme.penalty_cap}
    return sums.with_columns(_at_most(pl.col(f"all_{kind}"), cap).alias(kind) for kind, cap in caps.items())


def _at_most(counted: pl.Expr, cap: float | None) -> pl.Expr:
    return counted if cap is None else pl.min_horizontal(counted, billionths(pl.lit(cap)))


def _in_order(scheme: Scheme, totals: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
    """The total, step by step in the order the scheme declares, and the steps that are of no single item."""
    total = totals.with_columns(exact=pl.col("content"))
    with_total = total.filter(pl.col("exact").is_not_null())
    changes = [
        _step_of_total(with_total, "bonus_capped", pl.col("bonus") - pl.col("all_bonus")),
        _step_of_total(with_total, "penalty_capped", pl.col("all_penalty") - pl.col("penalty")),
    ]
    for each in scheme.order:
        change = _change(each, scheme)
        if each in {"floor", "ceiling"}:
            changes.append(_step_of_total(total, each, change))
        total = total.with_columns(exact=pl.col("exact") + change)
    ending = rounded(pl.col("exact"), scheme.rounding.decimals) if "total" in scheme.rounding.at else pl.col("exact")
    total = total.with_columns(total=ending)
    changes.append(_step_of_total(total, "rounded", pl.col("total") - pl.col("exact")))
    return total, changes


def _change(step: Step, scheme: Scheme) -> pl.Expr:
    """What a step does to the total so far; the content is there from the start."""
    match step:
        case "bonus":
            return pl.col("bonus")
        case "penalty":
            return -pl.col("penalty")
        case "floor" if scheme.floor is not None:
            return (billionths(pl.lit(scheme.floor)) - pl.col("exact")).clip(lower_bound=0)
        case "ceiling" if scheme.ceiling is not None:
            return (billionths(pl.lit(scheme.ceiling)) - pl.col("exact")).clip(upper_bound=0)
        case _:
            return pl.lit(0, pl.Int64)


def _step_of_total(frame: pl.DataFrame, step: str, change: pl.Expr) -> pl.DataFrame:
    return _step(frame.with_columns(code=pl.lit(None, pl.String)), step, change)
