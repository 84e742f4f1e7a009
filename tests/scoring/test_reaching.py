import pytest
from scoring.building import criterion, entered, entries, events, item, scheme, scored, values

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.reaching import reach
from khcn_analytics.scoring.rules import Deadline, MinMax, PerCount, Proportional, RelativeToBest
from khcn_analytics.scoring.schemes import Ranking, Rounding
from khcn_analytics.vocabulary.units import Direction

INITIATIVES, ON_TIME = "initiatives.grassroots_recognised", "dossiers.on_time_rate"
SCHEME = scheme(
    criterion("A1", PerCount(2.0), 20.0, indicator=INITIATIVES, missing="zero"),
    criterion("A2", Proportional(0.8), 10.0, indicator=ON_TIME),
    criterion("A3", maximum=10.0),
    events=(item("T1", points_each=1.5, cap=3.0), item("P1", "penalty", 2.0)),
)
# X: 6 + 5 + 7 - 4 = 14; Y: 12 + 10 + 5 = 27; Z: 2 + 7,5 + 6 = 15,5
SCORES = scored(
    SCHEME,
    ["X", "Y", "Z"],
    values=values(
        initiatives__grassroots_recognised={"X": 3, "Y": 6, "Z": 1},
        dossiers__on_time_rate={"X": 0.4, "Y": 0.9, "Z": 0.6},
    ),
    entries=entered(A3={"X": 7.0, "Y": 5.0, "Z": 6.0}),
    events=events({"unit": "X", "item": "P1"}, {"unit": "X", "item": "P1"}),
)


def rows(found):
    return {row["code"]: row for row in found.iter_rows(named=True)}


def test_what_each_line_would_take_for_points_is_worked_by_hand():
    found = rows(reach(SCORES, "X", points=17.0))

    # 3 points more: one and a half initiatives, so 2; 0,24 more on time; 10 points; 2 bonus; 2 penalties less.
    assert found["A1"]["needed"] == 5
    assert found["A2"]["needed"] == pytest.approx(0.64)
    assert (found["A3"]["what"], found["A3"]["needed"]) == ("points", 10)
    assert found["T1"]["needed"] == 2
    assert found["P1"]["needed"] == 0
    assert [each["supposed_total"] for each in found.values()] == pytest.approx([18, 17, 17, 17, 18])
    assert all(each["reached"] for each in found.values())


def test_what_is_out_of_reach_is_said_with_the_most_there_is():
    found = rows(reach(SCORES, "X", points=20.0))

    assert (found["A1"]["needed"], found["A1"]["reached"]) == (6, True)
    assert found["A2"] == {
        "code": "A2",
        "kind": "criterion",
        "what": "actual",
        "actual": 0.4,
        "needed": None,
        "supposed_total": None,
        "supposed_rank": None,
        "most": 19,
        "reached": False,
        "reason": "out_of_reach",
    }
    # 4 bonuses would be enough, were there no cap.
    assert (found["T1"]["most"], found["T1"]["reason"]) == (17, "out_of_reach")
    assert (found["P1"]["most"], found["P1"]["reason"]) == (18, "out_of_reach")


def test_a_rank_is_reached_by_drawing_level():
    found = rows(reach(SCORES, "X", rank=2))

    # 15,5 of Z: one initiative more is 16.
    assert (found["A1"]["needed"], found["A1"]["supposed_total"], found["A1"]["supposed_rank"]) == (4, 16, 2)
    assert found["A2"]["supposed_total"] == pytest.approx(15.5)
    assert found["A2"]["supposed_rank"] == 2


def two(ranking, **points):
    """Units under two criteria of 50 points given by people."""
    made = scheme(criterion("K0", maximum=50.0), criterion("K1", maximum=50.0), ranking=ranking)
    return scored(made, list(points["K0"]), entries=entered(**points))


def test_a_tie_breaker_that_decides_otherwise_takes_the_next_step():
    was = two(Ranking(tie_breakers=("K1",)), K0={"A": 40.0, "B": 30.0}, K1={"A": 40.0, "B": 35.0})
    found = rows(reach(was, "B", rank=1))

    # 80 of both by K0 leaves A ahead by K1; by K1 B is level at 50 and ahead.
    assert found["K0"]["needed"] == 45.01
    assert found["K1"]["needed"] == 50


def test_a_dense_rank_counts_totals_and_an_average_one_halves_them():
    points = {"K0": {"A": 45.0, "B": 45.0, "C": 40.0, "D": 30.0}, "K1": {"A": 45.0, "B": 45.0, "C": 40.0, "D": 40.0}}
    dense = rows(reach(two(Ranking("dense"), **points), "D", rank=2))
    average = rows(reach(two(Ranking("average"), **points), "D", rank=3))

    assert (dense["K0"]["needed"], dense["K1"]["needed"]) == (40, 50)
    assert average["K0"]["needed"] == 40.01


def test_a_floor_swallows_what_comes_first():
    made = scheme(
        criterion("K0", maximum=50.0),
        criterion("K1", maximum=50.0),
        events=(item("P1", "penalty", 10.0), item("T1", points_each=2.0)),
        floor=0.0,
    )
    was = scored(
        made,
        ["B"],
        entries=entered(K0={"B": 5.0}, K1={"B": 0.0}),
        events=events({"unit": "B", "item": "P1"}, {"unit": "B", "item": "P1"}),
    )
    found = rows(reach(was, "B", points=10.0))

    # 5 - 20 is told as 0.
    assert (found["K0"]["needed"], found["K1"]["needed"], found["T1"]["needed"]) == (30, 25, 13)


