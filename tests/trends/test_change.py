"""Values against a base: differences by hand, and nothing compared that must not be."""

from typing import Any, cast

import polars as pl
import pytest
from builders import day, initiatives, inspections, values
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import IncomparableError, InvalidPeriodError, UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage, compute
from khcn_analytics.periods import Period, period_from_days, year_to_date
from khcn_analytics.trends.change import Against, change, compare

ACCEPTED = "tasks.accepted"  # higher is better
DAYS = "tasks.days_to_contract"  # lower is better
IN_PROGRESS = "tasks.in_progress"  # neither
RATE = "initiatives.recognition_rate"  # a share, higher is better
JUDGEMENT = ("base", "absolute", "relative", "verdict", "reason")


def judged(base: float | None, value: float | None, indicator: str = ACCEPTED) -> dict[str, Any]:
    """The change from 2019 to 2020."""
    frame = values(year=[2019, 2020], value=[base, value], indicator=indicator)
    return change(frame).filter(pl.col("period_start") == day("2020-01-01")).row(0, named=True)


@pytest.mark.parametrize(
    ("base", "value", "absolute", "relative"),
    [
        (20, 25, 5, 0.25),
        (20, 15, -5, -0.25),
        (20, 20, 0, 0),
        (20, 0, -20, -1),
        (4, 12, 8, 2),
        # Relative to the size of the base: from -4 to -2 is a rise by half.
        (-4, -2, 2, 0.5),
        (-4, -6, -2, -0.5),
        (-4, 4, 8, 2),
        (4, -4, -8, -2),
    ],
)
def test_a_difference_and_its_part_of_the_base(base, value, absolute, relative):
    found = judged(base, value)
    assert (found["absolute"], found["relative"], found["reason"]) == (absolute, relative, None)


@pytest.mark.parametrize(
    ("base", "value", "absolute", "reason", "verdict"),
    [
        (0, 5, 5, "zero_base", "better"),
        (0, 0, 0, "zero_base", "unchanged"),
        (None, 5, None, "base_without_value", "not_comparable"),
        (5, None, None, "no_value", "not_comparable"),
        (None, None, None, "no_value", "not_comparable"),
    ],
)
def test_without_a_relative_change_the_reason_is_told(base, value, absolute, reason, verdict):
    found = judged(base, value)
    assert [found[name] for name in JUDGEMENT] == [base, absolute, None, verdict, reason]


def test_a_missing_year_is_never_bridged():
    found = change(values(year=[2017, 2019], value=[10, 30]))
    assert found.select("base_start", *JUDGEMENT).rows() == [
        (day("2016-01-01"), None, None, None, "not_comparable", "no_base"),
        (day("2018-01-01"), None, None, None, "not_comparable", "no_base"),
    ]


def test_a_series_with_gaps_has_only_its_consecutive_pair():
    found = change(values(year=[2017, 2019, 2022, 2023], value=[10, 12, 20, 25]))
    assert found["absolute"].to_list() == [None, None, None, 5]
    assert found["reason"].to_list() == ["no_base", "no_base", "no_base", None]


def test_a_value_that_is_missing_is_told_before_its_base():
    assert change(values(year=[2019], value=[None]))["reason"].to_list() == ["no_value"]


@pytest.mark.parametrize(("base", "value", "verdict"), [(0.8, 0.85, "better"), (0.8, 0.7, "worse"), (0, 0.5, "better")])
def test_a_share_changes_by_points_and_not_by_a_part(base, value, verdict):
    found = judged(base, value, RATE)
    assert found["absolute"] == pytest.approx(value - base)
    assert (found["relative"], found["reason"], found["verdict"]) == (None, "share", verdict)


@pytest.mark.parametrize(
    ("indicator", "verdicts"),
    [
        (ACCEPTED, {"up": "better", "down": "worse", "same": "unchanged"}),
        (DAYS, {"up": "worse", "down": "better", "same": "unchanged"}),
        ("inspections.violation_rate", {"up": "worse", "down": "better", "same": "unchanged"}),
        (IN_PROGRESS, {"up": "neither", "down": "neither", "same": "unchanged"}),
        ("nobody.knows_it", {"up": "neither", "down": "neither", "same": "unchanged"}),
    ],
)
def test_better_and_worse_follow_the_direction_of_the_card(indicator, verdicts):
    found = {way: judged(0.5, value, indicator)["verdict"] for way, value in (("up", 1), ("down", 0.25), ("same", 0.5))}
    assert found == verdicts


