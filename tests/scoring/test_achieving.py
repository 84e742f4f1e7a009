"""Every rule by hand, both directions, and what each does at its edges."""

import polars as pl
import pytest
from scoring.building import criterion

from khcn_analytics.errors import WrongUseError
from khcn_analytics.scoring.achieving import achieved
from khcn_analytics.scoring.rules import (
    Band,
    Bands,
    Deadline,
    Goalposts,
    Manual,
    MinMax,
    PerCount,
    Proportional,
    RelativeToBest,
    YesNo,
)
from khcn_analytics.vocabulary.units import Direction

HIGHER, LOWER = Direction.HIGHER, Direction.LOWER


def shares(rule, actuals, direction=HIGHER, *, target=None, operator="equal", rank_group="Khối 1"):
    """Share of a maximum of 10, or reason, of each actual."""
    frame = pl.DataFrame(
        {"actual": actuals},
        schema={"actual": pl.Float64},
    ).with_columns(
        rank_group=rank_group if isinstance(rank_group, pl.Series) else pl.lit(rank_group),
        target=target if isinstance(target, pl.Series) else pl.lit(target, pl.Float64),
        operator=pl.lit(operator),
        reason=pl.when(pl.col("actual").is_null()).then(pl.lit("not_covered")),
    )
    found = achieved(frame, criterion(rule=rule, direction=direction))
    return [
        pytest.approx(row["share"]) if row["reason"] is None else row["reason"] for row in found.iter_rows(named=True)
    ]


@pytest.mark.parametrize(
    ("rule", "direction", "actual", "expected"),
    [
        # A / T; below 0 is nothing, beyond the cap is the maximum.
        (Proportional(target=20), HIGHER, 15, 0.75),
        (Proportional(target=20), HIGHER, 20, 1),
        (Proportional(target=20), HIGHER, 30, 1),
        (Proportional(target=20), HIGHER, -5, 0),
        # With a cap of 120 % the target itself earns 1 / 1.2.
        (Proportional(target=20, cap=1.2), HIGHER, 20, 1 / 1.2),
        (Proportional(target=20, cap=1.2), HIGHER, 24, 1),
        # Less than 70 % earns nothing, 70 % earns 70 %, also where binary fractions fall short: 0.21 / 0.3.
        (Proportional(target=10, floor=0.7), HIGHER, 6.9, 0),
        (Proportional(target=10, floor=0.7), HIGHER, 7, 0.7),
        (Proportional(target=0.3, floor=0.7), HIGHER, 0.21, 0.7),
        # T / A where lower is better; 0 attains without limit.
        (Proportional(target=10), LOWER, 20, 0.5),
        (Proportional(target=10), LOWER, 10, 1),
        (Proportional(target=10), LOWER, 5, 1),
        (Proportional(target=10, cap=1.2), LOWER, 10, 1 / 1.2),
        (Proportional(target=10, cap=1.2), LOWER, 0, 1),
        (Proportional(target=10), LOWER, -1, 1),
        # A target of 0.
        (Proportional(target=0), HIGHER, 0, 1),
        (Proportional(target=0, cap=1.5), HIGHER, 0, 1),
        (Proportional(target=0), HIGHER, 3, 1),
        (Proportional(target=0), HIGHER, -1, 0),
        (Proportional(target=0), LOWER, 0, 1),
        (Proportional(target=0), LOWER, 2, 0),
        (Proportional(target=-4), HIGHER, -2, "negative_target"),
        (Proportional(target=-4), LOWER, -2, "negative_target"),
        # The worst value that earns them still earns them.
        (YesNo(), HIGHER, 1, 1),
        (YesNo(), HIGHER, 0, 0),
        (YesNo(threshold=0.3), HIGHER, 0.1 + 0.2, 1),
        (YesNo(threshold=2), LOWER, 2, 1),
        (YesNo(threshold=2), LOWER, 3, 0),
        # 3 × 2 of 10; the maximum is where it ends.
        (PerCount(points_each=2), HIGHER, 3, 0.6),
        (PerCount(points_each=2), HIGHER, 6, 1),
        (PerCount(points_each=2), HIGHER, -1, 0),
        # 10 - 3 × 2; no less than nothing.
        (Deadline(points_per_late=2), LOWER, 3, 0.4),
        (Deadline(points_per_late=2), LOWER, 0, 1),
        (Deadline(points_per_late=2), LOWER, 6, 0),
        (Goalposts(worst=20, best=70), HIGHER, 45, 0.5),
        (Goalposts(worst=20, best=70), HIGHER, 10, 0),
        (Goalposts(worst=20, best=70), HIGHER, 99, 1),
        (Goalposts(worst=70, best=20), LOWER, 45, 0.5),
        (Goalposts(worst=70, best=20), LOWER, 20, 1),
        # Halfway from 1 to 10,000 on a logarithmic scale is 100; what has no logarithm lies outside.
        (Goalposts(worst=1, best=10_000, scale="log"), HIGHER, 100, 0.5),
        (Goalposts(worst=1, best=10_000, scale="log"), HIGHER, -3, 0),
        (Goalposts(worst=10_000, best=1, scale="log"), LOWER, 0, 1),
        (Manual(), HIGHER, 5, "not_entered"),
    ],
)
def test_one_unit_by_hand(rule, direction, actual, expected):
    assert shares(rule, [actual], direction) == [expected]


