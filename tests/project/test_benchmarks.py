"""What benchmarks measure against computes the same as the library."""

import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame

sys.path.insert(0, str(Path(__file__).parents[2]))
from benchmarks.by_hand import by_hand
from benchmarks.by_sql import by_sql
from benchmarks.indicators import assert_same_figures, by_us
from benchmarks.made_up import made_up_inspections, made_up_tasks, write_made_up
from benchmarks.trends import bare_join, judged, made_up_values


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    return write_made_up(tmp_path_factory.mktemp("made_up"), tasks=20_000, inspections=4_000)


def test_three_ways_agree_on_every_figure(paths):
    assert_same_figures(by_us(paths), by_hand(paths), by_sql(duckdb.connect(), paths))


def test_no_indicator_is_zero_throughout(paths):
    largest = by_us(paths).group_by("indicator").agg(largest=pl.col("value").max())

    assert largest.filter(pl.col("largest").fill_null(0) == 0)["indicator"].to_list() == []


@pytest.mark.parametrize(
    ("records", "dataset"), [(made_up_tasks(5_000), TASKS), (made_up_inspections(5_000), INSPECTIONS)]
)
def test_made_up_records_are_valid(records, dataset):
    assert check_frame(records, dataset).problems.is_empty()


def test_a_bare_join_finds_the_same_differences():
    values = made_up_values()
    changes, *_ = judged(values)
    keys = ["department", "unit", "indicator", "period_start", "absolute"]

    assert values.height == 5 * 60 * 30
    assert_frame_equal(changes.select(keys), bare_join(values).select(keys), check_row_order=False)


def test_no_change_of_the_made_up_values_lacks_its_parts():
    _, *parts, tests = judged(made_up_values())

    assert [each["contribution"].null_count() for each in parts] == [0, 0, 0, 0]
    assert tests["trend"].null_count() == 0
