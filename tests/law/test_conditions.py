"""Every kind of condition of people, with cases worked by hand: met, not met, not known."""

import polars as pl
import pytest

from khcn_analytics.law.conditions import judge_all, title_held
from khcn_analytics.law.judged import why
from khcn_analytics.law.rules import LawParameter
from khcn_analytics.law.standards import Condition

from .people import (
    AN,
    BINH,
    GRASSROOTS,
    LABOUR,
    PROVINCIAL,
    case,
    held,
    initiative,
    person,
    reviewed,
    task,
)


def verdict(condition, year=2024, award=GRASSROOTS, parameters=(), **datasets):
    parts = judge_all([condition], person(), award, case(year, parameters, **datasets))
    return parts[0].holds if parts else "not asked"


def rating(at_least, years=1):
    return Condition("rating", {"at_least": at_least, "years": years})


@pytest.mark.parametrize(
    ("level", "holds"),
    [("excellent", True), ("good", True), ("completed", False), ("not_completed", False), (None, None)],
)
def test_a_rating_at_least(level, holds):
    assert verdict(rating("good"), reviews=reviewed(2024, level=level)) is holds


@pytest.mark.parametrize(
    ("levels", "holds"),
    [
        ({2023: "excellent", 2024: "excellent"}, True),
        ({2023: "good", 2024: "excellent"}, False),
        ({2022: "excellent", 2024: "excellent"}, None),
        ({2023: "good"}, False),
    ],
)
def test_a_rating_for_years_running(levels, holds):
    frame = reviewed(*levels, level=list(levels.values()))
    assert verdict(rating("excellent", years=2), reviews=frame) is holds


def title(times, **settings):
    return Condition("title", {"award": GRASSROOTS, "times": times, **settings})


@pytest.mark.parametrize(
    ("years", "holds"),
    [
        ((2022, 2023, 2024), True),
        ((2021, 2022, 2023), None),
        ((2022, 2024), False),
        ((2023, 2024), False),
    ],
)
def test_a_title_three_years_running(years, holds):
    """Somebody else's titles tell which years are recorded: all but 2024 where nobody has one."""
    others = held(LABOUR, 2021, 2022, 2023, *([2024] if 2024 in years else []), name=BINH)
    assert verdict(title(3, within_years=3), awards=pl.concat([held(GRASSROOTS, *years), others])) is holds


def test_a_title_of_a_year_without_records_is_not_known():
    assert verdict(title(3, within_years=3), awards=held(GRASSROOTS, 2022, 2024)) is None
    assert verdict(title(3, within_years=3), awards=held(GRASSROOTS, 2024)) is None


def test_a_title_of_any_time_is_never_taken_not_to_be_there():
    once = title(1, ended_years_ago=5)
    assert verdict(once, awards=held(GRASSROOTS, 2019)) is True
    assert verdict(once, awards=held(GRASSROOTS, 2020)) is None


STANDARD = Condition("standard", {"award": LABOUR})


@pytest.mark.parametrize(
    ("year", "columns", "holds"),
    [
        (2024, {}, True),
        (2024, {"level": "completed"}, False),
        (2024, {"took_part": None}, None),
        (2024, {"months_worked": 3, "discipline": "reprimand"}, True),
        (2023, {}, True),
        (2023, {"months_worked": 9}, False),
        (2023, {"discipline": "reprimand"}, False),
        (2023, {"took_part": False}, True),
    ],
)
def test_the_standard_of_another_award_is_that_of_the_year(year, columns, holds):
    assert verdict(STANDARD, year, reviews=reviewed(year, **columns)) is holds


def test_who_holds_the_other_award_meets_its_standard():
    assert verdict(STANDARD, awards=held(LABOUR, 2024)) is True
    assert verdict(STANDARD, awards=held(LABOUR, 2024, name=BINH)) is None


NOT_MET = {"took_part": False}


@pytest.mark.parametrize(
    ("columns", "status", "holds"),
    [
        ({}, "proposed", True),
        (NOT_MET, "proposed", False),
        (NOT_MET, "granted", True),
        ({"level": None}, "proposed", None),
    ],
)
def test_a_proposed_title_counts_only_if_its_own_conditions_are_met(columns, status, holds):
    records = {"reviews": reviewed(2024, **columns), "awards": held(LABOUR, 2024, status=status)}

    assert verdict(STANDARD, **records) is holds
    assert title_held(person(), LABOUR, 2024, case(2024, **records)) is holds


