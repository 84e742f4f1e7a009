"""At this pace the target is met, or missed by so much."""

from typing import Any

import polars as pl
import pytest
from builders import targets

from khcn_analytics.errors import WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.trends.estimates import YearEstimates
from khcn_analytics.trends.outlook import OUTLOOK_LABELS, OUTLOOK_REASONS, target_outlook

YEAR, HALF = Period("year", 2020), Period("half", 2020, 1)


def estimates(**changed: Any) -> Any:
    """One estimate: 20 of a likely 40, between 32 and 48."""
    whole: dict[str, Any] = dict.fromkeys(YearEstimates.to_schema().columns)
    whole |= {"department": "cao_bang", "indicator": "tasks.accepted", "period_kind": "year", "status": "estimate"}
    whole |= {"period_start": YEAR.start, "period_end": YEAR.end, "so_far_end": HALF.end}
    whole |= {"so_far": 20, "past_years": 3, "share": 0.5, "error": 0.1, "estimate": 40, "low": 32, "high": 48}
    whole |= changed
    types = column_types(YearEstimates) | {
        name: pl.String() for name in changed if name not in YearEstimates.to_schema().columns
    }
    return pl.DataFrame({name: pl.Series([whole[name]], dtype=kind, strict=False) for name, kind in types.items()})


def outlook(operator: str, target: float, upper: float | None = None, **changed: Any) -> dict[str, Any]:
    frame = targets(
        indicator=["tasks.accepted"], unit=None, period="2020", operator=operator, target=target, upper_target=upper
    )
    return target_outlook(estimates(**changed), frame, HALF).row(0, named=True)


@pytest.mark.parametrize(
    ("operator", "target", "upper", "expected", "missed_by"),
    [
        # 20 are done; the range is 32 to 48.
        ("at_least", 20, None, "met", 0),
        ("at_least", 32, None, "likely_met", 0),
        ("at_least", 40, None, "uncertain", 0),
        ("at_least", 48, None, "uncertain", 8),
        ("at_least", 50, None, "likely_missed", 10),
        ("at_most", 50, None, "likely_met", 0),
        ("at_most", 45, None, "uncertain", 0),
        ("at_most", 35, None, "uncertain", 5),
        ("at_most", 30, None, "likely_missed", 10),
        ("at_most", 19, None, "missed", 21),
        ("equal", 40, None, "uncertain", 0),
        ("equal", 60, None, "likely_missed", 20),
        ("equal", 10, None, "missed", 30),
        ("between", 30, 50, "likely_met", 0),
        ("between", 36, 44, "uncertain", 0),
        ("between", 30, 36, "uncertain", 4),
        ("between", 10, 20, "likely_missed", 20),
        ("between", 10, 19, "missed", 21),
    ],
)
def test_the_range_decides_how_sure_it_is(operator, target, upper, expected, missed_by):
    found = outlook(operator, target, upper)
    assert (found["outlook"], found["missed_by"], found["status"]) == (expected, missed_by, "estimate")
    assert expected in OUTLOOK_LABELS


def test_without_an_estimate_there_is_no_outlook():
    found = outlook("at_least", 30, estimate=None, low=None, high=None, reason="stock")
    assert (found["outlook"], found["missed_by"], found["reason"]) == (None, None, "stock")
    found = outlook("at_least", 30, indicator="tasks.started")
    assert (found["outlook"], found["reason"]) == (None, "no_estimate")
    assert {"stock", "no_estimate"} <= set(OUTLOOK_REASONS)


@pytest.mark.parametrize(
    ("operator", "target", "so_far", "expected"),
    [
        ("at_least", 20, 20, "met"),
        ("at_least", 20, 19, None),
        ("at_most", 20, 21, "missed"),
        ("at_most", 20, 20, None),
        ("equal", 0, 1, "missed"),
        ("equal", 0, 0, None),
    ],
)
def test_what_is_done_already_needs_no_estimate(operator, target, so_far, expected):
    nothing = dict.fromkeys(("estimate", "low", "high"))
    found = outlook(operator, target, None, so_far=so_far, reason="few_past_years", **nothing)
    assert (found["outlook"], found["missed_by"]) == (expected, None)
    assert found["reason"] == (None if expected else "few_past_years")


def test_only_targets_of_the_year_are_judged_each_beside_its_own_group():
    frame = targets(
        indicator="tasks.accepted",
        period=["2020", "năm 2020", "2020H1", "2021", "2020"],
        unit=[None, None, None, None, "Phòng A"],
        operator="at_least",
        target=[30, 50, 1, 1, 10],
    )
    found = target_outlook(estimates(), frame, HALF)
    assert found.select("unit", "target", "outlook", "reason").rows() == [
        (None, 30, "likely_met", None),
        (None, 50, "likely_missed", None),
        ("Phòng A", 10, None, "no_estimate"),
    ]


def test_estimates_of_other_groups_have_no_targets():
    frame = targets(indicator=["tasks.accepted"], period="2020", operator="at_least", target=1)
    with pytest.raises(WrongUseError, match="không giao theo level"):
        target_outlook(estimates(level="provincial"), frame, HALF)


def test_no_target_is_lost_where_nothing_was_estimated():
    frame = targets(indicator="tasks.accepted", period=["2020", "2021", "2020"], operator="at_least", target=[1, 2, 3])
    found = target_outlook(estimates().clear(), frame, HALF)
    assert found.select("target", "period_start", "outlook", "reason").rows() == [
        (1, YEAR.start, None, "no_estimate"),
        (3, YEAR.start, None, "no_estimate"),
    ]


@pytest.mark.parametrize(
    ("operator", "target", "expected"),
    [
        ("at_least", 40, "likely_met"),
        ("at_least", 41, "likely_missed"),
        ("at_least", 20, "met"),
        ("at_most", 50, "likely_met"),
        ("at_most", 30, "likely_missed"),
        ("at_most", 19, "missed"),
    ],
)
def test_a_range_without_width_makes_nothing_certain(operator, target, expected):
    assert outlook(operator, target, low=40, high=40)["outlook"] == expected


def test_the_break_that_leaves_no_estimate_is_told():
    told: dict[str, Any] = {"reason": "break", "breaks": "forms", "break_severity": "not_comparable"}
    nothing = dict.fromkeys(("estimate", "low", "high", "share", "error"))
    found = outlook("at_least", 30, **told, **nothing)

    assert {name: found[name] for name in told} == told
    # What is done is done, whatever breaks.
    assert outlook("at_least", 20, **told, **nothing)["outlook"] == "met"
