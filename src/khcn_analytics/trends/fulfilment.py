"""Results as parts of their targets, so that targets of different units can stand side by side."""

from __future__ import annotations

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.schemas.columns import Number
from khcn_analytics.schemas.results import TargetResults
from khcn_analytics.schemas.validation import as_result


class Fulfilments(TargetResults):
    """Targets with ``fulfilled``, the value / the target: 1 is exactly the target.

    Of a target "at most", less than 1 is what was promised. Of a range it is told of the lower end.
    Null without a value and where the target is not above 0, of which nothing is a part.
    """

    fulfilled: Number = pa.Field(nullable=True)


def fulfilment(results: DataFrame[TargetResults]) -> DataFrame[Fulfilments]:
    """Which part of each target was reached, in the order given.

    Args:
        results: What came of targets.

    Returns:
        The rows given, with ``fulfilled``: the value over the target, null where there is no such part.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> results = kh.trends.against_target(workspace.datasets["targets"], workspace.datasets)
        >>> kh.trends.fulfilment(results).select("actual", "target", "fulfilled").row(0)
        (29.0, 22.0, 1.3181818181818181)
    """
    target = pl.col(TargetResults.target)
    part = pl.when(target > 0).then(pl.col(TargetResults.actual) / target)
    return as_result(results.with_columns(fulfilled=part), Fulfilments)
