"""The scales indicators are brought to. Each is told values of which higher is better, and gives such values."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, get_args

import polars as pl

from khcn_analytics.composite.nodes import Node
from khcn_analytics.composite.ranking import NEGLIGIBLE
from khcn_analytics.composite.requiring import is_number
from khcn_analytics.errors import KhcnError, UnknownNameError, WrongUseError

Counted = Literal["below", "up_to"]


@dataclass(frozen=True)
class Directed:
    """An indicator turned so that higher is better, and with it what it is set against."""

    node: Node
    values: pl.Expr
    low: float | None
    high: float | None
    target: float | None
    units: pl.Expr
    known_units: Sequence[str]


def directed(node: Node, known_units: Sequence[str], *, unit: str) -> Directed:
    """The one place where direction counts: values, goalposts and target of "lower is better" change their sign.

    Examples:
        >>> directed(Node("late", "indicator", "score", direction="lower", low=0, high=10), [], unit="unit").low
        -10
    """
    values, units = pl.col(node.code).cast(pl.Float64), pl.col(unit).cast(pl.String)
    if node.direction != "lower":
        return Directed(node, values, node.low, node.high, node.target, units, known_units)
    low, high, target = (None if each is None else -each for each in (node.high, node.low, node.target))
    return Directed(node, -values, low, high, target, units, known_units)


class Scale(ABC):
    """A way to normalise.

    Attributes:
        looks_at_others: Whether a score says where a unit stands among the others, which of equal values says nothing.

    Examples:
        >>> from khcn_analytics.composite import AsItIs, MinMax
        >>> all(isinstance(each, Scale) for each in (AsItIs(), MinMax(0, 100)))
        True
    """

    looks_at_others: ClassVar[bool] = True

    @abstractmethod
    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale; null or not finite where there is none."""

    def refusal(self, given: Directed) -> KhcnError | None:  # noqa: ARG002 - most refuse nothing
        """Why an indicator can't be brought to the scale, if so."""
        return None


@dataclass(frozen=True)
class _Range(Scale, ABC):
    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        if not (is_number(self.low) and is_number(self.high) and self.low < self.high):
            raise WrongUseError(
                f"Khoảng chuẩn hóa phải hữu hạn và có cận dưới nhỏ hơn cận trên, đang là {self.low} và {self.high}.",
                f"The ends of the range must be finite, the lower below the upper one; now {self.low} and {self.high}.",
            )

    def _between(self, fraction: pl.Expr) -> pl.Expr:
        return self.low + fraction * (self.high - self.low)


@dataclass(frozen=True)
class MinMax(_Range):
    """The worst unit gets ``low``, the best ``high``. Another unit may move all others: for exploring.

    Attributes:
        low: What the worst unit gets.
        high: What the best unit gets.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, MinMax, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> normalise(data, index, MinMax(0, 100)).frame.rows()
        [('X', 0.0, 100.0), ('Y', 50.0, 0.0), ('Z', 100.0, 50.0)]
    """

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        return self._between((given.values - given.values.min()) / (given.values.max() - given.values.min()))


@dataclass(frozen=True)
class ZScore(Scale):
    """Distance from the mean in standard deviations of the sample (n − 1), moved to ``mean`` and ``deviation``.

    Attributes:
        mean: What a unit at the mean gets.
        deviation: What one standard deviation comes to.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Node, normalise, ZScore
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> normalise(data, index, ZScore()).frame.rows()
        [('X', -1.0, 1.0), ('Y', 0.0, -1.0), ('Z', 1.0, 0.0)]
    """

    mean: float = 0.0
    deviation: float = 1.0

    def __post_init__(self) -> None:
        if not (is_number(self.mean) and is_number(self.deviation) and self.deviation > 0):
            raise WrongUseError(
                f"ZScore cần trung bình hữu hạn và độ lệch chuẩn dương, đang là {self.mean} và {self.deviation}.",
                f"ZScore needs a finite mean and a positive deviation; now {self.mean} and {self.deviation}.",
            )

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        # Equal values may have a deviation a hair above 0.
        spread = pl.when(given.values.max() > given.values.min()).then(given.values.std(ddof=1))
        distance = (given.values - given.values.mean()) / spread
        # What is at the mean may be a hair off it, and several hairs would make an order.
        return self.mean + self.deviation * pl.when(distance.abs() > NEGLIGIBLE).then(distance).otherwise(0 * distance)


