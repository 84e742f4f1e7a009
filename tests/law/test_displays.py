"""Rules say when they are in force and how sure they are; eligibility counts and names nobody."""

from datetime import date

import pytest

from khcn_analytics.analysis.eligibility import eligibility
from khcn_analytics.law.rules import LawParameter, rules_in_force
from khcn_analytics.store.workspace import example_workspace

RULES = {each.id: each for each in rules_in_force(date(2024, 6, 1))}


def test_a_rule_tells_its_days_and_its_citation():
    told = str(RULES["TD-01"])
    assert "Hiệu lực: từ 01/01/2024" in told
    assert "Luật 06/2022/QH15" in told


def test_what_is_not_verified_carries_a_warning():
    for each in RULES.values():
        assert ("cần đối chiếu" in str(each)) == (each.confidence != "verified")


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        (LawParameter("A", "cap", 0.15), "A.cap = 15 %"),
        (LawParameter("A", "votes", 0.9, over=True), "A.votes > 90 %"),
        (LawParameter("A", "limit", 2), "A.limit = 2"),
        (LawParameter("A", "cap", None), "A.cap = –"),
    ],
)
def test_a_parameter_is_written_as_people_read_it(parameter, told):
    assert told in str(parameter)


def test_eligibility_counts_by_award_and_verdict():
    found = eligibility(example_workspace(), 2024)
    told = str(found)
    for verdict, words in (("eligible", "đủ điều kiện"), ("unknown", "chưa xét được")):
        assert f"  {words}: {found.verdicts.filter(verdict=verdict).height}" in told
    people = found.verdicts.filter(subject_kind="individual")["subject"].unique()
    assert not [each for each in people if each in told or each in repr(found)]
