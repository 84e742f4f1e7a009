"""Dossiers follow from their dates; each card's own example is in tests/spec."""

import polars as pl
import pytest
from builders import dossiers, figures

from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period, periods_of_kind

Y2020 = Period("year", 2020)


@pytest.fixture
def lives():
    """In time, late, without a due day, pending in time, pending and overdue, received the year before."""
    return dossiers(
        received_on=["2020-02-03", "2020-02-03", "2020-03-02", "2020-12-21", "2020-11-02", "2019-12-23"],
        due_on=["2020-02-24", "2020-02-24", None, "2021-01-11", "2020-11-23", "2020-01-13"],
        resolved_on=["2020-02-24", "2020-02-25", "2020-03-09", None, None, "2020-01-10"],
        field=["radiation", "radiation", None, "technology", "technology", "radiation"],
    )


def value(code, frame, period=Y2020):
    return figures(f"dossiers.{code}", frame, period)[0]


def test_what_is_resolved_was_in_time_or_late_or_had_no_due_day(lives):
    assert (value("resolved_on_time", lives), value("resolved_late", lives), value("resolved", lives)) == (2, 1, 4)


@pytest.mark.parametrize("period", periods_of_kind("month", 2020, 2020), ids=str)
def test_pending_before_plus_received_less_resolved_is_pending(lives, period):
    before = Period("month", 2019, 12) if period.number == 1 else Period("month", 2020, period.number - 1)
    changed = value("received", lives, period) - value("resolved", lives, period)
    assert value("backlog", lives, period) == value("backlog", lives, before) + changed


@pytest.mark.parametrize(("month", "overdue"), [(10, 0), (11, 1), (12, 1)])
def test_overdue_dossiers_are_among_the_pending(lives, month, overdue):
    period = Period("month", 2020, month)
    assert value("backlog_overdue", lives, period) == overdue <= value("backlog", lives, period)


def test_a_dossier_resolved_late_stops_being_overdue(lives):
    # Due on 24 February, resolved on the 25th, before February ended.
    assert value("backlog_overdue", lives, Period("month", 2020, 2)) == 0


def test_a_dossier_without_a_field_is_in_the_unknown_group(lives):
    values = compute({"dossiers": lives}, [Y2020], ("field",), ["dossiers.on_time_rate"])
    found = {row["field"]: (row["value"], row["flag"]) for row in values.iter_rows(named=True)}
    assert found == {
        "radiation": (pytest.approx(2 / 3), None),
        "technology": (None, "zero_denominator"),
        "unknown": (None, "zero_denominator"),
    }


def test_no_result_is_needed_to_be_resolved(lives):
    assert lives["result"].null_count() == lives.height
    assert lives.filter(pl.col("resolved_on").is_not_null()).height == value("resolved", lives)
