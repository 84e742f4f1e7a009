from khcn_analytics.charts.alt_text import from_to, sentence
from khcn_analytics.vocabulary.labels import Label

KIND = Label("Biểu đồ cột", "Bar chart")


def test_a_sentence_without_title_begins_with_the_kind_of_chart():
    assert sentence(KIND, ["Văn phòng 3"]) == "Biểu đồ cột: Văn phòng 3."


def test_what_is_too_much_for_a_sentence_is_counted():
    facts = [f"đơn vị {number}" for number in range(5)]

    assert sentence(KIND, facts, shown=2) == "Biểu đồ cột: đơn vị 0; đơn vị 1; và 3 dòng khác."
    assert sentence(KIND, facts, "en", shown=2) == "Bar chart: đơn vị 0; đơn vị 1; and 3 more."


def test_a_line_is_told_by_its_ends():
    assert from_to("Office", ("3", "2021"), ("5", "2022"), "en") == "Office from 3 (2021) to 5 (2022)"


def test_what_is_marked_is_told_however_many_facts_there_are():
    told = sentence(KIND, ["A 1", "B 2", "C 3"], "en", shown=1, marks=["target 9"])

    assert told == "Bar chart: A 1; and 2 more; target 9."
