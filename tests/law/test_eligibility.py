"""Who may be proposed, worked by hand award by award; and what more records may change."""

from datetime import date

import polars as pl
import pytest
from builders import awards, reviews
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.eligibility import AWARDS_JUDGED, eligibility, verdicts_of_years
from khcn_analytics.law.rules import LawParameter
from khcn_analytics.store.workspace import example_workspace

from .people import (
    AN,
    BINH,
    GRASSROOTS,
    LABOUR,
    NATIONAL,
    PROVINCIAL,
    UNIT,
    held,
    initiative,
    reviewed,
    task,
)

COLLECTIVE, EXCELLENT = "advanced_labour_collective", "excellent_labour_collective"
WIDE = {"scope": "provincial", "scope_recognised_on": "2024-10-01"}


def verdicts(year, award, **datasets):
    found = eligibility(datasets, year, awards=[award])
    return dict(found.verdicts.select("subject", "verdict").iter_rows())


def verdict(year, award, **datasets):
    return verdicts(year, award, **datasets)[AN]


@pytest.mark.parametrize(
    ("year", "columns", "expected"),
    [
        (2023, {"level": "completed", "took_part": None}, "eligible"),
        (2023, {"months_worked": 9}, "not_eligible"),
        (2023, {"discipline": "reprimand"}, "not_eligible"),
        (2023, {"months_worked": None}, "unknown"),
        (2024, {"level": "completed"}, "not_eligible"),
        (2024, {"months_worked": 9, "discipline": None}, "eligible"),
        (2024, {"took_part": False}, "not_eligible"),
        (2024, {"took_part": None}, "unknown"),
        (2024, {"level": "completed", "took_part": None}, "not_eligible"),
    ],
)
def test_advanced_labourers(year, columns, expected):
    assert verdict(year, LABOUR, reviews=reviewed(year, **columns)) == expected


@pytest.mark.parametrize(
    ("level", "with_initiative", "in_2023", "in_2024"),
    [
        ("excellent", False, "not_eligible", "eligible"),
        ("excellent", True, "eligible", "eligible"),
        ("good", True, "eligible", "eligible"),
        ("good", False, "not_eligible", "not_eligible"),
    ],
)
def test_since_2024_excellence_replaces_the_initiative_of_a_grassroots_fighter(
    level, with_initiative, in_2023, in_2024
):
    for year, expected in ((2023, in_2023), (2024, in_2024)):
        records = {
            "reviews": reviewed(year, level=level),
            "initiatives": initiative(year, AN if with_initiative else BINH),
            "tasks": task(year, BINH),
        }
        assert verdict(year, GRASSROOTS, **records) == expected


def test_a_year_without_initiatives_and_tasks_is_unknown_not_no():
    assert verdict(2023, GRASSROOTS, reviews=reviewed(2023)) == "unknown"
    assert verdict(2024, GRASSROOTS, reviews=reviewed(2024, level="completed")) == "not_eligible"


def test_the_day_may_be_chosen():
    records = {
        "reviews": reviewed(2024, level="excellent"),
        "initiatives": initiative(2024, BINH),
        "tasks": task(2024, BINH),
    }
    later, earlier = (
        eligibility(records, 2024, on=on, awards=[GRASSROOTS]).verdicts["verdict"].to_list()
        for on in (None, date(2023, 12, 31))
    )
    assert (later, earlier) == (["eligible"], ["not_eligible"])


@pytest.mark.parametrize(
    ("years", "scope", "expected"),
    [
        ((2022, 2023, 2024), WIDE, "eligible"),
        ((2022, 2023, 2024), {}, "not_eligible"),
        ((2023, 2024), WIDE, "not_eligible"),
        ((2022, 2024), WIDE, "not_eligible"),
    ],
)
def test_fighters_of_the_province(years, scope, expected):
    records = {
        "awards": pl.concat([held(GRASSROOTS, *years), held(LABOUR, 2022, 2023, 2024, name=BINH)]),
        "initiatives": pl.concat(
            [
                initiative(2024, **scope),
                *(initiative(year, BINH, f"SK-{year}") for year in (2022, 2023)),
            ]
        ),
        "reviews": reviewed(2024),
    }
    assert verdict(2024, PROVINCIAL, **records) == expected


