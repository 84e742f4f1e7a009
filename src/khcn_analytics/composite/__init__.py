"""Composite indices and choices between many: units, indicators and weights -> scores and ranks.

    import khcn_analytics as kh

    index = kh.composite.CompositeIndex.from_nodes(nodes)
    result = kh.composite.build(index, data, kh.composite.Recipe(kh.composite.Goalposts(0, 100)))
    result.ranks(), result.explain("Bắc Ninh")

An index is a table of nodes; a recipe says how data become scores; the result keeps every stage.
For a department's own points, which follow a scheme of criteria, there is another way: this one is
for indices that compare units with one another. Every name is loaded on first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from khcn_analytics.composite.aggregating import aggregate
    from khcn_analytics.composite.building import build
    from khcn_analytics.composite.choice_methods import scale_columns, topsis, weighted_product, weighted_sum
    from khcn_analytics.composite.comparing import compare_variants, shift_summary
    from khcn_analytics.composite.denominating import denominate
    from khcn_analytics.composite.imputing import Imputation, impute
    from khcn_analytics.composite.index import CompositeIndex
    from khcn_analytics.composite.nodes import DIRECTIONS, ROLES, Node
    from khcn_analytics.composite.normalising import normalise
    from khcn_analytics.composite.objective_weights import critic_weights, entropy_weights
    from khcn_analytics.composite.outliers import Treatment, treat
    from khcn_analytics.composite.pairwise import PairwiseWeights, weights_of_pairs
    from khcn_analytics.composite.ranking import with_ranks
    from khcn_analytics.composite.recipe import Recipe
    from khcn_analytics.composite.removing import removal_effects, remove_indicators
    from khcn_analytics.composite.result import CompositeResult
    from khcn_analytics.composite.scales import (
        AsItIs,
        DistanceToReference,
        DistanceToTarget,
        FractionOfMaximum,
        Goalposts,
        MinMax,
        PercentileRank,
        PlaceFromBottom,
        Scale,
        ZScore,
    )
    from khcn_analytics.composite.social_choice import borda, copeland, kemeny, outranking, pairwise_support
    from khcn_analytics.composite.stages import REASONS, Stage

__all__ = [
    "DIRECTIONS",
    "REASONS",
    "ROLES",
    "AsItIs",
    "CompositeIndex",
    "CompositeResult",
    "DistanceToReference",
    "DistanceToTarget",
    "FractionOfMaximum",
    "Goalposts",
    "Imputation",
    "MinMax",
    "Node",
    "PairwiseWeights",
    "PercentileRank",
    "PlaceFromBottom",
    "Recipe",
    "Scale",
    "Stage",
    "Treatment",
    "ZScore",
    "aggregate",
    "borda",
    "build",
    "compare_variants",
    "copeland",
    "critic_weights",
    "denominate",
    "entropy_weights",
    "impute",
    "kemeny",
    "normalise",
    "outranking",
    "pairwise_support",
    "removal_effects",
    "remove_indicators",
    "scale_columns",
    "shift_summary",
    "topsis",
    "treat",
    "weighted_product",
    "weighted_sum",
    "weights_of_pairs",
    "with_ranks",
]

_HOMES = {
    "aggregating": ["aggregate"],
    "building": ["build"],
    "choice_methods": ["scale_columns", "topsis", "weighted_product", "weighted_sum"],
    "comparing": ["compare_variants", "shift_summary"],
    "denominating": ["denominate"],
    "imputing": ["Imputation", "impute"],
    "index": ["CompositeIndex"],
    "nodes": ["DIRECTIONS", "ROLES", "Node"],
    "normalising": ["normalise"],
    "objective_weights": ["critic_weights", "entropy_weights"],
    "outliers": ["Treatment", "treat"],
    "pairwise": ["PairwiseWeights", "weights_of_pairs"],
    "ranking": ["with_ranks"],
    "recipe": ["Recipe"],
    "removing": ["removal_effects", "remove_indicators"],
    "result": ["CompositeResult"],
    "scales": [
        "AsItIs",
        "DistanceToReference",
        "DistanceToTarget",
        "FractionOfMaximum",
        "Goalposts",
        "MinMax",
        "PercentileRank",
        "PlaceFromBottom",
        "Scale",
        "ZScore",
    ],
    "social_choice": ["borda", "copeland", "kemeny", "outranking", "pairwise_support"],
    "stages": ["REASONS", "Stage"],
}
_MODULES = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load a public name from its module (PEP 562)."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
