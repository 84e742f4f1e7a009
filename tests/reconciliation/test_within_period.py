import pytest
from builders import published

from khcn_analytics.reconciliation.figures import figures_of, quantities_of
from khcn_analytics.reconciliation.within_period import judge_within_periods

CODE = "activities.support_vnd"
HALF_AND_YEAR = {"period_start": "2020-01-01", "period_end": ["2020-07-01", "2021-01-01"]}


def found(*, accumulates=True, **columns):
    whole = {"indicator": CODE, **HALF_AND_YEAR, **columns}
    known = {} if accumulates is None else {CODE: accumulates}
    return list(judge_within_periods(quantities_of(figures_of(published(**whole))), known))


def kinds(*, accumulates=True, **columns):
    return [(each.kind, each.severity) for each in found(accumulates=accumulates, **columns)]


def test_what_accumulates_cannot_fall_within_a_year():
    told = found(value=[175e6, 100e6], printed_unit="đồng", printed_name=["A", "B"])

    assert [(each.kind, each.severity) for each in told] == [("falls_within_period", "contradiction")]
    assert told[0].message.vi.startswith(
        "“A” (6 tháng đầu năm 2020) in 175.000.000 đồng, nhưng “B” (năm 2020) chỉ in 100.000.000 đồng."
    )


@pytest.mark.parametrize("year", [10.0, 52.0])
def test_it_may_stay_or_grow(year):
    assert kinds(value=[10.0, year]) == [("grows_within_period", "holds")]


def test_a_level_at_one_time_may_fall():
    assert kinds(accumulates=False, value=[27.0, 20.0]) == []


def test_where_it_is_not_known_whether_it_accumulates_a_fall_is_told_and_not_judged():
    assert kinds(accumulates=None, value=[175e6, 100e6]) == [("not_judged", "look")]
    assert kinds(accumulates=None, value=[100e6, 175e6]) == []


@pytest.mark.parametrize(
    ("value", "qualifier", "falls"),
    [
        ([100.0, 100.0], ["more_than", "exact"], True),
        ([100.0, 100.0], ["at_least", "exact"], False),
        ([100.0, 90.0], ["exact", "more_than"], False),
        ([100.0, 99.0], ["at_most", "exact"], False),
    ],
)
def test_qualifiers_are_honoured(value, qualifier, falls):
    assert (kinds(value=value, qualifier=qualifier) == [("falls_within_period", "contradiction")]) == falls


def test_the_second_half_lies_in_the_year_as_well():
    periods = {"period_start": ["2020-07-01", "2020-01-01"], "period_end": "2021-01-01"}

    assert kinds(value=[9.0, 8.0], **periods) == [("falls_within_period", "contradiction")]


def test_periods_side_by_side_are_not_compared():
    periods = {"period_start": ["2019-01-01", "2020-01-01"], "period_end": ["2020-01-01", "2021-01-01"]}

    assert kinds(value=[9.0, 8.0], **periods) == []


@pytest.mark.parametrize("columns", [{"status": ["plan", "actual"]}, {"department": ["cao_bang", "kon_tum"]}])
def test_plans_and_other_departments_are_not_compared(columns):
    assert kinds(value=[9.0, 8.0], **columns) == []


def test_figures_that_contradict_each_other_are_judged_by_all_they_say():
    ends = ["2020-07-01", "2021-01-01", "2021-01-01"]

    # 10 fits 20 and 16; 18 fits 20 only; 21 fits neither.
    judged = [kinds(value=[half, 20.0, 16.0], period_end=ends)[0][0] for half in (10.0, 18.0, 21.0)]

    assert judged == ["grows_within_period", "grows_within_period", "falls_within_period"]


QUARTERS = [("2020-01-01", "2020-04-01"), ("2020-04-01", "2020-07-01"), ("2020-07-01", "2020-10-01")]
HALVES = [("2020-01-01", "2020-07-01"), ("2020-07-01", "2021-01-01")]
YEAR = ("2020-01-01", "2021-01-01")


def sums(*printed, adds_up=(CODE,)):
    """Findings about sums, of periods with their values; the first one is the whole."""
    days, amounts = zip(*printed, strict=True)
    frame = published(
        indicator=CODE,
        period_start=[start for start, _ in days],
        period_end=[end for _, end in days],
        value=[float(each) for each in amounts],
    )
    told = judge_within_periods(quantities_of(figures_of(frame)), {CODE: True}, adds_up)
    return [each for each in told if each.kind.startswith("sum")]


def sum_kinds(*printed, **given):
    return [(each.kind, each.severity, [one.value for one in each.figures]) for each in sums(*printed, **given)]


def test_two_halves_make_no_more_than_the_year():
    """Neither 10 nor 5 is more than 12; together they are."""
    told = sums((YEAR, 12), (HALVES[0], 10), (HALVES[1], 5))

    assert [(each.kind, each.severity) for each in told] == [("sum_differs", "contradiction")]
    assert "10 + 5 = 15" in told[0].message.vi
    assert "6 tháng đầu năm 2020 và 6 tháng cuối năm 2020" in told[0].message.vi


@pytest.mark.parametrize(("second", "kind"), [(2, ("sum_holds", "holds")), (1, ("sum_differs", "contradiction"))])
def test_periods_that_fill_the_whole_make_all_of_it(second, kind):
    assert sum_kinds((YEAR, 12), (HALVES[0], 10), (HALVES[1], second)) == [(*kind, [12, 10, second])]


def test_periods_that_leave_a_gap_may_make_less_and_no_more():
    gap = [(YEAR, 12), (QUARTERS[0], 4), (QUARTERS[2], 4)]

    assert sum_kinds(*gap) == []
    assert sum_kinds(*gap, (QUARTERS[1], 5)) == [("sum_differs", "contradiction", [12, 4, 5, 4])]


def test_periods_that_overlap_are_not_added():
    nine_months = ("2020-01-01", "2020-10-01")

    assert sum_kinds((YEAR, 12), (nine_months, 11), (HALVES[0], 10)) == []


def test_quarters_are_added_to_their_half_and_halves_to_the_year():
    told = sum_kinds((YEAR, 12), (HALVES[0], 7), (HALVES[1], 5), (QUARTERS[0], 3), (QUARTERS[1], 4))

    assert told == [("sum_holds", "holds", [12, 7, 5]), ("sum_holds", "holds", [7, 3, 4])]


def test_one_part_that_is_more_by_itself_is_told_once():
    assert sum_kinds((YEAR, 12), (HALVES[0], 13), (HALVES[1], 5)) == []


def test_what_does_not_add_up_is_not_added():
    """Tasks running in both halves are counted once in the year."""
    assert sum_kinds((YEAR, 12), (HALVES[0], 10), (HALVES[1], 5), adds_up=()) == []


def test_figures_that_contradict_each_other_are_not_added_up():
    assert sum_kinds((YEAR, 12), (HALVES[0], 10), (HALVES[0], 9), (HALVES[1], 5)) == []


def test_sums_honour_what_rounding_may_have_hidden():
    """4,4 and 4,4 million are 8,8, printed as 9 million: three rounded figures may differ by so much."""
    frame = published(
        indicator=CODE,
        period_start=["2020-01-01", "2020-01-01", "2020-07-01"],
        period_end=["2021-01-01", "2020-07-01", "2021-01-01"],
        value=[9e6, 4e6, 4e6],
        printed_unit="triệu đồng",
    )
    told = judge_within_periods(quantities_of(figures_of(frame)), {CODE: True}, [CODE])

    assert [each.kind for each in told if each.kind.startswith("sum")] == ["sum_holds"]
