import pytest

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.schemas.columns import column_types, required_columns
from khcn_analytics.schemas.registry import DATASETS, dataset_named


def test_datasets_are_found_by_their_names():
    assert {name: dataset_named(name).name for name in DATASETS} == {name: name for name in DATASETS}


def test_an_unknown_dataset_suggests_a_close_name():
    with pytest.raises(UnknownNameError, match=r"There is no dataset “task”. Did you mean: tasks") as caught:
        dataset_named("task")
    assert "Không có bộ dữ liệu “task”" in caught.value.vi


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
class TestEveryDataset:
    def test_is_worded_in_both_languages(self, dataset):
        assert all(label.vi and label.en for label in (dataset.label, dataset.row))

    def test_has_a_key_of_its_own_columns(self, dataset):
        assert set(dataset.key) <= set(column_types(dataset.model))

    def test_belongs_to_a_department(self, dataset):
        assert "department" in required_columns(dataset.model)
