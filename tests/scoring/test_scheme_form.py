from dataclasses import fields

import pytest

from khcn_analytics.scoring.rules import RULES, Band, Bands, Goalposts, Manual
from khcn_analytics.scoring.scheme_form import (
    CRITERION,
    EVENT,
    GROUP,
    RANKING,
    ROUNDING,
    RULE,
    SCHEME,
    rule_faults,
    usable_rule,
)
from khcn_analytics.scoring.schemes import Criterion, EventItem, Group, Ranking, Rounding, Scheme


def names(record):
    return {each.name for each in fields(record)}


@pytest.mark.parametrize(
    ("form", "record"),
    [
        (SCHEME, Scheme),
        (ROUNDING, Rounding),
        (RANKING, Ranking),
        (GROUP, Group),
        (CRITERION, Criterion),
        (EVENT, EventItem),
    ],
)
def test_a_form_has_what_its_record_has(form, record):
    written = set(form) - {"label_vi", "label_en", "shared_indicator"}

    assert written == names(record) - {"label", "digest"}


def test_every_rule_has_a_form():
    assert {kind: set(form) for kind, form in RULE.items()} == {kind: names(rule) for kind, rule in RULES.items()}


def test_rules_are_read_with_their_settings():
    bands = {"kind": "bands", "bands": [{"points": 0}, {"bound": 5, "points": 3}]}

    assert usable_rule({"kind": "manual"}) == Manual()
    assert usable_rule({"kind": "goalposts", "worst": 0, "best": 9}) == Goalposts(0, 9)
    assert usable_rule(bands) == Bands((Band(None, 0), Band(5, 3)))


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ({}, ("kind",)),
        ({"kind": 3}, ("kind",)),
        ({"kind": ["manual"]}, ("kind",)),
        ({"kind": "manual", "target": 3}, ("target",)),
        ({"kind": "deadline"}, ("points_per_late",)),
        ({"kind": "bands", "bands": []}, ("bands",)),
        ({"kind": "bands", "bands": [{"points": 0}, {"bound": "5", "points": 3}]}, ("bands", 1, "bound")),
        ({"kind": "bands", "bands": [{"points": 0}, 3]}, ("bands",)),
    ],
)
def test_a_rule_with_a_fault_is_none_and_says_where(written, path):
    assert usable_rule(written) is None
    assert [each.path for each in rule_faults(written, ("rule",))] == [("rule", *path)]
