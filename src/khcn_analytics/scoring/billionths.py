"""Points counted in billionths: whole numbers, so that sums, ties and halves are exact as people reckon.

As binary fractions 0.1 + 0.2 is not 0.3, and 2.675 is less than itself.
"""

from __future__ import annotations

import polars as pl

DECIMALS = 9
ONE = 10**DECIMALS
"""One point."""
MOST_POINTS = 1_000_000
"""Points that one line can come to: a thousand times any scheme seen, and a thousandth of what can be counted."""


def billionths(points: pl.Expr) -> pl.Expr:
    """Points as a whole number of billionths, the nearest."""
    counted: pl.Expr = (points * ONE).round().cast(pl.Int64)
    return counted


def in_points(counted: pl.Expr) -> pl.Expr:
    """Billionths as points again."""
    # polars multiplies by 1 / ONE, which is no binary fraction; rounding gives the nearest number there is.
    points: pl.Expr = (counted / ONE).round(DECIMALS)
    return points


def rounded(counted: pl.Expr, decimals: int) -> pl.Expr:
    """Billionths rounded to so many decimal places of a point, half away from zero.

    Args:
        counted: Billionths of points.
        decimals: Decimal places kept, 0 to 8.

    Examples:
        >>> points = pl.DataFrame({"points": [2.675, 0.285, -2.675]})
        >>> points.select(in_points(rounded(billionths(pl.col("points")), 2)))["points"].to_list()
        [2.68, 0.29, -2.68]
    """
    place = 10 ** (DECIMALS - decimals)
    found: pl.Expr = counted.sign() * ((counted.abs() + place // 2) // place) * place
    return found
