from datetime import date

import polars as pl
import pytest
from builders import awards, initiatives, reviews

from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.facts import Facts, Proposal, reaches

from .people import AN, BINH, GRASSROOTS, LABOUR, collective, facts, headcount, held, initiative, person, reviewed, task


def test_everybody_reviewed_is_judged_and_others_for_the_award_they_have():
    found = facts(reviews=reviewed(2024), awards=held(LABOUR, 2024, name=BINH))

    assert [each.name for each in found.subjects(2024, "individual", LABOUR)] == [BINH, AN]
    assert [each.name for each in found.subjects(2024, "individual", GRASSROOTS)] == [AN]
    assert found.subjects(2023, "individual", LABOUR) == []
    assert found.subjects(2024, "collective", LABOUR) == []


def test_a_name_is_known_in_every_spelling():
    found = facts(reviews=reviewed(2024, name="nguyễn  văn AN"), awards=held(LABOUR, 2024, name="ThS. Nguyễn Văn An"))

    assert len(found.subjects(2024, "individual", LABOUR)) == 1
    assert found.holds(person(), LABOUR, 2024) is True


def test_what_two_spellings_tell_differently_is_not_known():
    frame = reviews(subject=["Lê Hòa", "Lê Hoà"], year=2024, level=["good", "excellent"], months_worked=12)
    review = facts(reviews=frame).review(person("Lê Hòa"), 2024)

    assert (review["level"], review["months_worked"]) == (None, 12)


@pytest.mark.parametrize(
    ("columns", "holds"),
    [
        ({}, True),
        ({"status": "proposed"}, None),
        ({"status": "revoked"}, False),
        ({"recipient": None}, None),
        ({"recipient": BINH}, False),
        ({"recipient": "ThS Nguyễn Văn An"}, True),
        ({"recipient": "Nguyễn Văn An - Phòng QLKH"}, None),
        ({"for_year": None}, None),
    ],
)
def test_whether_a_title_was_granted(columns, holds):
    frame = pl.concat(
        [
            awards(**{"award_id": "A", "award": GRASSROOTS, "recipient": AN, "for_year": 2023, **columns}),
            awards(award_id="B", award=LABOUR, recipient=BINH, for_year=2023),
        ]
    )
    assert facts(awards=frame).holds(person(), GRASSROOTS, 2023) is holds


def test_a_year_without_any_record_is_not_known_and_neither_is_one_outside_the_coverage():
    days = {"awards": Coverage(date(2023, 1, 1), date(2024, 1, 1))}
    frame = held(LABOUR, 2022, 2023, name=BINH)

    assert facts(awards=frame).holds(person(), LABOUR, 2023) is False
    assert facts(awards=frame).holds(person(), LABOUR, 2021) is None
    assert facts(days, awards=frame).holds(person(), LABOUR, 2022) is None
    assert facts().holds(person(), LABOUR, 2023) is None


def test_a_department_does_not_know_what_another_granted():
    frame = pl.concat([held(LABOUR, 2023, department="kon_tum"), held(GRASSROOTS, 2023, name=BINH)])
    assert facts(awards=frame).holds(person(), LABOUR, 2023) is False


def test_members_are_those_reviewed_in_the_unit_and_staff_tells_how_many_are_missing():
    frame = pl.concat([reviewed(2024), reviewed(2024, name=BINH, unit="Văn phòng")])
    members, missing = facts(reviews=frame, staff=headcount(2024, 3)).members(collective(), 2024)

    assert ([each.name for each in members], missing) == ([AN], 2)
    assert facts(reviews=frame).members(collective(), 2024)[1] == 0
    assert facts(reviews=frame).members(collective("Phòng khác"), 2024) == ([], 0)


def counts_for_an(found: Facts, dataset="initiatives", years=range(2024, 2025), scope=None):
    certain, unsure = found.achievements(dataset, "cao_bang").of(person().key, years, scope)
    return True if certain else None if unsure else False


@pytest.mark.parametrize(
    ("columns", "counts"),
    [
        ({}, True),
        ({"names": f"{BINH}; {AN}", "authors": 2}, True),
        ({"names": BINH, "authors": 1}, False),
        ({"names": BINH, "authors": 2}, None),
        ({"names": BINH, "authors": None}, False),
        ({"names": f"{BINH} và cộng sự", "authors": None}, None),
        ({"names": "Nguyen Van An", "authors": None}, None),
        ({"names": None}, None),
        ({"scope": "provincial", "scope_recognised_on": "2024-09-01"}, True),
        ({"scope": "provincial"}, True),
        ({"grassroots_recognised_on": None, "scope": "provincial", "scope_recognised_on": "2024-09-01"}, None),
    ],
)
def test_whose_an_initiative_is(columns, counts):
    assert counts_for_an(facts(initiatives=initiative(2024, **columns))) is counts


