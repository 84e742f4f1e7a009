"""How an index is computed from data: one object, so that a variant is another object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from khcn_analytics.composite.aggregating import Method
from khcn_analytics.composite.imputing import Imputation
from khcn_analytics.composite.outliers import Treatment
from khcn_analytics.composite.scales import Scale


@dataclass(frozen=True)
class Recipe:
    """The choices between the data and the scores. What is not named is not done.

    Attributes:
        scale: How indicators are normalised: for all of them, or for each its own.
        imputation: What to put in empty cells.
        treatment: How outliers are brought in.
        method: How children make their parent: for all levels, or for each its own (2 is the lowest).
        least_share: The share of the children that must have a value for their parent to have one.
    """

    scale: Scale | Mapping[str, Scale]
    imputation: Imputation | None = None
    treatment: Treatment | None = None
    method: Method | Mapping[int, Method] = "arithmetic"
    least_share: float = 1.0

    def method_of(self, level: int) -> Method:
        """How the aggregates of a level are made."""
        return self.method[level] if isinstance(self.method, Mapping) else self.method

    def without(self, code: str) -> Recipe:
        """The same choices for an index that lacks an indicator."""
        scale = self.scale
        if isinstance(scale, Mapping):
            scale = {name: each for name, each in scale.items() if name != code}
        treatment = self.treatment
        if treatment is not None:
            treatment = replace(treatment, leave=treatment.leave - {code})
        return replace(self, scale=scale, treatment=treatment)
