from html import escape

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages.quality_templates import TemplatesPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.schemas.registry import DATASETS
from khcn_analytics.store.workspace import example_workspace


def test_there_is_a_button_for_each_dataset_called_by_its_name():
    filters = Filters(Chosen.of(Store(example_workspace())))
    part = TemplatesPart()
    part.begin(filters)
    part.show()

    for code, dataset in DATASETS.items():
        assert f'data-file="{code}">{escape(dataset.label.vi)}</button>' in part.pane.object

    filters.change(language="en")
    part.show()
    assert 'data-file="tasks">S&amp;T tasks</button>' in part.pane.object


def test_a_click_hands_it_over_under_its_name():
    part = TemplatesPart()

    file = part.file("staff")

    assert file is not None
    assert file.content[:2] == b"PK"
    assert file.name == "mau-staff.xlsx"
    assert part.file("../staff") is None
