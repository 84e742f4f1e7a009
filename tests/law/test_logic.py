from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.law.logic import all_hold, any_holds, at_least

VALUES = (True, False, None)


@pytest.mark.parametrize(
    ("one", "other", "both", "either"),
    [
        (True, True, True, True),
        (True, False, False, True),
        (True, None, None, True),
        (False, False, False, False),
        (False, None, False, None),
        (None, None, None, None),
    ],
)
def test_the_tables_of_kleene(one, other, both, either):
    assert all_hold([one, other]) is all_hold([other, one]) is both
    assert any_holds([one, other]) is any_holds([other, one]) is either


@given(st.lists(st.sampled_from(VALUES), max_size=5))
def test_what_is_told_stays_so_however_the_unknown_turns_out(parts):
    """A verdict is given exactly where every way to fill in what is not known leads to it."""
    ways = list(product(*[(True, False) if each is None else (each,) for each in parts]))
    for joined, plainly in ((all_hold, all), (any_holds, any)):
        outcomes = {plainly(way) for way in ways}
        assert joined(parts) is (outcomes.pop() if len(outcomes) == 1 else None)


@pytest.mark.parametrize(
    ("certain", "possible", "holds"), [(3, 3, True), (3, 9, True), (2, 3, None), (2, 2, False), (0, 2, False)]
)
def test_a_count_between_what_is_certain_and_what_is_possible(certain, possible, holds):
    assert at_least(certain, possible, 3) is holds