def test_a_rise_from_a_negative_base_is_a_rise():
    assert judged(-4, -2)["verdict"] == "better"


def test_a_half_year_has_last_years_half_as_base():
    halves = [Period("half", 2019, 1), Period("half", 2019, 2), Period("half", 2020, 1)]
    found = change(values(period=halves, value=[10, 90, 12])).row(2, named=True)
    assert (found["base_start"], found["base"], found["absolute"]) == (day("2019-01-01"), 10, 2)


def test_the_quarter_before_the_first_is_the_fourth_of_last_year():
    quarters = [Period("quarter", 2019, 4), Period("quarter", 2020, 1)]
    found = change(values(period=quarters, value=[8, 10]), "previous_period").row(1, named=True)
    assert (found["base_start"], found["base_end"]) == (day("2019-10-01"), day("2020-01-01"))
    assert (found["absolute"], found["relative"]) == (2, 0.25)


def test_the_month_before_january_is_december_on_the_administrative_calendar():
    months = [Period("month", 2019, 12, "administrative"), Period("month", 2020, 1, "administrative")]
    found = change(values(period=months, value=[8, 10]), "previous_period").row(1, named=True)
    assert (found["base_start"], found["absolute"]) == (day("2019-11-15"), 2)


def test_a_year_on_one_calendar_is_no_base_for_a_year_on_the_other():
    both = [Period("year", 2019, 1, "administrative"), Period("year", 2020)]
    assert change(values(period=both, value=[8, 10]))["reason"].to_list() == ["no_base", "no_base"]


class TestBaseYear:
    def test_every_year_is_set_against_the_one_chosen(self):
        found = change(values(year=[2018, 2019, 2020, 2021], value=[8, 10, 12, 15]), 2019)
        assert found.select("base_start", "absolute", "relative", "verdict").rows() == [
            (day("2019-01-01"), -2, -0.2, "worse"),
            (day("2019-01-01"), 0, 0, "unchanged"),
            (day("2019-01-01"), 2, 0.2, "better"),
            (day("2019-01-01"), 5, 0.5, "better"),
        ]

    def test_a_quarter_is_set_against_that_quarter_of_the_base_year(self):
        quarters = [Period("quarter", 2018, 1), Period("quarter", 2018, 2), Period("quarter", 2021, 2)]
        assert change(values(period=quarters, value=[8, 10, 15]), 2018)["absolute"].to_list() == [0, 0, 5]

    def test_a_base_year_without_values_is_told_and_not_replaced(self):
        found = change(values(year=[2017, 2019], value=[8, 10]), 2018)
        assert found["reason"].to_list() == ["no_base", "no_base"]

    def test_a_year_no_period_can_be_of_is_refused(self):
        with pytest.raises(InvalidPeriodError):
            change(values(year=[2019], value=[8]), 19)


def test_a_way_to_compare_that_does_not_exist_is_refused():
    with pytest.raises(UnknownNameError, match="previous_period"):
        change(values(year=[2019], value=[8]), cast("Against", "previous"))


def test_several_values_of_one_period_are_refused():
    frame = values(year=[2019, 2020, 2020], value=[8, 10, 10])
    with pytest.raises(WrongUseError, match=r"1 row\(s\) repeat") as caught:
        change(frame)
    assert "Có 1 dòng trùng" in caught.value.vi


def test_each_group_has_its_own_base():
    frame = values(
        year=[2019, 2020, 2019, 2020, 2020],
        value=[10, 11, 20, 25, 7],
        department=["cao_bang", "cao_bang", "kon_tum", "kon_tum", None],
    )
    assert change(frame)["absolute"].to_list() == [None, 1, None, 5, None]


