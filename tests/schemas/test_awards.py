"""Each rule of an award is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import awards, broken_rules, campaigns

from khcn_analytics.schemas.awards import AWARDS, Awards
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.vocabulary.award_codes import (
    AWARD_AUTHORITIES,
    AWARDS_OF_BOTH_LISTS,
    CATEGORY_OF_AWARD,
    COLLECTIVE_KINDS,
    COMMENDATIONS,
    DECIDED_BY,
    EMULATION_TITLES,
    INDIVIDUAL_KINDS,
    LEADER_KINDS,
    RECIPIENT_KINDS,
    TITLES_OF_COLLECTIVES,
    TITLES_OF_INDIVIDUALS,
)
from khcn_analytics.vocabulary.text import accent_free_key

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"award_id": ["KT-1", "KT-1"]}),
    "award_of_category": ("error", {"category": "title", "award": "provincial_merit"}),
    "individual_title_of_individual": ("error", {"award": "advanced_labour", "recipient_kind": "collective"}),
    "collective_title_of_collective": (
        "error",
        {"award": "advanced_labour_collective", "recipient_kind": "direct_worker"},
    ),
    "authority_decides_award": ("warning", {"award": "advanced_labour", "authority": "provincial_chairman"}),
    "granted_has_date": ("warning", {"status": "granted", "decided_on": None}),
    "proposed_has_no_date": ("warning", {"status": "proposed"}),
    "for_year_near_decision": ("warning", {"for_year": 2021, "decided_on": "2020-12-18"}),
    "votes_within_voters": ("error", {"votes_for": 12, "voters": 11}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Awards)}


@pytest.mark.parametrize("rule", BROKEN)
def test_an_award_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(awards(**columns), AWARDS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"award": "emulation_fighter_provincial", "authority": ["provincial_chairman", "minister"]},
        {"award": "emulation_fighter_provincial", "authority": None},
        {"award": "excellent_labour_collective", "recipient_kind": ["collective", "enterprise"]},
        {"award": "advanced_labour", "recipient_kind": sorted(INDIVIDUAL_KINDS)},
        {"category": "commendation", "award": "provincial_merit", "recipient_kind": RECIPIENT_KINDS.codes},
        {"votes_for": [11, 0, None, 4], "voters": [11, 11, 11, None]},
        {"status": "proposed", "decided_on": None},
        {"status": "revoked", "decided_on": ["2020-12-18", None]},
        {"for_year": [2018, 2019, 2020, None]},
    ],
)
def test_an_award_that_is_in_order_has_no_problems(columns):
    assert broken_rules(awards(**columns), AWARDS) == []


@pytest.mark.parametrize("year", [2017, 2021])
def test_a_year_of_merit_far_from_the_decision_is_questioned(year):
    # Decided in 2020: merits of 2018, 2019 and 2020 are usual.
    frame = awards(for_year=year, decided_on="2020-06-01")
    assert broken_rules(frame, AWARDS) == [("for_year_near_decision", "warning")]


def test_a_household_gets_no_emulation_title():
    frame = awards(award=["advanced_labour", "emulation_flag_provincial"], recipient_kind="household")
    assert broken_rules(frame, AWARDS) == [
        ("individual_title_of_individual", "error"),
        ("collective_title_of_collective", "error"),
    ]


def test_who_mixes_the_two_titles_of_advanced_labour_is_told_the_right_one():
    told = check_frame(awards(award="advanced_labour", recipient_kind="collective"), AWARDS).problems
    assert "Tập thể lao động tiên tiến (không phải Lao động tiên tiến)" in told["fix_vi"][0]


@pytest.mark.parametrize("award", COMMENDATIONS.codes)
def test_a_commendation_is_no_title(award):
    assert broken_rules(awards(award=award, category="commendation"), AWARDS) == []
    assert broken_rules(awards(award=award, category="title"), AWARDS) == [("award_of_category", "error")]


@pytest.mark.parametrize("award", EMULATION_TITLES.codes)
def test_a_title_is_no_commendation(award):
    kind = "collective" if award in TITLES_OF_COLLECTIVES else "direct_worker"
    assert broken_rules(awards(award=award, recipient_kind=kind), AWARDS) == []
    frame = awards(award=award, recipient_kind=kind, category="commendation")
    assert broken_rules(frame, AWARDS) == [("award_of_category", "error")]


def test_an_unknown_award_is_told_as_such_and_as_nothing_else():
    assert broken_rules(awards(award="gold_star"), AWARDS) == [("one_of", "error")]


@pytest.mark.parametrize("column", ["award_id", "department", "recipient_kind", "category", "award", "status"])
def test_an_award_without_what_is_required_is_refused(column):
    assert broken_rules(awards(**{column: None}), AWARDS) == [("required", "error")]


def test_the_campaign_is_known_if_one_is_named():
    frame = awards(campaign_id=["PT-1", "PT-2", None])

    problems = check_frame(frame, AWARDS, beside={"campaigns": campaigns(campaign_id="PT-1")}).problems

    assert problems.select("rule", "severity", "row").rows() == [("campaign_is_known", "error", 2)]


class TestWhatIsKnownOfAwards:
    def test_covers_every_award_of_both_lists(self):
        assert list(CATEGORY_OF_AWARD) == list(DECIDED_BY) == AWARDS_OF_BOTH_LISTS.codes

    def test_names_authorities_of_the_list(self):
        assert all(authorities <= set(AWARD_AUTHORITIES.codes) for authorities in DECIDED_BY.values())

    def test_parts_the_titles(self):
        assert set(EMULATION_TITLES.codes) == TITLES_OF_INDIVIDUALS | TITLES_OF_COLLECTIVES
        assert not TITLES_OF_INDIVIDUALS & TITLES_OF_COLLECTIVES

    def test_parts_the_recipients(self):
        assert set(RECIPIENT_KINDS.codes) == INDIVIDUAL_KINDS | COLLECTIVE_KINDS | {"household"}
        assert LEADER_KINDS < INDIVIDUAL_KINDS

    def test_cites_its_source_on_the_rule(self):
        rule = next(each for each in rules_of(Awards) if each.name == "authority_decides_award")
        assert "06/2022/QH15" in rule.source


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("LĐTT", "advanced_labour"),
        ("CSTĐ cơ sở", "emulation_fighter_grassroots"),
        ("Chiến sĩ thi đua cấp tỉnh", "emulation_fighter_provincial"),
        ("tập thể LĐTT", "advanced_labour_collective"),
        ("BẰNG KHEN CỦA CHỦ TỊCH UBND TỈNH", "provincial_merit"),
        ("Giấy khen của Giám đốc Sở", "director_commendation"),
    ],
)
def test_awards_are_read_as_reports_write_them(written, meant):
    assert AWARDS_OF_BOTH_LISTS.spellings()[accent_free_key(written)] == meant


@pytest.mark.parametrize("written", ["Bằng khen", "Giấy khen", "Cờ thi đua", "Chiến sĩ thi đua"])
def test_an_award_whose_level_is_not_told_is_not_guessed(written):
    assert accent_free_key(written) not in AWARDS_OF_BOTH_LISTS.spellings()
