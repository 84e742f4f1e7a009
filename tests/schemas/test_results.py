"""Frames the library makes must say why a figure is missing."""

import polars as pl
import pytest
from builders import values
from pandera.errors import SchemaError

from khcn_analytics.schemas.results import Changes, IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.change import change


def test_values_made_by_hand_pass():
    assert as_result(values(year=[2019, 2020], value=[4, None]), IndicatorValues).height == 2


@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("flag", "zero_denominator"),  # a value and a reason why there is none
        ("value", None),  # no value and no reason
        ("flag", "nobody knows"),
        ("indicator", None),
        ("period_start", None),
    ],
)
def test_a_wrong_value_frame_is_refused(column, wrong):
    frame = values(year=[2020], value=[4])
    broken = frame.with_columns(pl.lit(wrong, frame.schema[column]).alias(column))
    with pytest.raises(SchemaError):
        as_result(broken, IndicatorValues)


def test_values_may_have_further_dimensions():
    assert as_result(values(year=[2020], value=[4], level="national"), IndicatorValues)["level"].to_list() == [
        "national"
    ]


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("relative", None), ("reason", "zero_base"), ("verdict", "good"), ("verdict", None), ("base_end", None)],
)
def test_a_wrong_change_frame_is_refused(column, wrong):
    frame = change(values(year=[2019, 2020], value=[4, 5])).filter(pl.col("reason").is_null())
    broken = frame.with_columns(pl.lit(wrong, frame.schema[column]).alias(column))
    with pytest.raises(SchemaError):
        as_result(broken, Changes)
