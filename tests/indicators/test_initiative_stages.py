"""The funnel of initiatives, worked by hand."""

from datetime import date

import pytest
from builders import initiatives

from khcn_analytics.errors import WrongUseError
from khcn_analytics.indicators.initiative_stages import initiative_stages
from khcn_analytics.periods import Period

YEAR = Period("year", 2020)
FRAME = initiatives(
    submitted_on=["2020-03-01", "2020-04-01", "2020-12-31", "2020-05-01", "2019-12-31", None],
    grassroots_recognised_on=["2020-06-01", "2020-06-01", "2021-02-01", None, "2020-06-01", "2020-06-01"],
    scope=["provincial", *[None] * 5],
    scope_recognised_on=["2021-03-01", *[None] * 5],
    rejected_on=[None, None, None, "2020-06-01", None, None],
)


def test_the_same_initiatives_are_followed_whenever_they_moved_on():
    assert initiative_stages(FRAME, YEAR, date(2021, 12, 31)).rows() == [
        ("submitted", 4, 0, None),
        ("recognised", 3, 0, 0.75),
        ("scope_recognised", 1, 0, 1 / 3),
    ]


def test_what_came_after_the_day_does_not_count():
    assert initiative_stages(FRAME, YEAR, date(2020, 12, 31))["initiatives"].to_list() == [4, 2, 0]


def test_a_day_within_the_period_is_refused():
    with pytest.raises(WrongUseError, match="is not over"):
        initiative_stages(FRAME, YEAR, date(2020, 12, 30))
