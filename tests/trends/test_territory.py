"""Values on the territory of another day: sums by hand, ratios from sums, and what is refused."""

from datetime import date

import polars as pl
import pytest
from builders import values
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from khcn_analytics.errors import IncomparableError, UnknownNameError, WrongUseError
from khcn_analytics.periods import Period
from khcn_analytics.store.territory import bundled_territory
from khcn_analytics.trends.change import change
from khcn_analytics.trends.territory import on_territory

TERRITORY = bundled_territory()
TODAY, BEFORE = date(2026, 1, 1), date(2025, 6, 30)
OLD = [each.department for each in TERRITORY.on(BEFORE)]
HEIRS = {
    each.department: heir.department
    for each in TERRITORY.on(BEFORE)
    if (heir := TERRITORY.heir(each, TODAY)) is not None
}
RATE = "tasks.accepted_on_time_rate"
ACCEPTED, BACKLOG, HEADCOUNT = "tasks.accepted", "tasks.in_progress", "staff.headcount"


def moved(frame, as_of=TODAY, **options):
    return on_territory(frame, TERRITORY, as_of=as_of, **options)


def of(year, indicator=ACCEPTED, **by_department):
    """Values of departments in a year; ``None`` was not covered."""
    count = len(by_department)
    return values(
        department=list(by_department), year=[year] * count, value=list(by_department.values()), indicator=indicator
    )


def ratios(year, indicator=RATE, **by_department):
    """Numerator and denominator of departments in a year."""
    above, below = zip(*by_department.values(), strict=True)
    shares = [a / b if b else None for a, b in zip(above, below, strict=True)]
    return of(year, indicator, **dict(zip(by_department, shares, strict=True))).with_columns(
        numerator=pl.Series(above, dtype=pl.Float64),
        denominator=pl.Series(below, dtype=pl.Float64),
        flag=pl.when(pl.col("value").is_null()).then(pl.lit("zero_denominator")),
    )


def figures(frame):
    return frame.select("department", "value", "flag").rows()


@pytest.mark.parametrize("indicator", [ACCEPTED, BACKLOG, HEADCOUNT, "tasks.budget_contracted_vnd"])
def test_counts_sums_and_stocks_of_merged_provinces_are_added(indicator):
    frame = of(2022, indicator, cao_bang=5, kon_tum=9, quang_ngai=12)
    assert figures(moved(frame)) == [("cao_bang", 5, None), ("quang_ngai", 21, None)]


def test_a_ratio_is_that_of_the_sums_never_the_mean_of_ratios():
    # 1 of 2 and 9 of 10: 10 of 12, not 70 per cent.
    found = moved(ratios(2022, kon_tum=(1, 2), quang_ngai=(9, 10)))
    assert found.select("value", "numerator", "denominator").rows() == [(10 / 12, 10, 12)]


def test_a_mean_weighs_by_what_it_is_the_mean_of():
    # 60 days over 2 tasks and 100 over 8: 160 over 10.
    found = moved(ratios(2022, "tasks.days_to_contract", kon_tum=(60, 2), quang_ngai=(100, 8)))
    assert found["value"].to_list() == [16]


def test_a_ratio_per_hundred_stays_per_hundred():
    # 3 initiatives of 20 staff and 5 of 30: 8 of 50, 16 per 100.
    found = moved(ratios(2022, "initiatives.per_100_staff", kon_tum=(3, 20), quang_ngai=(5, 30)))
    assert found["value"].to_list() == [16]


def test_a_part_with_nothing_to_divide_by_adds_its_nothing():
    found = moved(ratios(2022, kon_tum=(0, 0), quang_ngai=(9, 10)))
    assert figures(found) == [("quang_ngai", 0.9, None)]

    nothing = moved(ratios(2022, kon_tum=(0, 0), quang_ngai=(0, 0)))
    assert figures(nothing) == [("quang_ngai", None, "zero_denominator")]


def test_a_sum_without_one_of_its_parts_is_none():
    assert figures(moved(of(2022, kon_tum=9))) == [("quang_ngai", None, "part_missing")]
    assert figures(moved(of(2022, kon_tum=9, quang_ngai=None))) == [("quang_ngai", None, "part_missing")]


def test_parts_that_all_lack_a_value_keep_their_reason():
    frame = of(2022, kon_tum=None, quang_ngai=None)
    assert figures(moved(frame)) == [("quang_ngai", None, "not_covered")]


