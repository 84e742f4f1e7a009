"""How dark each value stands in a heat map, from 0 to 1, each indicator on a scale of its own."""

from __future__ import annotations

from typing import Any, Literal, get_args

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.schemas.columns import Number
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.numbers import need_numbers
from khcn_analytics.vocabulary.labels import Label

Scale = Literal["of_largest", "lowest_to_highest"]

SCALE_LABELS: dict[Scale, Label] = {
    "of_largest": Label("So với giá trị lớn nhất của chỉ số", "Against the largest value of the indicator"),
    "lowest_to_highest": Label(
        "Từ giá trị thấp nhất (0 %) đến cao nhất (100 %) của chỉ số",
        "From the lowest (0 %) to the highest value (100 %) of the indicator",
    ),
}


class ShadedValues(IndicatorValues):
    """Values with their ``shade``, null where the value is."""

    shade: Number = pa.Field(nullable=True, ge=0, le=1)

    @pa.dataframe_check(name="shaded_where_there_is_a_value")
    def shaded_where_there_is_a_value(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("shade").is_null() == pl.col("value").is_null())


def shades(values: DataFrame[IndicatorValues], scale: Scale = "of_largest") -> DataFrame[ShadedValues]:
    """The shade of each value among the groups of its indicator and period.

    A shade tells size and no verdict: it is the same whichever direction is good.

    Args:
        values: Values split by the groups to compare.
        scale: ``of_largest`` is the size of the value / the largest size of any group, so that half
            as dark is half as much; ``lowest_to_highest`` spreads the groups between the lowest (0) and
            the highest (1), which shows differences of values that lie close together. Where all
            are 0, or on the second scale all are equal, the shade is 0: nothing stands out.

    Returns:
        The same rows in the same order.

    Raises:
        UnknownNameError: If there is no such scale.
        WrongUseError: If a value is no number.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> values = kh.analyse(workspace, ["2024"], ["unit"], ["initiatives.grassroots_recognised"]).values
        >>> kh.trends.shades(values)["shade"].max()
        1.0
    """
    need_numbers(values)
    if scale not in SCALE_LABELS:
        raise UnknownNameError("thang độ đậm", "scale", scale, get_args(Scale))
    value = pl.col(IndicatorValues.value)
    size, least = (value.abs(), pl.lit(0.0)) if scale == "of_largest" else (value, value.min().over(_ROW))
    reach = size.max().over(_ROW) - least
    shade = pl.when(value.is_null()).then(None).when(reach > 0).then((size - least) / reach).otherwise(0.0)
    return as_result(values.with_columns(shade=shade), ShadedValues)


_ROW = [IndicatorValues.indicator, IndicatorValues.period_start, IndicatorValues.period_end]
