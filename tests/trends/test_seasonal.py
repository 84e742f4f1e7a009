"""Seasonal shares and the errors they would have made, by hand."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.trends.seasonal import FEWEST_PAST_YEARS, MOST_PAST_YEARS, seasonal_estimates


def estimated(
    so_far: float | None, past: list[tuple[Any, Any]], *, counts: bool = False, since: int | None = None
) -> dict[str, Any]:
    """The year after the past ones, given as (by then, in all), of an amount unless it counts."""
    years = list(range(2001, 2002 + len(past)))
    frame = pl.DataFrame(
        {
            "series": [0] * len(years),
            "year": years,
            "so_far": [*(before for before, _ in past), so_far],
            "total": [*(whole for _, whole in past), None],
            "counts": [counts] * len(years),
            "since": [since] * len(years),
        },
        schema_overrides={"so_far": pl.Float64, "total": pl.Float64, "since": pl.Int64},
    )
    return seasonal_estimates(frame).filter(year=years[-1]).row(0, named=True)


def test_steady_years_leave_no_doubt():
    found = estimated(15, [(10, 40), (20, 80), (5, 20)])
    assert (found["past_years"], found["share"], found["error"]) == (3, 0.25, 0)
    assert (found["estimate"], found["low"], found["high"], found["reason"]) == (60, 60, 60, None)


def test_the_range_comes_from_past_errors():
    # Shares 0.4, 0.5, 0.6 of 100 each. From the others the share would be 0.55, 0.5, 0.45, so the
    # years would be estimated at 0.4/0.55 - 1 = -0.273, 0 and 0.6/0.45 - 1 = +0.333 off.
    found = estimated(40, [(40, 100), (50, 100), (60, 100)])
    error = ((0.4 / 0.55 - 1) ** 2 / 3 + (0.6 / 0.45 - 1) ** 2 / 3) ** 0.5
    assert found["error"] == pytest.approx(error)
    assert found["estimate"] == 80
    # Student's t with 2 degrees of freedom leaves 10 % beyond 1.886.
    assert found["low"] == pytest.approx(80 * (1 - 1.886 * error))
    assert found["high"] == pytest.approx(80 * (1 + 1.886 * error))


def test_a_count_is_never_surer_than_by_one_record():
    # 1.886 is Student's factor of 3 past years.
    found = estimated(15, [(10, 40), (20, 80), (5, 20)], counts=True)
    assert (found["error"], found["estimate"]) == (0, 60)
    assert (found["low"], found["high"]) == pytest.approx((60 - 1.886, 60 + 1.886))
    # All was done by then, each year: one more may come, and none is undone.
    found = estimated(4, [(7, 7), (5, 5), (6, 6)], counts=True)
    assert (found["low"], found["high"]) == pytest.approx((4, 4 + 1.886))


def test_past_errors_above_one_record_are_the_range_of_a_count():
    past = [(40, 100), (50, 100), (60, 100)]
    assert estimated(40, past, counts=True) == estimated(40, past)


def test_no_year_ends_with_less_than_it_has():
    found = estimated(95, [(90, 100), (60, 100), (99, 100)])
    assert found["low"] == 95


@pytest.mark.parametrize(
    ("so_far", "past", "reason", "years"),
    [
        (5, [(1, 2), (1, 2)], "few_past_years", 2),
        # A year in which nothing was done, and one not known, have no share.
        (5, [(1, 2), (0, 0), (1, 2), (None, 2), (1, None)], "few_past_years", 2),
        (None, [(1, 2)] * 3, "no_value_so_far", 3),
        (0, [(1, 2)] * 3, "nothing_so_far", 3),
        # 45 by then and 30 in all: 5 would become 3.33.
        (5, [(15, 10), (16, 10), (14, 10)], "more_by_then", 3),
        (5, [(1, 2), (0, 2), (0, 2)], "nothing_by_then", 3),
        (5, [(0, 2)] * 4, "nothing_by_then", 4),
    ],
)
def test_without_an_estimate_the_reason_is_told(so_far, past, reason, years):
    found = estimated(so_far, past)
    assert (found["reason"], found["past_years"]) == (reason, years)
    assert [found[name] for name in ("share", "error", "estimate", "low", "high")] == [None] * 5


def test_a_year_that_had_nothing_by_then_counts_all_the_same():
    # 2 of 4 by then in two years, 0 of 4 in one: 4 of 12.
    assert estimated(2, [(2, 4), (0, 4), (2, 4)])["estimate"] == pytest.approx(6)


def test_old_years_are_left_out():
    found = estimated(5, [(90, 100)] * 3 + [(1, 2)] * MOST_PAST_YEARS)
    assert (found["past_years"], found["estimate"]) == (MOST_PAST_YEARS, 10)


PAST = st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50)), min_size=FEWEST_PAST_YEARS, max_size=MOST_PAST_YEARS)


@given(PAST, st.integers(1, 100), st.integers(2, 1000))
def test_the_unit_of_money_is_of_no_importance(past, so_far, factor):
    whole = [(before, before + later) for before, later in past]
    plain = estimated(so_far, whole)
    scaled = estimated(so_far * factor, [(before * factor, total * factor) for before, total in whole])
    for name in ("estimate", "low", "high"):
        assert scaled[name] == pytest.approx(plain[name] * factor)
    assert plain["low"] <= plain["estimate"] + 1e-9 <= plain["high"] + 2e-9
    assert plain["low"] >= so_far


def test_years_before_a_break_are_left_out_and_counted():
    # From 2003 on: half by then.
    found = estimated(5, [(1, 4), (1, 4), (1, 2), (1, 2), (1, 2)], since=2003)
    assert (found["estimate"], found["past_years"], found["left_out"], found["first_past"]) == (10, 3, 2, 2001)

    found = estimated(5, [(1, 4), (1, 2), (1, 2)], since=2002)
    assert (found["reason"], found["past_years"], found["left_out"], found["estimate"]) == ("break", 2, 1, None)


def test_one_year_with_more_by_then_leaves_an_estimate_that_is_not_below_what_is_done():
    # 21 by then and 30 in all: 0.7.
    found = estimated(7, [(5, 10), (5, 10), (11, 10)])
    assert found["estimate"] == pytest.approx(10)
    assert 7 <= found["low"] <= found["estimate"] <= found["high"]
