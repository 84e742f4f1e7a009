from datetime import date

import pytest

from khcn_analytics.errors import WrongUseError
from khcn_analytics.law.condition_kinds import CONDITION_KINDS
from khcn_analytics.law.rules import law_rules
from khcn_analytics.law.standards import read_standards, standards, standards_in_force
from khcn_analytics.vocabulary.award_codes import TITLES_OF_COLLECTIVES, TITLES_OF_INDIVIDUALS

ONE = """
[[standards]]
award = "advanced_labour"
of = "individual"
from = 2020-01-01
to = 2020-12-31
rules = ["TD-01"]
confidence = "likely"
citation = "Luật A"
conditions = [{ kind = "took_part" }]
"""


def kinds(conditions):
    return {each.kind for each in conditions} | {kind for each in conditions for kind in kinds(each.parts)}


@pytest.mark.parametrize("standard", standards(), ids=lambda each: f"{each.award}-{each.first_day.year}")
def test_every_standard_says_what_from_when_how_sure_and_where(standard):
    assert standard.citation
    assert standard.conditions
    assert set(standard.rules) <= {each.id for each in law_rules()}
    assert standard.last_day is None or standard.first_day < standard.last_day
    assert standard.confidence != "unverified" or standard.note is not None
    assert not (standard.of == "collective" and standard.award in TITLES_OF_INDIVIDUALS)
    assert not (standard.of == "individual" and standard.award in TITLES_OF_COLLECTIVES)


def test_every_kind_of_condition_is_used():
    assert kinds([condition for each in standards() for condition in each.conditions]) == set(CONDITION_KINDS)


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2017-09-30", None),
        ("2023-12-31", ("TD-03", "TD-04a")),
        ("2024-01-01", ("TD-03", "TD-04b")),
    ],
)
def test_what_a_grassroots_fighter_takes_changed_in_2024(day, rules):
    found = standards_in_force(date.fromisoformat(day)).get("emulation_fighter_grassroots")
    assert (found and found.rules) == rules


@pytest.mark.parametrize(
    ("award", "first", "last"),
    [
        ("emulation_fighter_national", 2024, 2025),
        ("provincial_merit", 2024, 2025),
        ("prime_minister_merit", 2014, 2016),
    ],
)
def test_of_years_whose_text_was_not_found_nothing_is_said(award, first, last):
    known = [year for year in range(2010, 2026) if award in standards_in_force(date(year, 12, 31))]
    assert (known[0], known[-1]) == (first, last)


def test_two_standards_of_an_award_are_not_in_force_at_once():
    assert len(read_standards(ONE)) == 1
    with pytest.raises(WrongUseError, match="cùng có hiệu lực"):
        read_standards(ONE + ONE.replace("2020-01-01", "2020-12-31").replace('"2020-12-31"\nto', "to"))


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('"advanced_labour"', '"advanced_labor"'),
        ('"individual"', '"people"'),
        ('"individual"', '"collective"'),
        ("to = 2020-12-31", "to = 2019-12-31"),
        ("to = 2020-12-31", 'to = "2020-12-31"'),
        ('"TD-01"', '"TD-99"'),
        ('"likely"', '"sure"'),
        ('citation = "Luật A"', ""),
        ('citation = "Luật A"', 'citation = "Luật A"\nextra = 1'),
        ('citation = "Luật A"', 'citation = "Luật A"\nnote_vi = "Ghi chú"'),
        ('citation = "Luật A"', 'citation = "Luật A"\nmodes = ["usual"]'),
        ('[{ kind = "took_part" }]', "[]"),
        ('kind = "took_part"', 'kind = "standard", award = "advanced_labour"'),
        ('kind = "took_part"', 'kind = "votes", rule = "TD-01"'),
    ],
)
def test_a_standard_that_makes_no_sense_is_refused(written, instead):
    with pytest.raises(WrongUseError, match="1 chỗ sai"):
        read_standards(ONE.replace(written, instead))


def test_awards_that_need_each_other_are_refused():
    needs = 'kind = "standard", award = "{}"'
    one = ONE.replace('kind = "took_part"', needs.format("emulation_fighter_grassroots"))
    other = ONE.replace("advanced_labour", "emulation_fighter_grassroots")
    with pytest.raises(WrongUseError, match="cần chính danh hiệu đó"):
        read_standards(one + other.replace('kind = "took_part"', needs.format("advanced_labour")))


def test_every_mistake_is_told_at_once():
    wrong = ONE.replace('"TD-01"', '"TD-99"').replace("took_part", "luck")
    with pytest.raises(WrongUseError) as told:
        read_standards(wrong + wrong.replace("advanced_labour", "advanced_labor"))

    assert "5 chỗ sai" in told.value.vi
    assert all(each in told.value.vi for each in ("TD-99", "luck", "advanced_labor", "1. ", "2. "))
