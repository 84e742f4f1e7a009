"""Every column of every dataset is fully described, and no header stands for two columns."""

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl
import pytest
from builders import records

from khcn_analytics.schemas.columns import ColumnCard, column_cards, column_types, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.tasks import Tasks
from khcn_analytics.schemas.validation import certified
from khcn_analytics.vocabulary.text import accent_free_key, spelling_key
from khcn_analytics.vocabulary.units import Unit


class Described(NamedTuple):
    """A column, the dataset it belongs to, and what is known about it."""

    dataset: Dataset[Any]
    name: str
    card: ColumnCard

    @property
    def type(self) -> pl.DataType:
        return column_types(self.dataset.model)[self.name]


COLUMNS = {
    f"{dataset.name}.{name}": Described(dataset, name, card)
    for dataset in DATASETS.values()
    for name, card in column_cards(dataset.model).items()
}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
class TestEveryColumn:
    def test_has_a_label_and_a_description_in_both_languages(self, column):
        card = column.card
        assert all((card.label.vi, card.label.en, card.description.vi, card.description.en))

    def test_has_an_example_that_is_a_valid_value(self, column):
        example = {**_companions(column.name), column.name: _read(column)}
        frame = certified(records(column.dataset, **example), column.dataset)
        assert frame[column.name].null_count() == 0

    def test_counts_in_dong_exactly_where_the_name_says_so(self, column):
        assert (column.card.unit is Unit.VND) == column.name.endswith("_vnd")

    def test_is_a_whole_number_where_it_is_money(self, column):
        assert column.card.unit is not Unit.VND or column.type == pl.Int64

    def test_is_a_day_exactly_where_the_name_says_so(self, column):
        says_so = column.name.endswith(("_on", "_until")) or column.name in ("period_start", "period_end")
        assert (column.type == pl.Date) == says_so


def _read(column: Described) -> Any:
    """The example as the importer would read it."""
    text, codes = column.card.example, column.card.codes
    if codes is not None:
        return codes.spellings()[accent_free_key(text)]
    if column.type == pl.Date:
        return "-".join(reversed(text.split("/")))
    read: dict[Any, Callable[[str], Any]] = {pl.Int64: int, pl.Float64: float, pl.Boolean: {"có": True}.get}
    return read.get(column.type.base_type(), str)(text)


def _companions(name: str) -> dict[str, Any]:
    """What a record must hold for the value of a column to make sense."""
    companions: dict[str, dict[str, Any]] = {
        "state_budget_vnd": {"budget_vnd": 850_000_000},
        "violating_subjects": {"subjects": 12},
        "fined_subjects": {"subjects": 12, "violating_subjects": 2},
        "fines_vnd": {"subjects": 12, "violating_subjects": 2, "fined_subjects": 1},
        "scope_recognised_on": {"scope": "provincial"},
        "period_start": {"period_end": "2023-01-01"},
        "upper_target": {"operator": "between"},
        "amount_vnd": {"activity": "support_dossiers"},
    }
    return companions.get(name, {})


@pytest.mark.parametrize(
    "dataset",
    DATASETS.values(),
    ids=DATASETS,
)
def test_no_header_stands_for_two_columns(dataset):
    meant: dict[str, set[str]] = {}
    for name, card in column_cards(dataset.model).items():
        for header in (name, card.label.vi, card.label.en, *card.aliases):
            meant.setdefault(spelling_key(header), set()).add(name)
    assert {key: columns for key, columns in meant.items() if len(columns) > 1} == {}


def test_only_names_of_people_are_personal_data():
    personal = {key for key, column in COLUMNS.items() if column.card.personal}
    assert personal == {
        "tasks.principal_investigator",
        "initiatives.author_names",
        "awards.recipient",
        "reviews.subject",
        "score_entries.scored_by",
    }


def test_the_attribute_of_a_column_is_its_name():
    assert Tasks.accepted_on == "accepted_on"


def test_columns_come_in_the_order_they_are_declared():
    assert list(column_types(Tasks))[:4] == list(column_cards(Tasks))[:4] == ["task_id", "department", "unit", "title"]


def test_a_type_is_the_polars_type():
    types = column_types(Tasks)
    assert [types[name] for name in ("title", "started_on", "budget_vnd", "serves_agriculture")] == [
        pl.String,
        pl.Date,
        pl.Int64,
        pl.Boolean,
    ]


def test_required_columns_are_those_every_task_must_fill():
    assert required_columns(Tasks) == ["task_id", "department", "title", "level"]