@pytest.mark.parametrize(
    ("years", "scope", "expected"),
    [
        ((2021, 2024), "national", "eligible"),
        ((2021, 2024), "provincial", "not_eligible"),
        ((2019, 2024), "national", "not_eligible"),
    ],
)
def test_national_fighters(years, scope, expected):
    span = range(2020, 2025)
    records = {
        "awards": pl.concat([held(PROVINCIAL, *years), held(LABOUR, *span, name=BINH)]),
        "initiatives": pl.concat(
            [
                initiative(2024, scope=scope, scope_recognised_on="2024-10-01"),
                *(initiative(year, BINH, f"SK-{year}") for year in span if year < 2024),
            ]
        ),
        "tasks": pl.concat([task(year, BINH, task_id=f"NV-{year}") for year in span]),
        "reviews": reviewed(2024),
    }
    assert verdict(2024, NATIONAL, **records) == expected


@pytest.mark.parametrize(
    ("titles", "levels", "initiatives", "expected"),
    [
        ((2023, 2024), ("good", "good"), 0, "eligible"),
        ((2024,), ("excellent", "excellent"), 2, "eligible"),
        ((2024,), ("excellent", "excellent"), 1, "not_eligible"),
        ((2024,), ("good", "excellent"), 2, "not_eligible"),
    ],
)
def test_a_provincial_certificate_rests_on_titles_or_on_excellence_with_initiatives(
    titles, levels, initiatives, expected
):
    years = (2023, 2024)
    own = [initiative(years[place], AN, f"SK-{place}") for place in range(initiatives)]
    records = {
        "awards": pl.concat([held(GRASSROOTS, *titles), held(LABOUR, *years, name=BINH)]),
        "reviews": reviewed(*years, level=list(levels)),
        "initiatives": pl.concat([*own, *(initiative(year, BINH, f"SK-{year}") for year in years)]),
        "tasks": pl.concat([task(year, BINH, task_id=f"NV-{year}") for year in years]),
    }
    assert verdict(2024, "provincial_merit", **records) == expected


def merit_of_2016(*, first=2012):
    years = range(first, 2017)
    return {
        "awards": held("provincial_merit", 2011, category="commendation"),
        "reviews": reviewed(*years, level="excellent"),
        "initiatives": pl.concat([initiative(year, AN, f"SK-{year}") for year in range(2012, 2017)]),
    }


def test_the_certificate_of_the_prime_minister_until_2017():
    assert verdict(2016, "prime_minister_merit", **merit_of_2016()) == "eligible"
    assert verdict(2016, "prime_minister_merit", **merit_of_2016(first=2013)) == "unknown"


def test_where_no_text_is_known_nothing_is_concluded():
    found = eligibility({"reviews": reviewed(2024)}, 2024, awards=["prime_minister_merit"])

    assert found.verdicts["verdict"].to_list() == ["unknown"]
    assert "31/12/2024" in found.verdicts["reason_vi"][0]
    assert found.verdicts["citation"].to_list() == [None]
    assert found.conditions.is_empty()


def unit_of_ten(labourers, fighters, level="good", worst="good"):
    names = [f"Cán bộ {number:03}" for number in range(10)]
    people = [reviewed(2023, name=each, level=worst if each == names[-1] else "good") for each in names]
    unit = reviews(subject_kind="collective", subject=UNIT, unit=UNIT, year=2023, level=level)
    titles = [held(LABOUR, 2023, name=each) for each in names[:labourers]]
    titles += [held(GRASSROOTS, 2023, name=each) for each in names[:fighters]]
    return {"reviews": pl.concat([*people, unit]), "awards": pl.concat(titles)}


