import pytest
from builders import values

from khcn_analytics.narrative.moves import with_size
from khcn_analytics.trends.change import change


def size(base, value, indicator="tasks.accepted", denominator=None):
    frame = values(year=[2019, 2020], value=[base, value], indicator=indicator)
    frame = frame.with_columns(denominator=denominator) if denominator else frame
    return with_size(change(frame), frame)["size"][1]


def test_a_count_is_compared_with_twenty_added():
    # From 20 to 40: 20 of the mean 30 and 20. From 1 to 2: 1 of 1.5 and 20.
    assert size(20, 40) == pytest.approx(20 / 50)
    assert size(1, 2) == pytest.approx(1 / 21.5)


def test_a_rise_is_as_large_as_the_fall_back():
    assert size(20, 40) == size(40, 20)


def test_money_is_compared_with_its_mean():
    assert size(1e6, 3e6, "tasks.budget_contracted_vnd") == 1
    assert size(0, 0, "tasks.budget_contracted_vnd") == 0


def test_a_share_counts_twice_its_points_and_less_where_it_is_of_few():
    rate = "initiatives.recognition_rate"
    assert size(0.5, 0.75, rate) == 0.5
    assert size(0.5, 0.75, rate, denominator=20.0) == 0.25


def test_what_has_no_change_has_no_size():
    assert size(None, 4) is None
