"""Each formula by hand, then the law that ties its two statements together.

The period is the year 2020 unless a test says otherwise: 1 January 2020 up to, not including,
1 January 2021.
"""

from datetime import date, timedelta
from functools import partial

import polars as pl
import pytest
from builders import any_data, any_period, day
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.indicators.derived import with_derived
from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.measures import Flow, Mean, Ratio, Running, Stock, parts
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.periods import Period

YEAR = Period("year", 2020)
IS_BIG = pl.col("amount") > 1
SHAPES = {
    "carried over": Stock("opened", ("closed", "stopped"), at="start"),
    "running": Running("opened", ("closed", "stopped")),
    "in stock": Stock("opened", ("closed", "stopped")),
}


def frame(**columns) -> pl.DataFrame:
    types = {"opened": pl.Date, "closed": pl.Date, "stopped": pl.Date, "on": pl.Date, "amount": pl.Int64}
    return pl.DataFrame(
        {
            name: pl.Series([day(each) if isinstance(each, str) else each for each in cells], dtype=types[name])
            for name, cells in columns.items()
        }
    )


def by_terms(measure, records: pl.DataFrame, period: Period) -> int:
    """The measure as its terms define it: events before a boundary, added and taken away."""
    total = 0
    for term in measure.terms:
        boundary = period.end if term.side == "end" else period.start
        event = term.event
        happened = records.filter(event.on < boundary, pl.lit(value=True) if event.where is None else event.where)
        weights = happened.select(pl.lit(1) if event.weight is None else event.weight).to_series()
        total += term.sign * (happened.height if event.weight is None else weights.sum())
    return total


def by_selection(measure, records: pl.DataFrame, period: Period) -> int:
    """The measure as the records it selects."""
    chosen = records.filter(measure.select(period.start, period.end))
    return chosen.height if measure.weight is None else chosen.select(measure.weight.sum()).item()


def both_ways(measure, records, period=YEAR) -> int:
    counted = by_terms(measure, records, period)
    assert counted == by_selection(measure, records, period)
    return counted


@pytest.mark.parametrize(
    ("on", "counted"),
    [
        ("2019-12-31", 0),  # the day before the first
        ("2020-01-01", 1),  # the first
        ("2020-12-31", 1),  # the last
        ("2021-01-01", 0),  # the day after the last
        (None, 0),
    ],
)
def test_a_flow_counts_the_days_of_its_period(on, counted):
    assert both_ways(Flow("on"), frame(on=[on])) == counted


def test_a_flow_sums_what_the_records_of_the_period_hold():
    records = frame(on=["2020-05-01", "2020-06-01", "2021-05-01"], amount=[3, 4, 100])
    assert both_ways(Flow("on", "amount"), records) == 3 + 4


def test_a_record_without_an_amount_adds_nothing_and_is_not_selected():
    records = frame(on=["2020-05-01", "2020-06-01"], amount=[3, None])
    assert both_ways(Flow("on", "amount"), records) == 3
    assert records.filter(Flow("on", "amount").select(YEAR.start, YEAR.end)).height == 1


def test_a_record_that_adds_zero_is_selected():
    records = frame(on=["2020-05-01"], amount=[0])
    assert records.filter(Flow("on", "amount").select(YEAR.start, YEAR.end)).height == 1


def test_a_condition_that_cannot_be_decided_counts_as_no():
    records = frame(on=["2020-05-01"] * 3, amount=[1, 2, None])
    assert both_ways(Flow("on", where=IS_BIG), records) == 1


def test_a_flow_may_be_on_a_day_that_is_worked_out():
    records = frame(on=["2020-12-31"])
    assert both_ways(Flow(pl.col("on") + timedelta(days=1)), records) == 0
    assert both_ways(Flow(pl.col("on") - timedelta(days=1)), records) == 1


