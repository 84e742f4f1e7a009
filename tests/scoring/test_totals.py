"""From points to totals by hand: what is not applicable, caps, order, floor, ceiling, rounding."""

import pytest
from scoring.building import by_unit, criterion, entered, events, group, item, scheme, scored

from khcn_analytics.scoring.rules import PerCount
from khcn_analytics.scoring.schemes import Rounding


def totals(made, units=("X",), **frames):
    return by_unit(scored(made, units, **frames).totals, "total")


def steps(made, **frames):
    """Changes of X, in order, that are not points of a criterion."""
    found = scored(made, **frames).steps
    told = found.select("code", "step", "value").rows()
    return [each for each in told if each[1] not in {"raw", "share", "points", "earned", "total"}]


TWO_GROUPS = scheme(
    criterion("A1", maximum=20),
    criterion("A2", maximum=10),
    criterion("A3", maximum=30),
    criterion("B1", maximum=40, group="B"),
)


def test_points_add_up():
    assert totals(TWO_GROUPS, entries=entered(A1={"X": 15}, A2={"X": 8.5}, A3={"X": 30}, B1={"X": 0})) == {"X": 53.5}


def test_what_is_not_applicable_is_shared_out_in_its_group():
    # A can earn 60, of which A3's 30 are not applicable: (15 + 8) × 60 / 30 = 46; B keeps its 20.
    found = scored(TWO_GROUPS, entries=entered(A1={"X": 15}, A2={"X": 8}, B1={"X": 20}))

    assert by_unit(found.totals, "total") == {"X": 66}
    assert ("A", "renormalised", 23) in found.steps.select("code", "step", "value").rows()
    assert ("A", "earned", 46) in found.steps.select("code", "step", "value").rows()


def test_a_group_that_is_not_applicable_is_shared_out_among_the_others():
    # Nothing of A (60): B's 30 of 40 count for 100.
    assert totals(TWO_GROUPS, entries=entered(B1={"X": 30})) == {"X": 75}


def test_groups_within_groups_are_shared_out_where_they_stand():
    made = scheme(
        criterion("A1", maximum=20),
        criterion("C1", maximum=10, group="C"),
        criterion("C2", maximum=10, group="C"),
        criterion("D1", maximum=20, group="D"),
        criterion("B1", maximum=40, group="B"),
        groups=[group("A", 60), group("C", 20, "A"), group("D", 20, "A"), group("B", 40)],
    )
    # D is not applicable, C2 neither: C = 5 × 20 / 10 = 10; A = (10 + 10) × 60 / 40 = 30; total 30 + 40.
    assert totals(made, entries=entered(A1={"X": 10}, C1={"X": 5}, B1={"X": 40})) == {"X": 70}


def test_room_that_a_group_leaves_above_its_criteria_is_not_shared_out():
    made = scheme(criterion("A1", maximum=20), criterion("A2", maximum=20), groups=[group("A", 50)])
    # The criteria are worth 40 of the 50: 10 × 40 / 20.
    assert totals(made, entries=entered(A1={"X": 10})) == {"X": 20}


def test_who_has_nothing_applicable_has_no_total_and_a_reason():
    found = scored(TWO_GROUPS).totals
    assert found.select("total", "exact", "content", "reason").row(0) == (None, None, None, "nothing_applicable")


def test_a_missing_criterion_counts_as_zero_where_the_scheme_says_so():
    made = scheme(criterion("A1"), criterion("A2", missing="zero"))
    found = scored(made, entries=entered(A1={"X": 7}))

    assert by_unit(found.totals, "total") == {"X": 7}
    assert found.points.filter(code="A2").select("share", "points", "reason").row(0) == (0, 0, "not_entered")


def test_a_missing_criterion_blocks_the_total_where_the_scheme_says_so_and_all_are_listed():
    made = scheme(criterion("A1", missing="block"), criterion("A2", missing="block"), criterion("A3"))
    found = scored(made, ("X", "Y"), entries=entered(A1={"Y": 3}, A2={"Y": 4}, A3={"X": 5, "Y": 5})).totals

    assert found.select("unit", "total", "reason", "blocked_by").rows() == [
        ("X", None, "blocked", "A1, A2"),
        ("Y", 12, None, None),
    ]


HUNDRED = criterion("A1", maximum=100)


def test_97_and_a_bonus_of_10_is_107():
    # HCMC, "Bảng biểu 4": +10 for a flag of the city, outside of the 100 and without a cap.
    made = scheme(HUNDRED, events=(item("T1", points_each=10),))
    assert totals(made, entries=entered(A1={"X": 97}), events=events({"unit": "X", "item": "T1"})) == {"X": 107}