def test_after_the_merger_only_the_new_province_is_needed():
    assert figures(moved(of(2026, quang_ngai=30))) == [("quang_ngai", 30, None)]
    # Records that are still kept under the old department belong to it too.
    assert figures(moved(of(2026, quang_ngai=30, kon_tum=2))) == [("quang_ngai", 32, None)]
    assert figures(moved(of(2026, HEADCOUNT, quang_ngai=80, kon_tum=None))) == [("quang_ngai", 80, None)]


def test_in_the_year_of_the_merger_events_need_both_and_what_stands_at_the_end_one():
    assert figures(moved(of(2025, quang_ngai=30))) == [("quang_ngai", None, "part_missing")]
    assert figures(moved(of(2025, quang_ngai=30, kon_tum=4))) == [("quang_ngai", 34, None)]
    assert figures(moved(of(2025, BACKLOG, quang_ngai=30))) == [("quang_ngai", 30, None)]


def test_groups_that_a_part_has_none_of_count_as_nothing_but_not_of_reported_levels():
    def split(indicator):
        return values(
            department=["kon_tum", "quang_ngai", "quang_ngai"],
            year=[2022] * 3,
            value=[4, 5, 6],
            indicator=indicator,
            level=["provincial", "provincial", "national"],
        )

    tasks = moved(split(ACCEPTED)).select("level", "value", "flag").rows()
    staff = moved(split(HEADCOUNT)).select("level", "value", "flag").rows()

    assert tasks == [("provincial", 9, None), ("national", 6, None)]
    assert staff == [("provincial", 9, None), ("national", None, "part_missing")]


def test_names_and_codes_of_ones_own_are_understood():
    frame = of(2022, thua_thien_hue=3, **{"Kon Tum": 9}, sk_qn=12)
    found = moved(frame, departments={"sk_qn": "quang_ngai"})
    assert figures(found) == [("thua_thien_hue", 3, None), ("sk_qn", 21, None)]


def test_a_department_of_no_province_is_told():
    with pytest.raises(UnknownNameError, match="vi_du"):
        moved(of(2022, vi_du=3))


def test_values_over_all_departments_stay():
    frame = values(department=[None, None], year=[2024, 2026], value=[3, 4])
    assert_frame_equal(moved(frame), frame)


def test_what_was_merged_is_not_divided_again():
    frame = pl.concat([of(2024, kon_tum=1, quang_ngai=2, cao_bang=3), of(2026, cao_bang=4)])
    assert_frame_equal(moved(frame, BEFORE), frame)

    with pytest.raises(IncomparableError, match="quang_ngai"):
        moved(of(2026, quang_ngai=30), BEFORE)


def test_units_are_not_added_because_they_share_a_name():
    frame = values(department=["kon_tum", "quang_ngai"], unit="Văn phòng", year=[2022, 2022], value=[1, 2])
    with pytest.raises(IncomparableError, match="Văn phòng"):
        moved(frame)
    alone = values(department=["cao_bang"], unit="Văn phòng", year=[2022], value=[1])
    assert_frame_equal(moved(alone), alone)


def test_what_has_no_parts_or_no_definition_is_not_added():
    share = of(2022, RATE, kon_tum=0.5, quang_ngai=0.9)  # without denominators
    with pytest.raises(IncomparableError, match=RATE):
        moved(share)
    with pytest.raises(IncomparableError, match=r"printed\.figure"):
        moved(of(2022, "printed.figure", kon_tum=1, quang_ngai=2))


def test_periods_before_the_table_are_refused():
    with pytest.raises(WrongUseError, match="2008-08-01"):
        moved(of(2007, ha_noi=1))


def test_a_series_across_the_merger_is_compared_on_one_territory():
    frame = moved(
        pl.concat([of(2024, kon_tum=9, quang_ngai=12), of(2026, quang_ngai=30), of(2025, quang_ngai=20, kon_tum=4)])
    )
    last = change(frame).filter(period_start=date(2025, 1, 1))
    assert last.select("department", "base", "value", "absolute").rows() == [("quang_ngai", 21, 24, 3)]


