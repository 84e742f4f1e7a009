from dataclasses import replace
from datetime import date

import pytest
from scoring.building import criterion, group, item, scheme

MADE = scheme(
    criterion("A1", group="A"),
    criterion("B1", group="B1g"),
    groups=[group("A", 10.0), group("B", 10.0), group("B1g", 10.0, "B")],
    events=(item("T1"),),
)


def test_a_criterion_is_found_by_its_code():
    assert MADE.criterion("B1").group == "B1g"
    with pytest.raises(KeyError):
        MADE.criterion("T1")


@pytest.mark.parametrize(("code", "label"), [("A", "Nhóm A"), ("A1", "Tiêu chí A1"), ("T1", "Mục T1")])
def test_groups_criteria_and_items_have_labels(code, label):
    assert MADE.label_of(code).vi == label


def test_a_code_of_nothing_has_no_label():
    with pytest.raises(KeyError):
        MADE.label_of("Z")


def test_groups_stand_under_each_other():
    assert [each.code for each in MADE.children(None)] == ["A", "B"]
    assert [each.code for each in MADE.children("B")] == ["B1g"]


@pytest.mark.parametrize(
    ("day", "holds"), [(date(2019, 12, 31), False), (date(2020, 1, 1), True), (date(2024, 6, 30), True)]
)
def test_it_is_in_force_from_its_first_day_to_its_last(day, holds):
    assert replace(MADE, valid_to=date(2024, 6, 30)).in_force(day) is holds
    assert MADE.in_force(date(2100, 1, 1))
    assert not replace(MADE, valid_to=date(2024, 6, 30)).in_force(date(2024, 7, 1))
