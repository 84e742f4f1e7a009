"""Variants of an index side by side: who moves when weights, methods or indicators are others."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from khcn_analytics.composite.ranking import Ties
from khcn_analytics.composite.requiring import require_columns
from khcn_analytics.composite.result import CompositeResult
from khcn_analytics.errors import WrongUseError


def compare_variants(
    results: Mapping[str, CompositeResult],
    *,
    code: str | None = None,
    ties: Ties = "competition",
    decimals: int | None = None,
) -> pl.DataFrame:
    """Scores and ranks of several variants, and how far each unit moves from the first of them.

    Args:
        results: Variants by their names; the first is what the others are set against.
        code: The aggregate; of each variant the one at the top where none is named.
        ties: Equal scores (see ``with_ranks``).
        decimals: Round before ranking.

    Returns:
        ``variant``, ``unit``, ``score``, ``rank``, ``shift``: places gained (+) or lost (−); null where either has no rank.

    Raises:
        WrongUseError: If there are no variants.
        UnknownNameError: If a variant has no such aggregate.
    """
    if not results:
        raise WrongUseError("Chưa có phương án nào để so sánh.", "There are no variants to compare.")
    ranked = {
        name: each.ranks(code, ties=ties, decimals=decimals).rename({each.unit: "unit"})
        for name, each in results.items()
    }
    first = next(iter(ranked.values())).select("unit", base="rank")
    shifts = [
        frame.join(first, on="unit", how="left", maintain_order="left").select(
            pl.lit(name).alias("variant"), "unit", "score", "rank", shift=pl.col("base") - pl.col("rank")
        )
        for name, frame in ranked.items()
    ]
    return pl.concat(shifts)


def shift_summary(variants: pl.DataFrame) -> pl.DataFrame:
    """How much each variant moves all units.

    Args:
        variants: Made by ``compare_variants``.

    Returns:
        ``variant``, ``moved`` (units), ``mean_shift`` and ``largest_shift`` (places, either way), ``compared``.

    Raises:
        MissingColumnsError: If it is another table.
    """
    require_columns(variants, ["variant", "shift"])
    size = pl.col("shift").abs()
    return variants.group_by("variant", maintain_order=True).agg(
        moved=(size > 0).sum().cast(pl.Int64),
        mean_shift=size.mean(),
        largest_shift=size.max(),
        compared=size.count().cast(pl.Int64),
    )
