from dataclasses import replace

import pytest

from khcn_analytics.dashboards.filters import Chosen, Filters
from khcn_analytics.dashboards.pages import quality
from khcn_analytics.dashboards.pages.quality_history import HistoryPart
from khcn_analytics.dashboards.pages.quality_upload import UploadPart
from khcn_analytics.dashboards.store import Store
from khcn_analytics.store.workspace import example_workspace, published_figures


@pytest.fixture
def parts():
    return lambda app: [part for row in quality.rows(app) for part, _ in row]


def test_leaders_get_nothing_to_change(parts):
    assert not [each for each in parts("leaders") if isinstance(each, UploadPart | HistoryPart)]


def test_the_studio_begins_with_the_upload(parts):
    first, second, *_ = parts("studio")

    assert isinstance(first, UploadPart)
    assert isinstance(second, HistoryPart)


@pytest.mark.parametrize("app", ["leaders", "studio"])
def test_that_there_are_no_printed_figures_is_told_once(app):
    def told(workspace) -> list[bool]:
        filters = Filters(Chosen.of(Store(workspace)))
        parts = [part for row in quality.rows(app) for part, _ in row]
        findings = [each for each in parts if isinstance(each, quality.FindingsPart)]
        for each in findings:
            each.begin(filters)
        return [each.view.visible for each in findings]

    example = example_workspace()
    published = replace(example, datasets={**example.datasets, "published": published_figures()})

    assert told(example) == [False]
    assert told(published) == [True]


def test_the_card_is_the_one_that_others_link_to():
    assert quality.PAGE_CARD.code == "quality"
    assert quality.PAGE_CARD.apps == ("leaders", "studio")