@pytest.mark.parametrize(
    ("opened", "closed", "carried_over", "running", "in_stock"),
    [
        ("2019-06-01", None, 1, 1, 1),
        ("2019-06-01", "2019-12-31", 0, 0, 0),  # over before the year
        ("2019-06-01", "2020-01-01", 1, 1, 0),  # still open on the first day
        ("2019-06-01", "2021-01-01", 1, 1, 1),  # closed on the day after the last
        ("2019-12-31", None, 1, 1, 1),
        ("2020-01-01", None, 0, 1, 1),  # opened on the first day: new, not carried over
        ("2020-01-01", "2020-01-01", 0, 1, 0),  # one day long
        ("2020-05-01", "2020-12-31", 0, 1, 0),  # closed on the last day: no longer open at its end
        ("2020-12-31", "2020-12-31", 0, 1, 0),
        ("2020-12-31", None, 0, 1, 1),
        ("2021-01-01", None, 0, 0, 0),
        (None, None, 0, 0, 0),
        (None, "2020-05-01", 0, 0, 0),  # never opened, so never closed either
    ],
)
def test_what_is_open_around_a_year(opened, closed, carried_over, running, in_stock):
    records = frame(opened=[opened], closed=[closed], stopped=[None])
    expected = {"carried over": carried_over, "running": running, "in stock": in_stock}
    assert {name: both_ways(measure, records) for name, measure in SHAPES.items()} == expected


@pytest.mark.parametrize(
    ("closed", "stopped", "in_stock"),
    [
        (None, None, 1),
        ("2020-05-01", None, 0),
        (None, "2020-05-01", 0),
        ("2021-05-01", "2020-05-01", 0),  # the first of the two closes it
        ("2020-05-01", "2021-05-01", 0),
        ("2021-05-01", "2021-06-01", 1),
    ],
)
def test_the_first_closing_day_counts(closed, stopped, in_stock):
    records = frame(opened=["2019-06-01"], closed=[closed], stopped=[stopped])
    assert both_ways(SHAPES["in stock"], records) == in_stock


@pytest.mark.parametrize("shape", [Stock, Running])
def test_only_records_that_meet_the_condition_are_open(shape):
    records = frame(opened=["2019-06-01"] * 3, closed=[None] * 3, amount=[1, 2, None])
    assert both_ways(shape("opened", ("closed",), IS_BIG), records) == 1


def test_a_count_has_no_denominator():
    flow = Flow("on")
    assert parts(flow) == (flow, None)


def test_a_ratio_is_made_of_its_two_parts():
    above, below = Flow("on", where=IS_BIG), Flow("on")
    assert parts(Ratio(above, below)) == (above, below)


def test_a_mean_is_the_sum_over_the_records_that_have_the_quantity():
    records = frame(on=["2020-05-01"] * 3 + ["2021-05-01"], amount=[10, 20, None, 90])
    above, below = parts(Mean(Flow("on", "amount")))
    assert (both_ways(above, records), both_ways(below, records)) == (30, 2)


def test_a_mean_takes_the_same_records_above_and_below():
    records = frame(on=["2020-05-01"] * 3, amount=[1, 2, 4])
    above, below = parts(Mean(Flow("on", "amount", where=IS_BIG)))
    assert (both_ways(above, records), both_ways(below, records)) == (6, 2)


def test_a_mean_of_nothing_is_not_a_mean():
    with pytest.raises(AssertionError, match="a mean needs a quantity"):
        _ = Mean(Flow("on")).denominator


ADDITIVE = {
    f"{code} ({name})": (dataset, part)
    for code, card in INDICATORS.items()
    for name, part, dataset in zip(
        ("numerator", "denominator"),
        parts(card.measure),
        (card.dataset, getattr(card.measure, "denominator_dataset", None) or card.dataset),
        strict=True,
    )
    if part is not None
}


@given(any_data(), any_period())
def test_terms_and_selection_say_the_same_of_every_indicator(data, period):
    derived = with_derived(data, data.keys(), partial(compute, data), "calendar")
    records = {name: each.collect() for name, each in derived.items()}
    for name, (dataset, measure) in ADDITIVE.items():
        if dataset in records:
            counted = by_terms(measure, records[dataset], period)
            assert counted == by_selection(measure, records[dataset], period), name


@given(
    st.lists(st.tuples(st.dates(date(2019, 12, 1), date(2020, 2, 28)), st.integers(0, 40) | st.none()), max_size=20),
    st.sampled_from([Period("month", 2020, 1), Period("month", 2020, 1, "administrative"), Period("year", 2020)]),
)
def test_open_records_are_those_a_calendar_on_the_wall_would_show(spans, period):
    # Counted day by day: open from the first day through the last, closing day included.
    closed = [None if length is None else start + timedelta(days=length) for start, length in spans]
    records = frame(opened=[start for start, _ in spans], closed=closed, stopped=[None] * len(spans))
    days = [period.start + timedelta(days=each) for each in range((period.end - period.start).days)]
    shown = sum(
        any(start <= each and (end is None or each <= end) for each in days)
        for (start, _), end in zip(spans, closed, strict=True)
    )
    assert both_ways(SHAPES["running"], records, period) == shown
