"""Reasons have words, steps have one order."""

from khcn_analytics.schemas.results import FLAGS
from khcn_analytics.scoring.results import CHANGES, MISSING_LABELS, STEPS


def test_every_flag_of_a_value_has_words():
    assert set(FLAGS) <= set(MISSING_LABELS)


def test_changes_are_steps():
    assert set(CHANGES) < set(STEPS)
    assert len(set(STEPS)) == len(STEPS)