@given(
    counts=st.lists(st.integers(0, 10**12), min_size=63, max_size=63), indicator=st.sampled_from([ACCEPTED, BACKLOG])
)
def test_the_sum_over_the_country_is_preserved(counts, indicator):
    frame = of(2024, indicator, **dict(zip(OLD, counts, strict=True)))
    found = moved(frame)

    assert found.height == 34
    assert found["flag"].null_count() == 34
    assert found["value"].sum() == sum(counts)


@given(parts=st.lists(st.tuples(st.integers(0, 50), st.integers(50, 100)), min_size=63, max_size=63))
def test_a_ratio_lies_between_those_of_its_parts(parts):
    frame = ratios(2024, **dict(zip(OLD, parts, strict=True)))
    ranges = (
        frame.with_columns(pl.col("department").replace_strict(HEIRS))
        .group_by("department")
        .agg(low=pl.col("value").min(), high=pl.col("value").max())
    )
    within = moved(frame).join(ranges, on="department")

    assert within.height == 34
    assert (
        within.select((pl.col("value") - 1e-12 <= pl.col("high")) & (pl.col("value") + 1e-12 >= pl.col("low")))
        .to_series()
        .all()
    )


@given(
    counts=st.lists(st.one_of(st.none(), st.integers(0, 10**12)), min_size=63, max_size=63),
    year=st.integers(2009, 2024),
)
def test_before_the_merger_nothing_moves_on_the_territory_of_then(counts, year):
    frame = of(year, **dict(zip(OLD, counts, strict=True)))
    assert_frame_equal(moved(frame, BEFORE), frame)


@given(shares=st.lists(st.integers(0, 100), min_size=63, max_size=63))
def test_what_is_divided_in_any_way_comes_together_again(shares):
    codes = {each.department: each.code for each in TERRITORY.on(TODAY)}
    population = {code: 1000 + int(code) for code in codes.values()}
    left = {department: population[code] for department, code in codes.items()}
    given_to = {}
    for province, share in zip(TERRITORY.on(BEFORE), shares, strict=True):
        heir = HEIRS[province.department]
        given_to[province.department] = left[heir] * share // 100
        left[heir] -= given_to[province.department]
    for heir, rest in left.items():
        # What is left goes to a part, so that nobody is lost.
        part = next(each for each, of_today in HEIRS.items() if of_today == heir)
        given_to[part] += rest

    found = moved(of(2024, **given_to))
    assert {codes[name]: value for name, value in found.select("department", "value").iter_rows()} == population


def test_half_years_and_quarters_move_as_years_do():
    halves = [Period("half", 2024, 2), Period("quarter", 2025, 3)]
    frame = values(department=["kon_tum", "quang_ngai", "quang_ngai"], period=[halves[0], *halves], value=[1, 2, 7])
    assert figures(moved(frame)) == [("quang_ngai", 3, None), ("quang_ngai", 7, None)]


def test_a_province_that_got_another_name_is_one_series():
    frame = pl.concat([of(2024, thua_thien_hue=8), of(2025, hue=9)])
    found = moved(frame)

    assert figures(found) == [("thua_thien_hue", 8, None), ("thua_thien_hue", 9, None)]
    assert change(found)["absolute"].to_list() == [None, 1]


def test_a_province_of_two_codes_is_one_series_under_the_first():
    frame = pl.concat([of(2024, so_qn=5, kon_tum=3), of(2026, quang_ngai=9)])
    found = moved(frame, as_of=date(2026, 12, 31), departments={"so_qn": "quang_ngai"})

    assert figures(found) == [("so_qn", 8, None), ("so_qn", 9, None)]


def test_units_of_a_province_of_two_codes_are_one_series_too():
    frame = pl.concat([of(2024, thua_thien_hue=8), of(2025, hue=9)]).with_columns(unit=pl.lit("Văn phòng"))
    assert moved(frame).select("department", "unit").unique().rows() == [("thua_thien_hue", "Văn phòng")]


def test_a_province_that_does_not_exist_is_told_as_it_was_given():
    with pytest.raises(UnknownNameError, match="“Kon Tom”"):
        moved(of(2022, so_khcn=3), departments={"so_khcn": "Kon Tom"})


@pytest.mark.parametrize("wrong", ["2025-12-31", 2025, None])
def test_a_day_that_is_none_is_told(wrong):
    with pytest.raises(WrongUseError, match="as_of cần một ngày"):
        moved(of(2022, kon_tum=3), as_of=wrong)
