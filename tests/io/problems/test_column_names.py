import pytest

from khcn_analytics.io.problems.column_names import column_names
from khcn_analytics.schemas.columns import column_types
from khcn_analytics.schemas.registry import DATASETS


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=list(DATASETS))
def test_every_column_has_a_name_of_its_own_in_both_languages(dataset):
    for language in ("vi", "en"):
        names = column_names(dataset, language)
        assert list(names) == list(column_types(dataset.model))
        assert len(set(names.values())) == len(names)
