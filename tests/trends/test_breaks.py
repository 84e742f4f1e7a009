"""Breaks as data: the known ones, and those that people declare."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.trends.breaks import (
    BREAK_KIND_LABELS,
    BREAK_SEVERITY_LABELS,
    Break,
    break_table,
    known_breaks,
    read_breaks,
)
from khcn_analytics.vocabulary.labels import Label

DECLARED = {"id": "forms", "from": date(2023, 1, 1), "text_vi": "Đổi biểu mẫu.", "text_en": "New forms."}


@pytest.mark.parametrize("each", known_breaks(), ids=lambda each: each.id)
def test_every_known_break_says_what_when_whom_and_where_it_is_written(each):
    assert each.text.vi.endswith(".")
    assert each.text.en.endswith(".")
    assert each.text.vi != each.text.en
    assert each.citation
    assert each.severity in BREAK_SEVERITY_LABELS
    assert each.kind in BREAK_KIND_LABELS
    assert each.affects
    assert each.indicators


def test_the_days_of_2025_are_known():
    days = {each.first_day for each in known_breaks()}
    assert {date(2025, 3, 1), date(2025, 7, 1), date(2025, 12, 15)} <= days


def test_the_merger_of_departments_leaves_no_indicator_out():
    touched = [each.indicators for each in known_breaks() if each.first_day == date(2025, 3, 1)]
    assert frozenset().union(*touched) == INDICATORS.keys()


def test_inspections_and_checks_break_but_not_their_sum():
    severe = [each for each in known_breaks() if each.id == "inspectorates-2025"]
    assert severe[0].indicators == {
        "inspections.inspections",
        "inspections.inspected_subjects",
        "inspections.checks",
        "inspections.checked_subjects",
    }


def test_a_dataset_stands_for_all_its_indicators_those_divided_by_it_included():
    (each,) = read_breaks([DECLARED | {"affects": ["staff"]}])
    assert {"staff.headcount", "initiatives.per_100_staff"} <= each.indicators
    assert "tasks.accepted" not in each.indicators


def test_a_declared_break_needs_little():
    (each,) = read_breaks([DECLARED])
    assert (each.severity, each.kind, each.departments, each.advice) == ("not_comparable", "definition", (), None)
    assert each.indicators == INDICATORS.keys()


def test_breaks_come_by_their_day():
    later, earlier = DECLARED | {"id": "b", "from": date(2024, 1, 1)}, DECLARED
    assert [each.id for each in read_breaks([later, earlier])] == ["forms", "b"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"affects": ["tasks.acepted"]}, r"tasks\.accepted"),
        ({"dimensions": ["programe"]}, "programme"),
        ({"severity": "fatal"}, "not_comparable"),
        ({"kind": "laws"}, "law"),
        ({"confidence": "sure"}, "verified"),
    ],
)
def test_a_name_that_does_not_exist_is_told(change, told):
    with pytest.raises(UnknownNameError, match=told):
        read_breaks([DECLARED | change])


@pytest.mark.parametrize(
    "change",
    [
        {"from": "2023-01-01"},
        {"until": date(2024, 1, 1)},
        {"affects": "tasks"},
        {"text_vi": 3},
        {"advice_vi": "chỉ một thứ tiếng"},
    ],
)
def test_a_break_of_another_form_is_told(change):
    with pytest.raises(WrongUseError, match="forms"):
        read_breaks([DECLARED | change])


def test_a_break_without_a_text_or_with_the_id_of_another_is_told():
    with pytest.raises(WrongUseError, match="text_en"):
        read_breaks([{name: each for name, each in DECLARED.items() if name != "text_en"}])
    with pytest.raises(WrongUseError, match="forms"):
        read_breaks([DECLARED, DECLARED])


def test_the_file_and_its_tables_say_the_same():
    written = tomllib.loads(files("khcn_analytics.trends").joinpath("breaks.toml").read_text("utf-8"))
    assert read_breaks(written["breaks"]) == known_breaks()
    assert read_breaks(map(break_table, known_breaks())) == known_breaks()


def test_the_example_of_the_documents_can_be_read():
    page = (Path(__file__).parents[2] / "docs" / "trends.md").read_text("utf-8")
    (example,) = re.findall(r"```toml\n(\[\[breaks\]\].*?)```", page, re.DOTALL)

    assert [each.affects for each in read_breaks(tomllib.loads(example)["breaks"])] == [("dossiers",)]


@pytest.mark.parametrize(
    "blank", [{"id": " "}, {"text": Label("", "New.")}, {"text": Label("Mới.", " ")}, {"advice": Label("", "")}]
)
def test_a_break_that_could_not_be_told_is_refused(blank):
    whole = {"id": "forms", "text": Label("Đổi biểu mẫu.", "New forms."), "first_day": date(2020, 1, 1)}
    with pytest.raises(WrongUseError, match="để trống"):
        Break(**{**whole, **blank})


def test_a_blank_text_is_refused_when_it_is_read():
    with pytest.raises(WrongUseError, match=r"forms.*để trống"):
        read_breaks([{"id": "forms", "from": date(2020, 1, 1), "text_vi": "", "text_en": "New forms."}])
