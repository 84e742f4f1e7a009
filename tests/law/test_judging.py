from datetime import date
from typing import Any

import polars as pl
import pytest
from builders import awards, initiatives, inspections, ratings

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.engine import Coverage
from khcn_analytics.law.judging import findings
from khcn_analytics.law.rules import LawParameter, law_rules

GRASSROOTS, PROVINCIAL = "emulation_fighter_grassroots", "emulation_fighter_provincial"


def titles(fighters, labourers, year):
    kinds = [GRASSROOTS] * fighters + ["advanced_labour"] * labourers
    return {"awards": awards(award=kinds, for_year=year)}


def chain(award, needs, year, *years, **columns):
    return {
        "awards": awards(
            award=[award, *[needs] * len(years)],
            category=[columns.pop("category", "title"), *["title"] * len(years)],
            for_year=[year, *years],
            recipient="Nguyễn Văn A",
            **columns,
        )
    }


def rated(kind, year, excellent, good):
    return {
        "ratings": ratings(
            subject_kind=kind, year=year, unit=None, level=["excellent", "good"], subjects=[excellent, good]
        )
    }


def commended(*people):
    return {
        "awards": awards(
            award="director_commendation",
            category="commendation",
            for_year=2024,
            mode="regular",
            recipient=list(people),
        )
    }


def visited(activity):
    return {"inspections": inspections(activity=activity, started_on="2025-09-01")}


def proposed(**columns):
    return {"initiatives": initiatives(initiative_year=2024, **columns)}


# Rule -> records that keep it, records that break it.
EXAMPLES = {
    "TD-01": (
        {**titles(0, 3, 2024), **rated("individual", 2024, 1, 2)},
        {**titles(0, 4, 2024), **rated("individual", 2024, 1, 2)},
    ),
    "TD-03": (titles(1, 1, 2022), titles(2, 1, 2022)),
    "TD-05a": (titles(2, 35, 2022), titles(6, 35, 2022)),
    "TD-05b": (titles(1, 10, 2024), titles(2, 10, 2024)),
    "TD-06a": (chain(PROVINCIAL, GRASSROOTS, 2023, 2021, 2022, 2023), chain(PROVINCIAL, GRASSROOTS, 2023, 2021, 2023)),
    "TD-06b": (chain(PROVINCIAL, GRASSROOTS, 2024, 2022, 2023, 2024), chain(PROVINCIAL, GRASSROOTS, 2024, 2022, 2024)),
    "TD-07": (
        chain("emulation_fighter_national", PROVINCIAL, 2024, 2021, 2024),
        chain("emulation_fighter_national", PROVINCIAL, 2024, 2017, 2024),
    ),
    "TD-10": (
        chain("provincial_merit", GRASSROOTS, 2024, 2023, 2024, mode="regular", category="commendation"),
        None,  # another ground may hold, so the records never break it
    ),
    "TD-13": (commended("A", "B"), commended("A", "A")),
    "XL-01": (rated("party_member", 2020, 18, 90), rated("party_member", 2020, 19, 90)),
    "XL-02": (rated("party_member", 2025, 1, 10), rated("party_member", 2025, 2, 10)),
    "XL-03": (rated("individual", 2024, 2, 10), rated("individual", 2024, 3, 10)),
    "XL-04": (rated("civil_servant", 2026, 2, 10), rated("civil_servant", 2026, 3, 10)),
    "TT-01": (visited("check"), visited("inspection")),
    "SK-01": (proposed(batch=[1, 2]), proposed(batch=[1, 3])),
    "SK-02": (proposed(authors=2), proposed(authors=3)),
}
# Numbers that nobody has fixed for the whole country.
OWN = [
    LawParameter("TD-05b", "cap", 0.1),
    LawParameter("XL-02", "cap", 0.1),
    LawParameter("SK-02", "limit", 2),
]


def test_every_rule_that_is_checked_has_examples():
    assert set(EXAMPLES) == {each.id for each in law_rules() if each.check}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_rule_can_hold(rule):
    kept, _ = EXAMPLES[rule]

    assert findings(kept, parameters=OWN).filter(rule=rule)["holds"].to_list() == [True]


@pytest.mark.parametrize("rule", EXAMPLES)
def test_every_rule_can_be_broken(rule):
    _, broken = EXAMPLES[rule]
    if broken is None:
        without = chain("provincial_merit", GRASSROOTS, 2024, 2024, 2020, mode="regular", category="commendation")
        found = findings(without, parameters=OWN).filter(rule=rule)
        assert found["reason"].to_list() == ["other_ground"]
    else:
        found = findings(broken, parameters=OWN, coverage={}).filter(rule=rule)
        assert found["holds"].to_list() == [False]
        assert all(found["message_vi"].str.len_chars() > 10)


