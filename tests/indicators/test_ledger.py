"""Events counted by group and stretch; measures that share an event share its column."""

from datetime import date

import polars as pl

from khcn_analytics.indicators.ledger import Ledger, total
from khcn_analytics.indicators.measures import Flow, Running, Stock

BOUNDARIES = [date(2020, 1, 1), date(2020, 7, 1), date(2021, 1, 1)]
FRAME = pl.DataFrame(
    {
        "group": ["a", "a", "b", "b"],
        "opened": [date(2019, 5, 1), date(2020, 3, 1), date(2020, 6, 30), None],
        "closed": [date(2020, 8, 1), None, None, date(2020, 2, 1)],
        "amount": [1, 2, 4, 8],
    }
)


def running_totals(ledger: Ledger) -> pl.DataFrame:
    counted = [each.collect() for each in ledger.queries(FRAME.lazy(), ["group"], BOUNDARIES)]
    return ledger.running_totals(FRAME.select("group").unique(), counted, ["group"], BOUNDARIES)


def test_what_happened_before_each_boundary_is_added_up():
    ledger = Ledger.of("things", [Flow("opened")])
    (column,) = ledger.events
    assert running_totals(ledger).select("group", "boundary", column).rows() == [
        *[("a", BOUNDARIES[0], 1), ("a", BOUNDARIES[1], 2), ("a", BOUNDARIES[2], 2)],
        *[("b", BOUNDARIES[0], 0), ("b", BOUNDARIES[1], 1), ("b", BOUNDARIES[2], 1)],
    ]


def test_measures_share_the_events_they_share():
    opened, stock, running = Flow("opened"), Stock("opened", ("closed",)), Running("opened", ("closed",))
    assert len(Ledger.of("things", [opened]).events) == 1
    # Opened, and closed: the stock and what ran count the same two.
    assert Ledger.of("things", [opened, stock, running]).events.keys() == Ledger.of("things", [stock]).events.keys()


def test_events_of_different_conditions_are_counted_apart():
    small = Flow("opened", where=pl.col("amount") < 3)
    assert len(Ledger.of("things", [Flow("opened"), small]).events) == 2


def test_events_on_one_day_of_a_record_take_one_query():
    measures = [Flow("opened"), Flow("opened", "amount"), Flow("opened", where=pl.col("amount") < 3)]
    assert len(Ledger.of("things", measures).queries(FRAME.lazy(), [], BOUNDARIES)) == 1


def test_a_total_names_the_columns_of_both_ends():
    measure = Flow("opened", "amount")
    (column,) = Ledger.of("things", [measure]).events
    both = pl.DataFrame({f"{column} start": [3], f"{column} end": [10]})
    assert both.select(total("things", measure)).item() == 7.0


def test_the_same_event_of_two_datasets_has_two_columns():
    measure = Flow("opened")
    assert Ledger.of("a", [measure]).events.keys() != Ledger.of("b", [measure]).events.keys()


def test_what_happens_on_a_boundary_is_not_before_it():
    frame = pl.DataFrame({"on": [date(2019, 12, 31), BOUNDARIES[0], BOUNDARIES[1], BOUNDARIES[2], date(2030, 1, 1)]})
    ledger = Ledger.of("things", [Flow("on")])
    (column,) = ledger.events
    counted = [each.collect() for each in ledger.queries(frame.lazy(), [], BOUNDARIES)]
    assert ledger.running_totals(pl.DataFrame(), counted, [], BOUNDARIES)[column].to_list() == [1, 2, 3]
