"""The null distribution of S: published critical values, every order counted by hand, symmetry."""

from collections import Counter
from itertools import permutations
from math import factorial, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.trends.kendall import exact_p_value, normal_p_value, null_counts, slopes_cut_off, variance


def untied(n: int) -> tuple[tuple[int, ...], ...]:
    return ((1,) * n,)


# EarthSoft EQuIS, Mann-Kendall library: the smallest S of one-sided confidence 95 % and 99 %.
@pytest.mark.parametrize(
    ("n", "at_95", "at_99"),
    [(5, 8, 10), (6, 11, 13), (7, 13, 17), (8, 16, 20), (9, 18, 24), (10, 21, 27)],
)
def test_published_critical_values_of_short_series(n, at_95, at_99):
    for critical, level in ((at_95, 0.05), (at_99, 0.01)):
        assert exact_p_value(critical, untied(n)) / 2 <= level
        assert exact_p_value(critical - 2, untied(n)) / 2 > level


def test_four_values_can_never_show_a_trend():
    # 2 of the 24 orders of 4 values are sorted.
    assert exact_p_value(6, untied(4)) == pytest.approx(2 / 24)
    assert exact_p_value(10, untied(5)) == pytest.approx(2 / 120)


@pytest.mark.parametrize(
    "values", [(1, 2, 3, 4, 5, 6), (1, 1, 2, 3, 4), (1, 1, 1, 2, 2, 3), (5, 5, 5, 5), (1, 2, 2, 2)]
)
def test_every_order_is_counted(values):
    found = Counter(
        sum(
            (later > earlier) - (later < earlier) for place, earlier in enumerate(order) for later in order[place + 1 :]
        )
        for order in permutations(values)
    )
    repeats = prod(factorial(each) for each in Counter(values).values())
    ties = tuple(sorted(Counter(values).values()))
    assert {s: count for s, count in null_counts((ties,)).items() if count} == {
        s: count // repeats for s, count in sorted(found.items())
    }


_TIES = st.lists(st.integers(1, 4), min_size=1, max_size=4).map(tuple)


@given(st.lists(_TIES, min_size=1, max_size=2).map(tuple))
def test_the_distribution_is_whole_symmetric_and_has_the_known_variance(blocks):
    counts = null_counts(blocks)
    orders = prod(factorial(sum(ties)) // prod(map(factorial, ties)) for ties in blocks)
    assert sum(counts.values()) == orders
    assert all(counts[s] == counts[-s] for s in counts)
    assert sum(s * s * count for s, count in counts.items()) / orders == pytest.approx(variance(blocks))
    assert exact_p_value(0, blocks) == 1


@given(_TIES, st.randoms())
def test_the_order_of_ties_is_of_no_importance(ties, random):
    shuffled = random.sample(ties, len(ties))
    assert null_counts((tuple(shuffled),)) == null_counts((ties,))


# EPA QA/G-9S (2006), Data Quality Assessment: Statistical Methods for Practitioners, page 109:
# 11 values with ties of 4 and 2, S = 22, Var(S) = 155.33, Z = 1.685.
def test_the_variance_with_ties_as_published():
    ties = ((1, 1, 1, 1, 1, 2, 4),)
    assert variance(ties) == pytest.approx(155.33, abs=0.005)
    assert normal_p_value(22, ties) == pytest.approx(0.0920, abs=0.0001)  # 2 (1 - Phi(1.685))


def test_the_approximation_is_close_from_ten_values_on():
    for s in range(1, 46, 2):
        assert normal_p_value(s, untied(10)) == pytest.approx(exact_p_value(s, untied(10)), abs=0.011)


def test_equal_values_show_nothing():
    assert normal_p_value(0, ((12,),)) == 1
    assert exact_p_value(0, ((5,),)) == 1


# Hollander and Wolfe (1999): C is the critical value less 2, the bounds are the slopes of rank
# (N - C) / 2 and (N + C) / 2 + 1 of N. P(|S| >= 15) = 0.03 and P(|S| >= 13) = 0.07 of 7 values
# make C = 13 and, with N = 21, the bounds the 4th slope from either end.
@pytest.mark.parametrize(("n", "cut"), [(5, 0), (6, 1), (7, 3), (8, 5), (9, 8), (10, 11)])
def test_slopes_beyond_the_interval(n, cut):
    assert slopes_cut_off((n,), 0.05, exact=True) == cut


# Of 5 values 2 of 120 orders lie outside all slopes: 0.017. Sizes 5, 1, 1, ... are 10 pairs and,
# of the normal distribution, 2.58 x sqrt(16.7) = 10.5.
@pytest.mark.parametrize(("sizes", "exact"), [((5,), True), ((5, 1, 1, 1, 1, 1, 1), False)])
def test_no_interval_of_so_few_values_is_as_sure_as_that(sizes, exact):
    assert slopes_cut_off(sizes, 0.01, exact=exact) is None
    assert slopes_cut_off(sizes, 0.02, exact=exact) == 0


def test_both_ways_agree_on_longer_series():
    # C = 1.96 x sqrt(125) = 21.9 of 45 pairs: 11.5 beyond each end, of which the last is the bound.
    assert slopes_cut_off((10,), 0.05, exact=False) == 10
    assert slopes_cut_off((10,), 0.05, exact=True) == 11