def test_each_year_is_judged_by_the_rules_of_its_last_day():
    both = pl.concat([titles(6, 35, 2023)["awards"], titles(6, 35, 2024)["awards"]])
    found = findings({"awards": both}).filter(pl.col("rule").str.starts_with("TD-05"))

    assert found.select("rule", "year", "holds", "reason").rows() == [
        ("TD-05a", 2023, False, None),
        ("TD-05b", 2024, None, "no_limit"),
    ]


def test_a_day_judges_its_year_by_the_rules_of_that_day():
    both = pl.concat([titles(6, 35, 2022)["awards"], titles(6, 35, 2023)["awards"]])
    found = findings({"awards": both}, date(2022, 12, 31)).filter(pl.col("rule").str.starts_with("TD-05"))

    assert found.select("rule", "year").rows() == [("TD-05a", 2022)]
    assert findings(visited("inspection"), date(2025, 6, 30)).filter(rule="TT-01").is_empty()


def test_datasets_that_are_not_there_are_told():
    found = findings({}, date(2022, 12, 31))

    assert set(found["reason"]) == {"no_dataset"}
    assert set(found["year"]) == {2022}
    assert "khen thưởng" in found.filter(rule="TD-05a")["message_vi"].item()


def test_only_what_is_missing_is_named():
    found = findings(titles(1, 3, 2024)).filter(rule="TD-01")

    assert found["message_vi"].to_list() == ["Không có số liệu xếp loại chất lượng."]


def test_of_years_before_the_records_begin_nothing_is_concluded():
    coverage = {"awards": Coverage(date(2022, 1, 1), date(2026, 1, 1))}
    both = pl.concat([titles(6, 35, 2021)["awards"], titles(6, 35, 2022)["awards"]])
    found = findings({"awards": both}, coverage=coverage).filter(rule="TD-05a")

    assert found.select("year", "holds", "reason").rows() == [(2021, None, "not_covered"), (2022, False, None)]


def covered(records, until):
    return {name: Coverage(date(2010, 1, 1), date.fromisoformat(until)) for name in records}


@pytest.mark.parametrize("rule", ["TD-05a", "XL-01", "SK-01"])
@pytest.mark.parametrize("side", [0, 1])
def test_of_a_half_recorded_year_no_share_is_concluded(rule, side):
    records = EXAMPLES[rule][side]
    year = {"TD-05a": 2022, "XL-01": 2020, "SK-01": 2024}[rule]
    found = findings(records, parameters=OWN, coverage=covered(records, f"{year}-07-01")).filter(rule=rule)

    assert found.select("holds", "reason").rows() == [(None, "not_covered")]


@pytest.mark.parametrize(("rule", "year"), [("TD-13", 2024), ("TT-01", 2025), ("SK-02", 2024)])
def test_in_a_half_recorded_year_what_was_found_stays_found(rule, year):
    kept, broken = EXAMPLES[rule]

    def told(records):
        coverage = covered(records, f"{year}-10-01")
        return findings(records, parameters=OWN, coverage=coverage).filter(rule=rule).select("holds", "reason").rows()

    assert told(kept) == [(None, "not_covered")]
    assert told(broken) == [(False, None)]


@pytest.mark.parametrize(
    ("calendar", "verdict"), [("calendar", (None, "not_covered")), ("administrative", (True, None))]
)
def test_the_administrative_year_ends_on_14_december(calendar, verdict):
    records = titles(2, 35, 2022)
    found = findings(records, coverage=covered(records, "2022-12-15"), calendar=calendar).filter(rule="TD-05a")

    assert found.select("holds", "reason").rows() == [verdict]


def test_inspections_need_only_be_known_since_the_rule_is_in_force():
    coverage = {"inspections": Coverage(date(2025, 7, 1), date(2026, 1, 1))}

    assert findings(visited("check"), coverage=coverage).filter(rule="TT-01")["holds"].to_list() == [True]


def test_what_is_no_day_is_refused():
    day: Any = "2024-12-31"
    with pytest.raises(WrongUseError, match=r"date\(2024, 12, 31\)"):
        findings({}, day)


def test_no_name_is_in_a_finding():
    found = findings(EXAMPLES["TD-06a"][1] | EXAMPLES["SK-01"][1])

    assert "Nguyễn" not in str(found.to_dicts())


def test_a_number_of_no_rule_is_refused():
    with pytest.raises(UnknownNameError, match="TD-99"):
        findings({}, parameters=[LawParameter("TD-99", "cap", 1)])


def test_only_the_rules_given_are_judged():
    one = [each for each in law_rules() if each.id == "TD-03"]

    assert set(findings(titles(1, 1, 2022), rules=one)["rule"]) == {"TD-03"}
