from datetime import date, datetime, timedelta

import pytest

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.law.judging import CHECKS
from khcn_analytics.law.rules import (
    SEVERITY_LABELS,
    LawParameter,
    law_rules,
    read_rules,
    rules_in_force,
    with_parameters,
)
from khcn_analytics.schemas.columns import column_cards, column_types
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.vocabulary.law_codes import CONFIDENCE_LABELS

ONE_RULE = """
[[rules]]
id = "A-1"
text_vi = "Nội dung"
text_en = "Text"
from = 2020-01-01
to = 2020-12-31
severity = "warning"
confidence = "likely"
citation = "Luật A"
check = "capped_share"
settings = { parameter = "cap", numerator = { dataset = "awards" }, denominator = { dataset = "ratings" } }
"""


def ids(day):
    return {each.id for each in rules_in_force(date.fromisoformat(day))}


@pytest.mark.parametrize("rule", law_rules(), ids=lambda each: each.id)
def test_every_rule_says_what_from_when_how_sure_and_where(rule):
    assert rule.text.vi.endswith(".")
    assert rule.text.en.endswith(".")
    assert rule.text.vi != rule.text.en
    assert rule.last_day is None or rule.first_day < rule.last_day
    assert rule.severity in SEVERITY_LABELS
    assert rule.confidence in CONFIDENCE_LABELS
    assert rule.citation
    assert rule.confidence != "unverified" or rule.note is not None
    assert rule.check is None or rule.check in CHECKS
    assert (rule.check is None) == (rule.settings in ({}, {"parameter": "votes"}))


@pytest.mark.parametrize("rule", [each for each in law_rules() if each.check], ids=lambda each: each.id)
def test_checks_read_columns_and_codes_that_exist(rule):
    assert rule.datasets
    for part in (rule.settings, rule.settings.get("numerator", {}), rule.settings.get("denominator", {})):
        if "dataset" not in part:
            continue
        model = DATASETS[part["dataset"]].model
        for column, wanted in part.get("where", {}).items():
            codes = column_cards(model)[column].codes
            assert codes is not None
            assert set(wanted) <= set(codes.codes)
        named = {part[each] for each in ("sum", "day", "subject") if each in part}
        assert named <= set(column_types(model))


@pytest.mark.parametrize(
    "rule", [each for each in law_rules() if each.check == "title_chain"], ids=lambda each: each.id
)
def test_chains_are_of_awards_that_exist(rule):
    codes = column_cards(DATASETS["awards"].model)["award"].codes

    assert codes is not None
    assert {rule.settings["award"], rule.settings["needs"]} <= set(codes.codes)


def test_rules_change_with_the_year():
    assert {"TD-04a", "TD-05a", "TD-06a"} <= ids("2023-12-31")
    assert {"TD-04b", "TD-05b", "TD-06b"} <= ids("2024-01-01")
    assert not {"TD-01", "TD-04b", "TD-05b"} & ids("2023-12-31")
    assert not {"TD-04a", "TD-05a"} & ids("2024-01-01")


def test_first_and_last_day_are_in_force():
    (rule,) = read_rules(ONE_RULE)
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1)]

    assert [rule.in_force(each) for each in days] == [False, True, True, False]


def test_departments_lose_inspections_on_1_july_2025():
    assert "TT-01" not in ids("2025-06-30")
    assert "TT-01" in ids("2025-07-01")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("TD-04a", "TD-04b"), ("TD-05a", "TD-05b"), ("TD-06a", "TD-06b"), ("XL-01", "XL-02"), ("XL-03", "XL-04")],
)
def test_successors_leave_no_gap_and_do_not_overlap(earlier, later):
    known = {each.id: each for each in law_rules()}

    assert known[earlier].last_day == known[later].first_day - timedelta(days=1)


def test_datasets_are_those_of_both_sides():
    assert read_rules(ONE_RULE)[0].datasets == ("awards", "ratings")


