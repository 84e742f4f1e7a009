import pytest

from khcn_analytics.dashboards.pages import quality
from khcn_analytics.dashboards.pages.quality_history import HistoryPart
from khcn_analytics.dashboards.pages.quality_upload import UploadPart


@pytest.fixture
def parts():
    return lambda app: [part for row in quality.rows(app) for part, _ in row]


def test_leaders_get_nothing_to_change(parts):
    assert not [each for each in parts("leaders") if isinstance(each, UploadPart | HistoryPart)]


def test_the_studio_begins_with_the_upload(parts):
    first, second, *_ = parts("studio")

    assert isinstance(first, UploadPart)
    assert isinstance(second, HistoryPart)


def test_the_card_is_the_one_that_others_link_to():
    assert quality.PAGE_CARD.code == "quality"
    assert quality.PAGE_CARD.apps == ("leaders", "studio")