@pytest.mark.parametrize(
    ("records", "advanced", "excellent"),
    [
        (unit_of_ten(7, 1), "eligible", "eligible"),
        (unit_of_ten(6, 1), "eligible", "not_eligible"),
        (unit_of_ten(5, 1), "not_eligible", "not_eligible"),
        (unit_of_ten(7, 0), "eligible", "not_eligible"),
        (unit_of_ten(7, 1, worst="not_completed"), "eligible", "not_eligible"),
        (unit_of_ten(7, 1, level="completed"), "not_eligible", "not_eligible"),
        (unit_of_ten(7, 1, worst=None), "eligible", "unknown"),
        (unit_of_ten(7, 1, level=None), "unknown", "unknown"),
    ],
)
def test_collectives(records, advanced, excellent):
    assert verdicts(2023, COLLECTIVE, **records) == {UNIT: advanced}
    assert verdicts(2023, EXCELLENT, **records) == {UNIT: excellent}


def test_the_reason_tells_what_failed_and_where_it_is_written():
    records = {"reviews": reviewed(2024, level="completed", took_part=None)}
    row = eligibility(records, 2024, awards=[LABOUR]).verdicts.row(0, named=True)

    assert row["reason_vi"] == (
        "Chưa đạt: xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2024 (hoàn thành nhiệm vụ). "
        "Căn cứ: Luật 06/2022/QH15, Điều 24 khoản 1."
    )
    assert row["reason_en"] == (
        "Not met: rated good or better in 2024 (completed). Source: Luật 06/2022/QH15, Điều 24 khoản 1."
    )


def test_the_reason_cites_where_what_fails_is_written():
    """The rating that fails is in article 24 of the law, not where the emulation fighter is."""
    row = eligibility({"reviews": reviewed(2024, level="completed")}, 2024, awards=[GRASSROOTS]).verdicts.row(
        0, named=True
    )

    assert row["reason_vi"].endswith("Căn cứ: Luật 06/2022/QH15, Điều 24 khoản 1.")
    assert (row["reason_citation"], row["citation"]) == ("Luật 06/2022/QH15, Điều 24 khoản 1", "Luật 06/2022/QH15")


def test_a_vote_that_fails_cites_the_decision_on_the_share():
    records = {"awards": held(LABOUR, 2024, status="proposed", votes_for=1, voters=9), "reviews": reviewed(2024)}
    numbers = [LawParameter("TD-14b", "votes", 0.9, citation="Quyết định 12 của Sở")]
    found = eligibility(records, 2024, awards=[LABOUR], parameters=numbers).verdicts

    assert found["reason_citation"].to_list() == ["Quyết định 12 của Sở"]


def test_an_initiative_of_wider_scope_needs_no_day_of_it_where_no_scope_is_asked():
    records = {
        "reviews": reviewed(2023),
        "initiatives": initiative(2023, scope="provincial"),
        "tasks": task(2023, BINH),
    }
    assert verdict(2023, GRASSROOTS, **records) == "eligible"


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("regular", ("not_eligible", "granted")), ("thematic", ("not_eligible", None)), (None, ("unknown", "granted"))],
)
def test_a_provincial_certificate_of_another_mode_is_not_judged(mode, expected):
    years = (2023, 2024)
    merit = held("provincial_merit", 2024, category="commendation", mode=mode)
    records = {
        "awards": pl.concat([merit, held(LABOUR, *years, name=BINH)]),
        "reviews": reviewed(*years),
        "initiatives": pl.concat([initiative(year, BINH, f"SK-{year}") for year in years]),
        "tasks": pl.concat([task(year, BINH, task_id=f"NV-{year}") for year in years]),
    }
    found = eligibility(records, 2024, awards=["provincial_merit"]).verdicts.filter(subject=AN)
    assert found.select("verdict", "status").rows() == [expected]


def test_that_something_must_be_applied_is_told():
    asked = eligibility({"reviews": reviewed(2023)}, 2023, awards=[GRASSROOTS])

    assert "việc áp dụng không có trong số liệu" in asked.conditions.filter(kind="task")["asks_vi"][0]
    assert asked.verdicts["confidence"].to_list() == ["likely"]


