"""The one function that scores, and what it gives: points, totals, steps, ranks, accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from pandera.polars import DataFrameModel
from pandera.typing.polars import DataFrame

from khcn_analytics.displays.display import Display
from khcn_analytics.displays.shown import Shown
from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.scoring.account import ScoreAccount, account_of
from khcn_analytics.scoring.awarding import WHO, awarded, people_of
from khcn_analytics.scoring.billionths import in_points
from khcn_analytics.scoring.displays import scores_display
from khcn_analytics.scoring.inputs import ScoreInputs, refuse_mistakes
from khcn_analytics.scoring.matrix import ScoreMatrix
from khcn_analytics.scoring.ranks import ranked
from khcn_analytics.scoring.results import STEPS, RankedScores, ScorePoints, ScoreSteps, ScoreTotals
from khcn_analytics.scoring.schemes import Layer, Scheme
from khcn_analytics.scoring.score_matrix import matrix_of
from khcn_analytics.scoring.totals import Sums, summed
from khcn_analytics.scoring.tree import in_order
from khcn_analytics.vocabulary.score_codes import SCORE_LAYERS


@dataclass(frozen=True, eq=False, slots=True, repr=False)
class Scores(Shown):
    """A scoring: what went in and everything that came of it.

    Attributes:
        scheme: The scheme.
        period: The period that was scored.
        layer: Whose points count: ``self``, ``reviewed`` or ``decided``.
        inputs: The records it was made from.
        points: One row a unit and criterion or item; see :class:`ScorePoints`.
        totals: One row a unit; see :class:`ScoreTotals`.
        steps: How each total came about; see :class:`ScoreSteps`.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> scores.ranks().select("unit", "total", "rank").row(0)
        ('Văn phòng', 89.1, 1.0)
    """

    scheme: Scheme
    period: Period
    layer: Layer
    inputs: ScoreInputs
    points: DataFrame[ScorePoints]
    totals: DataFrame[ScoreTotals]
    steps: DataFrame[ScoreSteps]

    def _shown(self) -> Display:
        return scores_display(self)

    def ranks(self) -> DataFrame[RankedScores]:
        """Ranks within rank groups, as the scheme makes them."""
        return ranked(self.scheme, self.totals, self.points, self.steps)

    def explain(self, unit: str | None, department: str | None = None) -> ScoreAccount:
        """The account of one unit: lines that add up to its total.

        Args:
            unit: The unit; ``None`` where whole departments are scored.
            department: Its department; needed only where several have a unit of that name.

        Raises:
            UnknownNameError: If nobody of that name is scored.
            WrongUseError: If several are.
        """
        return account_of(
            self.scheme, self.layer, self.totals, self.points, self.steps, unit=unit, department=department
        )

    def matrix(self) -> ScoreMatrix:
        """Shares and weights as numbers, for asking how sure ranks are; units without a total are left out."""
        return matrix_of(self.scheme, self.totals, self.points)


def score(scheme: Scheme, period: Period, inputs: ScoreInputs, layer: Layer = "decided") -> Scores:
    """Score every participant by a scheme. The same inputs always give the same scores.

    Args:
        scheme: The scheme.
        period: The period that is scored.
        inputs: The records, from :func:`khcn_analytics.scoring.inputs.score_inputs`.
        layer: Whose points count. Events that were accepted count in every layer, those that were only
            claimed, or rejected, in ``self``.

    Returns:
        Points, totals and steps; what could not be scored is null with a reason.

    Raises:
        ScoreInputsError: If the inputs were made for another scheme and don't fit this one.
        WrongUseError: If the inputs are of another period, or a rule of the scheme contradicts the direction of its
            criterion.
        UnknownNameError: If there is no such layer.

    Examples:
        >>> import khcn_analytics as kh
        >>> scores = kh.score(kh.example_workspace(), "mau_100", 2025).scores
        >>> again = kh.scoring.score(scores.scheme, scores.period, scores.inputs)
        >>> again.totals.equals(scores.totals)
        True
    """
    if inputs.period != period:
        raise WrongUseError(
            f"Số liệu đầu vào của {inputs.period.label()}, không phải của {period.label()}. Hãy gọi lại score_inputs.",
            f"The inputs are of {inputs.period.label('en')}, not of {period.label('en')}. Call score_inputs again.",
        )
    if layer not in SCORE_LAYERS.codes:
        raise UnknownNameError("bước chấm", "layer", layer, SCORE_LAYERS.codes)
    refuse_mistakes(scheme, inputs)
    people = people_of(inputs)
    points = awarded(scheme, inputs, layer, people)
    sums = summed(scheme, points, people)
    told_points = points.with_columns(in_points(pl.col("exact", "points")))
    told_totals = sums.totals.with_columns(in_points(pl.col("content", "bonus", "penalty", "exact", "total")))
    return Scores(
        scheme,
        period,
        layer,
        inputs,
        as_result(_named(told_points, people, ScorePoints), ScorePoints),
        as_result(_named(told_totals, people, ScoreTotals), ScoreTotals),
        as_result(_named(_steps(scheme, points, sums), people, ScoreSteps), ScoreSteps),
    )


def _named(frame: pl.DataFrame, people: pl.DataFrame, model: type[DataFrameModel]) -> pl.DataFrame:
    """Rows with the unit they are of, in the columns of a result."""
    named = frame.join(people, on=WHO, how="left", maintain_order="left")
    return named.select(pl.col(name).cast(kind) for name, kind in column_types(model).items())


def _steps(scheme: Scheme, points: pl.DataFrame, sums: Sums) -> pl.DataFrame:
    """What everything came to and every change, unit by unit, in the order of the scheme."""
    shares = points.filter(pl.col("kind") == "criterion")
    no_code = pl.lit(None, pl.String).alias("code")
    steps = pl.concat(
        [
            _step(points, "raw", pl.col("actual")),
            _step(shares, "share", pl.col("share")),
            _step(sums.changes, pl.col("step"), in_points(pl.col("change"))),
            _step(sums.earned, "earned", in_points(pl.col("points"))),
            _step(sums.totals.with_columns(no_code), "total", in_points(pl.col("total"))),
        ]
    )
    return steps.drop_nulls("value").sort(WHO, _place("code", in_order(scheme)), _place("step", STEPS))


def _step(frame: pl.DataFrame, step: str | pl.Expr, value: pl.Expr) -> pl.DataFrame:
    named = pl.lit(step) if isinstance(step, str) else step
    return frame.select(WHO, "code", named.alias("step"), value.alias("value"))


def _place(column: str, order: Sequence[str]) -> pl.Expr:
    """Where a text stands in an order; what isn't in it is last."""
    places = {text: place for place, text in enumerate(order)}
    return pl.col(column).replace_strict(places, default=len(order), return_dtype=pl.Int64)
