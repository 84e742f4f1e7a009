"""Rules across the columns of a record, on a small model made for the purpose."""

from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
from builders import broken_rules, day, published, tasks

from khcn_analytics.schemas.columns import Date, Integer, Text, column, column_types
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import Severity, dates_in_order, row_rule, rules_of, unique_key
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.vocabulary.labels import Label

A_LABEL = Label("cột", "column")


class Trips(pa.DataFrameModel):
    traveller: Text = column(A_LABEL, A_LABEL, example="Lan")
    number: Integer = column(A_LABEL, A_LABEL, example="1")
    left_on: Date = column(A_LABEL, A_LABEL, example="01/01/2020")
    back_on: Date = column(A_LABEL, A_LABEL, example="01/01/2020")

    class Config:
        strict = True

    key_is_unique = unique_key("traveller", "number", called=Label("Khách + số", "traveller + number"))
    left_before_back = dates_in_order("left_on", "back_on", Label("về trước khi đi", "back before leaving"))

    @row_rule(
        blames="number",
        severity=Severity.WARNING,
        message=Label("số lẻ", "odd number"),
        fix=Label("đổi", "change it"),
        source="Luật giao thông",
    )
    def number_is_even(cls: Any) -> pl.Expr:
        return pl.col(cls.number) % 2 == 0


TRIPS = Dataset("trips", A_LABEL, A_LABEL, Trips, ("traveller", "number"))


def days(texts: list[str | None]) -> list[Any]:
    return [None if each is None else day(each) for each in texts]


def problems_of(**columns: list[Any]) -> list[tuple[Any, ...]]:
    filled = {name: columns.get(name, [None] * len(columns["number"])) for name in column_types(Trips)}
    return check_frame(pl.DataFrame(filled, schema=column_types(Trips)), TRIPS).problems.select("row", "rule").rows()


def test_rules_are_listed_in_the_order_of_the_model():
    assert [rule.blames for rule in rules_of(Trips)] == ["number", "back_on", "number"]


def test_a_rule_knows_everything_about_itself():
    rule = rules_of(Trips)[2]
    assert (rule.name, rule.severity, rule.blames) == ("number_is_even", Severity.WARNING, "number")
    assert (rule.message.en, rule.fix.vi, rule.source) == ("odd number", "đổi", "Luật giao thông")


def test_a_rule_is_an_error_unless_said_otherwise():
    assert [rule.severity for rule in rules_of(Trips)[:2]] == [Severity.ERROR, Severity.ERROR]


def test_a_record_that_breaks_a_rule_is_reported_under_its_name():
    assert problems_of(number=[2, 3, 4]) == [(2, "number_is_even")]


def test_a_rule_that_cannot_be_decided_is_met():
    assert problems_of(number=[None, 2]) == []


def test_dates_may_fall_on_one_day_or_be_missing():
    left = ["2020-01-02", "2020-01-02", None, None]
    back = ["2020-01-02", None, "2020-01-02", None]
    assert problems_of(number=[2, 4, 6, 8], left_on=days(left), back_on=days(back)) == []


def test_dates_out_of_order_are_reported():
    found = problems_of(number=[2], left_on=days(["2020-01-02"]), back_on=days(["2020-01-01"]))
    assert found == [(1, "left_on_before_back_on")]


def test_every_record_of_a_shared_key_is_reported():
    assert problems_of(traveller=["Lan", "Lan", "Hòa", "Lan"], number=[2, 2, 2, 4]) == [
        (1, "key_is_unique"),
        (2, "key_is_unique"),
    ]


def test_a_record_that_lacks_part_of_its_key_has_none_to_share():
    assert problems_of(traveller=[None, None], number=[2, 2]) == []


def test_an_optional_part_of_a_key_that_is_empty_is_compared_like_any_other():
    figure = {"locator": "đoạn 1", "note": [None, None]}

    assert broken_rules(published(**figure), PUBLISHED) == [("key_is_unique", "error")] * 2
    assert broken_rules(published(**{**figure, "note": [None, "nhắc lại"]}), PUBLISHED) == []


def test_severities_have_codes_and_words():
    assert [(each.code, each.label.vi) for each in Severity] == [("error", "lỗi"), ("warning", "cảnh báo")]


RULES = {
    f"{dataset.name}.{rule.name}": (dataset.model, rule)
    for dataset in DATASETS.values()
    for rule in rules_of(dataset.model)
}


@pytest.mark.parametrize(("model", "rule"), RULES.values(), ids=RULES)
def test_a_rule_blames_a_column_of_its_dataset(model, rule):
    assert rule.blames in column_types(model)


@pytest.mark.parametrize("rule", [rule for _, rule in RULES.values()], ids=RULES)
def test_a_rule_says_what_is_wrong_and_what_to_do_in_both_languages(rule):
    assert all((rule.message.vi, rule.message.en, rule.fix.vi, rule.fix.en))


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_no_two_rules_of_a_dataset_say_the_same(dataset):
    rules = rules_of(dataset.model)
    assert len({each.message.vi for each in rules}) == len({each.message.en for each in rules}) == len(rules)


def test_rules_are_named_like_the_attributes_of_their_models():
    assert [key for key, (model, rule) in RULES.items() if not hasattr(model, rule.name)] == []


@pytest.mark.parametrize(
    ("amount", "broken"), [(None, 0), (0, 0), (850, 1), (999_999, 1), (1_000_000, 0), (850_000_000, 0)]
)
def test_an_amount_that_lost_its_unit_is_told(amount, broken):
    found = broken_rules(tasks(budget_vnd=amount), TASKS)

    assert found == [("budget_vnd_not_suspiciously_small", "warning")] * broken
