"""The arithmetic of contributions on bare figures."""

import polars as pl
import pytest

from khcn_analytics.trends.kitagawa import is_ratio, is_reported_whole, parts_of_change, per, share_of_change, wholes


def split(**columns):
    figures = pl.DataFrame(columns).with_columns(
        pl.col("^(now|then) .*$").cast(pl.Float64), whole_key=1, reason=pl.lit(None, pl.String)
    )
    figures = figures.with_columns(pl.lit(value=False).alias("whole is cut"))
    return figures.with_columns(wholes(["whole_key"])).with_columns(parts_of_change()).with_columns(share_of_change())


def test_which_indicators_are_ratios_and_of_how_many():
    frame = pl.DataFrame({"indicator": ["tasks.accepted", "initiatives.per_100_staff", "tasks.days_to_contract"]})
    assert frame.select(is_ratio())["is ratio"].to_list() == [False, True, True]
    assert frame.select(per())["per"].to_list() == [1, 100, 1]


def test_which_indicators_are_made_of_yearly_reports_only():
    frame = pl.DataFrame({"indicator": ["staff.headcount", "ratings.excellent_share", "initiatives.per_100_staff"]})
    assert frame.select(is_reported_whole())["indicator"].to_list() == [True, True, False]


# Two groups of equal weight before, whose ratios are 0.2 and 0.4; 0.3 and 0.7 of the weight after,
# with 0.3 and 0.4: the whole goes from 0.3 to 0.37.
def test_within_and_mix_leave_nothing_over():
    found = split(
        **{"now above": [9, 28], "now below": [30, 70], "then above": [10, 20], "then below": [50, 50]},
        **{"is ratio": [True, True], "per": [1, 1]},
    )
    assert found["within"].to_list() == pytest.approx([0.4 * 0.1, 0])
    assert found["mix"].to_list() == pytest.approx([-0.2 * (0.25 - 0.335), 0.2 * (0.4 - 0.335)])
    assert found["contribution"].sum() == pytest.approx(0.07)


def test_rounding_is_no_change():
    # 0.1 + 0.2 is not 0.3 in binary fractions.
    found = split(
        **{"now above": [0.1, 0.2], "now below": [0, 0], "then above": [0.3, 0], "then below": [0, 0]},
        **{"is ratio": [False, False], "per": [1, 1]},
    )
    assert found["reason"].to_list() == ["no_change"] * 2
    assert found["share"].to_list() == [None, None]
