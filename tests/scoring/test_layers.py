"""Three layers side by side."""

from datetime import date

from scoring.building import YEAR, criterion, entries, events, inputs, item, scheme

from khcn_analytics.scoring.layers import layer_differences

MADE = scheme(criterion("B1"), criterion("B2"), events=(item("T1"),))


def test_who_changed_points_when_and_why():
    given = entries(
        {"unit": "X", "criterion": "B1", "layer": "self", "points": 9.3, "scored_by": "A"},
        {
            "unit": "X",
            "criterion": "B1",
            "layer": "reviewed",
            "points": 9.0,
            "scored_by": "B",
            "scored_on": date(2024, 12, 20),
            "reason": "Thiếu minh chứng",
        },
        {"unit": "X", "criterion": "B2", "layer": "self", "points": 10.0},
        {"unit": "X", "criterion": "B1", "layer": "decided", "points": 9.2},
    )
    claims = events(
        {"unit": "X", "item": "T1"},
        {"unit": "X", "item": "T1", "quantity": 2.0, "status": "rejected", "reason": "Không đúng kỳ"},
    )
    found = layer_differences(MADE, YEAR, inputs(MADE, entries=given, events=claims))

    shown = ["code", "kind", "self", "reviewed", "decided", "review_change", "decision_change"]
    assert found.select(shown).rows() == [
        ("B1", "criterion", 9.3, 9, 9.2, -0.3, 0.2),
        ("B2", "criterion", 10, None, None, None, None),
        ("T1", "bonus", 6, 2, 2, -4, 0),
    ]
    assert found.select("self_by", "reviewed_by", "reviewed_on", "reviewed_reason").rows() == [
        ("A", "B", date(2024, 12, 20), "Thiếu minh chứng"),
        (None, None, None, None),
        (None, None, None, "Không đúng kỳ"),
    ]
