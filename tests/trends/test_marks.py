"""What a trend chart marks: breaks, targets and estimates beside values, worked by hand."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from builders import targets, tasks, values

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.trends.against_target import against_target
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.estimates import YearEstimates
from khcn_analytics.trends.marks import with_marks
from khcn_analytics.vocabulary.labels import Label

VALUES = values(year=[2019, 2020, 2021], value=[5, 7, None])


def estimates(year, estimate):
    period = Period("year", year)
    row = {
        "department": "cao_bang",
        "unit": None,
        "indicator": "tasks.accepted",
        "period_kind": "year",
        "period_start": period.start,
        "period_end": period.end,
        "so_far_end": date(year, 10, 1),
        "so_far": 6.0,
        "past_years": 5,
        "share": 0.75,
        "error": 0.1,
        "estimate": estimate,
        "status": "estimate",
        "low": None if estimate is None else estimate - 1,
        "high": None if estimate is None else estimate + 1,
        "reason": "few_past_years" if estimate is None else None,
    }
    return pl.DataFrame([row], schema=column_types(YearEstimates))


def told(frame, *columns):
    return frame.select(pl.col("period_start").dt.year(), *columns).rows()


def test_an_estimate_takes_the_place_of_a_year_without_value():
    found = with_marks(VALUES, estimates=estimates(2021, 8.0))
    assert told(found, "value", "estimated", "low", "high") == [
        (2019, 5, False, None, None),
        (2020, 7, False, None, None),
        (2021, 8, True, 7, 9),
    ]


def test_an_estimate_of_a_year_that_was_not_asked_for_joins_the_end():
    found = with_marks(VALUES.head(2), estimates=estimates(2021, 8.0))
    assert told(found, "value", "estimated")[-1] == (2021, 8, True)


def test_a_value_is_never_replaced_and_no_estimate_adds_nothing():
    assert told(with_marks(VALUES, estimates=estimates(2020, 99.0)), "value")[1] == (2020, 7)
    assert told(with_marks(VALUES, estimates=estimates(2021, None)), "value", "estimated")[2] == (2021, None, False)
    assert with_marks(VALUES, estimates=estimates(2022, None)).height == 3


def test_an_estimate_of_another_group_is_none_of_this_series():
    other = estimates(2021, 8.0).with_columns(unit=pl.lit("Thanh tra"))
    assert with_marks(VALUES, estimates=other)["estimated"].any() is False


def test_targets_stand_beside_their_group_and_period():
    wanted = targets(unit=[None, "Thanh tra"], indicator="tasks.accepted", period="2020", target=[6.0, 1.0])
    results = against_target(wanted, {"tasks": tasks(accepted_on="2020-05-01")})
    assert with_marks(VALUES, targets=results)["target"].to_list() == [None, 6, None]


def test_two_targets_for_one_period_are_refused():
    wanted = targets(unit=None, indicator="tasks.accepted", period=["2020", "năm 2020"], target=[6.0, 7.0])
    results = against_target(wanted, {"tasks": tasks(accepted_on="2020-05-01")})
    with pytest.raises(WrongUseError, match="2 targets"):
        with_marks(VALUES, targets=results)


def test_a_target_is_of_no_further_group():
    by_level = VALUES.with_columns(level=pl.lit("provincial"))
    wanted = targets(unit=None, indicator="tasks.accepted", period="2020", target=6.0)
    results = against_target(wanted, {"tasks": tasks(accepted_on="2020-05-01")})
    assert with_marks(by_level, targets=results)["target"].null_count() == 3


def test_a_break_is_told_in_the_first_period_with_days_from_it_on():
    change = Break("x", Label("đổi cách tính", "counted anew"), date(2020, 7, 1))
    later = Break("y", Label("sáp nhập", "merged"), date(2021, 3, 1))
    found = with_marks(VALUES, breaks=[change, later])
    assert told(found, "break_vi", "break_en") == [
        (2019, None, None),
        (2020, "đổi cách tính", "counted anew"),
        (2021, None, None),
    ]


def test_a_break_before_an_estimate_is_told_too():
    change = Break("x", Label("sáp nhập", "merged"), date(2021, 3, 1))
    found = with_marks(VALUES, breaks=[change], estimates=estimates(2021, 8.0))
    assert found["break_vi"].to_list() == [None, None, "sáp nhập"]


def test_periods_in_between_that_were_not_asked_for_are_gaps():
    found = with_marks(values(year=[2018, 2020, 2023], value=[5, 7, 6]))
    assert told(found, "value") == [(2018, 5), (2019, None), (2020, 7), (2021, None), (2022, None), (2023, 6)]
    assert found["estimated"].to_list() == [False] * 6


def test_every_group_has_the_gaps_and_years_it_has_no_row_of_are_none_of_the_others():
    one, other = (
        values(year=years, value=[5, 6]).with_columns(unit=pl.lit(unit))
        for unit, years in (("Văn phòng", [2018, 2020]), ("Thanh tra", [2018, 2019]))
    )
    # 2019 is a period of the values already: only its group lacks a row.
    both: Any = pl.concat([one, other])
    assert with_marks(both).height == 4


def test_quarters_have_gaps_of_quarters():
    quarters = values(year=[2020, 2021], value=[1, 2]).with_columns(
        period_kind=pl.lit("quarter").cast(VALUES.schema["period_kind"]),
        period_start=pl.Series([date(2020, 10, 1), date(2021, 4, 1)]),
        period_end=pl.Series([date(2021, 1, 1), date(2021, 7, 1)]),
    )
    found = with_marks(quarters)
    assert found["period_start"].to_list() == [date(2020, 10, 1), date(2021, 1, 1), date(2021, 4, 1)]
    assert found["value"].to_list() == [1, None, 2]


def test_a_target_of_a_gap_is_told():
    wanted = targets(unit=None, indicator="tasks.accepted", period="2020", target=6.0)
    results = against_target(wanted, {"tasks": tasks(accepted_on="2020-05-01")})
    found = with_marks(VALUES.filter(pl.col("period_start").dt.year() != 2020), targets=results)
    assert told(found, "value", "target")[1] == (2020, None, 6)
