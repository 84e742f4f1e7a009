"""What of a cap is used and left, worked by hand."""

from datetime import date

import polars as pl
import pytest
from builders import awards, ratings

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.quotas import quotas
from khcn_analytics.law.rules import LawParameter

GRASSROOTS = "emulation_fighter_grassroots"


def titles(fighters, labourers, year=2022, **columns):
    kinds = [GRASSROOTS] * fighters + ["advanced_labour"] * labourers
    return awards(award=kinds, for_year=year, **columns)


def members(excellent, good, year=2020):
    return ratings(
        subject_kind="party_member", unit=None, year=year, level=["excellent", "good"], subjects=[excellent, good]
    )


def row(rule, year, parameters=(), coverage=None, **datasets):
    return quotas(datasets, year, parameters=parameters, coverage=coverage).filter(rule=rule).row(0, named=True)


def told(found, *names):
    return tuple(found[name] for name in names)


def test_2_fighters_of_35_are_within_15_percent_and_3_more_would_be():
    found = row("TD-05a", 2022, awards=titles(2, 35))

    assert told(found, "used", "base", "limit", "ceiling", "room", "holds") == (2, 35, 0.15, 5, 3, True)
    assert found["share"] == pytest.approx(0.0571, abs=0.0001)


def test_8_excellent_beside_90_good_are_within_20_percent():
    found = row("XL-01", 2020, ratings=members(8, 90))
    assert told(found, "used", "base", "limit", "ceiling", "room", "holds") == (8, 90, 0.20, 18, 10, True)


def test_beyond_a_cap_the_room_is_negative():
    assert told(row("TD-05a", 2022, awards=titles(6, 35)), "ceiling", "room", "holds") == (5, -1, False)


def test_what_is_proposed_is_used_and_what_is_revoked_is_not():
    frame = pl.concat(
        [
            titles(1, 20),
            awards(
                award_id=["A", "B"], award=GRASSROOTS, for_year=2022, status=["proposed", "revoked"], decided_on=None
            ),
        ]
    )
    assert told(row("TD-05a", 2022, awards=frame), "used", "proposed", "room") == (2, 1, 1)


def test_since_2024_there_is_a_cap_where_the_department_sets_one():
    records = titles(2, 35, 2024)
    ten_percent = [LawParameter("TD-05b", "cap", 0.10, department="cao_bang")]

    assert told(row("TD-05b", 2024, awards=records), "used", "base", "ceiling", "reason") == (2, 35, None, "no_limit")
    assert told(row("TD-05b", 2024, ten_percent, awards=records), "ceiling", "room", "reason") == (3, 1, None)


@pytest.mark.parametrize(
    ("rule", "records", "parameters", "reason", "text"),
    [
        ("TD-05b", titles(2, 35, 2024), [], "no_limit", "Chưa có mức của sở; khai tham số TD-05b.cap."),
        (
            "TD-05b",
            titles(2, 35, 2024),
            [LawParameter("TD-05b", "cap", None)],
            "without_limit",
            "Đã khai là không đặt mức (TD-05b.cap), nên không có gì để so.",
        ),
        (
            "TD-05a",
            titles(2, 0, 2022),
            [],
            "no_denominator",
            "Có 2 Chiến sĩ thi đua cơ sở, nhưng chưa có số Lao động tiên tiến.",
        ),
    ],
)
def test_without_a_ceiling_it_is_told_why(rule, records, parameters, reason, text):
    found = row(rule, records["for_year"][0], parameters, awards=records)
    assert told(found, "ceiling", "room", "holds", "reason", "reason_vi") == (None, None, None, reason, text)
    assert found["reason_en"]


def test_where_there_is_a_ceiling_there_is_nothing_to_explain():
    assert told(row("TD-05a", 2022, awards=titles(2, 35)), "reason", "reason_vi", "reason_en") == (None, None, None)


def test_a_cap_of_all_is_no_quota_and_rules_of_other_days_are_not_shown():
    found = quotas({"awards": titles(2, 35), "ratings": members(8, 90, 2022)}, 2022)
    assert found["rule"].to_list() == ["TD-05a", "XL-01"]
    assert quotas({"awards": titles(2, 35)}, 2022, on=date(2024, 1, 1))["rule"].to_list() == ["TD-05b"]


def test_of_a_year_that_is_not_complete_nothing_is_concluded():
    days = {"awards": Coverage(date(2022, 1, 1), date(2022, 7, 1))}
    found = row("TD-05a", 2022, coverage=days, awards=titles(9, 35))
    assert told(found, "used", "ceiling", "holds", "reason") == (9, None, None, "not_covered")
    assert found["reason_vi"] == "Số liệu chưa đầy đủ cho năm này."


def test_a_parameter_of_no_rule_is_refused():
    with pytest.raises(UnknownNameError):
        quotas({}, 2022, parameters=[LawParameter("TD-99", "cap", 0.1)])


def test_an_award_entered_twice_is_one():
    """Two fighters, one of them entered again as a proposal, of 35: still two, and none is proposed."""
    people = [f"Cán bộ {number:03}" for number in range(35)]
    once = titles(2, 35, recipient=people[:2] + people)
    again = titles(1, 0, recipient=people[0].upper(), status="proposed").with_columns(award_id=pl.lit("KT-X"))
    for frame in (pl.concat([once, again]), pl.concat([again, once])):
        assert told(row("TD-05a", 2022, awards=frame), "used", "proposed", "base", "room") == (2, 0, 35, 3)


def test_namesakes_in_two_units_are_two():
    frame = titles(2, 35, recipient=["Nguyễn Văn An"] * 2 + [None] * 35, unit=["Phòng A", "Phòng B"] + [None] * 35)
    assert row("TD-05a", 2022, awards=frame)["used"] == 2