def test_each_indicator_has_its_own_base():
    frame = values(year=[2019, 2019, 2020], value=[10, 20, 25], indicator=[IN_PROGRESS, ACCEPTED, ACCEPTED])
    assert change(frame)["absolute"].to_list() == [None, None, 5]


def test_values_over_all_departments_are_compared_too():
    assert change(values(year=[2019, 2020], value=[4, 5], department=None))["absolute"].to_list() == [None, 1]


def test_further_dimensions_are_part_of_the_group():
    frame = values(year=[2019, 2019, 2020], value=[1, 2, 5], level=["national", "provincial", "provincial"])
    found = change(frame)
    assert found["absolute"].to_list() == [None, None, 3]
    assert found["level"].to_list() == ["national", "provincial", "provincial"]


def test_no_values_have_no_changes():
    assert change(values(year=[2020], value=[1]).clear()).is_empty()


def test_computed_values_are_compared_as_they_come():
    # 1 of 2 recognised, then 3 of 4: 25 points more. 2019 has no base.
    frame = initiatives(
        grassroots_recognised_on=["2019-05-01", None, *["2020-05-01"] * 3, None],
        rejected_on=[None, "2019-05-01", *[None] * 3, "2020-05-01"],
    )
    found = change(compute({"initiatives": frame}, [Period("year", 2019), Period("year", 2020)], (), [RATE]))
    assert found.select("value", "absolute", "reason").rows() == [(0.5, None, "no_base"), (0.75, 0.25, "share")]


def test_a_year_the_records_do_not_cover_is_no_zero_base():
    coverage = {"inspections": Coverage(day("2020-01-01"), day("2021-01-01"))}
    asked = [Period("year", 2019), Period("year", 2020)]
    found = compute({"inspections": inspections()}, asked, (), ["inspections.checks"], coverage=coverage)
    assert change(found)["reason"].to_list() == ["no_value", "base_without_value"]


