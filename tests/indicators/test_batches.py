"""Batches of initiatives, worked by hand."""

from datetime import date

from builders import initiatives

from khcn_analytics.indicators.batches import batches

FRAME = initiatives(
    initiative_year=[2020, 2020, 2020, 2020, 2019, None],
    batch=[2, 1, 1, None, 1, 1],
    grassroots_recognised_on=["2020-12-15", "2020-06-15", None, None, "2020-01-05", "2020-06-15"],
    rejected_on=[None, None, "2020-06-20", None, None, None],
)


def test_a_batch_counts_the_initiatives_of_its_year_whenever_they_were_recognised():
    assert batches(FRAME, 2020, date(2020, 12, 31)).rows() == [(1, 2, 1, 1), (2, 1, 1, 0), (None, 1, 0, 0)]
    assert batches(FRAME, 2019, date(2020, 12, 31)).rows() == [(1, 1, 1, 0)]


def test_what_came_after_the_day_does_not_count():
    assert batches(FRAME, 2020, date(2020, 6, 15)).rows() == [(1, 2, 1, 0), (2, 1, 0, 0), (None, 1, 0, 0)]


def test_a_year_without_initiatives_has_no_batches():
    assert batches(FRAME, 2015, date(2020, 12, 31)).is_empty()
