import tomllib

import pytest
from scoring.scheme_texts import SMALL

from khcn_analytics.scoring.rules import Deadline, Manual, MinMax, PerCount, Proportional, YesNo
from khcn_analytics.scoring.scheme_draft import direction_of, draft_of, required_direction, scheme_of
from khcn_analytics.scoring.scheme_entries import Part
from khcn_analytics.scoring.scheme_text import parse_scheme
from khcn_analytics.vocabulary.units import Direction


def test_a_draft_without_fault_is_the_scheme():
    draft, found = draft_of(tomllib.loads(SMALL))

    assert found == []
    assert scheme_of(draft) == parse_scheme(SMALL)


def test_a_part_with_a_fault_keeps_the_rest():
    draft, found = draft_of(tomllib.loads(SMALL.replace('group = "B.1"', "group = 1")))

    assert [each.path for each in found] == [("criteria", 2, "group")]
    assert draft.criteria[2].code == "B1"
    assert draft.criteria[2].broken == {"group"}


@pytest.mark.parametrize("content", [{}, {"groups": 3, "criteria": [], "rounding": "a", "events": {}}])
def test_nothing_of_use_is_a_draft_too(content):
    draft, found = draft_of(content)

    assert draft.groups == draft.criteria == draft.events == ()
    assert found


@pytest.mark.parametrize(
    ("values", "direction"),
    [
        ({"indicator": "tasks.accepted", "rule": MinMax()}, Direction.HIGHER),
        ({"indicator": "tasks.overdue", "rule": YesNo()}, Direction.LOWER),
        ({"indicator": "inspections.checks", "rule": MinMax()}, None),
        ({"indicator": "inspections.checks", "rule": MinMax(), "direction": Direction.LOWER}, Direction.LOWER),
        ({"rule": MinMax()}, None),
        ({"rule": Proportional(3), "direction": Direction.HIGHER}, Direction.HIGHER),
        ({"rule": Manual()}, Direction.HIGHER),
        ({"rule": YesNo()}, Direction.HIGHER),
        ({"rule": PerCount(1)}, Direction.HIGHER),
        ({"rule": Deadline(1)}, Direction.LOWER),
        ({}, None),
    ],
)
def test_which_way_is_better_is_declared_or_the_indicators_or_the_rules(values, direction):
    assert direction_of(Part(("criteria", 0), values)) is direction


def test_yes_or_no_to_an_indicator_may_go_either_way():
    assert required_direction(YesNo(), has_indicator=True) is None
