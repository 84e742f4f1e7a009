"""Targets are judged beside the values of their indicators; each card's own example is in tests/spec."""

import pytest
from builders import activities, figures, targets

from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period

Y2020 = Period("year", 2020)
COUNTS = ("targets.set", "targets.met", "targets.missed", "targets.not_judged")


def found(wanted, done, period=Y2020, calendar="calendar"):
    values = compute({"targets": wanted, "activities": done}, [period], (), calendar=calendar, indicators=COUNTS)
    of_code = dict(values.select("indicator", "value").rows())
    return [of_code[code] for code in COUNTS]


@pytest.fixture
def nine_news_items():
    return activities(unit=[None, "Phòng A"], quantity=[5, 4])


@pytest.mark.parametrize(
    ("operator", "target", "upper_target", "met"),
    [
        ("at_least", 9, None, True),
        ("at_least", 10, None, False),
        ("at_most", 9, None, True),
        ("at_most", 8, None, False),
        ("equal", 9, None, True),
        ("equal", 8, None, False),
        ("between", 9, 12, True),
        ("between", 5, 8, False),
    ],
)
def test_a_target_that_is_judged_is_met_or_missed(operator, target, upper_target, met, nine_news_items):
    frame = targets(
        unit=None,
        indicator="activities.news_items",
        operator=operator,
        target=float(target),
        upper_target=None if upper_target is None else float(upper_target),
    )
    assert found(frame, nine_news_items) == [1, met, not met, 0]


def test_the_target_of_a_unit_is_held_against_what_the_unit_did(nine_news_items):
    frame = targets(indicator="activities.news_items", unit=["Phòng A", None], target=5.0)
    assert found(frame, nine_news_items) == [2, 1, 1, 0]


def test_a_target_whose_indicator_has_no_value_is_neither_met_nor_missed():
    frame = targets(indicator=["activities.party_study_share", "activities.no_such"], unit=None, target=0.9)
    assert found(frame, activities()) == [2, 0, 0, 2]
    assert figures("targets.met_rate", frame, Y2020) == (None, 0, 0)


def test_targets_are_read_on_the_calendar_of_the_report():
    frame = targets(unit=None, indicator="activities.news_items", target=3.0)
    # The administrative year 2020 closed on 14 December.
    done = activities(done_on="2020-12-15", quantity=3)
    administrative = Period("year", 2020, 1, "administrative")
    assert found(frame, done, administrative, calendar="administrative") == [1, 0, 1, 0]
    assert found(frame, done) == [1, 1, 0, 0]