@pytest.mark.parametrize(("actual", "expected"), [(0, 0), (4, 0), (5, 0.3), (9.99, 0.3), (10, 1), (50, 1)])
def test_a_band_begins_at_its_bound(actual, expected):
    rule = Bands((Band(None, 0), Band(5, 3), Band(10, 10)))
    assert shares(rule, [actual]) == [expected]


@pytest.mark.parametrize(("actual", "expected"), [(9, 0.2), (5, 0.6), (4, 0.6), (1, 1), (0, 1)])
def test_bands_of_what_should_be_low_run_downwards(actual, expected):
    rule = Bands((Band(None, 2), Band(5, 6), Band(1, 10)))
    assert shares(rule, [actual], LOWER) == [expected]


def test_min_max_is_from_the_worst_to_the_best_of_the_rank_group():
    assert shares(MinMax(), [2, 5, 8]) == [0, 0.5, 1]
    assert shares(MinMax(), [2, 5, 8], LOWER) == [1, 0.5, 0]
    assert shares(MinMax(), [2, 5, 8, 100], rank_group=pl.Series(["1", "1", "1", "2"])) == [0, 0.5, 1, "no_spread"]


def test_min_max_of_equals_tells_nobody_apart():
    assert shares(MinMax(), [4, 4, None]) == ["no_spread", "no_spread", "not_covered"]


# The table of the police emulation system: T = 80, M = 10; what is missed is in proportion to half of M.
@pytest.mark.parametrize(
    ("actuals", "expected"),
    [
        # Missed: 0.5 × 40 / 80.
        ([40, 100], [0.25, 1]),
        # Reached, not passed: 0.5 M, also where nobody is above.
        ([80, 100], [0.5, 1]),
        ([80, 60], [0.5, 0.375]),
        # Above, not the leader: 0.5 + 0.5 × (90 - 80) / (100 - 80).
        ([90, 100], [0.75, 1]),
        # Leaders who tie all have M.
        ([100, 100, 90], [1, 1, 0.75]),
        # A lone unit above its target leads.
        ([81], [1]),
        ([0, -5], [0, 0]),
    ],
)
def test_police_formula_absolute_excess_leaders_tie(actuals, expected):
    assert shares(RelativeToBest(target=80), actuals) == expected


def test_police_formula_later_version_compares_percentages_of_own_targets():
    # 90 of 80 is 12.5 % above, 60 of 40 is 50 % above and leads though 90 is more: 0.5 + 0.5 × 12.5 / 50.
    own = pl.Series([80.0, 40.0, 100.0])
    assert shares(RelativeToBest(excess="percent"), [90, 60, 50], target=own) == [0.625, 1, 0.25]


def test_absolute_excess_beside_the_best_with_own_targets():
    # The best has 90; 60 is 20 above its 40, where the best would be 50 above: 0.5 + 0.5 × 20 / 50.
    assert shares(RelativeToBest(), [90, 60], target=pl.Series([80.0, 40.0])) == [1, 0.7]


def test_relative_to_best_where_lower_is_better():
    # T = 20: 40 misses (0.5 × 20 / 40), 15 is 5 of 10 below, 10 leads.
    assert shares(RelativeToBest(target=20), [40, 20, 15, 10], LOWER) == [0.25, 0.5, 0.75, 1]


def test_relative_to_best_with_another_share_for_the_target():
    assert shares(RelativeToBest(target=80, target_share=0.8), [40, 80, 90, 100]) == [0.4, 0.8, 0.9, 1]


def test_a_target_of_nothing_is_reached_and_has_no_percentage():
    assert shares(RelativeToBest(target=0), [0, 5, 10, -1]) == [0.5, 0.75, 1, 0]
    assert shares(RelativeToBest(target=0, excess="percent"), [0, 5]) == ["zero_target", "zero_target"]


def test_who_has_a_target_of_nothing_does_not_lead_in_percent():
    assert shares(RelativeToBest(excess="percent"), [90, 60], target=pl.Series([80.0, 0.0])) == [1, "zero_target"]


@pytest.mark.parametrize(
    ("direction", "operator", "expected"),
    [
        (HIGHER, "at_least", 0.5),
        (HIGHER, "equal", 0.5),
        (HIGHER, "at_most", "target_operator"),
        (HIGHER, "between", "target_operator"),
        (LOWER, "at_most", 1),
        (LOWER, "at_least", "target_operator"),
    ],
)
def test_a_target_set_the_other_way_is_no_target_to_attain(direction, operator, expected):
    assert shares(Proportional(), [10], direction, target=20, operator=operator) == [expected]


def test_without_a_target_there_is_no_share():
    assert shares(Proportional(), [10, None]) == ["no_target", "not_covered"]


@pytest.mark.parametrize(("rule", "direction"), [(PerCount(1), LOWER), (Deadline(1), HIGHER)])
def test_a_rule_against_its_direction_is_refused(rule, direction):
    with pytest.raises(WrongUseError, match="A1"):
        shares(rule, [1], direction)


def test_a_huge_value_earns_the_maximum():
    assert shares(Proportional(target=1e-9), [1e15]) == [1]
