"""Ranks within rank groups: ties stay ties unless the scheme names what breaks them."""

from __future__ import annotations

import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.billionths import billionths, in_points
from khcn_analytics.scoring.results import UNIT, RankedScores, ScorePoints, ScoreSteps, ScoreTotals
from khcn_analytics.scoring.schemes import Ranking, RankMethod, Scheme

_GROUP = "rank_group"
_METHODS: dict[RankMethod, str] = {"competition": "min", "dense": "dense", "average": "average"}


def ranked(
    scheme: Scheme,
    totals: DataFrame[ScoreTotals],
    points: DataFrame[ScorePoints],
    steps: DataFrame[ScoreSteps],
) -> DataFrame[RankedScores]:
    """The rank of each unit in its rank group.

    A tie-breaker decides between units of equal total only if all of them have points in it: to have something not
    applicable is neither better nor worse. Fewer penalty points are better.

    Args:
        scheme: The scheme.
        totals: Totals of the scoring.
        points: Its points.
        steps: Its steps.

    Returns:
        One row a unit: by rank group and rank, those without rank last.
    """
    ranking = scheme.ranking
    total = pl.col("total" if ranking.on == "rounded" else "exact")
    frame = totals.select(*UNIT, _GROUP, "reason", total.alias("total")).with_columns(
        counted=billionths(pl.col("total")), decided_by=pl.lit(None, pl.String)
    )
    placed = _placed(frame.filter(pl.col("total").is_not_null()), ranking, points, steps)
    without = frame.filter(pl.col("total").is_null())
    whole = pl.concat([placed, without], how="diagonal").with_columns(
        ranked=pl.col("total").count().over(_GROUP).cast(pl.Int64), close=pl.col("close").fill_null(value=False)
    )
    ordered = whole.sort(_GROUP, "rank", *UNIT, nulls_last=[False, True, False, False])
    return as_result(ordered.select(pl.col(n).cast(t) for n, t in column_types(RankedScores).items()), RankedScores)


def _placed(frame: pl.DataFrame, ranking: Ranking, points: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """Ranks, ties and gaps of the units that have a total."""
    # 1 is the best place; equal places are ties.
    found = frame.with_columns(place=pl.col("counted").rank("dense", descending=True).over(_GROUP))
    for code in ranking.tie_breakers:
        found = _broken(found.join(_earned(code, points, steps), on=UNIT, how="left", nulls_equal=True), code)
    method = _METHODS[ranking.method]
    several = frame["department"].n_unique() > 1
    name = pl.concat_str(UNIT, separator="/", ignore_nulls=True) if several else pl.coalesce("unit", "department")
    named = found.sort(UNIT).with_columns(name=name)
    sharing = named.group_by(_GROUP, "place").agg(names="name", sharing=pl.len())
    others = pl.col("names").list.set_difference(pl.concat_list("name")).list.join("; ")
    return (
        named.with_columns(rank=pl.col("place").rank(method).over(_GROUP))  # type: ignore[arg-type]
        .join(sharing, on=[_GROUP, "place"], how="left")
        .with_columns(tied_with=pl.when(pl.col("sharing") > 1).then(others))
        .join(_gaps(found, ranking.resolution), on=[_GROUP, "place"], how="left")
        .drop("name", "names", "sharing")
    )


def _earned(code: str, points: pl.DataFrame, steps: pl.DataFrame) -> pl.DataFrame:
    """What each unit has in a criterion, an item or a group, so that more is better."""
    of_lines = points.filter(pl.col("code") == code).select(
        *UNIT, pl.when(kind="penalty").then(-pl.col("points")).otherwise("points").alias("breaker")
    )
    of_groups = steps.filter(pl.col("code") == code, pl.col("step") == "earned").select(
        *UNIT, pl.col("value").alias("breaker")
    )
    return pl.concat([of_lines, of_groups]).with_columns(billionths(pl.col("breaker")))


def _broken(frame: pl.DataFrame, code: str) -> pl.DataFrame:
    """Places after one more tie-breaker; ``decided_by`` names the last that set a unit apart."""
    here = [_GROUP, "place"]
    comparable = pl.col("breaker").is_not_null().all().over(here)
    value = pl.when(comparable).then("breaker").otherwise(0)
    apart = frame.with_columns(value=value).with_columns(
        within=pl.col("value").rank("dense", descending=True).over(here),
        decides=pl.col("value").n_unique().over(here) > 1,
    )
    return apart.with_columns(
        place=(pl.col("place") * (pl.len() + 1) + pl.col("within")).rank("dense").over(_GROUP),
        decided_by=pl.when("decides").then(pl.lit(code)).otherwise("decided_by"),
    ).drop("breaker", "value", "within", "decides")


def _gaps(frame: pl.DataFrame, resolution: float) -> pl.DataFrame:
    """The distance of each place to the next below it."""
    places = frame.select(_GROUP, "place", "counted").unique().sort(_GROUP, "place")
    gap = pl.col("counted") - pl.col("counted").shift(-1).over(_GROUP)
    small = (gap > 0) & (gap < billionths(pl.lit(resolution)))
    return places.select(_GROUP, "place", gap=in_points(gap), close=small.fill_null(value=False))
