import polars as pl
import pytest
from builders import inspections, records, tasks

from khcn_analytics.indicators.derived import OF_ITS_TASK
from khcn_analytics.indicators.dimensions import DIMENSIONS, PLACES, group_label, splits
from khcn_analytics.indicators.registry import INDICATORS
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.funding import FUNDING
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.results import UNKNOWN
from khcn_analytics.schemas.tasks import Tasks

ALL = [
    pytest.param(DATASETS[dataset], name, dimension, id=f"{dataset}.{name}")
    for dataset, dimensions in DIMENSIONS.items()
    for name, dimension in dimensions.items()
]


def _home(dataset, name):
    """The model that a column comes from."""
    return dataset.model if name in column_types(dataset.model) else Tasks


def test_every_dataset_with_indicators_can_be_split_by_department():
    assert set(DIMENSIONS) == {card.dataset for card in INDICATORS.values()}
    assert all(PLACES[0] in dimensions for dimensions in DIMENSIONS.values())


def test_money_and_campaigns_are_split_by_what_they_know():
    assert splits(INDICATORS["funding.planned_vnd"])[:2] == PLACES
    assert splits(INDICATORS["campaigns.launched"]) == ("department",)
    assert splits(INDICATORS["initiatives.per_100_staff"]) == PLACES


@pytest.mark.parametrize(("dataset", "name", "dimension"), ALL)
def test_a_dimension_has_the_name_it_is_asked_by_and_words_in_both_languages(dataset, name, dimension):
    assert dimension.name == name
    assert name in column_types(dataset.model) or (dataset is FUNDING and name in OF_ITS_TASK)
    assert dimension.label.vi
    assert dimension.label.en


@pytest.mark.parametrize(("dataset", "name", "dimension"), ALL)
def test_a_record_that_holds_nothing_belongs_to_the_unknown_group(dataset, name, dimension):
    nothing = records(dataset, **{name: None}).with_columns(pl.col(name).cast(column_types(_home(dataset, name))[name]))
    assert nothing.select(dimension.group).item() == UNKNOWN


@pytest.mark.parametrize("dimension", [pytest.param(each.values[2], id=each.id) for each in ALL])
def test_no_code_reads_like_the_unknown_group(dimension):
    assert dimension.codes is None or UNKNOWN not in dimension.codes.codes


@pytest.mark.parametrize(("field", "group"), [("4", "4"), ("402", "4"), ("40201", "4"), ("1019901", "1")])
def test_a_code_of_a_field_belongs_to_its_first_digit(field, group):
    dimension = DIMENSIONS["tasks"]["field"]
    assert tasks(field=field).select(dimension.group).item() == group
    assert dimension.codes is not None
    assert group in dimension.codes.codes


def test_yes_and_no_are_groups_of_text():
    groups = inspections(planned=[True, False, None]).select(DIMENSIONS["inspections"]["planned"].group)
    assert groups.to_series().to_list() == ["true", "false", UNKNOWN]


@pytest.mark.parametrize(
    ("dimension", "group", "dataset", "vi", "en"),
    [
        ("level", "provincial", "tasks", "cấp tỉnh", "provincial"),
        ("serves_agriculture", "false", "tasks", "không", "no"),
        ("unit", "Văn phòng", "tasks", "Văn phòng", "Văn phòng"),
        ("unit", "true", "tasks", "true", "true"),
        ("unit", UNKNOWN, "tasks", "chưa rõ", "unknown"),
        ("unit", UNKNOWN, "targets", "chỉ tiêu của toàn sở", "targets of the whole department"),
    ],
)
def test_a_group_is_called_what_people_call_it(dimension, group, dataset, vi, en):
    label = group_label(dimension, group, dataset)

    assert (label.vi, label.en) == (vi, en)