SERIES = st.lists(
    st.tuples(st.integers(2010, 2020), st.sampled_from(["cao_bang", "kon_tum"]), st.integers(-50, 50) | st.none()),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


def series(rows: list[Any], factor: float = 1) -> Any:
    years, departments, figures = (list(each) for each in zip(*rows, strict=True))
    figures = [None if each is None else each * factor for each in figures]
    return values(year=years, department=departments, value=figures)


@given(SERIES, st.sampled_from([0.25, 2, 1024]))
def test_another_unit_of_measure_does_not_change_the_relative_change(rows, factor):
    # Powers of two are exact in floating point, so the results are exactly the same.
    plain, scaled = change(series(rows)), change(series(rows, factor))
    assert plain.select("relative", "verdict", "reason").equals(scaled.select("relative", "verdict", "reason"))


@given(SERIES, st.randoms(use_true_random=False))
def test_the_order_of_the_values_changes_nothing_but_the_order(rows, random):
    shuffled = random.sample(rows, len(rows))
    order = [rows.index(each) for each in shuffled]
    assert change(series(shuffled)).equals(change(series(rows))[order])


@given(SERIES)
def test_there_is_one_change_for_each_value_and_it_leads_from_base_to_value(rows):
    found = change(series(rows))
    assert found["value"].to_list() == [each[2] for each in rows]
    for row in found.filter(pl.col("absolute").is_not_null()).to_dicts():
        assert row["base"] + row["absolute"] == row["value"]
        base = period_from_days(row["base_start"], row["base_end"], "year")
        assert (base.year + 1, row["department"], row["value"]) in rows


@given(SERIES)
def test_a_change_is_antisymmetric_in_absolute_terms(rows):
    forth, back = series(rows), series([(4030 - year, *rest) for year, *rest in rows])
    there = {(4030 - row["period_start"].year, row["department"]): row["absolute"] for row in change(back).to_dicts()}
    for row in change(forth).filter(pl.col("absolute").is_not_null()).to_dicts():
        assert there[row["base_start"].year, row["department"]] == -row["absolute"]


@given(SERIES, st.integers(-40, 40))
def test_shifting_a_series_in_time_shifts_its_changes(rows, years):
    shifted = change(series([(year + years, *rest) for year, *rest in rows]))
    same = ["value", "base", "absolute", "relative", "verdict", "reason"]
    assert shifted.select(same).equals(change(series(rows)).select(same))


class TestCompare:
    HALF, YEAR = Period("half", 2020, 1), Period("year", 2019)

    def test_two_years_apart_are_compared_when_asked_for_by_hand(self):
        found = compare(values(year=[2017, 2020], value=[10, 15]), Period("year", 2020), Period("year", 2017))
        assert found.select("value", *JUDGEMENT).rows() == [(15, 10, 5, 0.5, "better", None)]

    def test_only_the_current_period_is_judged(self):
        frame = values(year=[2018, 2019, 2020], value=[1, 2, 3])
        found = compare(frame, Period("year", 2020), Period("year", 2018))
        assert found["period_start"].to_list() == [day("2020-01-01")]

    def test_every_group_of_the_current_period_is_judged(self):
        frame = values(year=[2019, 2020, 2020], value=[1, 3, 4], department=["cao_bang", "cao_bang", "kon_tum"])
        found = compare(frame, Period("year", 2020), Period("year", 2019))
        assert found.select("department", "absolute", "reason").rows() == [
            ("cao_bang", 2, None),
            ("kon_tum", None, "no_base"),
        ]

    def test_a_base_that_is_not_among_the_values_is_told(self):
        found = compare(values(year=[2020], value=[3]), Period("year", 2020), Period("year", 2018))
        assert found["reason"].to_list() == ["no_base"]

    def test_half_a_year_is_not_compared_with_a_year(self):
        frame = values(period=[self.YEAR, self.HALF], value=[10, 6])
        with pytest.raises(IncomparableError, match="H1 2020 is not compared with 2019") as caught:
            compare(frame, self.HALF, self.YEAR)
        assert "Không so sánh 6 tháng đầu năm 2020 với năm 2019" in caught.value.vi
        assert all("allow_different_kinds=True" in text for text in (caught.value.vi, caught.value.en))

    def test_spans_and_years_to_date_of_different_length_are_not_compared(self):
        spans = Period("span", 2018, 3), Period("span", 2016, 2)
        with pytest.raises(IncomparableError, match="length"):
            compare(values(period=spans, value=[10, 6]), *spans)
        days = year_to_date(day("2020-08-20")), year_to_date(day("2019-07-20"))
        with pytest.raises(IncomparableError, match="length"):
            compare(values(period=days, value=[10, 6]), *days)

    def test_years_to_the_same_day_are_compared(self):
        days = year_to_date(day("2020-02-29")), year_to_date(day("2018-02-28"))
        assert compare(values(period=days, value=[10, 6]), *days)["absolute"].to_list() == [4]

    def test_a_period_without_values_is_told(self):
        with pytest.raises(IncomparableError, match="no value of 2021") as caught:
            compare(values(year=[2020], value=[3]), Period("year", 2021), Period("year", 2020))
        assert "không có giá trị nào của năm 2021" in caught.value.vi

    def test_different_calendars_are_not_compared(self):
        current, base = Period("year", 2020), Period("year", 2019, 1, "administrative")
        with pytest.raises(IncomparableError, match=r"differ in kind .* or calendar") as caught:
            compare(values(period=[base, current], value=[10, 6]), current, base)
        assert "khác lịch" in caught.value.vi

    def test_different_kinds_stand_side_by_side_on_purpose_but_without_a_verdict(self):
        frame = values(period=[self.YEAR, self.HALF], value=[10, 6])
        found = compare(frame, self.HALF, self.YEAR, allow_different_kinds=True)
        assert found.select("value", *JUDGEMENT).rows() == [(6, 10, -4, -0.4, "not_comparable", None)]

    def test_the_permission_changes_nothing_for_periods_of_one_kind(self):
        frame = values(year=[2019, 2020], value=[10, 15])
        periods = Period("year", 2020), Period("year", 2019)
        assert compare(frame, *periods, allow_different_kinds=True).equals(compare(frame, *periods))

    def test_comparing_with_last_year_by_hand_is_the_change(self):
        frame = values(year=[2019, 2020], value=[10, 15])
        assert compare(frame, Period("year", 2020), Period("year", 2019)).equals(change(frame)[[1]])
