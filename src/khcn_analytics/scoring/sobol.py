"""Which weights decide: Sobol's first and total indices, as Saltelli estimates them.

The outcome is either how far ranks move on average or the rank of one unit, over weights that each
lie evenly within a share of themselves. The estimators are those of the OECD and JRC handbook on
composite indicators (2008), the first taken around the mean: the first index is
``mean((yB - m) (yAB - yA)) / V`` with ``m`` the mean of all outcomes, the total one ``mean((yA - yAB)^2) / (2 V)``, with ``V`` the sample
variance of ``yA`` and ``yB`` together.
"""

from __future__ import annotations

import numpy as np
import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import WrongUseError
from khcn_analytics.progress import reported
from khcn_analytics.schemas.columns import Integer, Number, Text
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.matrix import Numbers, ScoreMatrix, UnitKey
from khcn_analytics.vocabulary.labels import Label

_TRYING = Label("Thử trọng số", "Trying weights")
SAMPLES = 2_000
_RESAMPLES = 200
_NO_VARIANCE = 1e-12


class WeightSensitivity(pa.DataFrameModel):
    """How much of the variance of an outcome each weight accounts for: one row is one criterion.

    ``first`` is its share alone, ``total`` with all it does together with other weights; of few samples
    either may fall a little outside 0 to 1. ``first_low`` to ``total_high`` bound the middle 90 % of
    resampled estimates. All are null where the outcome never moves, as ``reason`` then says: ``no_variance``.
    """

    criterion: Text = pa.Field()
    first: Number = pa.Field(nullable=True)
    first_low: Number = pa.Field(nullable=True)
    first_high: Number = pa.Field(nullable=True)
    total: Number = pa.Field(nullable=True)
    total_low: Number = pa.Field(nullable=True)
    total_high: Number = pa.Field(nullable=True)
    samples: Integer = pa.Field(ge=2)
    reason: Text = pa.Field(nullable=True, isin=["no_variance"])


def weight_sensitivity(
    matrix: ScoreMatrix,
    *,
    share: float = 0.25,
    of: UnitKey | None = None,
    samples: int = SAMPLES,
    seed: int = 0,
) -> DataFrame[WeightSensitivity]:
    """Which weights the ranks hang on.

    Args:
        matrix: Scores.
        share: How far each weight may lie from that of the scheme, as a share of it.
        of: Department and unit whose rank is the outcome; ``None``: the mean over all units of how far
            their ranks are from those of the scheme.
        samples: Base samples; the outcome is computed ``samples * (criteria + 2)`` times.
        seed: The same seed gives the same estimates.

    Returns:
        One row a criterion, in the order of the matrix.

    Raises:
        UnknownNameError: If there is no such unit.
        WrongUseError: If ``share`` or ``samples`` is out of its range.

    Examples:
        >>> import numpy as np
        >>> from khcn_analytics.scoring import ScoreMatrix
        >>> matrix = ScoreMatrix((("so_a", "A"), ("so_a", "B")), ("Khối 1", "Khối 1"), ("c1", "c2"), (("g",), ("g",)),
        ...                      np.array([[1.0, 0.5], [0.6, 1.0]]), np.array([60.0, 40.0]), np.zeros(2), np.zeros(2))
        >>> weight_sensitivity(matrix, samples=200).select("criterion", "samples").rows()
        [('c1', 200), ('c2', 200)]
    """
    if samples < 2 or not 0 < share <= 1:
        raise WrongUseError(
            f"Cần ít nhất 2 mẫu và share từ trên 0 đến 1, không phải {samples} và {share:g}.",
            f"At least 2 samples and a share above 0 and up to 1 are needed, not {samples} and {share:g}.",
        )
    columns = len(matrix.criteria)
    random = np.random.default_rng(seed)
    one, other = random.uniform(1 - share, 1 + share, size=(2, samples, columns)) * matrix.weights
    unit = None if of is None else matrix.row_of(of)
    at_one, at_other = _outcome(matrix, one, unit), _outcome(matrix, other, unit)
    mixed = np.empty((columns, samples))
    for column in reported(_TRYING, range(columns)):
        exchanged = one.copy()
        exchanged[:, column] = other[:, column]
        mixed[column] = _outcome(matrix, exchanged, unit)
    return as_result(_estimated(matrix, at_one, at_other, mixed, random), WeightSensitivity)


def sobol_indices(at_one: Numbers, at_other: Numbers, mixed: Numbers) -> tuple[Numbers, Numbers]:
    """First and total indices from outcomes at two sets of samples and where one input is exchanged.

    Args:
        at_one: Outcomes of the first set; one a sample.
        at_other: Outcomes of the second set.
        mixed: One row an input: outcomes of the first set with that input from the second.

    Returns:
        First and total index of each input; NaN where outcomes don't vary.
    """
    first, total = _indices(at_one, at_other, mixed, np.ones((1, len(at_one))))
    return first[0], total[0]


def _indices(at_one: Numbers, at_other: Numbers, mixed: Numbers, times: Numbers) -> tuple[Numbers, Numbers]:
    """The indices, one row a resample; ``times`` tells how often each sample is in it."""
    samples = times.sum(axis=1, keepdims=True)
    # Around their mean: squares stay small, and the first index is far less noisy for it.
    middle = (at_one.mean() + at_other.mean()) / 2
    around_one, around_other = at_one - middle, at_other - middle
    sums = times @ (around_one + around_other)[:, np.newaxis]
    squares = times @ (around_one**2 + around_other**2)[:, np.newaxis]
    variance = (squares - sums**2 / (2 * samples)) / (2 * samples - 1)
    varying = np.where(variance > _NO_VARIANCE, variance, np.nan)
    first = times @ (around_other * (mixed - at_one)).T / samples / varying
    total = times @ ((at_one - mixed) ** 2).T / (2 * samples) / varying
    return first, total


def _outcome(matrix: ScoreMatrix, weights: Numbers, unit: int | None) -> Numbers:
    kept = weights * (matrix.weights.sum() / weights.sum(axis=1, keepdims=True))
    ranks = matrix.ranks(matrix.totals(kept))
    if unit is not None:
        return ranks[:, unit]
    moved: Numbers = np.abs(ranks - matrix.ranks(matrix.totals())).mean(axis=1)
    return moved


def _estimated(
    matrix: ScoreMatrix, at_one: Numbers, at_other: Numbers, mixed: Numbers, random: np.random.Generator
) -> pl.DataFrame:
    samples = len(at_one)
    first, total = sobol_indices(at_one, at_other, mixed)
    still = bool(np.isnan(first).any())
    again = random.integers(samples, size=(_RESAMPLES, samples))
    times = np.array([np.bincount(each, minlength=samples) for each in again], dtype=float)
    resampled = np.array(_indices(at_one, at_other, mixed, times))
    # A resample in which nothing varies estimates nothing.
    varied = resampled[:, ~np.isnan(resampled[0]).any(axis=1)]
    low, high = np.full((2, 2, len(first)), np.nan) if still else np.quantile(varied, [0.05, 0.95], axis=1)
    figures = {"first": first, "first_low": low[0], "first_high": high[0]}
    figures |= {"total": total, "total_low": low[1], "total_high": high[1]}
    estimates = [
        pl.Series(name, [None] * len(values) if still else values, dtype=pl.Float64) for name, values in figures.items()
    ]
    return pl.DataFrame([pl.Series("criterion", matrix.criteria), *estimates]).with_columns(
        samples=pl.lit(samples, pl.Int64), reason=pl.lit("no_variance" if still else None, pl.String)
    )
