from fractions import Fraction

import pytest
from builders import published

from khcn_analytics.reconciliation.figures import figures_of
from khcn_analytics.reconciliation.possible import judge_possible
from khcn_analytics.reconciliation.ranges import ANY_PART, Range

POSSIBLE = {"tasks.accepted": ANY_PART, "tasks.agriculture_share": Range(Fraction(0), Fraction(1))}


def found(indicator, value, **columns):
    return list(judge_possible(figures_of(published(indicator=indicator, value=value, **columns)), POSSIBLE))


@pytest.mark.parametrize(
    ("indicator", "value", "words"),
    [
        ("tasks.accepted", -3.0, "không thể âm"),
        ("tasks.agriculture_share", -0.1, "không thể âm"),
        ("tasks.agriculture_share", 1.2, "không thể quá 100 %"),
    ],
)
def test_what_nothing_can_make_true_is_a_contradiction(indicator, value, words):
    told = found(indicator, value)

    assert [(each.kind, each.severity) for each in told] == [("impossible_value", "contradiction")]
    assert words in told[0].message.vi


@pytest.mark.parametrize(
    ("indicator", "value"),
    [("tasks.accepted", 0.0), ("tasks.agriculture_share", 1.0), ("funding.undisbursed_vnd", -5.0), ("a.x_rate", 1.5)],
)
def test_what_can_be_is_no_finding(indicator, value):
    assert found(indicator, value) == []


def test_a_bound_leaves_room():
    assert found("tasks.accepted", 0.0, qualifier="at_most") == []
    assert found("tasks.agriculture_share", 1.0, qualifier="at_least") == []
