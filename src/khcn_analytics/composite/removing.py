"""The index without some of its indicators, and what that does to ranks."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from khcn_analytics.composite.building import build
from khcn_analytics.composite.comparing import compare_variants, shift_summary
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.ranking import Ties
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.result import CompositeResult
from khcn_analytics.errors import WrongUseError


def remove_indicators(index: CompositeIndex, codes: Collection[str]) -> CompositeIndex:
    """The index without some nodes; the weights of their siblings share what is left.

    Args:
        index: The index.
        codes: Indicators, or aggregates with all that belongs to them.

    Raises:
        UnknownNameError: If a code is unknown.
        WrongUseError: If an aggregate would be left with nothing: name it too, if that is meant.
    """
    gone = {below for code in codes for below in _with_descendants(index, index[code].code)}
    kept = tuple(each for each in index.nodes if each.code not in gone)
    if emptied := [
        each.code for each in kept if each.role == "aggregate" and not _children_left(index, each.code, gone)
    ]:
        raise WrongUseError(
            f"Bỏ đi như vậy thì {len(emptied)} nhóm không còn chỉ tiêu nào: {', '.join(emptied)}. "
            "Nếu đúng ý, hãy nêu cả nhóm ấy.",
            f"That leaves {len(emptied)} aggregate(s) with nothing: {', '.join(emptied)}. "
            "If it is meant, name these as well.",
        )
    return CompositeIndex(kept)


def removal_effects(
    index: CompositeIndex,
    data: pl.DataFrame,
    recipe: Recipe,
    *,
    ties: Ties = "competition",
    decimals: int | None = None,
    unit: str = "unit",
) -> pl.DataFrame:
    """What leaving out each indicator alone does to the ranks at the top.

    Args:
        index: The index.
        data: As for ``build``.
        recipe: As for ``build``.
        ties: Equal scores.
        decimals: Round before ranking.
        unit: Column of the units.

    Returns:
        ``removed``, ``with_it`` (aggregates that had nothing else, and went too), ``moved``, ``mean_shift``,
        ``largest_shift``, ``compared``; the indicator that matters most first.

    Raises:
        WrongUseError: If there is only one indicator, or the index can't be built.
    """
    if len(index.indicators) == 1:
        raise WrongUseError(
            "Chỉ số chỉ có một chỉ tiêu: bỏ đi thì không còn gì.",
            "The index has a single indicator: without it nothing is left.",
        )
    whole = build(index, data, recipe, unit=unit)
    rows = [_without(whole, each.code, data, ties, decimals) for each in index.indicators]
    return pl.concat(rows).sort("mean_shift", descending=True, nulls_last=True, maintain_order=True)


def _without(whole: CompositeResult, code: str, data: pl.DataFrame, ties: Ties, decimals: int | None) -> pl.DataFrame:
    emptied = _only_parents(whole.index, code)
    smaller = remove_indicators(whole.index, [code, *emptied])
    other = build(smaller, data, whole.recipe.without(code), unit=whole.unit)
    variants = compare_variants({"whole": whole, "without": other}, ties=ties, decimals=decimals)
    summary = shift_summary(variants.filter(variant="without"))
    return summary.select(
        pl.lit(code).alias("removed"),
        pl.lit(pl.Series([emptied], dtype=pl.List(pl.String))).alias("with_it"),
        pl.exclude("variant"),
    )


def _only_parents(index: CompositeIndex, code: str) -> list[str]:
    """The aggregates that have nothing but this node."""
    found: list[str] = []
    parent = index[code].parent
    while parent is not None and len(index.children(parent)) == 1:
        found.append(parent)
        parent = index[parent].parent
    return found


def _with_descendants(index: CompositeIndex, code: str) -> list[str]:
    return [code, *(below for child in index.children(code) for below in _with_descendants(index, child.code))]


def _children_left(index: CompositeIndex, code: str, gone: Collection[str]) -> bool:
    return any(each.code not in gone for each in index.children(code))
