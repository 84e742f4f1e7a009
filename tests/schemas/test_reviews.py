"""Each rule of reviews is broken once; what is nearly broken passes."""

from typing import Any

import pytest
from builders import broken_rules, reviews

from khcn_analytics.schemas.columns import column_cards
from khcn_analytics.schemas.reviews import REVIEWS, Reviews
from khcn_analytics.schemas.rules import rules_of

BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "key_is_unique": ("error", {"subject": ["Cán bộ 001", "Cán bộ 001"]}),
    "written_one_way": ("warning", {"subject": ["Trần Thị Hoà", "TRẦN THỊ HÒA"], "unit": ["Phòng A", "Phòng B"]}),
    "months_of_individual": ("error", {"subject_kind": "collective", "months_worked": 12}),
    "disciplined_not_rated_well": ("warning", {"year": 2026, "discipline": "reprimand", "level": "good"}),
}


def test_every_rule_is_broken_here():
    assert set(BROKEN) == {rule.name for rule in rules_of(Reviews)}


@pytest.mark.parametrize("rule", BROKEN)
def test_a_review_that_breaks_a_rule_is_reported_with_that_rule_alone(rule):
    severity, columns = BROKEN[rule]
    assert set(broken_rules(reviews(**columns), REVIEWS)) == {(rule, severity)}


@pytest.mark.parametrize(
    "columns",
    [
        {"level": None, "months_worked": None, "discipline": None, "took_part": None},
        {"subject": "Cán bộ 001", "year": [2019, 2020]},
        {"subject": "Văn phòng", "subject_kind": ["individual", "collective"]},
        {"year": 2025, "discipline": "reprimand", "level": "good"},
        {"year": 2026, "discipline": ["reprimand", "none", None], "level": ["not_completed", "good", "good"]},
        {"year": 2026, "subject_kind": "collective", "discipline": "reprimand"},
        {"months_worked": [0, 12]},
        {"subject": ["Trần Thị Hoà", "Trần Thị Hoa"]},
        {"subject": ["Trần Thị Hoà", "Trần Thị Hòa"], "year": [2023, 2024]},
    ],
)
def test_a_review_that_is_in_order_has_no_problems(columns):
    assert broken_rules(reviews(**columns), REVIEWS) == []


@pytest.mark.parametrize("column", ["department", "subject_kind", "subject", "year"])
def test_a_review_without_what_is_required_is_refused(column):
    assert broken_rules(reviews(**{column: None}), REVIEWS) == [("required", "error")]


def test_a_kind_that_is_not_known_is_no_collective():
    assert broken_rules(reviews(subject_kind="đảng viên", months_worked=12), REVIEWS) == [("one_of", "error")]


def test_a_year_has_twelve_months():
    assert broken_rules(reviews(months_worked=13), REVIEWS) == [("at_most", "error")]


def test_names_are_personal_data():
    assert [name for name, card in column_cards(Reviews).items() if card.personal] == ["subject"]
