from dataclasses import FrozenInstanceError
from typing import get_args

import pytest

from khcn_analytics.scoring.rules import RULES, PerCount, Rule


def test_every_rule_has_a_name_of_its_own():
    assert set(RULES.values()) == set(get_args(Rule))
    assert len(set(RULES.values())) == len(RULES)


def test_rules_never_change():
    with pytest.raises(FrozenInstanceError):
        PerCount(1.0).points_each = 2.0  # type: ignore[misc]