def test_own_numbers_go_before_those_of_all_and_later_before_earlier():
    (rule,) = with_parameters(
        read_rules(ONE_RULE),
        [
            LawParameter("A-1", "cap", 0.15),
            LawParameter("A-1", "cap", 0.10, department="kon_tum", from_year=2020, to_year=2021),
            LawParameter("A-1", "cap", 0.12, from_year=2022),
        ],
    )
    places = [("cao_bang", 2021), ("cao_bang", 2022), ("kon_tum", 2019), ("kon_tum", 2020), ("kon_tum", 2022)]

    fixed = [rule.parameter(*each) for each in places]

    assert [each and each.value for each in fixed] == [0.15, 0.12, 0.15, 0.10, 0.12]


def test_a_number_nobody_fixed_is_none():
    assert read_rules(ONE_RULE)[0].parameter("kon_tum", 2020) is None


def test_unknown_rules_and_numbers_are_refused():
    known = read_rules(ONE_RULE)
    with pytest.raises(UnknownNameError, match="A-2"):
        with_parameters(known, [LawParameter("A-2", "cap", 1)])
    with pytest.raises(UnknownNameError, match=r"A-1\.cap"):
        with_parameters(known, [LawParameter("A-1", "limit", 1)])


@pytest.mark.parametrize("cap", [0.151, 0.30, None])
def test_a_cap_above_that_of_the_law_is_refused(cap):
    """Up to 2023 the law allows 15 %; a province may set less."""
    with pytest.raises(WrongUseError, match="tối đa 15 %"):
        with_parameters(law_rules(), [LawParameter("TD-05a", "cap", cap, department="kon_tum")])


@pytest.mark.parametrize(("rule", "cap"), [("TD-05a", 0.15), ("TD-05a", 0.10), ("TD-05b", 0.30)])
def test_a_cap_within_that_of_the_law_is_taken(rule, cap):
    known = {each.id: each for each in with_parameters(law_rules(), [LawParameter(rule, "cap", cap)])}
    number = known[rule].parameter("kon_tum", 2022)
    assert number is not None
    assert number.value == cap


@pytest.mark.parametrize(("name", "value"), [("cap", 0.15), ("limit", 2), ("votes", None)])
def test_only_a_share_of_votes_must_be_passed(name, value):
    with pytest.raises(WrongUseError, match="tỷ lệ phiếu"):
        LawParameter("A-1", name, value, over=True)


def test_two_rules_of_one_id_are_refused():
    with pytest.raises(WrongUseError, match="A-1"):
        read_rules(ONE_RULE + ONE_RULE)


@pytest.mark.parametrize("cap", [15, 1.01, -0.1, float("nan"), float("inf")])
def test_a_cap_is_a_share(cap):
    with pytest.raises(WrongUseError, match=r"15 % viết là 15% hoặc 0\.15"):
        LawParameter("TD-05b", "cap", cap)


@pytest.mark.parametrize("limit", [0, 0.15, 2.5, -1, float("nan"), float("inf")])
def test_a_limit_is_a_count(limit):
    with pytest.raises(WrongUseError, match="số nguyên từ 1 trở lên"):
        LawParameter("SK-02", "limit", limit)


@pytest.mark.parametrize("number", [-1, float("nan")])
def test_what_is_no_number_is_refused_whatever_it_is_called(number):
    with pytest.raises(WrongUseError, match="con số"):
        LawParameter("A-1", "votes", number)


@pytest.mark.parametrize("name", ["cap", "limit"])
def test_there_may_be_no_number(name):
    assert LawParameter("A-1", name, None).value is None
    assert LawParameter("A-1", name, 1).value == 1


@pytest.mark.parametrize("on", ["2024-12-31", 2024, datetime(2024, 12, 31, 8, 0)])  # noqa: DTZ001
def test_what_is_no_day_is_refused(on):
    with pytest.raises(WrongUseError, match=r"date\(2024, 12, 31\)"):
        rules_in_force(on)
