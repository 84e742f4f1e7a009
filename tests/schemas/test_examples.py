"""The example record of each dataset."""

import pandera.polars as pa
import pytest

from khcn_analytics.schemas.columns import Integer, Text, column
from khcn_analytics.schemas.dataset import Dataset
from khcn_analytics.schemas.examples import example_record, has_example_texts
from khcn_analytics.schemas.initiatives import INITIATIVES
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.schemas.tasks import TASKS
from khcn_analytics.schemas.validation import check_frame
from khcn_analytics.vocabulary.labels import Label


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_is_one_valid_record(dataset):
    example = example_record(dataset)

    assert example.height == 1
    assert example.filter(has_example_texts(dataset)).height == 1
    assert check_frame(example, dataset).problems.is_empty()


def test_examples_that_contradict_each_other_are_left_out():
    (task,) = example_record(TASKS).to_dicts()
    (initiative,) = example_record(INITIATIVES).to_dicts()

    assert [name for name, each in task.items() if each is None] == ["terminated_on"]
    assert [name for name, each in initiative.items() if each is None] == ["rejected_on"]


def test_an_example_that_can_not_be_valid_is_an_error():
    class Odd(pa.DataFrameModel):
        number: Integer = column(Label("Số", "Number"), Label("Số", "Number"), example="0", required=True, at_least=1)
        note: Text = column(Label("Ghi chú", "Note"), Label("Ghi chú", "Note"), example="x")

    label = Label("Lạ", "Odd")
    with pytest.raises(ValueError, match="at_least"):
        example_record(Dataset("odd", label, label, Odd, ("number",)))