@pytest.mark.parametrize(
    ("year", "columns", "counts"),
    [
        (2024, {"scope": "provincial", "scope_recognised_on": "2024-09-01"}, True),
        (2024, {"scope": "provincial"}, None),
        (2024, {"scope_recognised_on": "2024-09-01"}, None),
        (2024, {}, False),
        (2021, {"scope": "provincial", "scope_recognised_on": "2024-09-01"}, None),
        (2021, {"scope": "provincial"}, None),
        (2021, {"scope": "provincial", "scope_recognised_on": "2021-09-01"}, False),
        (2025, {"scope": "provincial"}, False),
    ],
)
def test_an_initiative_of_a_wider_scope_in_2022_to_2024(year, columns, counts):
    found = facts(initiatives=initiative(year, **columns))
    assert counts_for_an(found, years=range(2022, 2025), scope="provincial") is counts


def test_an_initiative_that_is_refused_or_not_judged_yet_counts_for_nobody():
    frame = initiatives(author_names=AN, rejected_on=["2024-06-01", None])
    assert facts(initiatives=frame).initiatives == {}


def test_an_initiative_counts_for_the_year_it_belongs_to_else_for_that_of_recognition():
    belongs = initiative(2024, initiative_year=2023)
    recognised = initiative(2024, key="SK-2", initiative_year=None)
    found = facts(initiatives=pl.concat([belongs, recognised])).initiatives["cao_bang"]

    assert [each.year for each in found] == [2023, 2024]


@pytest.mark.parametrize(
    ("columns", "counts"),
    [
        ({}, True),
        ({"outcome": None}, None),
        ({"accepted_on": None}, None),
        ({"name": None}, None),
        ({"name": BINH}, False),
    ],
)
def test_whose_a_task_is(columns, counts):
    assert counts_for_an(facts(tasks=task(2024, **columns)), "tasks") is counts


@pytest.mark.parametrize("columns", [{"outcome": "failed"}, {"accepted_on": None, "outcome": None}])
def test_a_task_that_failed_or_goes_on_counts_for_nobody(columns):
    assert facts(tasks=task(2024, **columns)).tasks == {}


@pytest.mark.parametrize(
    ("level", "scope"),
    [("grassroots", None), ("provincial", "provincial"), ("ministry", "provincial"), ("national", "national")],
)
def test_the_scope_of_a_task_follows_from_its_level(level, scope):
    (found,) = facts(tasks=task(2024, level=level)).tasks["cao_bang"]
    assert found.scope == scope
    assert reaches(found.scope, scope)


def test_votes_are_of_the_proposal():
    found = facts(awards=held(GRASSROOTS, 2024, status="proposed", mode="regular", votes_for=9, voters=11))
    assert found.award(person(), GRASSROOTS, 2024) == Proposal("proposed", 9, 11)
    assert found.award(person(), LABOUR, 2024) is None


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("statuses", "votes", "merged"),
    [
        (("proposed", "granted"), (9, None), Proposal("granted", 9, 11)),
        (("proposed", "proposed"), (9, 9), Proposal("proposed", 9, 11)),
        (("granted", "proposed"), (9, 8), Proposal("granted", None, None, votes_differ=True)),
    ],
)
def test_two_records_of_one_award_are_one_in_either_order(statuses, votes, merged, turned):
    frame = awards(
        recipient=AN,
        award=GRASSROOTS,
        for_year=2024,
        mode="regular",
        status=list(statuses),
        votes_for=list(votes),
        voters=[None if each is None else 11 for each in votes],
    )
    found = facts(awards=frame.reverse() if turned else frame)
    assert found.award(person(), GRASSROOTS, 2024) == merged


@pytest.mark.parametrize(("mode", "status"), [("regular", "granted"), (None, "granted"), ("thematic", None)])
def test_an_award_of_another_mode_is_another_award(mode, status):
    frame = held("provincial_merit", 2024, category="commendation", mode=mode)
    found = facts(awards=frame).award(person(), "provincial_merit", 2024, ["regular"])
    assert (found and (found.status, found.has_mode)) == (status and (status, mode is not None))


def test_two_records_of_one_name_in_two_units_tell_nothing_and_say_so():
    frame = reviews(subject=["Trần Thị Hoà", "Trần Thị Hòa"], unit=["Phòng A", "Phòng B"], year=2024, level="good")
    found, who = facts(reviews=frame), person("Trần Thị Hòa")

    assert found.review(who, 2024)["level"] is None
    assert found.differs(who, 2024, "level")
    assert [found.members(collective(each), 2024)[0] for each in ("Phòng A", "Phòng B")] == [
        [person("Trần Thị Hoà", "Phòng A")]
    ] * 2
