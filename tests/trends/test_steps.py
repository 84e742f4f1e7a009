"""Steps of a waterfall: worked by hand, exact, and refused where parts make no whole."""

import polars as pl
import pytest
from builders import values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import IncomparableError, WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.trends.contributions import Contributions, contributions
from khcn_analytics.trends.steps import steps

LAST, THIS = Period("year", 2019), Period("year", 2020)


def parts(**groups):
    """Contributions of units given as name=(last year, this year)."""
    return contributions(
        values(
            period=[period for _ in groups for period in (LAST, THIS)],
            unit=[unit for unit in groups for _ in range(2)],
            value=[each for pair in groups.values() for each in pair],
        ),
        THIS,
        LAST,
    )


def test_steps_lead_from_the_base_to_the_value():
    found = steps(parts(A=(10, 16), B=(8, 6), C=(5, 5)))

    assert found.select("unit", "step", "amount", "starts_at", "ends_at").rows() == [
        (None, "base", 23, 0, 23),
        ("A", "part", 6, 23, 29),
        ("B", "part", -2, 29, 27),
        ("C", "part", 0, 27, 27),
        (None, "value", 27, 0, 27),
    ]


def test_the_smallest_groups_are_joined_and_counted():
    found = steps(parts(A=(10, 16), B=(8, 6), C=(5, 6), D=(1, 1)), most=2)

    assert found.select("unit", "step", "groups", "amount").rows() == [
        (None, "base", 4, 24),
        ("A", "part", 1, 6),
        (None, "rest", 3, -1),
        (None, "value", 4, 29),
    ]


def test_groups_that_have_room_are_not_joined():
    assert steps(parts(A=(10, 16), B=(8, 6)), most=2)["step"].to_list() == ["base", "part", "part", "value"]


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=8), st.integers(2, 9))
def test_however_joined_the_amounts_add_up_to_the_value(pairs, most):
    found = steps(parts(**{f"U{place}": pair for place, pair in enumerate(pairs)}), most=most)

    assert found.height <= most + 2
    assert found.filter(pl.col("step") != "value")["amount"].sum() == sum(this for _, this in pairs)


def test_a_change_that_can_not_be_split_is_refused_with_its_reason():
    with pytest.raises(IncomparableError, match="a group has no value"):
        steps(parts(A=(10, 16), B=(8, None)))


def test_an_unchanged_whole_still_has_steps():
    assert steps(parts(A=(10, 12), B=(8, 6)))["amount"].to_list() == [18, 2, -2, 18]


def test_parts_of_several_wholes_are_refused():
    one = parts(A=(10, 16))
    with pytest.raises(WrongUseError, match="exactly one whole; this frame has 2"):
        steps(as_result(pl.concat([one, one.with_columns(indicator=pl.lit("tasks.running"))]), Contributions))
    with pytest.raises(WrongUseError, match="exactly one whole; this frame has 0"):
        steps(one.clear())
    with pytest.raises(WrongUseError, match="2 or more"):
        steps(one, most=1)
