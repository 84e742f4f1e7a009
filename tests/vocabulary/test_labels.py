import pytest

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.vocabulary.labels import LANGUAGES, Label, known_language


def test_a_label_gives_the_language_asked_for():
    label = Label("nhiệm vụ", "tasks")
    assert [label.text(language) for language in LANGUAGES] == ["nhiệm vụ", "tasks"]


def test_a_label_is_vietnamese_unless_asked_otherwise():
    assert Label("nhiệm vụ", "tasks").text() == "nhiệm vụ"


@pytest.mark.parametrize("language", ["fr", "VI", "", None])
def test_a_language_that_does_not_exist_is_told(language):
    with pytest.raises(UnknownNameError, match="Không có ngôn ngữ"):
        known_language(language)
    with pytest.raises(UnknownNameError, match="There is no language"):
        Label("nhiệm vụ", "tasks").text(language)
