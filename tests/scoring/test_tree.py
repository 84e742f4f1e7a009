"""A scheme as a tree."""

from scoring.building import criterion, group, item, scheme

from khcn_analytics.scoring.tree import beneath, criteria_of, in_order, path

MADE = scheme(
    criterion("A1"),
    criterion("B1", group="B"),
    criterion("C1", group="C"),
    criterion("A2"),
    groups=[group("A", 30), group("B", 10), group("C", 10, "A")],
    events=(item("T1"),),
)


def test_codes_come_in_the_order_a_scheme_is_added_up():
    assert in_order(MADE) == ("A1", "A2", "C1", "C", "A", "B1", "B", "T1")


def test_a_path_leads_from_the_top():
    assert path(MADE, "C") == ("A", "C")
    assert path(MADE, "B") == ("B",)


def test_what_stands_under_a_group():
    assert beneath(MADE, None) == ("A", "B")
    assert beneath(MADE, "A") == ("A1", "A2", "C")
    assert criteria_of(MADE, "A") == {"A1", "A2", "C1"}
    assert criteria_of(MADE, "B1") == {"B1"}
