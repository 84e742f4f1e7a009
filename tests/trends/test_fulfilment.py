from builders import targets, tasks

from khcn_analytics.trends.against_target import against_target
from khcn_analytics.trends.fulfilment import fulfilment

DATA = {"tasks": tasks(accepted_on=["2020-03-01", "2020-09-01", "2020-10-01"], started_on="2019-01-01")}


def fulfilled(**columns):
    wanted = targets(**{"unit": None, "indicator": "tasks.accepted", "period": "2020", **columns})
    return fulfilment(against_target(wanted, DATA))["fulfilled"].to_list()


def test_the_value_as_a_part_of_its_target():
    assert fulfilled(target=[2.0, 4.0], operator=["at_least", "at_most"], indicator="tasks.accepted") == [1.5, 0.75]


def test_a_range_is_told_of_its_lower_end():
    assert fulfilled(target=2.0, upper_target=4.0, operator="between") == [1.5]


def test_nothing_is_a_part_of_zero_or_of_what_is_not_known():
    assert fulfilled(target=0.0) == [None]
    assert fulfilled(target=2.0, indicator="inspections.checks") == [None]