@dataclass(frozen=True)
class PercentileRank(_Range):
    """The share of units that are worse; equal units share the lower place.

    Attributes:
        low: Of a share of 0.
        high: Of a share of 1.
        counted: ``below``: of the other units, those that are worse (COINr): 0 for the last. ``up_to``: the
            place from the bottom over the number of units (OECD Handbook, table 15): 1/n for the last.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Node, normalise, PercentileRank
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> normalise(data, index, PercentileRank(0, 100)).frame.rows()
        [('X', 0.0, 100.0), ('Y', 50.0, 0.0), ('Z', 100.0, 50.0)]
    """

    counted: Counted = "below"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.counted not in get_args(Counted):
            raise UnknownNameError("cách tính thứ hạng phần trăm", "way to count", self.counted, get_args(Counted))

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        place, units = given.values.rank("min").cast(pl.Float64), given.values.count().cast(pl.Float64)
        return self._between((place - 1) / (units - 1) if self.counted == "below" else place / units)


@dataclass(frozen=True)
class PlaceFromBottom(Scale):
    """The place from the bottom, so that higher is better; equal units share the lower place.

    Attributes:
        first: Place of the last unit: 1 (rank), or 0, which makes Borda points.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Node, normalise, PlaceFromBottom
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score"),
        ...                         Node("b", "indicator", "score", direction="lower")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0], "b": [0.0, 10.0, 5.0]})
        >>> normalise(data, index, PlaceFromBottom()).frame.rows()
        [('X', 1.0, 3.0), ('Y', 2.0, 1.0), ('Z', 3.0, 2.0)]
    """

    first: int = 1

    def __post_init__(self) -> None:
        if self.first not in (0, 1):
            raise WrongUseError(
                f"PlaceFromBottom đếm từ 1 (thứ tự) hoặc 0 (điểm Borda), đang là {self.first}.",
                f"PlaceFromBottom counts from 1 (places) or 0 (Borda points); now {self.first}.",
            )

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        return given.values.rank("min").cast(pl.Float64) - 1 + self.first


@dataclass(frozen=True)
class Goalposts(_Range):
    """Fixed ends from the table of nodes, so that no other unit and no other year moves a score.

    Attributes:
        low: Of the worse goalpost.
        high: Of the better one.
        cap: Whether what is beyond a goalpost counts as being there.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, Goalposts, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score", low=0, high=4)))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0]})
        >>> normalise(data, index, Goalposts(0, 100)).frame.rows()
        [('X', 25.0), ('Y', 75.0), ('Z', 100.0)]
    """

    looks_at_others: ClassVar[bool] = False
    cap: bool = True

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        fraction = (given.values - given.low) / ((given.high or 0.0) - (given.low or 0.0))
        return self._between(fraction.clip(0, 1) if self.cap else fraction)

    def refusal(self, given: Directed) -> KhcnError | None:
        """An indicator without goalposts is."""
        return _lacking(given.node, "low, high") if given.low is None or given.high is None else None


@dataclass(frozen=True)
class DistanceToTarget(Scale):
    """The worst unit gets 0, one that reaches the target 1.

    Attributes:
        cap: Whether what is beyond the target counts as 1.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, DistanceToTarget, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score", target=5)))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0]})
        >>> normalise(data, index, DistanceToTarget()).frame.rows()
        [('X', 0.0), ('Y', 0.5), ('Z', 1.0)]
    """

    cap: bool = False

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        return _from_worst(given, pl.lit(given.target, dtype=pl.Float64), cap=self.cap)

    def refusal(self, given: Directed) -> KhcnError | None:
        """An indicator without target is."""
        return _lacking(given.node, "target") if given.target is None else None


