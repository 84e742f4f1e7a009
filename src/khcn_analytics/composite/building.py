"""From the table of nodes and the data to scores, in one call that keeps every stage."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from khcn_analytics.composite.aggregating import aggregate
from khcn_analytics.composite.data_checks import checked
from khcn_analytics.composite.denominating import denominate
from khcn_analytics.composite.imputing import impute
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.normalising import normalise
from khcn_analytics.composite.outliers import treat
from khcn_analytics.composite.recipe import Recipe
from khcn_analytics.composite.requiring import require_kind
from khcn_analytics.composite.result import CompositeResult
from khcn_analytics.composite.scales import DistanceToTarget, Goalposts
from khcn_analytics.composite.stages import Stage
from khcn_analytics.errors import WrongUseError


def build(index: CompositeIndex, data: pl.DataFrame, recipe: Recipe, *, unit: str = "unit") -> CompositeResult:
    """An index computed.

    Args:
        index: The index.
        data: One row a unit, a column for each indicator, denominator and group.
        recipe: How.
        unit: Column of the units.

    Returns:
        The stages ``raw``; ``denominated``, ``imputed``, ``treated`` where the index or the recipe asks for
        them; ``normalised``; ``aggregated``. In this order.

    Raises:
        WrongUseError: If the data don't fit the index, or a step can't be done; the message says what and where.
        UnknownNameError: If the recipe names what is not there.

    Examples:
        >>> from khcn_analytics.composite.nodes import Node
        >>> from khcn_analytics.composite.scales import MinMax
        >>> index = CompositeIndex((
        ...     Node("score", "aggregate"),
        ...     Node("patents", "indicator", "score", weight=3),
        ...     Node("late", "indicator", "score", direction="lower"),
        ... ))
        >>> data = pl.DataFrame({"unit": ["a", "b", "c"], "patents": [0, 5, 10], "late": [4, 0, 2]})
        >>> build(index, data, Recipe(MinMax(0, 100))).ranks().rows()
        [('c', 87.5, 1.0), ('b', 62.5, 2.0), ('a', 0.0, 3.0)]
    """
    require_kind(index, CompositeIndex, "index", "CompositeIndex.from_nodes(nodes)")
    require_kind(recipe, Recipe, "recipe", "Recipe(MinMax(0, 100))")
    steps = [checked(data, index, unit=unit)]
    if index.denominators:
        steps.append(denominate(steps[-1].frame, index, unit=unit))
    if recipe.imputation is not None:
        steps.append(impute(steps[-1].frame, index, recipe.imputation, unit=unit))
    if recipe.treatment is not None:
        steps.append(treat(steps[-1].frame, index, recipe.treatment, unit=unit))
        _refuse_moved_marks(steps[-1], recipe)
    steps.append(normalise(steps[-1].frame, index, recipe.scale, unit=unit))
    steps.append(aggregate(steps[-1].frame, index, recipe.method, least_share=recipe.least_share, unit=unit))
    return CompositeResult(index, recipe, unit, tuple(steps))


def _refuse_moved_marks(treated: Stage, recipe: Recipe) -> None:
    """Goalposts and targets are in the unit of the indicator, not of its logarithm."""
    codes = treated.notes.filter(reason="logarithm")["code"].unique(maintain_order=True).to_list()
    scales = recipe.scale if isinstance(recipe.scale, Mapping) else dict.fromkeys(codes, recipe.scale)
    if moved := [code for code in codes if isinstance(scales.get(code), Goalposts | DistanceToTarget)]:
        raise WrongUseError(
            f"{len(moved)} chỉ tiêu đã lấy lôgarit nên không còn so được với cận hoặc mục tiêu: {', '.join(moved)}. "
            "Hãy để nguyên chúng (Treatment.leave), hoặc đưa vào số liệu và cận đã lấy lôgarit sẵn.",
            f"{len(moved)} indicator(s) became logarithms, which goalposts and targets don't fit: {', '.join(moved)}. "
            "Leave them as they are (Treatment.leave), or give data and goalposts that are logarithms already.",
        )
