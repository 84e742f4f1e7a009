import unicodedata
from decimal import Decimal
from fractions import Fraction
from math import inf

import pytest

from khcn_analytics.reconciliation.ranges import (
    ANY_PART,
    SCALES,
    Range,
    as_told,
    common,
    decimals,
    printed_range,
    scale_of,
    unit_of,
)

PERCENT, MILLION = SCALES["%"], SCALES["triệu đồng"]


@pytest.mark.parametrize(
    ("value", "qualifier", "scale", "inside", "outside"),
    [
        # A count is not rounded.
        (9, "exact", Decimal(1), [9], [8.999, 9.001]),
        # 85 %: what is printed as 85 may be 84.5 to 85.5.
        (0.85, "exact", PERCENT, [0.845, 0.85, 0.855], [0.8449, 0.8551]),
        # 82,1 %: one decimal more, a tenth of the room. 23/28 = 0.82142...
        (0.821, "exact", PERCENT, [23 / 28, 0.8205], [0.82, 0.822]),
        # None and all are not rounded.
        (1.0, "exact", PERCENT, [1.0], [199 / 200]),
        (0.0, "exact", PERCENT, [0.0], [0.001]),
        (175_000_000, "exact", MILLION, [174_500_000, 175_300_000], [174_400_000, 175_600_000]),
        (100_000_000, "exact", Decimal(1), [100_000_000], [100_000_001]),
        (2.5, "exact", Decimal(1), [2.45, 2.5, 2.55], [2.4, 2.56]),
        (100, "more_than", Decimal(1), [100.5, 5000], [100, 99]),
        (100, "at_least", Decimal(1), [100, 5000], [99]),
        (100, "at_most", Decimal(1), [100, 0], [101]),
        (100, "about", Decimal(1), [90, 110], [89, 111]),
    ],
)
def test_the_values_a_printed_figure_allows(value, qualifier, scale, inside, outside):
    allowed = printed_range(value, qualifier, scale)

    assert all(each in allowed for each in inside)
    assert not any(each in allowed for each in outside)


@pytest.mark.parametrize(
    ("indicator", "unit", "scale"),
    [
        ("tasks.accepted", "nhiệm vụ", 1),
        ("tasks.accepted", None, 1),
        ("tasks.agriculture_share", None, "0.01"),
        ("tasks.agriculture_share", " % ", "0.01"),
        ("activities.support_vnd", "Triệu đồng", 10**6),
        ("activities.support_vnd", "đồng", 1),
        ("activities.support_vnd", "triệu", 10**6),
        ("activities.support_vnd", "Trđ", 10**6),
        ("activities.support_vnd", "triệu  đồng", 10**6),
        ("activities.support_vnd", unicodedata.normalize("NFD", "triệu đồng"), 10**6),
        ("activities.support_vnd", "tỷ", 10**9),
        ("activities.support_vnd", "tỉ đồng", 10**9),
        ("activities.support_vnd", "nghìn", 10**3),
        ("activities.support_vnd", "VNĐ", 1),
        ("tasks.agriculture_share", "phần trăm", "0.01"),
    ],
)
def test_the_scale_of_a_printed_unit(indicator, unit, scale):
    assert scale_of(indicator, unit) == Decimal(scale)


def test_numbers_are_told_in_the_printed_unit():
    assert as_told(175_300_000, MILLION) == Decimal("175.3")
    assert as_told(0.29, PERCENT) == 29
    assert [decimals(each) for each in (Decimal("175.3"), Decimal("1E+2"), Decimal(7))] == [1, 0, 0]


def test_what_several_ranges_have_in_common():
    ten_to_twenty = common([printed_range(10, "at_least"), printed_range(20, "at_most")])

    assert ten_to_twenty == Range(Fraction(10), Fraction(20))
    assert common([printed_range(20, "exact"), printed_range(16, "exact")]) is None
    assert common([printed_range(100, "more_than"), printed_range(100, "exact")]) is None
    assert common([printed_range(100, "at_least"), printed_range(100, "exact")]) == Range(Fraction(100), Fraction(100))


def test_ranges_meet_exceed_and_add_up():
    nine, ten, more = printed_range(9, "exact"), printed_range(10, "exact"), printed_range(10, "more_than")

    assert ten.exceeds(nine)
    assert not ten.exceeds(ten)
    assert more.exceeds(ten)
    assert nine + ten == printed_range(19, "exact")
    assert (nine + more).above
    assert (nine + ANY_PART) == Range(Fraction(9), inf)
    assert not nine.meets(ten)


def test_a_share_of_ranges_goes_from_the_least_to_the_most():
    assert Range(Fraction(1), Fraction(2)).over(Range(Fraction(4), Fraction(8))) == Range(
        Fraction(1, 8), Fraction(1, 2)
    )


def test_a_whole_average_may_be_rounded_and_a_count_is_not():
    average, count = printed_range(5, "exact", is_average=True), printed_range(5, "exact")

    assert [each in average for each in (4.5, 5.4, 5.5, 5.6)] == [True, True, True, False]
    assert [each in count for each in (5, 5.4)] == [True, False]
    # What is printed with a decimal has less room, and a share of all is still all of them.
    assert 5.5 not in printed_range(5.0001, "exact", is_average=True)
    assert 0.995 not in printed_range(1, "exact", PERCENT, is_average=True)


def test_a_unit_has_one_spelling():
    assert {unit_of(each) for each in ("đồng", " VNĐ", "vnd", "Đồng")} == {"đồng"}
    assert unit_of("Cơ  sở ") == "cơ sở"
    assert unit_of(None) == ""


def test_the_share_of_a_part_beside_the_rest():
    # 8 or 9 of those and 1 or 2 others: from 8/10 to 9/10.
    assert Range(Fraction(8), Fraction(9)).beside(Range(Fraction(1), Fraction(2))) == Range(
        Fraction(8, 10), Fraction(9, 10)
    )
    assert Range(Fraction(8), inf).beside(Range(Fraction(0), inf)) == Range(Fraction(0), Fraction(1))
