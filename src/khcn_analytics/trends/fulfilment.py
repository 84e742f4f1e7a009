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
    """
    target = pl.col(TargetResults.target)
    part = pl.when(target > 0).then(pl.col(TargetResults.actual) / target)
    return as_result(results.with_columns(fulfilled=part), Fulfilments)