def test_950_and_at_most_50_of_bonus():
    # Thừa Thiên Huế, 804/HD-SNV: 1,000 = 950 + 50.
    made = scheme(
        criterion("A1", maximum=950), events=(item("T1", points_each=20), item("T2", points_each=15)), bonus_cap=50
    )
    many = events({"unit": "X", "item": "T1", "quantity": 2.0}, {"unit": "X", "item": "T2"})
    found = scored(made, entries=entered(A1={"X": 950}), events=many)

    assert found.totals.select("content", "bonus", "total").row(0) == (950, 50, 1000)
    assert steps(made, entries=entered(A1={"X": 950}), events=many) == [
        ("T1", "bonus", 40),
        ("T2", "bonus", 15),
        (None, "bonus_capped", -5),
    ]


def test_a_penalty_of_8():
    # The same guidance: -8 for not registering.
    made = scheme(criterion("A1", maximum=950), events=(item("P1", "penalty", 8),))
    found = scored(made, entries=entered(A1={"X": 900}), events=events({"unit": "X", "item": "P1"}))
    assert found.totals.select("content", "penalty", "total").row(0) == (900, 8, 892)


def test_police_type_4_bonus_and_penalty_counts_clamped():
    # bonus_count × b - penalty_count × p, between 0 and 30: 3 × 5 - 1 × 2 = 13; 9 × 5 - 2 > 30; 1 × 5 - 4 × 2 < 0.
    made = scheme(
        criterion("A1", maximum=1, missing="zero"),
        events=(item("T", points_each=5), item("P", "penalty", 2)),
        floor=0,
        ceiling=30,
    )
    counted = [("X", "T", 3.0), ("X", "P", 1.0), ("Y", "T", 9.0), ("Y", "P", 1.0), ("Z", "T", 1.0), ("Z", "P", 4.0)]
    given = events(*({"unit": unit, "item": code, "quantity": count} for unit, code, count in counted))
    assert totals(made, ("X", "Y", "Z"), events=given) == {"X": 13, "Y": 30, "Z": 0}


def test_an_item_is_capped_before_all_of_its_kind_are():
    made = scheme(HUNDRED, events=(item("P1", "penalty", 1, cap=3), item("P2", "penalty", 3)), penalty_cap=5)
    many = events({"unit": "X", "item": "P1", "quantity": 7.0}, {"unit": "X", "item": "P2"})
    # 7 → 3; 3 + 3 = 6 → 5.
    assert totals(made, entries=entered(A1={"X": 50}), events=many) == {"X": 45}
    assert steps(made, entries=entered(A1={"X": 50}), events=many) == [
        ("P1", "penalty", -7),
        ("P1", "capped", 4),
        ("P2", "penalty", -3),
        (None, "penalty_capped", 1),
    ]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # 98 + 6 = 104, -1 = 103, at most 100.
        (("content", "bonus", "penalty", "floor", "ceiling"), 100),
        # 98 + 6 = 104, at most 100, -1.
        (("content", "bonus", "ceiling", "penalty", "floor"), 99),
        # at most 100 first, + 6 - 1.
        (("content", "ceiling", "bonus", "penalty", "floor"), 103),
    ],
)
def test_the_order_is_that_of_the_scheme(order, expected):
    made = scheme(
        HUNDRED, events=(item("T1", points_each=6), item("P1", "penalty", 1)), floor=0, ceiling=100, order=order
    )
    both = events({"unit": "X", "item": "T1"}, {"unit": "X", "item": "P1"})
    assert totals(made, entries=entered(A1={"X": 98}), events=both) == {"X": expected}


def test_a_total_below_the_floor_becomes_the_floor():
    made = scheme(HUNDRED, events=(item("P1", "penalty", 8),), floor=0)
    given = {"entries": entered(A1={"X": 5}), "events": events({"unit": "X", "item": "P1"})}
    assert totals(made, **given) == {"X": 0}
    assert steps(made, **given) == [("P1", "penalty", -8), (None, "floor", 3)]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # 0.285 + 0.285 + 2.675 = 3.245.
        ((), 3.245),
        (("total",), 3.25),
        # 0.29 + 0.29 + 2.68.
        (("criterion",), 3.26),
        # 0.57 and 2.675 → 2.68.
        (("group",), 3.25),
        (("criterion", "total"), 3.26),
    ],
)
def test_rounding_half_away_from_zero_where_it_is_declared(at, expected):
    made = scheme(criterion("A1"), criterion("A2"), criterion("B1", group="B"), rounding=Rounding(decimals=2, at=at))
    assert totals(made, entries=entered(A1={"X": 0.285}, A2={"X": 0.285}, B1={"X": 2.675})) == {"X": expected}


def test_the_exact_total_is_that_before_its_rounding():
    made = scheme(criterion("A1", PerCount(0.285), 10), rounding=Rounding())
    found = scored(made, entries=entered("actual", A1={"X": 1})).totals
    assert found.select("exact", "total").row(0) == (0.285, 0.29)


def test_what_does_not_count_for_the_blocked_still_shows_their_bonus():
    made = scheme(criterion("A1", missing="block"), events=(item(),))
    found = scored(made, events=events({"unit": "X", "item": "T1"}))

    assert found.totals.select("bonus", "total").row(0) == (2, None)
    assert found.steps.filter(step="bonus").is_empty()
