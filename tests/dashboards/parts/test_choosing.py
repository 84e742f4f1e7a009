import json

from khcn_analytics.dashboards.parts.choosing import ChoiceBar, ChoiceField

PERIOD = ChoiceField("period", "Kỳ", {"Năm 2025": "2025", "Năm 2024": "2024"}, "2025")
UNIT = ChoiceField("unit", "Đơn vị", {"Toàn sở": ""}, "", is_long=True, columns={"xs": 6, "md": 3})


def bar_of(*fields: ChoiceField) -> tuple[ChoiceBar, list[tuple[str, str]]]:
    """A bar, and what is heard of it."""
    heard: list[tuple[str, str]] = []
    bar = ChoiceBar(lambda name, value: heard.append((name, value)))
    bar.show(fields, "Không tìm thấy")
    return bar, heard


def test_the_browser_is_told_of_the_fields_in_order_and_of_their_options():
    bar, heard = bar_of(PERIOD, UNIT)

    assert json.loads(bar.fields) == {
        "shown": [
            {"name": "period", "label": "Kỳ", "value": "2025", "is_long": False, "columns": {"xs": 12}},
            {"name": "unit", "label": "Đơn vị", "value": "", "is_long": True, "columns": {"xs": 6, "md": 3}},
        ],
        "nothing": "Không tìm thấy",
    }
    assert json.loads(bar.options) == {
        "period": [["Năm 2025", "2025"], ["Năm 2024", "2024"]],
        "unit": [["Toàn sở", ""]],
    }
    assert heard == []


def test_options_that_are_as_they_were_are_not_sent_again():
    bar, _ = bar_of(PERIOD)
    sent: list[str] = []
    bar.param.watch(lambda *events: sent.extend(each.name for each in events), ["fields", "options"])

    bar.show([ChoiceField("period", "Kỳ", dict(PERIOD.options), "2024")], "Không tìm thấy")
    bar.show([ChoiceField("period", "Kỳ", dict(PERIOD.options), "2024")], "Không tìm thấy")

    assert sent == ["fields"]


def test_what_the_browser_chooses_is_heard():
    bar, heard = bar_of(PERIOD, UNIT)

    bar._handle_msg({"name": "period", "value": "2024"})

    assert heard == [("period", "2024")]


def test_what_is_no_choice_in_a_field_of_the_bar_is_not_heard():
    bar, heard = bar_of(PERIOD)

    for told in (
        None,
        "period",
        {},
        {"name": "unit", "value": ""},
        {"name": "period", "value": 1},
        {"name": ["period"]},
    ):
        bar._handle_msg(told)

    assert heard == []
