"""The place of each group among the groups of an indicator, period by period."""

from __future__ import annotations

from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.typing.polars import DataFrame

from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.columns import Integer, Text
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.numbers import need_numbers
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.units import Direction

RANK_ORDERS: dict[str, Label] = {
    "highest_first": Label("cao nhất đứng đầu", "highest first"),
    "lowest_first": Label("thấp nhất đứng đầu", "lowest first"),
    "by_size": Label("xếp theo độ lớn, không xét tốt hay xấu", "by size, neither better nor worse"),
}


class Ranks(IndicatorValues):
    """Values with the ``rank`` of each group, 1 being the first; null where ``flag`` says why there is no value.

    Equal values share a rank and the next ones are as many places further: 1, 2, 2, 4.
    ``sharing`` tells how many groups have that rank (1: this one alone), ``ranked`` how many groups have any.
    ``order`` is ``highest_first`` or ``lowest_first``, as the card says which is good, or ``by_size``
    (largest first) where the card says neither is.
    """

    rank: Integer = pa.Field(nullable=True, ge=1)
    sharing: Integer = pa.Field(nullable=True, ge=1)
    ranked: Integer = pa.Field(ge=0)
    order: Text = pa.Field(isin=list(RANK_ORDERS))

    @pa.dataframe_check(name="ranked_where_there_is_a_value")
    def ranked_where_there_is_a_value(cls: Any, data: Any) -> pl.LazyFrame:
        lazy: pl.LazyFrame = data.lazyframe
        return lazy.select(pl.col("rank").is_null() == pl.col("value").is_null())


def ranks(values: DataFrame[IndicatorValues]) -> DataFrame[Ranks]:
    """The rank of each group by the direction of its indicator.

    Args:
        values: Values split by the groups to rank, of any indicators and periods.

    Returns:
        The same rows in the same order.

    Raises:
        WrongUseError: If a value is no number.

    Examples:
        >>> import khcn_analytics as kh
        >>> workspace = kh.example_workspace()
        >>> values = kh.analyse(workspace, ["2024"], ["unit"], ["initiatives.grassroots_recognised"]).values
        >>> kh.trends.ranks(values).sort("rank").select("unit", "value", "rank").row(0)
        ('Văn phòng', 16.0, 1)
    """
    need_numbers(values)
    orders = {code: _ORDERS[card.direction] for code, card in INDICATORS.items()}
    # Shares that are equal need not be the same binary fraction.
    size = pl.col(IndicatorValues.value).round_sig_figs(12)
    ordered = values.with_columns(
        order=pl.col(IndicatorValues.indicator).replace_strict(orders, default="by_size", return_dtype=pl.String)
    ).with_columns(place=pl.when(order="lowest_first").then(size).otherwise(-size))
    ranked = ordered.with_columns(
        rank=pl.col("place").rank("min").over(_COMPETITION).cast(pl.Int64),
        ranked=pl.col("place").count().over(_COMPETITION).cast(pl.Int64),
    )
    sharing = pl.when(pl.col("rank").is_not_null()).then(pl.len().over(*_COMPETITION, "rank").cast(pl.Int64))
    return as_result(ranked.with_columns(sharing=sharing).drop("place"), Ranks)


_ORDERS = {Direction.HIGHER: "highest_first", Direction.LOWER: "lowest_first", Direction.NEITHER: "by_size"}
_COMPETITION = [IndicatorValues.indicator, IndicatorValues.period_start, IndicatorValues.period_end]