@dataclass(frozen=True)
class DistanceToReference(Scale):
    """The worst unit gets 0, the unit of reference 1.

    Attributes:
        reference: The unit.
        cap: Whether what is better counts as 1.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, DistanceToReference, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0]})
        >>> normalise(data, index, DistanceToReference("Y")).frame.rows()
        [('X', 0.0), ('Y', 1.0), ('Z', 2.0)]
    """

    reference: str
    cap: bool = False

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        return _from_worst(given, given.values.filter(given.units == self.reference).first(), cap=self.cap)

    def refusal(self, given: Directed) -> KhcnError | None:
        """A unit that is not there is."""
        if self.reference in given.known_units:
            return None
        return UnknownNameError("đơn vị", "unit", self.reference, given.known_units)


@dataclass(frozen=True)
class FractionOfMaximum(Scale):
    """Each value over the greatest one. Only where higher is better: other indicators have no such fraction.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import CompositeIndex, FractionOfMaximum, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 2.0, 4.0]})
        >>> normalise(data, index, FractionOfMaximum()).frame.rows()
        [('X', 0.25), ('Y', 0.5), ('Z', 1.0)]
    """

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        greatest = given.values.max()
        return given.values / pl.when(greatest > 0).then(greatest)

    def refusal(self, given: Directed) -> KhcnError | None:
        """An indicator of which lower is better is."""
        return _only_rising(given.node)


@dataclass(frozen=True)
class AsItIs(Scale):
    """Values as they are: scores already, or numbers for a geometric mean. Only where higher is better.

    Examples:
        >>> import polars as pl
        >>> from khcn_analytics.composite import AsItIs, CompositeIndex, Node, normalise
        >>> index = CompositeIndex((Node("score", "aggregate"), Node("a", "indicator", "score")))
        >>> data = pl.DataFrame({"unit": ["X", "Y", "Z"], "a": [1.0, 3.0, 5.0]})
        >>> normalise(data, index, AsItIs()).frame.rows()
        [('X', 1.0), ('Y', 3.0), ('Z', 5.0)]
    """

    looks_at_others: ClassVar[bool] = False

    def scaled(self, given: Directed) -> pl.Expr:
        """Values on the scale."""
        return given.values

    def refusal(self, given: Directed) -> KhcnError | None:
        """An indicator of which lower is better is."""
        return _only_rising(given.node)


def _from_worst(given: Directed, aim: pl.Expr, *, cap: bool) -> pl.Expr:
    """0 for the worst, 1 for the aim; nothing where the aim is no better than the worst."""
    worst = given.values.min()
    fraction = (given.values - worst) / pl.when(aim > worst).then(aim - worst)
    return fraction.clip(upper_bound=1) if cap else fraction


def _lacking(node: Node, columns: str) -> KhcnError:
    return WrongUseError(
        f"Chỉ tiêu “{node.code}” chưa có {columns} trong bảng nút. Hãy bổ sung hoặc chọn cách chuẩn hóa khác.",
        f"Indicator “{node.code}” has no {columns} in the table of nodes. Add it, or normalise in another way.",
    )


def _only_rising(node: Node) -> KhcnError | None:
    if node.direction != "lower":
        return None
    return WrongUseError(
        f"Chỉ tiêu “{node.code}” càng thấp càng tốt nên không dùng được cách chuẩn hóa này. "
        "Hãy dùng MinMax, Goalposts hoặc DistanceToTarget.",
        f"Indicator “{node.code}” is better when lower, which this way to normalise can't show. "
        "Use MinMax, Goalposts or DistanceToTarget.",
    )
