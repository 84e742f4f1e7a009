"""How an index is computed from data: one object, so that a variant is another object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from khcn_analytics.composite.aggregating import Method, Methods, methods_of
from khcn_analytics.composite.imputing import Imputation
from khcn_analytics.composite.index import CompositeIndex
from khcn_analytics.composite.outliers import Treatment
from khcn_analytics.composite.requiring import require_kind
from khcn_analytics.composite.scales import Scale


@dataclass(frozen=True)
class Recipe:
    """The choices between the data and the scores. What is not named is not done.

    Attributes:
        scale: How indicators are normalised: for all of them, or for each its own.
        imputation: What to put in empty cells.
        treatment: How outliers are brought in.
        method: How children make their parent: for all levels, for each level its own (2 is the lowest), or for
            each aggregate its own, by its code.
        least_share: The share of the children that must have a value for their parent to have one.

    Raises:
        WrongUseError: If a scale, the imputation or the treatment is none.

    Examples:
        >>> from khcn_analytics.composite import Imputation, MinMax
        >>> Recipe(MinMax(0, 100), imputation=Imputation("mean"), method="geometric").method
        'geometric'
    """

    scale: Scale | Mapping[str, Scale]
    imputation: Imputation | None = None
    treatment: Treatment | None = None
    method: Methods = "arithmetic"
    least_share: float = 1.0

    def __post_init__(self) -> None:
        scales = self.scale.values() if isinstance(self.scale, Mapping) else [self.scale]
        for each in scales:
            require_kind(each, Scale, "scale", "MinMax(0, 100)")
        if self.imputation is not None:
            require_kind(self.imputation, Imputation, "imputation", 'Imputation("mean")')
        if self.treatment is not None:
            require_kind(self.treatment, Treatment, "treatment", "Treatment()")

    def methods(self, index: CompositeIndex) -> dict[str, Method]:
        """How each aggregate of an index is made, by its code."""
        return methods_of(index, self.method)

    def narrowed(self, index: CompositeIndex, part: CompositeIndex) -> Recipe:
        """The same choices for a part of an index; every node that is left is treated as it was in the whole.

        Args:
            index: The index the recipe is for.
            part: What is left of it; its aggregates may be of other levels now.
        """
        indicators = [each.code for each in part.indicators]
        scale, method, treatment = self.scale, self.method, self.treatment
        if isinstance(scale, Mapping):
            scale = {code: each for code, each in scale.items() if code in indicators}
        if isinstance(method, Mapping):
            whole = self.methods(index)
            method = {each.code: whole[each.code] for each in part.aggregates}
        if treatment is not None:
            treatment = replace(treatment, leave=frozenset(treatment.leave).intersection(indicators))
        return replace(self, scale=scale, method=method, treatment=treatment)