def test_every_condition_is_there_with_its_place():
    records = {"reviews": reviewed(2024), "initiatives": initiative(2024)}
    conditions = eligibility(records, 2024, awards=[GRASSROOTS]).conditions

    assert conditions.select("place", "kind", "holds").rows() == [
        ("1", "standard", True),
        ("1.1", "rating", True),
        ("1.2", "took_part", True),
        ("2", "any_of", True),
        ("2.1", "rating", False),
        ("2.2", "initiative", True),
        ("2.3", "task", None),
    ]
    assert conditions["citation"][1] == "Luật 06/2022/QH15, Điều 24 khoản 1"


def test_the_vote_counts_where_the_department_set_a_share():
    records = {
        "awards": held(LABOUR, 2024, status="proposed", votes_for=7, voters=11),
        "reviews": reviewed(2024),
    }
    asked = eligibility(records, 2024, awards=[LABOUR], parameters=[LawParameter("TD-14b", "votes", 0.6667)])

    assert eligibility(records, 2024, awards=[LABOUR]).verdicts["verdict"].to_list() == ["eligible"]
    assert asked.verdicts.select("verdict", "status", "votes_for", "voters").rows() == [
        ("not_eligible", "proposed", 7, 11)
    ]
    assert "7/11 = 63,6 %" in asked.verdicts["reason_vi"][0]


def test_years_the_records_are_not_complete_for_are_unknown():
    records = {"reviews": reviewed(2024), "initiatives": initiative(2024, BINH), "tasks": task(2024, BINH)}
    days = {"initiatives": Coverage(date(2024, 1, 1), date(2024, 7, 1))}

    assert eligibility(records, 2024, awards=[GRASSROOTS]).verdicts["verdict"].to_list() == ["not_eligible"]
    assert eligibility(records, 2024, awards=[GRASSROOTS], coverage=days).verdicts["verdict"].to_list() == ["unknown"]


def test_every_award_is_judged_for_those_it_is_for():
    unit = reviews(subject_kind="collective", subject=UNIT, year=2024)
    found = eligibility({"reviews": pl.concat([reviewed(2024), unit])}, 2024).verdicts

    assert set(found.select("award", "subject_kind").iter_rows()) == set(AWARDS_JUDGED.items())


def test_it_says_that_it_names_people_and_does_not_print_them():
    found = eligibility({"reviews": reviewed(2024)}, 2024)

    assert found.personal
    assert AN not in repr(found)
    assert "subject" not in found.quotas.columns


@pytest.mark.parametrize(
    ("records", "awarded", "error"),
    [
        ({"reviews": reviewed(2024)}, ["emulation_flag_government"], UnknownNameError),
        ({"reviews": reviewed(2024).drop("subject")}, None, WrongUseError),
        ({"awards": awards(for_year=2024).drop("recipient"), "reviews": reviewed(2024)}, None, WrongUseError),
        ({}, None, WrongUseError),
    ],
)
def test_what_cannot_be_judged_is_refused(records, awarded, error):
    with pytest.raises(error):
        eligibility(records, 2024, awards=awarded)


@pytest.mark.parametrize("year", ["2025", 2025.0, 0, None, True])
def test_what_is_no_year_is_refused(year):
    with pytest.raises(WrongUseError, match="ví dụ 2025"):
        eligibility({"reviews": reviewed(2024)}, year)


def test_a_text_is_no_list_of_awards():
    with pytest.raises(WrongUseError, match="danh sách"):
        eligibility({"reviews": reviewed(2024)}, 2024, awards=LABOUR)


def test_more_votes_than_voters_are_refused():
    with pytest.raises(WrongUseError, match=r"1 lượt.*KT-advanced_labour"):
        eligibility({"awards": held(LABOUR, 2024, votes_for=12, voters=11)}, 2024)


# --- more records -------------------------------------------------------------------------------