def test_a_title_granted_against_its_own_conditions_is_held_and_that_is_told():
    records = {"reviews": reviewed(2024, **NOT_MET), "awards": held(LABOUR, 2024)}
    (judged,) = judge_all([STANDARD], person(), GRASSROOTS, case(2024, **records))

    assert judged.holds is True
    assert "chưa đủ điều kiện" in judged.found.vi

    once = Condition("title", {"award": LABOUR, "times": 1, "within_years": 1})
    (judged,) = judge_all([once], person(), GRASSROOTS, case(2024, **records))
    assert judged.holds is True
    assert judged.found.vi.startswith("1/1 lần; đã được tặng")

    twice = Condition("title", {"award": LABOUR, "times": 1, "within_years": 2})
    (judged,) = judge_all([twice], person(), GRASSROOTS, case(2024, **records))
    assert judged.found.vi.startswith("1/1 lần: 2024; 2024: đã được tặng")


@pytest.mark.parametrize(("votes", "holds"), [(None, True), (8, False), (10, True)])
def test_votes_not_cast_yet_stand_in_no_proposals_way(votes, holds):
    frame = held(LABOUR, 2024, status="proposed", votes_for=votes, voters=11)
    numbers = [LawParameter("TD-14b", "votes", 0.9)]
    assert title_held(person(), LABOUR, 2024, case(2024, numbers, reviews=reviewed(2024), awards=frame)) is holds


def test_of_an_earlier_year_a_proposal_is_not_known():
    frame = held(LABOUR, 2023, status="proposed")
    assert title_held(person(), LABOUR, 2023, case(2024, reviews=reviewed(2023), awards=frame)) is None


def test_a_standard_that_is_not_known_is_not_met_for_certain():
    assert verdict(STANDARD, 2016, reviews=reviewed(2016)) is None


@pytest.mark.parametrize(
    ("settings", "frame", "holds"),
    [
        ({}, initiative(2024), True),
        ({}, initiative(2023), None),
        ({}, initiative(2024, BINH), False),
        ({}, initiative(2024, None), None),
        ({}, pl.concat([initiative(2023), initiative(2024, BINH, "SK-2")]), False),
        ({"years": 2}, pl.concat([initiative(2023), initiative(2024, BINH, "SK-2")]), True),
        ({"count": 2, "years": 2}, pl.concat([initiative(2023), initiative(2024, BINH, "SK-2")]), False),
        ({"count": 2, "years": 2}, pl.concat([initiative(2023), initiative(2024, AN, "SK-2")]), True),
        ({"count": 2, "years": 2}, initiative(2024), None),
        ({"scope": "provincial"}, initiative(2024), False),
        ({"scope": "provincial"}, initiative(2024, scope="national", scope_recognised_on="2024-09-01"), True),
        ({"scope": "national"}, initiative(2024, scope="provincial", scope_recognised_on="2024-09-01"), False),
        ({"scope": "provincial"}, initiative(2024, scope="provincial"), None),
        ({}, initiative(2024, scope="provincial"), True),
        ({}, initiative(2024, f"{BINH} và cộng sự"), None),
        ({}, initiative(2024, "Nguyen Van An"), None),
    ],
)
def test_initiatives(settings, frame, holds):
    assert verdict(Condition("initiative", settings), initiatives=frame) is holds


@pytest.mark.parametrize(
    ("settings", "frame", "holds"),
    [
        ({}, task(2024), True),
        ({}, task(2024, outcome=None), None),
        ({}, task(2024, BINH), False),
        ({}, task(2023), None),
        ({"scope": "national"}, task(2024), False),
        ({"scope": "national"}, task(2024, level="national"), True),
    ],
)
def test_tasks(settings, frame, holds):
    assert verdict(Condition("task", settings), tasks=frame) is holds


@pytest.mark.parametrize(("months", "holds"), [(12, True), (10, True), (9, False), (None, None)])
def test_months_worked(months, holds):
    assert verdict(Condition("months_worked", {"at_least": 10}), reviews=reviewed(2024, months_worked=months)) is holds


@pytest.mark.parametrize(
    ("measure", "reprimand", "warning"),
    [("none", True, True), ("reprimand", False, True), ("warning", False, False), (None, None, None)],
)
def test_discipline(measure, reprimand, warning):
    frame = reviewed(2024, discipline=measure)
    assert verdict(Condition("discipline", {"below": "reprimand"}), reviews=frame) is reprimand
    assert verdict(Condition("discipline", {"below": "warning"}), reviews=frame) is warning


@pytest.mark.parametrize("took_part", [True, False, None])
def test_taking_part(took_part):
    assert verdict(Condition("took_part"), reviews=reviewed(2024, took_part=took_part)) is took_part


VOTES = Condition("votes", {"rule": "TD-14a"})
NINE_TENTHS = [LawParameter("TD-14a", "votes", 0.9)]


