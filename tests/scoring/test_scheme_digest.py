import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scoring.scheme_texts import SMALL
from scoring.strategies import schemes

from khcn_analytics.scoring.scheme_digest import digest_of, name_of_rule, with_digest
from khcn_analytics.scoring.scheme_text import parse_scheme
from khcn_analytics.scoring.schemes import Scheme

DIGEST = parse_scheme(SMALL).digest


def test_a_digest_is_that_of_a_fixed_form():
    assert re.fullmatch("[0-9a-f]{64}", DIGEST)
    assert digest_of(parse_scheme(SMALL)) == DIGEST
    assert with_digest(parse_scheme(SMALL)).digest == DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Bảng tiêu chí nhỏ", "Tên khác"),
        ('"Tự đặt"', '"Lập lại"'),
        ("Khen thưởng", "Tên khác"),
        ("maximum = 50", "maximum = 50.0 # chú thích"),
        ("[ranking]", '[rounding]\ndecimals = 2\nat = ["total"]\n\n[ranking]\nmethod = "competition"'),
        ('missing = "block"', 'missing = "block"\ndirection = "higher"'),
        ('code = "nho"\nversion = "1"', 'version = "1"\ncode = "nho"'),
    ],
)
def test_words_order_and_defaults_written_out_do_not_count(old, new):
    text = SMALL.replace(old, new, 1)

    assert text != SMALL
    assert parse_scheme(text).digest == DIGEST


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "nho"', 'code = "lon"'),
        ('version = "1"', 'version = "2"'),
        ('origin = "made"', 'origin = "printed"'),
        ("valid_to = 2025-12-31\n", ""),
        ("bonus_cap = 5", "bonus_cap = 6"),
        ('"penalty", "bonus"', '"bonus", "penalty"'),
        ('["A", "T1"]', '["T1", "A"]'),
        ("points = 4", "points = 5"),
        ("cap = 1.2", "cap = 1.25"),
        ('missing = "block"', 'missing = "zero"'),
        ("cap = 4", "cap = 4.5"),
        ('code = "A1"', 'code = "A-1"'),
    ],
)
def test_all_else_counts(old, new):
    text = SMALL.replace(old, new, 1)

    assert text != SMALL
    assert parse_scheme(text).digest != DIGEST


@given(schemes(), st.randoms(use_true_random=False))
def test_the_order_of_groups_criteria_and_items_does_not_count(scheme, random):
    def shuffled(items):
        return tuple(random.sample(items, len(items)))

    parts = {name: shuffled(getattr(scheme, name)) for name in ("groups", "criteria", "events")}
    given_ = {each: getattr(scheme, each) for each in Scheme.__slots__}

    assert digest_of(Scheme(**{**given_, **parts})) == scheme.digest


def test_rules_have_the_names_that_schemes_call_them():
    assert name_of_rule(parse_scheme(SMALL).criterion("A1").rule) == "bands"
