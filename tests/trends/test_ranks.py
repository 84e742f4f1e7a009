"""Ranks: 1, 2, 2, 4 by the direction of the card."""

from builders import values

from khcn_analytics.trends.ranks import ranks


def of(numbers, indicator="tasks.accepted"):
    units = [f"U{place}" for place in range(len(numbers))]
    return ranks(values(year=[2020] * len(numbers), unit=units, value=numbers, indicator=indicator))


def test_equal_values_share_a_rank_and_the_next_is_further():
    found = of([5, 9, 5, 2])

    assert found["rank"].to_list() == [2, 1, 2, 4]
    assert found["sharing"].to_list() == [2, 1, 2, 1]
    assert set(found["order"]) == {"highest_first"}


def test_where_less_is_better_the_lowest_is_first():
    found = of([5, 9, 2], "tasks.overdue")

    assert found["rank"].to_list() == [2, 3, 1]
    assert set(found["order"]) == {"lowest_first"}


def test_without_a_good_direction_ranks_go_by_size_and_say_so():
    found = of([5, 9, 2], "tasks.running")

    assert found["rank"].to_list() == [2, 1, 3]
    assert set(found["order"]) == {"by_size"}


def test_who_has_no_value_has_no_rank_and_takes_none():
    found = of([None, 9, 2])

    assert found.select("rank", "sharing", "ranked", "flag").rows() == [
        (None, None, 2, "not_covered"),
        (1, 1, 2, None),
        (2, 1, 2, None),
    ]


def test_shares_that_are_equal_share_a_rank():
    assert of([0.1 + 0.2, 0.3], "initiatives.recognition_rate")["rank"].to_list() == [1, 1]


def test_each_indicator_and_period_is_a_competition_of_its_own():
    frame = values(
        year=[2020, 2020, 2021, 2021, 2020],
        unit=["A", "B", "A", "B", "B"],
        value=[1, 2, 4, 3, 7],
        indicator=[*["tasks.accepted"] * 4, "tasks.overdue"],
    )
    assert ranks(frame)["rank"].to_list() == [2, 1, 1, 2, 1]
    assert ranks(frame).select(frame.columns).equals(frame)