def test_rounding_helps_where_it_does():
    made = scheme(
        criterion("K0", maximum=50.0),
        criterion("K1", PerCount(0.5), 50.0, indicator=INITIATIVES),
        rounding=Rounding(0, ("total",)),
    )
    was = scored(
        made, ["B"], entries=entered(K0={"B": 30.0}), values=values(initiatives__grassroots_recognised={"B": 21})
    )
    found = rows(reach(was, "B", points=42.0))

    # 40,5 is told as 41; 41,5 as 42.
    assert (found["K0"]["needed"], found["K1"]["needed"]) == (31, 23)


def test_a_figure_that_counts_twice_is_needed_once():
    made = scheme(
        criterion("K0", Proportional(10.0), 50.0, indicator=INITIATIVES),
        criterion("K1", PerCount(5.0), 50.0, indicator=INITIATIVES),
    )
    was = scored(made, ["B"], values=values(initiatives__grassroots_recognised={"B": 2}))

    assert rows(reach(was, "B", points=40.0))["K0"]["needed"] == 4


def test_where_units_are_compared_the_fall_of_others_counts():
    made = scheme(criterion("K0", maximum=50.0), criterion("K1", MinMax(), 50.0, indicator=INITIATIVES))
    was = scored(
        made,
        ["A", "B", "C"],
        entries=entered(K0={"A": 20.0, "B": 10.0, "C": 0.0}),
        values=values(initiatives__grassroots_recognised={"A": 10, "B": 8, "C": 0}),
    )
    found = rows(reach(was, "B", rank=1))

    # With 14, B has 10 + 50 and A 20 + 50 x 10 / 14 = 55,7; with 12 A has 61,7.
    assert found["K1"]["needed"] == 13


def test_where_less_is_better_less_is_needed():
    made = scheme(
        criterion(
            "K0",
            Deadline(5.0),
            50.0,
            indicator="tasks.overdue",
            direction=Direction.LOWER,
            missing="zero",
        )
    )
    was = scored(made, ["B"], values=values(tasks__overdue={"B": 7}))

    assert rows(reach(was, "B", points=33.0))["K0"]["needed"] == 3
    assert rows(reach(was, "B", points=51.0))["K0"]["reason"] == "out_of_reach"


def test_a_goal_that_is_reached_needs_nothing():
    found = reach(SCORES, "Y", rank=1)

    assert found["reached"].all()
    assert found["needed"].equals(found["actual"])


def test_the_first_by_a_relative_rule_is_found_by_scoring_again():
    made = scheme(criterion("A1", RelativeToBest(2.0), 10.0, indicator=INITIATIVES), criterion("A3", maximum=10.0))
    was = scored(
        made,
        ["X", "Y"],
        values=values(initiatives__grassroots_recognised={"X": 1, "Y": 6}),
        entries=entered(A3={"X": 5.0, "Y": 4.0}),
    )
    found = rows(reach(was, "X", rank=1))

    # Y has 14. X needs 9 of 10: 5 + 5 x 3,2 / 4; 5,2 initiatives, so 6.
    assert (found["A1"]["needed"], found["A1"]["reached"]) == (6, True)


def test_a_line_that_does_not_apply_is_told():
    was = scored(SCHEME, ["X"], entries=entered(A3={"X": 7.0}))

    assert rows(reach(was, "X", points=30.0))["A2"]["reason"] == "not_applicable"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"points": 10.0, "rank": 1},
        {"rank": 0},
        {"rank": 4},
        {"points": float("nan")},
        {"points": float("inf")},
        {"points": "9"},
        {"rank": True},
    ],
)
def test_a_goal_that_cannot_be_is_refused(asked):
    with pytest.raises(WrongUseError):
        reach(SCORES, "X", **asked)


def test_a_unit_without_a_total_is_refused():
    made = scheme(criterion("A3", maximum=10.0, missing="block"))

    with pytest.raises(WrongUseError, match="chưa có tổng điểm"):
        reach(scored(made, ["X", "Y"], entries=entered(A3={"Y": 7.0})), "X", rank=1)


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownNameError):
        reach(SCORES, "Q", rank=1)


def test_a_penalty_of_parts_stops_at_nothing():
    made = scheme(criterion("A1", maximum=10.0), events=(item("P1", "penalty", 2.0),))
    was = scored(
        made, ["X"], entries=entered(A1={"X": 7.0}), events=events({"unit": "X", "item": "P1", "quantity": 1.5})
    )
    found = rows(reach(was, "X", points=7.0))

    assert (found["P1"]["needed"], found["P1"]["supposed_total"]) == (0, 7)


def test_figures_that_people_enter_are_tried_on_the_scale_of_the_rule():
    money = scheme(criterion("K1", Proportional(1e9), 50.0), criterion("K0", maximum=50.0))
    was = scored(money, ["B"], entries=entries({"unit": "B", "criterion": "K1", "actual": 2e8}, POINTS))
    share = scheme(criterion("K1", Proportional(0.95), 50.0), criterion("K0", maximum=50.0))
    other = scored(share, ["B"], entries=entries({"unit": "B", "criterion": "K1", "actual": 0.85}, POINTS))

    # 10 + 10 points; 30 need 400 million. 44,74 + 10; 58 need 0,912.
    assert rows(reach(was, "B", points=30.0))["K1"]["needed"] == 4e8
    assert rows(reach(other, "B", points=58.0))["K1"]["needed"] == pytest.approx(0.912)


def test_the_first_step_leads_to_a_whole_number():
    made = scheme(criterion("K1", PerCount(1.0), 50.0))
    was = scored(made, ["B"], entries=entered("actual", K1={"B": 8.5}))

    assert rows(reach(was, "B", points=19.0))["K1"]["needed"] == 19


POINTS = {"unit": "B", "criterion": "K0", "points": 10.0}
