import pytest

from khcn_analytics.law.condition_kinds import mistakes_in, mistakes_in_all

PART = {"kind": "took_part"}


def count(condition):
    return len(list(mistakes_in(condition, ["TD-14b"])))


@pytest.mark.parametrize(
    "condition",
    [
        PART,
        {"kind": "rating", "at_least": "good", "years": 2},
        {"kind": "initiative", "count": 2, "scope": "national", "applied": True},
        {"kind": "title", "award": "advanced_labour", "times": 1, "ended_years_ago": 0},
        {"kind": "member_share", "award": "advanced_labour", "over": 0.5},
        {"kind": "months_worked", "at_least": 12},
        {"kind": "votes", "rule": "TD-14b"},
        {"kind": "any_of", "conditions": [PART, {"kind": "task"}]},
    ],
)
def test_what_makes_sense(condition):
    assert count(condition) == 0


@pytest.mark.parametrize(
    ("condition", "mistakes"),
    [
        ({"kind": "luck"}, 1),
        ({}, 1),
        ("took_part", 1),
        ({"kind": "rating"}, 1),
        ({"kind": "rating", "at_least": "excelent"}, 1),
        ({"kind": "rating", "at_least": "good", "years": 0}, 1),
        ({"kind": "initiative", "scope": "district"}, 1),
        ({"kind": "initiative", "scope": "district", "count": 1.5}, 2),
        ({"kind": "discipline", "below": "none"}, 1),
        ({"kind": "took_part", "years": 2}, 1),
        ({"kind": "months_worked", "at_least": 13}, 1),
        ({"kind": "standard", "award": "medal_of_luck"}, 1),
        ({"kind": "member_share", "award": "advanced_labour"}, 1),
        ({"kind": "member_share", "award": "advanced_labour", "over": 0.5, "at_least": 0.7}, 1),
        ({"kind": "member_share", "award": "advanced_labour", "over": 50}, 1),
        ({"kind": "votes", "rule": "TD-01"}, 1),
        ({"kind": "any_of", "conditions": []}, 1),
        ({"kind": "all_of", "conditions": [{"kind": "luck"}, {"kind": "rating"}]}, 2),
    ],
)
def test_what_makes_no_sense(condition, mistakes):
    assert count(condition) == mistakes


@pytest.mark.parametrize("conditions", [[], None, {"kind": "took_part"}])
def test_a_list_of_no_conditions_is_a_mistake(conditions):
    assert len(list(mistakes_in_all(conditions, []))) == 1
