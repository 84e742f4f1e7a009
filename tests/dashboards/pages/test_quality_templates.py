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

    assert [each.label for each in part.buttons.values()] == [each.label.vi for each in DATASETS.values()]
    assert all(each.visible for each in part.buttons.values())

    filters.change(language="en")
    part.show()
    assert part.buttons["tasks"].label == DATASETS["tasks"].label.en


def test_a_click_hands_it_over_under_its_name():
    button = TemplatesPart().buttons["staff"]

    assert button.callback().getvalue()[:2] == b"PK"
    assert button.filename == "mau-staff.xlsx"
