from khcn_analytics.dashboards.parts.choosing import ChoiceField


def test_what_the_browser_chooses_is_heard():
    heard: list[str] = []
    field = ChoiceField(heard.append, label="Kỳ", options=[("Năm 2025", "2025"), ("Năm 2024", "2024")], value="2025")

    field.value = "2024"

    assert heard == ["2024"]


def test_what_it_begins_with_is_no_choice():
    heard: list[str] = []

    ChoiceField(heard.append, value="2025")

    assert heard == []
