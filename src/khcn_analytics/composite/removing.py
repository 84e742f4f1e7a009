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
from khcn_analytics.progress import reported
from khcn_analytics.vocabulary.labels import Label

_LEAVING_OUT = Label("Bỏ từng chỉ tiêu", "Leaving out each indicator")
_EFFECTS = {
    "removed": pl.String(),
    "with_it": pl.List(pl.String),
    "moved": pl.Int64(),
    "mean_shift": pl.Float64(),
    "largest_shift": pl.Float64(),
    "compared": pl.Int64(),
}


def remove_indicators(index: CompositeIndex, codes: Collection[str]) -> CompositeIndex:
    """The index without some nodes; the weights of their siblings share what is left.

    Args:
        index: The index.
        codes: Indicators, or aggregates with all that belongs to them.

    Returns:
        An index of the nodes that are left.

    Raises:
        UnknownNameError: If a code is unknown.
        WrongUseError: If an aggregate would be left with nothing that has weight: name it too, if that is meant.
            The one at the top can't be removed.

    Examples:
        >>> from khcn_analytics.composite import CompositeIndex, Node, remove_indicators
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> [each.code for each in remove_indicators(index, ["b"]).nodes]
        ['score', 'a']
    """
    gone = {below for code in codes for below in _with_descendants(index, index[code].code)}
    if index.top.code in gone:
        raise WrongUseError(
            f"“{index.top.code}” là nhóm ở đỉnh: bỏ đi thì không còn chỉ số nào.",
            f"“{index.top.code}” is the aggregate at the top: without it no index is left.",
        )
    kept = tuple(each for each in index.nodes if each.code not in gone)
    if emptied := [
        each.code for each in kept if each.role == "aggregate" and not _has_weight_without(index, each.code, gone)
    ]:
        raise WrongUseError(
            f"Bỏ đi như vậy thì {len(emptied)} nhóm không còn chỉ tiêu nào có trọng số: {', '.join(emptied)}. "
            "Nếu đúng ý, hãy nêu cả nhóm ấy.",
            f"That leaves {len(emptied)} aggregate(s) with nothing that has weight: {', '.join(emptied)}. "
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
        ``removed``, ``with_it`` (aggregates that had nothing else of weight, and went too), ``moved``, ``mean_shift``,
        ``largest_shift``, ``compared``; the indicator that matters most first. The aggregates that are left are
        made as in the whole index. Where the one at the top goes too, nothing is compared.

    Raises:
        WrongUseError: If there is only one indicator, or the index can't be built.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, MinMax, Node, Recipe, removal_effects
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> removal_effects(index, data, Recipe(MinMax(0, 100))).select("removed", "moved", "mean_shift").rows()
        [('a', 2, 0.6666666666666666), ('b', 2, 0.6666666666666666)]
    """
    if len(index.indicators) == 1:
        raise WrongUseError(
            "Chỉ số chỉ có một chỉ tiêu: bỏ đi thì không còn gì.",
            "The index has a single indicator: without it nothing is left.",
        )
    whole = build(index, data, recipe, unit=unit)
    rows = [_without(whole, each.code, data, ties, decimals) for each in reported(_LEAVING_OUT, index.indicators)]
    return pl.concat(rows).sort("mean_shift", descending=True, nulls_last=True, maintain_order=True)


def _without(whole: CompositeResult, code: str, data: pl.DataFrame, ties: Ties, decimals: int | None) -> pl.DataFrame:
    emptied = _emptied_without(whole.index, code)
    if whole.index.top.code in emptied:
        return pl.DataFrame([(code, emptied, 0, None, None, 0)], schema=_EFFECTS, orient="row")
    smaller = remove_indicators(whole.index, [code, *emptied])
    other = build(smaller, data, whole.recipe.narrowed(whole.index, smaller), unit=whole.unit)
    variants = compare_variants({"whole": whole, "without": other}, ties=ties, decimals=decimals)
    summary = shift_summary(variants.filter(variant="without"))
    return pl.DataFrame([(code, emptied, *summary.drop("variant").row(0))], schema=_EFFECTS, orient="row")


def _emptied_without(index: CompositeIndex, code: str) -> list[str]:
    """The aggregates in which nothing but this node has weight."""
    found: list[str] = []
    gone, parent = code, index[code].parent
    while parent is not None and not _has_weight_without(index, parent, {gone}):
        found.append(parent)
        gone, parent = parent, index[parent].parent
    return found


def _with_descendants(index: CompositeIndex, code: str) -> list[str]:
    return [code, *(below for child in index.children(code) for below in _with_descendants(index, child.code))]


def _has_weight_without(index: CompositeIndex, code: str, gone: Collection[str]) -> bool:
    return any(each.weight for each in index.children(code) if each.code not in gone)
