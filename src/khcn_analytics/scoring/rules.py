"""How what was achieved becomes points: a closed set of rules, each a frozen record of its settings.

The arithmetic of all of them stands in :mod:`khcn_analytics.scoring.achieving`; here is only what a
scheme states.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Excess = Literal["absolute", "percent"]
Scale = Literal["linear", "log"]


@dataclass(frozen=True, slots=True)
class Proportional:
    """In proportion to a target.

    Attributes:
        target: What earns ``1`` of attainment; ``None`` takes the unit's own from ``targets``.
        floor: Attainment below which there are no points, 0 to ``cap``.
        cap: Attainment that earns the maximum, at least 1: with 1.2 the target earns 1 / 1.2 of it.
    """

    target: float | None = None
    floor: float = 0.0
    cap: float = 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """One step of points.

    Attributes:
        bound: The worst value that still earns them; ``None`` in the first band: any value.
        points: Points, 0 to the maximum of the criterion.
    """

    bound: float | None
    points: float


@dataclass(frozen=True, slots=True)
class Bands:
    """Points by steps.

    Attributes:
        bands: From the worst value to the best; points never fall.
    """

    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class YesNo:
    """All points or none.

    Attributes:
        threshold: The worst value that earns them; yes is 1 and no is 0.
    """

    threshold: float = 1.0


@dataclass(frozen=True, slots=True)
class PerCount:
    """Points for each one counted, up to the maximum of the criterion.

    Attributes:
        points_each: Points for one, above 0.
    """

    points_each: float


@dataclass(frozen=True, slots=True)
class Deadline:
    """The maximum less points for each late item, at least 0.

    Attributes:
        points_per_late: Points lost for one, above 0.
    """

    points_per_late: float


@dataclass(frozen=True, slots=True)
class RelativeToBest:
    """A share for the target, the rest by how far above it beside the best of the rank group.

    Attributes:
        target: The target; ``None`` takes the unit's own from ``targets``.
        excess: Whether what lies above the target is compared as it is or in percent of the target.
        target_share: Share of the maximum that reaching the target earns, above 0 and below 1.
    """

    target: float | None = None
    excess: Excess = "absolute"
    target_share: float = 0.5


@dataclass(frozen=True, slots=True)
class Goalposts:
    """From 0 at the worst to the maximum at the best of two fixed values.

    Attributes:
        worst: The value that earns nothing.
        best: The value that earns the maximum.
        scale: ``log`` takes logarithms first, of values above 0.
    """

    worst: float
    best: float
    scale: Scale = "linear"


@dataclass(frozen=True, slots=True)
class MinMax:
    """From 0 for the worst of the rank group to the maximum for its best; one more unit moves the others."""


@dataclass(frozen=True, slots=True)
class Manual:
    """Points given by people, from ``score_entries``."""


Rule = Proportional | Bands | YesNo | PerCount | Deadline | RelativeToBest | Goalposts | MinMax | Manual

RULES: dict[str, type[Rule]] = {
    "proportional": Proportional,
    "bands": Bands,
    "yes_no": YesNo,
    "per_count": PerCount,
    "deadline": Deadline,
    "relative_to_best": RelativeToBest,
    "goalposts": Goalposts,
    "min_max": MinMax,
    "manual": Manual,
}
"""Every rule by the name it has in a scheme."""
