import builders
import pandera.polars as pa
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from khcn_analytics.errors import UnreadableDataError
from khcn_analytics.schemas.columns import Text, column, column_cards, required_columns
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.inspections import INSPECTIONS
from khcn_analytics.schemas.json_schema import json_schema
from khcn_analytics.schemas.published import PUBLISHED
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.rules import rules_of
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.vocabulary.labels import Label


def as_json(frame):
    return [
        {name: each.isoformat() if hasattr(each, "isoformat") else each for name, each in row.items()}
        for row in frame.to_dicts()
    ]


def fits(record, dataset):
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(json_schema(dataset), format_checker=checker).is_valid(record)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_it_is_a_schema_that_names_every_column_and_rule(dataset):
    schema = json_schema(dataset)

    Draft202012Validator.check_schema(schema)
    assert list(schema["properties"]) == list(column_cards(dataset.model))
    assert schema["required"] == required_columns(dataset.model)
    assert [each["name"] for each in schema["x-rules"]] == [each.name for each in rules_of(dataset.model)]


def test_a_column_says_what_is_known_of_it():
    properties = json_schema(TASKS)["properties"]

    assert properties["budget_vnd"] == {
        "title": "Tổng kinh phí",
        "description": "Tổng kinh phí được duyệt",
        "x-label-en": "Total budget",
        "x-description-en": "Total approved budget",
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": 10**13,
        "x-unit": "đồng",
        "x-personal": False,
    }
    assert properties["principal_investigator"]["x-personal"]
    assert properties["level"]["enum"] == ["national", "ministry", "provincial", "grassroots"]
    assert properties["outcome"]["enum"][-1] is None
    assert properties["started_on"]["format"] == "date"


@pytest.mark.parametrize(
    ("dataset", "changes"),
    [
        (TASKS, {}),
        (TASKS, {"budget_vnd": 0, "started_on": "2020-01-01", "serves_agriculture": True}),
        (TASKS, {"field": "20301"}),
        (TASKS, {"field": "9"}),
        (TASKS, {"field": "4021"}),
        (TASKS, {"level": "galaxy"}),
        (TASKS, {"level": "cấp tỉnh"}),
        (TASKS, {"level": None}),
        (TASKS, {"title": None}),
        (TASKS, {"title": " "}),
        (TASKS, {"outcome": "fine"}),
        (TASKS, {"budget_vnd": -1}),
        (INSPECTIONS, {}),
        (INSPECTIONS, {"planned": False, "fines_vnd": None}),
        (INSPECTIONS, {"started_on": None}),
        (INSPECTIONS, {"subjects": -1}),
        (INITIATIVES, {"authors": 1, "initiative_year": 1990}),
        (INITIATIVES, {"authors": 0}),
        (INITIATIVES, {"initiative_year": 1989}),
        (INITIATIVES, {"initiative_year": 2201}),
        (PUBLISHED, {"value": 0.5}),
        (PUBLISHED, {"value": None}),
        (PUBLISHED, {"indicator": "Tasks"}),
    ],
)
def test_it_agrees_with_the_checks(dataset, changes):
    frame = builders.records(dataset, **changes)

    assert fits(as_json(frame)[0], dataset) == (check_frame(frame, dataset).kept_out.len() == 0)


@pytest.mark.parametrize("changes", [{"budget_vnd": "12"}, {"title": 5}, {"serves_agriculture": "có"}])
def test_another_type_fits_neither(changes):
    (record,) = as_json(builders.tasks())
    frame = builders.tasks().drop(*changes).with_columns(**{name: [each] for name, each in changes.items()})

    assert not fits({**record, **changes}, TASKS)
    with pytest.raises(UnreadableDataError):
        check_frame(frame, TASKS)


def test_days_columns_and_left_out_values():
    (record,) = as_json(builders.tasks())

    assert not fits({**record, "started_on": "05/06/2024"}, TASKS)
    assert not fits({**record, "colour": "red"}, TASKS)
    assert not fits({name: each for name, each in record.items() if name != "title"}, TASKS)
    assert fits({name: each for name, each in record.items() if each is not None}, TASKS)


@given(builders.any_data())
def test_every_valid_record_fits(data):
    for name, frame in data.items():
        validator = Draft202012Validator(json_schema(DATASETS[name]))
        assert all(validator.is_valid(each) for each in as_json(frame))


def test_a_check_it_has_no_word_for_is_not_left_out():
    class Odd(pa.DataFrameModel):
        name: Text = column(Label("Tên", "Name"), Label("Tên", "Name"), example="x")

        short = pa.check("name", name="short")(lambda _, data: data.lazyframe.select(data.key))

    label = Label("Lạ", "Odd")
    with pytest.raises(NotImplementedError, match="short"):
        json_schema(Dataset("odd", label, label, Odd, ("name",)))
