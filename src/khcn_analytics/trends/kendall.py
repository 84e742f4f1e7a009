"""The null distribution of Kendall's S, exact and approximate.

S is the number of rising pairs of values minus the number of falling ones. Without a trend every
order of the same values is equally likely, which fixes its distribution: M - 2 I, where M is the
number of pairs that differ and I the number of inversions of a random order. The numbers of orders
by inversions are the coefficients of the Gaussian multinomial (MacMahon 1916, Combinatory Analysis;
Kendall 1975, Rank Correlation Methods, for S itself), so that ties need no simulation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import comb, erfc, sqrt
from statistics import NormalDist

Ties = tuple[int, ...]
"""How often each distinct value occurs: (1, 1, 3) is five values, of which three are equal."""
Blocks = tuple[Ties, ...]
"""Series of which only values of the same one are compared, such as the same quarter of each year."""


@lru_cache(maxsize=4096)
def null_counts(blocks: Blocks) -> dict[int, int]:
    """In how many orders each S occurs, in ascending order of S.

    Examples:
        >>> null_counts(((1, 1, 1),))
        {-3: 1, -1: 2, 1: 2, 3: 1}
        >>> null_counts(((1, 2),))
        {-2: 1, 0: 1, 2: 1}
    """
    orders = [1]
    for ties in blocks:
        orders = _product(orders, _orders_by_inversions(ties))
    most = len(orders) - 1
    return {2 * place - most: count for place, count in enumerate(orders)}


@lru_cache(maxsize=65536)
def exact_p_value(s: int, blocks: Blocks) -> float:
    """How likely an S at least as far from 0 is without a trend, in either direction.

    Examples:
        >>> round(exact_p_value(10, ((1, 1, 1, 1, 1),)), 6)
        0.016667
    """
    counts = null_counts(blocks)
    return sum(count for each, count in counts.items() if abs(each) >= abs(s)) / sum(counts.values())


def variance(blocks: Blocks) -> float:
    """Variance of S, corrected for ties (Kendall 1975); of several blocks the sum (Hirsch, Slack and Smith 1982)."""
    return sum(_term(sum(ties)) - sum(map(_term, ties)) for ties in blocks) / 18


def normal_p_value(s: int, blocks: Blocks) -> float:
    """The same by the normal approximation, with the correction of 1 for continuity.

    Examples:
        >>> round(normal_p_value(22, ((4, 2, 1, 1, 1, 1, 1),)), 4)
        0.092
    """
    spread = variance(blocks)
    if s == 0 or spread == 0:
        return 1.0
    return erfc((abs(s) - 1) / sqrt(2 * spread))


@lru_cache(maxsize=4096)
def slopes_cut_off(sizes: tuple[int, ...], alpha: float, *, exact: bool) -> int | None:
    """How many of the sorted slopes to leave out at either end for an interval of the median slope.

    The interval is that of Hollander and Wolfe (1999, section 9.3) where it is exact, of Sen (1968)
    where it is not. Both judge what is left of the values once the line is taken off, which has no ties.

    Args:
        sizes: Number of values of each block.
        alpha: One minus the confidence.
        exact: Whether to use the exact distribution.

    Returns:
        ``None`` where not even the interval of all slopes is as sure as that: of 5 values it is so in
        118 of 120 orders, so that no interval has the confidence 0.99.

    Examples:
        >>> slopes_cut_off((5,), 0.05, exact=True)
        0
        >>> slopes_cut_off((10,), 0.05, exact=True)
        11
    """
    pairs = sum(comb(size, 2) for size in sizes)
    untied = tuple((1,) * size for size in sizes)
    if exact:
        kept = next(each for each in null_counts(untied) if each >= 0 and _beyond(each, untied) <= alpha)
        return None if kept == pairs else (pairs - kept) // 2 - 1
    kept_about = NormalDist().inv_cdf(1 - alpha / 2) * sqrt(variance(untied))
    return None if kept_about >= pairs else max(0, int((pairs - kept_about) / 2) - 1)


def _beyond(s: int, blocks: Blocks) -> float:
    """Probability of an S further from 0 than this one."""
    return exact_p_value(s + 2, blocks)


def _orders_by_inversions(ties: Ties) -> list[int]:
    """Orders of the values by their number of inversions.

    The Gaussian multinomial is a quotient of factors 1 - q^i: for every i up to the number of
    values above, up to the size of each tie below. Power series make it exact in whole numbers.
    """
    count = sum(ties)
    most = comb(count, 2) - sum(comb(size, 2) for size in ties)
    orders = [1] + [0] * most
    for factor in range(1, count + 1):
        for place in range(most, factor - 1, -1):
            orders[place] -= orders[place - factor]
    for size in ties:
        for factor in range(1, size + 1):
            for place in range(factor, most + 1):
                orders[place] += orders[place - factor]
    return orders


def _product(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """Coefficients of the product of two polynomials."""
    product = [0] * (len(first) + len(second) - 1)
    for place, one in enumerate(first):
        for further, other in enumerate(second):
            product[place + further] += one * other
    return product


def _term(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)
