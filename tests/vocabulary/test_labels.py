from khcn_analytics.vocabulary.labels import LANGUAGES, Label


def test_a_label_gives_the_language_asked_for():
    label = Label("nhiệm vụ", "tasks")
    assert [label.text(language) for language in LANGUAGES] == ["nhiệm vụ", "tasks"]


def test_a_label_is_vietnamese_unless_asked_otherwise():
    assert Label("nhiệm vụ", "tasks").text() == "nhiệm vụ"
