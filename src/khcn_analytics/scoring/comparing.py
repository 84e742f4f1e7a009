"""The same units scored in several ways, side by side: other schemes, other layers, other suppositions."""

from __future__ import annotations

from collections.abc import Mapping

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.results import UNIT
from khcn_analytics.scoring.scores import Scores


class ComparedScores(pa.DataFrameModel):
    """Totals and ranks of every way of scoring: one row is one unit in one way.

    ``total_share`` is the total as a share of the maximum of that scheme, so that totals on
    different scales can be seen together. ``shift`` is the rank in the first way less the rank in
    this one: above 0 the unit stands higher here; null where it has no rank in one of the two, or is in other
    rank groups.
    """

    way: Text = pa.Field()
    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    total: Number = pa.Field(nullable=True)
    total_share: Number = pa.Field(nullable=True)
    rank: Number = pa.Field(nullable=True)
    shift: Number = pa.Field(nullable=True)


def compare_scores(ways: Mapping[str, Scores]) -> DataFrame[ComparedScores]:
    """Totals and ranks side by side.

    Args:
        ways: Scorings by the name each should have; shifts are measured against the first.

    Returns:
        One row a way and unit: ways in the order given, units in the order of their ranks there.

    Raises:
        WrongUseError: If there are fewer than two.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> heavier = kh.scoring.what_if(scores, maxima={"B2": 10}).after
        >>> compared = kh.scoring.compare_scores({"now": scores, "B2 counts twice": heavier})
        >>> compared.filter(unit="Văn phòng").select("way", "total", "rank").rows()
        [('now', 89.1, 1.0), ('B2 counts twice', 94.1, 1.0)]
    """
    if len(ways) < 2:
        raise WrongUseError(
            f"Cần ít nhất hai cách chấm để so sánh, hiện có {len(ways)}.",
            f"At least two scorings are needed to compare; there are {len(ways)}.",
        )
    parts = [_of(way, scores) for way, scores in ways.items()]
    first = parts[0].select(*UNIT, "rank_group", first="rank")
    whole = pl.concat(parts).join(first, on=[*UNIT, "rank_group"], how="left", nulls_equal=True, maintain_order="left")
    return as_result(whole.with_columns(shift=pl.col("first") - pl.col("rank")).drop("first"), ComparedScores)


def _of(way: str, scores: Scores) -> pl.DataFrame:
    return scores.ranks().select(
        pl.lit(way).alias("way"),
        *UNIT,
        "rank_group",
        "total",
        (pl.col("total") / scores.scheme.maximum).alias("total_share"),
        "rank",
    )
