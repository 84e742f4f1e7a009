"""Frames the library makes must say why a figure is missing."""

import polars as pl
import pytest
from builders import targets, tasks, values
from pandera.errors import SchemaError

from khcn_analytics.periods import Period
from khcn_analytics.schemas.results import (
    BREAK_SEVERITIES,
    AverageChanges,
    Changes,
    IndexedValues,
    IndicatorValues,
    TargetResults,
)
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.against_target import against_target
from khcn_analytics.trends.breaks import BREAK_SEVERITY_LABELS
from khcn_analytics.trends.change import change
from khcn_analytics.trends.series import average_change, index


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


@pytest.mark.parametrize(
    ("column", "wrong"), [("index", None), ("reason", "nobody knows"), ("verdict", "good"), ("break_severity", "bad")]
)
def test_a_wrong_index_frame_is_refused(column, wrong):
    frame = index(values(year=[2019, 2020], value=[4, 5]), 2019)
    with pytest.raises(SchemaError):
        as_result(frame.with_columns(pl.lit(wrong, frame.schema[column]).alias(column)), IndexedValues)


@pytest.mark.parametrize(("column", "wrong"), [("rate", None), ("years", 0), ("reported", -1), ("reason", "gap")])
def test_a_wrong_average_frame_is_refused(column, wrong):
    frame = average_change(values(year=[2019, 2020], value=[4, 5]), Period("year", 2019), Period("year", 2020))
    with pytest.raises(SchemaError):
        as_result(frame.with_columns(pl.lit(wrong, frame.schema[column]).alias(column)), AverageChanges)


@pytest.mark.parametrize(
    ("column", "wrong"),
    [("verdict", "not_judged"), ("difference", None), ("relative", None), ("reason", "share"), ("operator", "about")],
)
def test_a_wrong_frame_of_targets_is_refused(column, wrong):
    wanted = targets(unit=None, indicator="tasks.accepted", period="2020", target=2.0)
    frame = against_target(wanted, {"tasks": tasks(started_on="2019-01-01", accepted_on="2020-03-01")})
    with pytest.raises(SchemaError):
        as_result(frame.with_columns(pl.lit(wrong, frame.schema[column]).alias(column)), TargetResults)


def test_every_severity_of_a_break_has_a_label():
    assert list(BREAK_SEVERITY_LABELS) == BREAK_SEVERITIES