@pytest.mark.parametrize(
    ("votes", "voters", "holds"), [(9, 10, True), (10, 11, True), (8, 10, False), (None, 10, None), (9, None, None)]
)
def test_votes_where_the_department_set_a_share(votes, voters, holds):
    frame = held(PROVINCIAL, 2024, status="proposed", votes_for=votes, voters=voters)
    assert verdict(VOTES, award=PROVINCIAL, parameters=NINE_TENTHS, awards=frame) is holds


@pytest.mark.parametrize(
    ("votes", "from_two_thirds", "over_two_thirds"), [(9, False, False), (10, True, False), (11, True, True)]
)
def test_over_two_thirds_is_more_than_two_thirds(votes, from_two_thirds, over_two_thirds):
    frame = held(PROVINCIAL, 2024, status="proposed", votes_for=votes, voters=15)
    for over, holds in ((False, from_two_thirds), (True, over_two_thirds)):
        numbers = [LawParameter("TD-14a", "votes", 2 / 3, over=over)]
        assert verdict(VOTES, award=PROVINCIAL, parameters=numbers, awards=frame) is holds


def test_votes_that_two_records_tell_differently_are_not_known_and_that_is_told():
    ballots = [
        held(PROVINCIAL, 2024, votes_for=each, voters=10).with_columns(award_id=pl.lit(f"{each}")) for each in (8, 9)
    ]
    (judged,) = judge_all([VOTES], person(), PROVINCIAL, case(2024, NINE_TENTHS, awards=pl.concat(ballots)))

    assert (judged.holds, judged.found.vi) == (None, "các bản ghi nêu số phiếu khác nhau")


def test_two_records_of_one_name_that_differ_are_not_known_and_that_is_told():
    frame = pl.concat([reviewed(2024, name="Lê Hòa"), reviewed(2024, name="Lê Hoà", took_part=False)])
    (judged,) = judge_all([Condition("took_part")], person("Lê Hòa"), LABOUR, case(2024, reviews=frame))

    assert judged.holds is None
    assert "trùng tên" in judged.found.vi


def test_votes_are_not_asked_for_without_a_share():
    none = [LawParameter("TD-14a", "votes", None)]
    assert verdict(VOTES, award=PROVINCIAL) == "not asked"
    assert verdict(VOTES, award=PROVINCIAL, parameters=none) == "not asked"
    assert verdict(VOTES, award=PROVINCIAL, parameters=NINE_TENTHS) is None


MONTHS, PART = Condition("months_worked", {"at_least": 10}), Condition("took_part")


@pytest.mark.parametrize(
    ("months", "took_part", "either", "both"),
    [
        (12, True, True, True),
        (12, False, True, False),
        (12, None, True, None),
        (3, False, False, False),
        (3, None, None, False),
        (None, None, None, None),
    ],
)
def test_several_joined(months, took_part, either, both):
    frame = reviewed(2024, months_worked=months, took_part=took_part)
    assert verdict(Condition("any_of", {}, (MONTHS, PART)), reviews=frame) is either
    assert verdict(Condition("all_of", {}, (MONTHS, PART)), reviews=frame) is both


def test_what_is_told_says_what_is_missing_and_names_nobody():
    frame = pl.concat([initiative(2023, None, "SK-7"), initiative(2024, BINH, "SK-8")])
    condition = Condition("initiative", {"count": 2, "years": 3})
    (judged,) = judge_all([condition], person(), GRASSROOTS, case(2024, initiatives=frame))

    assert judged.asks.vi == "có 2 sáng kiến được công nhận trong 2022–2024"
    assert judged.found.vi == "0/2; chưa ghi năm 2022; 1 bản ghi chưa đủ hoặc chưa rõ tác giả, ngày, kết quả"
    assert AN not in judged.found.vi
    assert BINH not in judged.found.vi


def test_a_year_is_told_where_there_are_several():
    records = {"reviews": reviewed(2023, 2024), "initiatives": initiative(2024, key="SK-7")}
    asked = [Condition("rating", {"at_least": "good", "years": years}) for years in (1, 2)]
    found = judge_all([*asked, Condition("initiative", {})], person(), GRASSROOTS, case(2024, **records))

    assert [each.found.vi for each in found] == [
        "hoàn thành tốt nhiệm vụ",
        "2023: hoàn thành tốt nhiệm vụ, 2024: hoàn thành tốt nhiệm vụ",
        "1/1: SK-7",
    ]


def test_brackets_are_never_within_brackets():
    records = {"reviews": reviewed(2024, level="completed"), "initiatives": initiative(2024)}
    parts = judge_all([STANDARD], person(), GRASSROOTS, case(2024, **records))

    assert why(parts, holds=False).vi == (
        "đạt tiêu chuẩn Lao động tiên tiến năm 2024 – "
        "xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2024 (hoàn thành nhiệm vụ)"
    )
