import pytest

from khcn_analytics.io.schemes.words import (
    COLUMNS,
    EVENT_COLUMNS,
    FORMS,
    RULE_NAMES,
    SETTINGS,
    choice_named,
    word_of,
    words_of,
)
from khcn_analytics.scoring.rules import RULES
from khcn_analytics.scoring.scheme_form import CRITERION, EVENT
from khcn_analytics.vocabulary.text import accent_free_key

CHOICES = [
    (name, choice)
    for form in (*FORMS.values(), CRITERION, EVENT)
    for name, entry in form.items()
    for choice in entry.choices
]


@pytest.mark.parametrize(("name", "choice"), CHOICES)
def test_every_choice_has_a_word_that_leads_back_to_it(name, choice):
    assert choice_named(name, word_of(name, choice)) == choice
    assert choice_named(name, choice) == choice


@pytest.mark.parametrize("name", sorted({name for name, _ in CHOICES} | {"rule"}))
def test_a_drop_down_can_hold_the_words(name):
    words = words_of(name)

    assert not any("," in each for each in words)
    assert len(",".join(words)) <= 255


def test_every_rule_has_names_that_are_its_own():
    keys = [accent_free_key(name) for names in RULE_NAMES.values() for name in names]

    assert RULE_NAMES.keys() == RULES.keys()
    assert len(set(keys)) == len(keys)
    assert choice_named("rule", "Có / Không") == "yes_no"


def test_every_entry_of_a_scheme_has_a_place_in_the_sheets():
    held = {"rounding", "ranking", "groups", "criteria", "events"}

    assert {(table, name) for table, form in FORMS.items() for name in form if name not in held} == set(SETTINGS)
    assert CRITERION.keys() - {"group"} <= COLUMNS.keys()
    assert EVENT.keys() == EVENT_COLUMNS.keys()


@pytest.mark.parametrize("columns", [COLUMNS, EVENT_COLUMNS])
def test_no_header_stands_for_two_columns(columns):
    keys = [accent_free_key(text) for texts in columns.values() for text in texts]

    assert len(set(keys)) == len(keys)
