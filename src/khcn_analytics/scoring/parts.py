"""What a total is made of, part by part: the groups at the top, bonus, penalty, adjustments."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.results import CHANGES, UNIT
from khcn_analytics.scoring.schemes import Scheme
from khcn_analytics.scoring.scores import Scores
from khcn_analytics.scoring.tree import path
from khcn_analytics.vocabulary.labels import Label

PART_LABELS: dict[str, Label] = {
    "bonus": Label("Điểm thưởng", "Bonus"),
    "penalty": Label("Điểm trừ", "Penalty"),
    "adjusted": Label("Điều chỉnh", "Adjustments"),
}
"""Parts that are no group of the scheme."""
_OF_STEP = {
    "bonus_capped": "bonus",
    "penalty_capped": "penalty",
    **dict.fromkeys(["floor", "ceiling", "rounded", "renormalised"], "adjusted"),
}


class ScoreParts(pa.DataFrameModel):
    """The parts of each total: one row is one part of one unit, units by rank, parts in the order of the scheme.

    ``part`` is the code of a group at the top, ``bonus``, ``penalty`` or ``adjusted`` (points shared out among groups, floor, ceiling, rounding). The
    ``points`` of a unit add up to its total. ``starts_at`` and ``ends_at`` place the part in a bar: what adds to
    the right of zero, what takes away to its left. ``before`` and ``after`` are the running total.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    part: Text = pa.Field()
    points: Number = pa.Field()
    starts_at: Number = pa.Field()
    ends_at: Number = pa.Field()
    before: Number = pa.Field()
    after: Number = pa.Field()


def score_parts(scores: Scores) -> DataFrame[ScoreParts]:
    """The parts of each total.

    Args:
        scores: A scoring; units without a total have no parts.

    Returns:
        One row a unit and part; bonus, penalty and adjustments only where any unit has them.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> kh.scoring.score_parts(scores).filter(unit="Văn phòng").select("part", "points").rows()
        [('A', 51.6), ('B', 18.5), ('C', 15.0), ('bonus', 4.0), ('penalty', 0.0), ('adjusted', 0.0)]
    """
    scheme = scores.scheme
    order = [*(each.code for each in scheme.children(None)), *PART_LABELS]
    changes = scores.steps.filter(pl.col("step").is_in(CHANGES)).with_columns(part=_part(scheme))
    summed = changes.group_by(*UNIT, "part").agg(points=pl.col("value").sum().round(9))
    ranked = scores.ranks().filter(pl.col("total").is_not_null()).select(*UNIT, "rank_group").with_row_index("place")
    parts = pl.DataFrame({"part": order}).with_row_index("order")
    rows = (
        ranked.join(parts, how="cross")
        .join(summed, on=[*UNIT, "part"], how="left", nulls_equal=True)
        .with_columns(pl.col("points").fill_null(0.0))
        .filter(pl.col("part").is_in(list(PART_LABELS)).not_() | (pl.col("points") != 0).any().over("part"))
        .sort("place", "order")
    )
    return as_result(_placed(rows).select(*UNIT, "rank_group", "part", "points", *_PLACES), ScoreParts)


_PLACES = ("starts_at", "ends_at", "before", "after")


def _part(scheme: Scheme) -> pl.Expr:
    """The part that a step belongs to."""
    top = {each.code: path(scheme, each.group)[0] for each in scheme.criteria}
    top |= {each.code: path(scheme, each.code)[0] for each in scheme.groups}
    top |= {each.code: each.kind for each in scheme.events}
    of_code = pl.col("code").replace_strict(top, default=None, return_dtype=pl.String)
    return pl.coalesce(of_code, pl.col("step").replace_strict(_OF_STEP, default="adjusted", return_dtype=pl.String))


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    more, less = pl.col("points").clip(lower_bound=0), pl.col("points").clip(upper_bound=0)
    right, left = more.cum_sum().over("place"), less.cum_sum().over("place")
    adds = pl.col("points") >= 0
    return rows.with_columns(
        starts_at=pl.when(adds).then(right - more).otherwise(left),
        ends_at=pl.when(adds).then(right).otherwise(left - less),
        after=pl.col("points").cum_sum().over("place"),
    ).with_columns(before=pl.col("after") - pl.col("points"))
