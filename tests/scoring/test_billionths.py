"""Points as whole billionths: sums and halves as people reckon."""

from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.scoring.billionths import billionths, in_points, rounded


def rounded_points(points, decimals):
    frame = pl.DataFrame({"points": [points]}, schema={"points": pl.Float64})
    return frame.select(in_points(rounded(billionths(pl.col("points")), decimals))).item()


@pytest.mark.parametrize(
    ("points", "decimals", "expected"),
    [
        (2.675, 2, 2.68),
        (0.285, 2, 0.29),
        (1.005, 2, 1.01),
        (-2.675, 2, -2.68),
        (2.5, 0, 3),
        (3.5, 0, 4),
        (-0.5, 0, -1),
        (2.6749, 2, 2.67),
        (0.0000005, 6, 0.000001),
        (107.0, 2, 107),
    ],
)
def test_rounding_half_away_from_zero(points, decimals, expected):
    assert rounded_points(points, decimals) == expected


def test_sums_are_exact():
    frame = pl.DataFrame({"points": [0.1, 0.2, 0.3]})
    assert frame.select(in_points(billionths(pl.col("points")).sum())).item() == 0.6


@given(st.decimals(min_value=-10_000, max_value=10_000, places=6), st.integers(0, 6))
def test_rounding_agrees_with_decimal_arithmetic(points, decimals):
    expected = points.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert rounded_points(float(points), decimals) == float(expected)