_ORDER = ["not_eligible", "unknown", "eligible"]
_YEARS = (2022, 2023, 2024)
_START = {
    "reviews": reviewed(*_YEARS, level=["good", "excellent", "excellent"]),
    "awards": pl.concat([held(LABOUR, *_YEARS), held(GRASSROOTS, 2023, 2024, name=BINH)]),
    "initiatives": pl.concat([initiative(year, BINH, f"SK-{year}") for year in _YEARS]),
    "tasks": pl.concat([task(year, BINH, task_id=f"NV-{year}") for year in _YEARS]),
}


def _qualifying(kind, year, number):
    if kind == "initiatives":
        return initiative(year, AN, f"SK-{year}-{number}", **WIDE)
    if kind == "tasks":
        return task(year, AN, task_id=f"NV-{year}-{number}", level="national")
    award = (LABOUR, GRASSROOTS, PROVINCIAL)[number % 3]
    return held(award, year).with_columns(award_id=pl.lit(f"KT-{number}"))


_FILLED = {
    "initiatives": {
        "initiative_year": 2024,
        "grassroots_recognised_on": date(2024, 6, 1),
        "scope": "provincial",
        "scope_recognised_on": date(2024, 10, 1),
        "author_names": AN,
        "authors": 1,
    },
    "tasks": {"accepted_on": date(2024, 6, 1), "outcome": "passed", "level": "national", "principal_investigator": AN},
    "reviews": {"level": "excellent", "months_worked": 12, "discipline": "none", "took_part": True},
}


@given(st.data(), st.sampled_from(sorted(_FILLED)))
def test_filling_in_what_is_missing_never_takes_eligibility_away(data, kind):
    """Columns are empty one by one, in any combination; then they are filled in one by one."""
    empty = data.draw(st.sets(st.sampled_from(sorted(_FILLED[kind])), min_size=1))
    start = {**_START, "reviews": _START["reviews"].filter(pl.col("year") != 2024)} if kind == "reviews" else _START
    one = {"initiatives": initiative(2024), "tasks": task(2024), "reviews": reviewed(2024)}[kind]

    def filled(name, value):
        return pl.lit(value).cast(one.schema[name]).alias(name)

    one = one.with_columns(filled(name, None if name in empty else value) for name, value in _FILLED[kind].items())
    before: dict[str, str] = {}
    for name in (None, *sorted(empty)):
        if name is not None:
            one = one.with_columns(filled(name, _FILLED[kind][name]))
        after = _verdicts({**start, kind: pl.concat([start[kind], one])}, 2024)
        assert all(_ORDER.index(after[award]) >= _ORDER.index(found) for award, found in before.items())
        before = after


_RECORDS = st.lists(
    st.tuples(st.sampled_from(["initiatives", "tasks", "awards"]), st.sampled_from(_YEARS)), min_size=1, max_size=6
)


@given(_RECORDS, st.sampled_from([2022, 2023, 2024]))
def test_a_qualifying_record_never_takes_eligibility_away(added, year):
    datasets = dict(_START)
    before = _verdicts(datasets, year)
    for number, (kind, of_year) in enumerate(added):
        datasets[kind] = pl.concat([datasets[kind], _qualifying(kind, of_year, number)])
        after = _verdicts(datasets, year)
        for award, found in before.items():
            assert _ORDER.index(after[award]) >= _ORDER.index(found)
        before = after


@given(_RECORDS)
def test_it_does_not_matter_in_which_order_records_come(added):
    datasets = dict(_START)
    for number, (kind, of_year) in enumerate(added):
        datasets[kind] = pl.concat([datasets[kind], _qualifying(kind, of_year, number)])
    turned = {name: each.reverse() for name, each in datasets.items()}

    assert _verdicts(datasets, 2024) == _verdicts(turned, 2024)


def test_several_years_are_judged_as_each_of_them_is():
    workspace = example_workspace()
    records, days = workspace.datasets, workspace.coverage
    each = [eligibility(records, year, coverage=days).verdicts for year in (2023, 2025)]

    assert verdicts_of_years(records, (2023, 2025), coverage=days).equals(pl.concat(each))


def _verdicts(datasets, year):
    found = eligibility(datasets, year).verdicts.filter(subject=AN)
    return dict(found.select("award", "verdict").iter_rows())
