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

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import build, compare_variants, CompositeIndex, MinMax, Node, Recipe
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> result = build(index, data, Recipe(MinMax(0, 100)))
        >>> geometric = build(index, data, Recipe(MinMax(1, 100), method="geometric"))
        >>> compare_variants({"arithmetic": result, "geometric": geometric}).columns
        ['variant', 'unit', 'score', 'rank', 'shift']
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

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import build, compare_variants, CompositeIndex, MinMax, Node, Recipe, shift_summary
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> result = build(index, data, Recipe(MinMax(0, 100)))
        >>> geometric = build(index, data, Recipe(MinMax(1, 100), method="geometric"))
        >>> shift_summary(compare_variants({"arithmetic": result, "geometric": geometric})).row(0, named=True)
        {'variant': 'arithmetic', 'moved': 0, 'mean_shift': 0.0, 'largest_shift': 0.0, 'compared': 3}
    """
    require_columns(variants, ["variant", "shift"])
    size = pl.col("shift").abs()
    return variants.group_by("variant", maintain_order=True).agg(
        moved=(size > 0).sum().cast(pl.Int64),
        mean_shift=size.mean(),
        largest_shift=size.max(),
        compared=size.count().cast(pl.Int64),
    )
