"""How sure a rank is: what it would be under weights that might as well have been chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.schemas.columns import Integer, Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.matrix import Numbers, ScoreMatrix

DRAWS = 10_000
LOWER, UPPER = 0.05, 0.95


class RankRanges(pa.DataFrameModel):
    """The range of ranks of each unit: one row is one unit.

    ``rank`` is that under the weights of the scheme. ``lowest`` and ``highest`` bound the middle 90 % of
    the draws (5 and 95 % quantiles, linear between two), ``median`` halves them. ``first`` is the share
    of draws in which the unit has rank 1, alone or shared, and ``top`` that in which its rank is at most
    ``places``. Totals are exact, so a rank can differ from one that the scheme takes on rounded totals.
    """

    department: Text = pa.Field()
    unit: Text = pa.Field(nullable=True)
    rank_group: Text = pa.Field()
    rank: Number = pa.Field(ge=1)
    lowest: Number = pa.Field(ge=1)
    median: Number = pa.Field(ge=1)
    highest: Number = pa.Field(ge=1)
    first: Number = pa.Field(ge=0, le=1)
    top: Number = pa.Field(ge=0, le=1)
    places: Integer = pa.Field(ge=1)
    draws: Integer = pa.Field(ge=1)

    @pa.dataframe_check(name="ordered")
    def ordered(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select((pl.col("lowest") <= pl.col("median")) & (pl.col("median") <= pl.col("highest")))


@dataclass(frozen=True, slots=True)
class Spread:
    """Each weight lies, evenly likely, within a share of itself; together they keep the total of the scheme.

    Attributes:
        share: How far at most, above 0 and at most 1: with 0.25 a weight of 20 lies between 15 and 25
            before the total is kept.

    Examples:
        >>> import numpy as np
        >>> drawn = weight_draws(np.array([60.0, 40.0]), Spread(0.1), 100)
        >>> bool((drawn[:, 0] > 54).all() and (drawn[:, 0] < 66).all())
        True
    """

    share: float = 0.25


@dataclass(frozen=True, slots=True)
class Dirichlet:
    """Weights from a Dirichlet distribution around those of the scheme.

    Attributes:
        concentration: How near to them, above 0: the variance of a weight that is the share ``p`` of all
            is ``p (1 - p) / (concentration + 1)``. ``None``: any set of weights is as likely as any other.

    Examples:
        >>> import numpy as np
        >>> weight_draws(np.array([60.0, 40.0]), Dirichlet(), 5).shape
        (5, 2)
    """

    concentration: float | None = None


AROUND = Spread()
"""A quarter up or down: what is asked where nothing else is."""


def weight_draws(weights: Numbers, how: Spread | Dirichlet, draws: int = DRAWS, *, seed: int = 0) -> Numbers:
    """Sets of weights that might as well have been chosen.

    Args:
        weights: Those of the scheme, in points, above 0.
        how: Where they may lie.
        draws: How many sets.
        seed: The same seed draws the same weights.

    Returns:
        One row a set; each sums to the weights of the scheme.

    Raises:
        WrongUseError: If a setting is out of its range.

    Examples:
        >>> import numpy as np
        >>> weight_draws(np.array([60.0, 40.0]), Spread(0.25), 3).sum(axis=1)
        array([100., 100., 100.])
    """
    if draws < 1:
        raise WrongUseError(f"Cần ít nhất 1 lần thử, không phải {draws}.", f"At least 1 draw is needed, not {draws}.")
    random = np.random.default_rng(seed)
    whole = weights.sum()
    if isinstance(how, Spread):
        _within(how.share, 0, 1, "share")
        drawn = weights * random.uniform(1 - how.share, 1 + how.share, size=(draws, len(weights)))
        return _with_total(drawn, whole)
    if how.concentration is None:
        return _with_total(random.dirichlet(np.ones(len(weights)), size=draws), whole)
    _within(how.concentration, 0, np.inf, "concentration")
    return _with_total(random.dirichlet(how.concentration * weights / whole, size=draws), whole)


def _with_total(drawn: Numbers, whole: float) -> Numbers:
    kept: Numbers = drawn * (whole / drawn.sum(axis=1, keepdims=True))
    return kept


def rank_ranges(
    matrix: ScoreMatrix, how: Spread | Dirichlet = AROUND, draws: int = DRAWS, *, places: int = 3, seed: int = 0
) -> DataFrame[RankRanges]:
    """How far ranks move when weights do.

    Args:
        matrix: Scores; of units without a total there are none.
        how: Where weights may lie.
        draws: How many sets of them.
        places: How many places count as the top.
        seed: The same seed gives the same ranges.

    Returns:
        One row a unit, in the order of the matrix.

    Raises:
        WrongUseError: If a setting is out of its range.

    Examples:
        >>> import numpy as np
        >>> from khcn_analytics.scoring import ScoreMatrix
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> rank_ranges(matrix, Spread(0.25), 1000).select("unit", "rank", "lowest", "highest").rows()
        [('A', 1.0, 1.0, 2.0), ('B', 2.0, 1.0, 2.0)]
    """
    if places < 1:
        raise WrongUseError(
            f"Cần ít nhất 1 hạng đầu, không phải {places}.", f"The top has 1 place at least, not {places}."
        )
    ranks = matrix.ranks(matrix.totals(weight_draws(matrix.weights, how, draws, seed=seed)))
    # Each unit's ranks side by side in memory: half the time of quantiles across rows.
    lowest, median, highest = np.quantile(np.ascontiguousarray(ranks.T), [LOWER, 0.5, UPPER], axis=1)
    return as_result(
        units_of(matrix).with_columns(
            pl.Series("rank", matrix.ranks(matrix.totals())[0]),
            pl.Series("lowest", lowest),
            pl.Series("median", median),
            pl.Series("highest", highest),
            pl.Series("first", (ranks == 1).mean(axis=0)),
            pl.Series("top", (ranks <= places).mean(axis=0)),
            places=pl.lit(places, pl.Int64),
            draws=pl.lit(draws, pl.Int64),
        ),
        RankRanges,
    )


def units_of(matrix: ScoreMatrix) -> pl.DataFrame:
    """The units of a matrix, one row each, in its order."""
    return pl.DataFrame(
        {
            "department": [each for each, _ in matrix.units],
            "unit": [each for _, each in matrix.units],
            "rank_group": list(matrix.rank_groups),
        },
        schema={"department": pl.String, "unit": pl.String, "rank_group": pl.String},
    )


def _within(value: float, low: float, high: float, name: str) -> None:
    if not low < value <= high:
        raise WrongUseError(
            f"{name} phải lớn hơn {low:g} và không quá {high:g}, không phải {value:g}.",
            f"{name} must be above {low:g} and at most {high:g}, not {value:g}.",
        )
