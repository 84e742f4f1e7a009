"""What holds for every scheme and all records: nothing improves into fewer points, and lines add up."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from scoring.building import YEAR, by_unit, criterion, entered, events, inputs, item, scheme, scored
from scoring.cases import HIGHER, LOWER, Case, cases, numbers, rules

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.scoring.achieving import achieved
from khcn_analytics.scoring.rules import Manual, MinMax, PerCount, Proportional, RelativeToBest
from khcn_analytics.scoring.schemes import Rounding
from khcn_analytics.scoring.scores import score

COMPARES = (MinMax, RelativeToBest)
DIRECTIONS = st.sampled_from([HIGHER, LOWER])


def scores_of(case: Case):
    return scored(case.scheme, case.units, **case.frames())


def improved(value, step, direction):
    return value + step if direction is HIGHER else value - step


@given(st.data(), DIRECTIONS, st.lists(numbers, min_size=1, max_size=5), st.integers(0, 100))
def test_improving_never_lowers_the_own_share(data, direction, actuals, step):
    of = criterion(rule=data.draw(rules(direction, 10)), direction=direction)
    targets = data.draw(st.lists(st.integers(0, 40).map(float), min_size=len(actuals), max_size=len(actuals)))

    def share(first):
        frame = pl.DataFrame(
            {"actual": [first, *actuals[1:]], "target": targets, "rank_group": "1", "operator": "equal"}
        ).with_columns(reason=pl.lit(None, pl.String))
        return achieved(frame, of)["share"][0]

    before, after = share(actuals[0]), share(improved(actuals[0], step / 8, direction))
    # Who improves into a rank group of equals has nobody to be compared with.
    if None not in {before, after}:
        assert after >= before - 1e-12


@given(st.data(), cases(missing=["not_applicable", "zero"]))
def test_improving_never_lowers_the_own_total(data, case):
    assume(case.entered)
    place = data.draw(st.integers(0, len(case.entered) - 1))
    entry = case.entered[place]
    of = case.scheme.criterion(entry["criterion"])
    if "points" in entry:
        better = case.with_entry(place, points=data.draw(st.floats(entry["points"], of.maximum)))
    else:
        better = case.with_entry(
            place, actual=improved(entry["actual"], data.draw(st.integers(1, 80)) / 8, of.direction)
        )
    before, after = (by_unit(scores_of(each).totals, "total")[entry["unit"]] for each in (case, better))
    assert before is None or after is None or after >= before


@given(cases())
def test_the_lines_of_an_account_are_the_total_exactly(case):
    found = scores_of(case)
    for unit, total in by_unit(found.totals, "total").items():
        account = found.explain(unit)
        if total is not None:
            assert sum(Decimal(str(each)) for each in account.lines["points"]) == Decimal(str(total))
        assert account.total == total
        assert account.text()
        assert account.text("en")


@given(st.randoms(use_true_random=False), cases())
def test_the_order_of_rows_never_matters(random, case):
    def shuffled(rows):
        return tuple(random.sample(rows, len(rows)))

    named = tuple({"event_id": f"D{place}", **row} for place, row in enumerate(case.happened))
    other = Case(case.scheme, dict(shuffled(tuple(case.units.items()))), shuffled(case.entered), shuffled(named))
    first, second = scores_of(case), scores_of(other)

    for name in ("points", "totals", "steps"):
        assert_frame_equal(getattr(first, name), getattr(second, name), check_exact=True)
    assert_frame_equal(first.ranks(), second.ranks(), check_exact=True)


@given(cases(), st.sampled_from(["T1", "P1"]), st.integers(1, 9))
def test_a_penalty_never_raises_and_a_bonus_never_lowers(case, code, quantity):
    unit = next(iter(case.units))
    more = replace(case, happened=(*case.happened, {"unit": unit, "item": code, "quantity": quantity / 2}))
    before, after = (by_unit(scores_of(each).totals, "total") for each in (case, more))

    if before[unit] is not None:
        assert after[unit] >= before[unit] if code == "T1" else after[unit] <= before[unit]
    del before[unit], after[unit]
    assert before == after


@given(cases())
def test_ranks_are_an_order_of_the_totals(case):
    found = scores_of(case).ranks()
    for (_,), members in found.group_by("rank_group"):
        rows = members.drop_nulls("rank").sort("rank").rows(named=True)
        assert all(row["ranked"] == len(rows) for row in rows)
        for above, below in pairwise(rows):
            assert above["total"] >= below["total"]
            assert (above["rank"] == below["rank"]) == (below["unit"] in (above["tied_with"] or "").split(", "))
            if above["rank"] < below["rank"]:
                assert above["gap"] == pytest.approx(above["total"] - below["total"])
                assert above["total"] > below["total"] or (above["decided_by"] and below["decided_by"])
        if rows and case.scheme.ranking.method == "competition":
            assert [row["rank"] for row in rows] == [1 + sum(o["rank"] < row["rank"] for o in rows) for row in rows]


@given(DIRECTIONS, st.integers(0, 400), st.integers(1, 400), st.integers(1, 1000), st.sampled_from([1.0, 1.2]))
def test_scaling_what_was_done_with_its_target_leaves_the_points(direction, actual, target, factor, cap):
    def points(scale):
        made = scheme(criterion("A1", Proportional(target * scale, cap=cap), direction=direction))
        return scored(made, entries=entered("actual", A1={"X": actual * scale})).points["points"].item()

    assert points(factor / 7) == pytest.approx(points(1.0), abs=2e-9)


@given(cases(), st.data())
def test_one_more_unit_changes_nobody_unless_a_rule_compares(case, data):
    added = tuple(
        {"unit": "Phòng mới", "criterion": each.code, "actual": data.draw(numbers)}
        for each in case.scheme.criteria
        if not isinstance(each.rule, Manual)
    )
    more = Case(case.scheme, {**case.units, "Phòng mới": "Khối 1"}, (*case.entered, *added), case.happened)
    compared = [each.code for each in case.scheme.criteria if isinstance(each.rule, COMPARES)]
    before, after = (
        scores_of(each).points.filter(pl.col("unit") != "Phòng mới", pl.col("code").is_in(compared).not_())
        for each in (case, more)
    )
    assert_frame_equal(before, after)


@given(cases(missing=["not_applicable", "zero"]))
def test_the_matrix_gives_back_the_totals_that_are_rounded_nowhere(case):
    plain = replace(case, scheme=replace(case.scheme, rounding=replace(case.scheme.rounding, at=())))
    found = scores_of(plain)
    wanted = found.totals.drop_nulls("total")["total"].to_list()
    if wanted:
        assert found.matrix().totals()[0].tolist() == pytest.approx(wanted, abs=1e-7)


@given(cases())
def test_groups_earn_no_more_than_their_criteria_are_worth(case):
    plain = replace(case, scheme=replace(case.scheme, rounding=replace(case.scheme.rounding, at=())))
    worth = sum(each.maximum for each in case.scheme.criteria)
    assert all(0 <= each <= worth + 1e-6 for each in scores_of(plain).totals["content"].drop_nulls())


def test_a_scoring_keeps_what_it_was_made_from_and_tells_each_step():
    made = scheme(criterion("A1", PerCount(2)), events=(item(),), rounding=Rounding(0))
    records = inputs(made, entries=entered("actual", A1={"X": 1.25}), events=events({"unit": "X", "item": "T1"}))
    found = score(made, YEAR, records)

    assert (found.scheme, found.period, found.layer, found.inputs) == (made, YEAR, "decided", records)
    assert found.steps.select("code", "step", "value").rows() == [
        ("A1", "raw", 1.25),
        ("A1", "share", 0.25),
        ("A1", "points", 2.5),
        ("A", "earned", 2.5),
        ("T1", "raw", 1),
        ("T1", "bonus", 2),
        (None, "rounded", 0.5),
        (None, "total", 5),
    ]


@pytest.mark.parametrize("layer", ["decide", "Decided", "", None])
def test_a_layer_that_is_none_is_refused(layer):
    with pytest.raises(UnknownNameError, match="decided"):
        scored(scheme(criterion("A1", missing="zero")), ["X"], layer)


def test_more_points_than_anybody_can_mean_are_refused_with_who_has_them():
    made = scheme(criterion("A1"), events=(item("T1", points_each=10.0, cap=5.0),), bonus_cap=5.0)
    huge = events({"unit": "X", "item": "T1", "quantity": 1e9})

    with pytest.raises(WrongUseError, match="“X”"):
        scored(made, ["X", "Y"], entries=entered(A1={"X": 5.0, "Y": 5.0}), events=huge)
