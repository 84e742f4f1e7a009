"""Contributions: by hand, exact over any grouping, and refused where parts make no whole."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from builders import a_break, tasks, values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import IncomparableError, UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import compute
from khcn_analytics.periods import Period, year_to_date
from khcn_analytics.schemas.results import IndicatorValues
from khcn_analytics.schemas.validation import as_result
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.trends.contributions import CONTRIBUTION_REASONS, contributions

LAST, THIS = Period("year", 2019), Period("year", 2020)
COUNT, RATE, MEAN = "tasks.accepted", "initiatives.recognition_rate", "tasks.days_to_contract"
PER_100 = "initiatives.per_100_staff"

Group = tuple[str, Any, Any]


def of_counts(groups: list[Group], indicator: str = COUNT) -> pl.DataFrame:
    """Contributions of groups given as (unit, value last year, value this year)."""
    return contributions(
        values(
            period=[period for _ in groups for period in (LAST, THIS)],
            unit=[unit for unit, _, _ in groups for _ in range(2)],
            value=[each for _, last, this in groups for each in (last, this)],
            indicator=indicator,
        ),
        THIS,
        LAST,
    )


def of_ratios(groups: list[Group], indicator: str = RATE, per: int = 1) -> pl.DataFrame:
    """The same of groups whose values are (numerator, denominator)."""
    rows = [each for _, last, this in groups for each in (last, this)]
    frame = values(
        period=[period for _ in groups for period in (LAST, THIS)],
        unit=[unit for unit, _, _ in groups for _ in range(2)],
        value=[None if below in {0, None} or above is None else above * per / below for above, below in rows],
        indicator=indicator,
    ).with_columns(
        numerator=pl.Series([above for above, _ in rows], dtype=pl.Float64, strict=False),
        denominator=pl.Series([below for _, below in rows], dtype=pl.Float64, strict=False),
    )
    return contributions(frame, THIS, LAST)


def parts(found: pl.DataFrame, *columns: str) -> dict[str, Any]:
    return {row[0]: row[1] if len(row) == 2 else row[1:] for row in found.select("unit", *columns).iter_rows()}


def test_parts_of_a_count():
    found = of_counts([("A", 10, 16), ("B", 8, 6), ("C", 5, 5)])
    assert parts(found, "contribution", "share") == {"A": (6, 1.5), "B": (-2, -0.5), "C": (0, 0)}
    assert found["unit"].to_list() == ["A", "B", "C"]  # those that moved the whole most first
    assert found.select("whole", "whole_base", "whole_change").unique().rows() == [(27, 23, 4)]
    assert found["within"].null_count() == found["mix"].null_count() == 3


def test_groups_that_appear_and_disappear():
    frame = values(
        period=[LAST, THIS, LAST, THIS, LAST, THIS],
        unit=["A", "A", "gone", "new", "empty", "empty"],
        value=[10, 12, 4, 7, 0, 0],
    )
    found = contributions(frame, THIS, LAST)
    assert parts(found, "contribution", "presence") == {
        "A": (2, "both"),
        "gone": (-4, "disappeared"),
        "new": (7, "appeared"),
        "empty": (0, "neither"),
    }
    assert found["whole_change"].to_list() == [5] * 4
    assert parts(found, "base")["new"] is None  # a row that was not given is not invented


def test_a_ratio_that_changes_within_its_groups():
    # Both halves of the weight: A from 0.5 to 0.7, B from 0.9 to 0.9.
    found = of_ratios([("A", (5, 10), (7, 10)), ("B", (9, 10), (9, 10))])
    assert parts(found, "within") == pytest.approx({"A": 0.1, "B": 0})
    assert parts(found, "mix") == pytest.approx({"A": 0, "B": 0})


def test_a_ratio_that_changes_by_its_mix():
    # No group changes, the whole falls from 0.7 to 0.6: weights 0.5 and 0.5 become 0.75 and 0.25.
    found = of_ratios([("A", (5, 10), (15, 30)), ("B", (9, 10), (9, 10))])
    assert found["whole_change"].to_list() == pytest.approx([-0.1, -0.1])
    assert parts(found, "within") == pytest.approx({"A": 0, "B": 0})
    # A: 0.25 x (0.5 - 0.65); B: -0.25 x (0.9 - 0.65).
    assert parts(found, "mix") == pytest.approx({"A": -0.0375, "B": -0.0625})


def test_a_ratio_that_changes_both_ways():
    # Weights 0.25, 0.75 become 0.5, 0.5; ratios 0.4, 0.8 become 0.5, 0.7; the whole 0.7 becomes 0.6.
    found = of_ratios([("A", (4, 10), (10, 20)), ("B", (24, 30), (14, 20))])
    assert parts(found, "within") == pytest.approx({"A": 0.375 * 0.1, "B": 0.625 * -0.1})
    assert parts(found, "mix") == pytest.approx({"A": 0.25 * (0.45 - 0.65), "B": -0.25 * (0.75 - 0.65)})
    assert found["contribution"].sum() == pytest.approx(-0.1)
    assert found["share"].sum() == pytest.approx(1)


def test_what_a_ratio_is_told_per_is_kept():
    found = of_ratios([("A", (4, 10), (10, 20)), ("B", (24, 30), (14, 20))], PER_100, per=100)
    assert found["whole"].to_list() == pytest.approx([60, 60])
    assert found["contribution"].sum() == pytest.approx(-10)


def test_a_group_that_appears_in_a_ratio_only_mixes():
    # The whole falls from 0.8 to 0.7: C, with 0.5, now has a third of the weight.
    found = of_ratios([("A", (16, 20), (16, 20)), ("C", (0, 0), (5, 10))])
    assert parts(found, "presence", "within")["C"] == ("appeared", 0)
    assert found["whole_change"].to_list() == pytest.approx([-0.1, -0.1])
    assert found["contribution"].sum() == pytest.approx(-0.1)
    assert parts(found, "mix")["C"] == pytest.approx(1 / 3 * (0.5 - 0.75))


def test_a_numerator_without_denominator_is_not_lost():
    # 3 initiatives of nobody's staff: they count in the whole, which grows from 0.5 to 0.8.
    found = of_ratios([("A", (5, 10), (5, 10)), ("unknown", (0, 0), (3, 0))])
    assert parts(found, "contribution", "within", "presence")["unknown"] == (pytest.approx(0.3), 0, "neither")


@pytest.mark.parametrize(
    ("groups", "reason"),
    [
        ([("A", (0, 0), (5, 10)), ("B", (0, 0), (1, 2))], "zero_denominator"),
        ([("A", (1, 2), (0, 0))], "zero_denominator"),
        ([("A", (1, 2), (None, None)), ("B", (1, 2), (1, 2))], "part_without_value"),
    ],
)
def test_a_ratio_without_a_whole_is_not_split(groups, reason):
    found = of_ratios(groups)
    assert found["reason"].to_list() == [reason] * len(groups)
    assert (
        found.select("contribution", "within", "mix", "share", "whole_change").null_count().row(0) == (len(groups),) * 5
    )
    assert reason in CONTRIBUTION_REASONS


def test_a_count_with_an_unknown_part_is_not_split():
    found = of_counts([("A", 10, None), ("B", 8, 6)])
    assert found["reason"].to_list() == ["part_without_value"] * 2
    assert parts(found, "presence") == {"A": None, "B": "both"}


def test_a_group_that_did_not_report_adds_nothing_to_the_whole():
    frame = values(
        period=[LAST, THIS] * 3,
        unit=["A", "A", "gone", "gone", "never", "never"],
        value=[10, 12, 4, None, None, None],
        indicator="staff.headcount",
    ).with_columns(flag=pl.when(pl.col("value").is_null()).then(pl.lit("not_reported")))
    found = contributions(frame, THIS, LAST)
    assert parts(found, "contribution", "unreported", "presence") == {
        "A": (2, None, "both"),
        "gone": (-4, "period", "disappeared"),
        "never": (0, "both", "neither"),
    }
    assert found["whole_change"].to_list() == [-2] * 3
    nobody = contributions(frame.filter(unit="never"), THIS, LAST)
    assert nobody["reason"].to_list() == ["no_value"]
    # Initiatives of those who reported no staff are in the whole, but not known here.
    per_staff = contributions(frame.with_columns(indicator=pl.lit(PER_100)), THIS, LAST)
    assert set(per_staff["reason"]) == {"part_without_value"}


def test_an_unchanged_whole_has_parts_but_no_shares():
    found = of_counts([("A", 10, 16), ("B", 8, 2)])
    assert parts(found, "contribution", "share", "reason") == {
        "A": (6, None, "no_change"),
        "B": (-6, None, "no_change"),
    }


@pytest.mark.parametrize(("held", "reason"), [(THIS, "no_base"), (LAST, "no_value")])
def test_a_period_that_is_not_there_is_told(held, reason):
    frame = pl.concat(
        [
            values(period=[held], unit=["A"], value=[3]),
            values(period=[LAST, THIS], unit=["A", "A"], value=[1, 2], indicator="tasks.started"),
        ]
    )
    found = contributions(frame, THIS, LAST)
    assert found.select("indicator", "reason").rows() == [(COUNT, reason), ("tasks.started", None)]


def test_each_department_is_a_whole():
    frame = values(
        period=[LAST, THIS] * 2,
        department=["cao_bang"] * 2 + ["kon_tum"] * 2,
        unit=["A"] * 4,
        value=[1, 2, 10, 30],
    )
    assert contributions(frame, THIS, LAST)["whole_change"].to_list() == [1, 20]
    both = contributions(frame, THIS, LAST, ["department", "unit"])
    assert both["whole_change"].to_list() == [21, 21]


def test_levels_of_tasks_as_computed():
    frame = tasks(
        accepted_on=["2019-05-01", "2020-05-01", "2020-06-01", "2020-07-01"],
        level=["provincial", "provincial", "provincial", "national"],
    )
    computed = compute({"tasks": frame}, [LAST, THIS], ["department", "level"], [COUNT])
    found = contributions(computed, THIS, LAST, ["level"])
    assert found.select("level", "contribution").rows() == [("national", 1), ("provincial", 1)]


@pytest.mark.parametrize(
    ("this", "last"),
    [
        (THIS, Period("half", 2019, 1)),
        (THIS, Period("year", 2019, 1, "administrative")),
        (Period("span", 2016, 5), Period("span", 2013, 3)),
        (year_to_date(date(2020, 8, 20)), year_to_date(date(2019, 8, 10))),
    ],
)
def test_periods_of_different_kinds_are_refused(this, last):
    with pytest.raises(IncomparableError, match="cùng loại"):
        contributions(values(period=[this], unit=["A"], value=[1]), this, last)


def test_the_same_day_of_another_year_is_as_long():
    this, last = year_to_date(date(2020, 2, 29)), year_to_date(date(2019, 2, 28))
    assert contributions(values(period=[last, this], unit=["A", "A"], value=[1, 3]), this, last)["whole"].to_list() == [
        3
    ]


def test_wrong_groupings_are_refused():
    frame = values(period=[LAST, THIS], unit=["A", "A"], value=[1, 2])
    with pytest.raises(UnknownNameError, match="level"):
        contributions(frame, THIS, LAST, ["level"])
    with pytest.raises(WrongUseError, match="danh sách"):
        contributions(frame, THIS, LAST, "unit")
    with pytest.raises(WrongUseError, match="danh sách"):
        contributions(frame, THIS, LAST, [])
    with pytest.raises(WrongUseError, match="2 giá trị không thuộc nhóm"):
        contributions(values(period=[LAST, THIS], value=[1, 2]), THIS, LAST)
    with pytest.raises(WrongUseError, match="2 giá trị trùng"):
        contributions(as_result(pl.concat([frame, frame]), IndicatorValues), THIS, LAST)


NUMBER = st.integers(0, 10**6)
GROUPS = st.lists(st.tuples(NUMBER, NUMBER), min_size=1, max_size=8)
PAIR = st.tuples(st.integers(0, 1000), st.integers(0, 1000))
RATIOS = st.lists(st.tuples(PAIR, PAIR), min_size=1, max_size=8)


@given(GROUPS)
def test_parts_of_counts_add_up_exactly(groups):
    found = of_counts([(f"{place}", last, this) for place, (last, this) in enumerate(groups)])
    assert found["contribution"].sum() == sum(this - last for last, this in groups) == found["whole_change"][0]


@given(RATIOS, st.sampled_from([RATE, MEAN]))
def test_parts_of_ratios_add_up(groups, indicator):
    found = of_ratios([(f"{place}", last, this) for place, (last, this) in enumerate(groups)], indicator)
    if found["whole_change"][0] is None:
        assert found["reason"].unique().to_list() == ["zero_denominator"]
        return
    change = found["whole_change"][0]
    size = max(1.0, abs(found["whole"][0]), abs(found["whole_base"][0]), found["contribution"].abs().max())
    assert found["contribution"].sum() == pytest.approx(change, abs=1e-9 * size)
    assert (found["within"] + found["mix"]).to_list() == pytest.approx(found["contribution"].to_list(), abs=1e-9 * size)


@given(RATIOS)
def test_which_period_is_the_base_changes_signs_only(groups):
    forth = of_ratios([(f"{place}", last, this) for place, (last, this) in enumerate(groups)])
    back = of_ratios([(f"{place}", this, last) for place, (last, this) in enumerate(groups)])
    both = forth.join(back, on="unit", suffix="_back").drop_nulls("contribution")
    for name in ("contribution", "within", "mix"):
        assert both[name].to_list() == pytest.approx((-both[f"{name}_back"]).to_list(), abs=1e-9)


@given(RATIOS, st.integers(2, 9))
def test_scaling_both_parts_of_a_ratio_changes_nothing(groups, factor):
    def scaled(pair: tuple[int, int]) -> tuple[int, int]:
        return pair[0] * factor, pair[1] * factor

    plain = of_ratios([(f"{place}", last, this) for place, (last, this) in enumerate(groups)])
    found = of_ratios([(f"{place}", scaled(last), scaled(this)) for place, (last, this) in enumerate(groups)])
    both = plain.join(found, on="unit", suffix="_scaled").drop_nulls("contribution")
    for name in ("contribution", "within", "mix"):
        assert both[f"{name}_scaled"].to_list() == pytest.approx(both[name].to_list(), abs=1e-9)


def test_the_whole_of_the_units_is_the_department_in_the_example():
    workspace = example_workspace()
    this, last = Period("year", 2025), Period("year", 2024)
    of_units, of_all = (
        compute(workspace.datasets, [this, last], by, coverage=workspace.coverage)
        for by in (["department", "unit"], ["department"])
    )
    found = contributions(of_units, this, last).unique("indicator").drop_nulls("whole")
    told = found.join(of_all.filter(period_start=this.start), on="indicator", suffix="_told")
    assert told.height > 100
    assert told["whole"].to_list() == pytest.approx(told["value_told"].to_list())


def of_two_units(*breaks: Any, **columns: Any) -> pl.DataFrame:
    """Contributions to a change from 30 to 40, of the units A and B."""
    frame = values(period=[LAST, THIS] * 2, unit=["A", "A", "B", "B"], value=[10, 16, 20, 24], **columns)
    return contributions(frame, THIS, LAST, breaks=breaks)


def test_a_change_that_a_break_leaves_nothing_of_has_no_parts():
    found = of_two_units(a_break("2020-01-01"))

    assert found["reason"].to_list() == ["break"] * 2
    assert found["contribution"].null_count() == found["whole_change"].null_count() == 2
    assert (found["breaks"].to_list(), found["break_severity"].unique().to_list()) == (
        ["forms"] * 2,
        ["not_comparable"],
    )
    assert found.select("unit", "value", "base").rows() == [("A", 16, 10), ("B", 24, 20)]


def test_a_warning_leaves_the_parts_and_is_told():
    found = of_two_units(a_break("2020-01-01", severity="warning"))
    assert found.select("unit", "contribution", "breaks").rows() == [("A", 6, "forms"), ("B", 4, "forms")]


def test_of_a_backlog_only_the_last_days_count_for_a_break():
    found = of_two_units(a_break("2019-06-01"), indicator="tasks.in_progress")
    assert (found["contribution"].to_list(), found["breaks"].null_count()) == ([6, 4], 2)


def test_what_breaks_one_part_leaves_no_parts():
    frame = values(period=[LAST, THIS] * 2, department=["cao_bang"] * 2 + ["kon_tum"] * 2, value=[10, 16, 20, 24])
    found = contributions(frame, THIS, LAST, ["department"], breaks=[a_break("2020-01-01", departments=("kon_tum",))])
    assert found["reason"].to_list() == ["break"] * 2


def test_a_total_that_is_not_broken_is_told_though_its_parts_are():
    # The two became one: what they add up to, 30 and 24, means the same.
    frame = values(period=[LAST, THIS] * 2, department=["quang_ngai"] * 2 + ["kon_tum"] * 2, value=[20, 24, 10, 0])
    merger = a_break("2020-01-01", departments=("quang_ngai", "kon_tum"), of_total=False)
    found = contributions(frame, THIS, LAST, ["department"], breaks=[merger])

    assert found["reason"].to_list() == ["break"] * 2
    assert found["contribution"].null_count() == found["share"].null_count() == 2
    assert found.select("whole_base", "whole", "whole_change").unique().rows() == [(30, 24, -6)]


def test_parts_that_break_are_no_unchanged_whole():
    frame = values(period=[LAST, THIS] * 2, department=["quang_ngai"] * 2 + ["kon_tum"] * 2, value=[20, 30, 10, 0])
    merger = a_break("2020-01-01", departments=("quang_ngai", "kon_tum"), of_total=False)
    found = contributions(frame, THIS, LAST, ["department"], breaks=[merger])

    assert found.select("reason", "whole_change").unique().rows() == [("break", 0)]


def test_a_total_that_a_break_of_a_part_touches_is_not_told():
    frame = values(period=[LAST, THIS] * 2, department=["cao_bang"] * 2 + ["kon_tum"] * 2, value=[10, 16, 20, 24])
    found = contributions(frame, THIS, LAST, ["department"], breaks=[a_break("2020-01-01", departments=("kon_tum",))])
    assert found["whole_change"].null_count() == 2


def test_a_dimension_named_twice_is_told():
    with pytest.raises(WrongUseError, match="of nêu unit nhiều lần"):
        contributions(values(period=[LAST, THIS], unit="A", value=[1, 2]), THIS, LAST, ["unit", "unit"])
