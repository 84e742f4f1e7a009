"""The narrative: what is told, in which order, and that every number in it was given."""

import re

import polars as pl
import pytest
from builders import day, values

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.indicators.engine import compute
from khcn_analytics.indicators.registry import INDICATORS, indicator_named
from khcn_analytics.narrative.telling import narrative
from khcn_analytics.periods import Period
from khcn_analytics.store.workspace import example_workspace
from khcn_analytics.trends.breaks import Break
from khcn_analytics.trends.change import change
from khcn_analytics.trends.crossing import with_breaks
from khcn_analytics.vocabulary.labels import Label

ACCEPTED = "tasks.accepted"


def told(figures, language="vi", **options):
    changes = change(figures).filter(pl.col("period_start").dt.year() == 2020)
    return narrative(changes, figures, language, **options)


def of_years(**indicators):
    """Values of 2019 and 2020 of each indicator."""
    codes = [f"tasks.{name}" for name in indicators for _ in range(2)]
    return values(
        year=[2019, 2020] * len(indicators),
        value=[each for pair in indicators.values() for each in pair],
        indicator=codes,
    )


@pytest.fixture(scope="module")
def example():
    workspace = example_workspace()
    years = [Period("year", 2023), Period("year", 2024)]
    figures = compute(workspace.datasets, years, coverage=workspace.coverage)
    return figures, change(figures)


def test_one_rise_in_a_sentence():
    assert told(of_years(accepted=(36, 41))).text == (
        "Năm 2020 so với năm 2019: trong 1 chỉ số so sánh được, 1 tốt lên.\n\n"
        "Nhiệm vụ KH&CN. Năm 2020 có 1 chỉ số tốt lên so với năm 2019: "
        "số nhiệm vụ nghiệm thu là 41, tăng 5 (+13,9 %)."
    )


def test_english():
    assert told(of_years(accepted=(36, 41)), "en").sentences[1].text == (
        "2020 against 2019: 1 indicator improved: tasks accepted stood at 41, up 5 (+13.9 %)."
    )


def test_better_then_worse_then_neither_then_unchanged():
    found = told(of_years(in_progress=(70, 60), overdue=(2, 4), accepted=(36, 41), started=(5, 5)))
    heads = [each.text.split(":")[0] for each in found.sentences]
    assert heads == [
        "Năm 2020 so với năm 2019",
        "Năm 2020 có 1 chỉ số tốt lên so với năm 2019",
        "Có 1 chỉ số kém đi",
        "Có 1 chỉ số thay đổi mà không xét tốt hay xấu",
        "Có 1 chỉ số không đổi.",
    ]


def test_nothing_without_a_direction_is_called_better_or_worse():
    text = told(of_years(in_progress=(70, 60))).text
    assert "tốt lên" not in text
    assert "kém đi" not in text


def test_the_largest_moves_come_first_and_no_more_than_asked_for():
    found = told(of_years(accepted=(36, 41), started=(10, 40), contracted=(20, 30)), most=2)
    assert found.sentences[1].indicators == ("tasks.started", "tasks.contracted")
    assert "Năm 2020 có 3 chỉ số tốt lên so với năm 2019, rõ nhất: số nhiệm vụ mở mới là 40" in found.text


def test_sentences_carry_what_they_tell():
    sentence = told(of_years(accepted=(36, 41))).sentences[1]
    figures = [(each.told, each.number, each.text) for each in sentence.figures]
    assert figures == [
        ("count", 1, "1"),
        ("value", 41, "41"),
        ("absolute", 5, "5"),
        ("relative", pytest.approx(5 / 36), "+13,9 %"),
    ]
    assert sentence.periods == (Period("year", 2020), Period("year", 2019))
    assert sentence.indicators == (ACCEPTED,)


def test_no_cause_is_told_that_was_not_given():
    parts = pl.DataFrame({"indicator": [ACCEPTED], "dimension": "level", "group": "provincial", "contribution": 5.0})
    assert "Xét theo" not in told(of_years(accepted=(36, 41))).text
    assert told(of_years(accepted=(36, 41)), contributions=parts).sentences[2].text == (
        "Xét theo cấp quản lý, mức tăng 5 của số nhiệm vụ nghiệm thu đến từ cấp tỉnh (+5)."
    )


def test_groups_are_named():
    figures = values(
        year=[2019, 2020] * 2, value=[4, 9, 3, 2], level=["provincial", "provincial", "national", "national"]
    )
    text = told(figures, split=("level",)).text
    assert "Năm 2020 có 1 giá trị tốt lên so với năm 2019: số nhiệm vụ nghiệm thu (cấp tỉnh) là 9" in text
    assert "Có 1 giá trị kém đi: số nhiệm vụ nghiệm thu (cấp quốc gia) là 2" in text


def test_each_period_is_told():
    frame = values(year=[2018, 2019, 2020], value=[1, 2, 4])
    found = narrative(change(frame).filter(pl.col("value") > 1), frame)
    assert [each.text[:8] for each in found.sentences if each.theme is None] == ["Năm 2019", "Năm 2020"]


def test_nothing_to_tell():
    figures = values(year=[2019], value=[1])
    assert narrative(change(figures).clear(), figures).sentences == ()


def test_what_cannot_be_compared_is_told_last():
    figures = of_years(accepted=(36, 41), started=(None, 4))
    assert told(figures).sentences[-1].text == (
        "Năm 2020 có 1 chỉ số không so sánh được với năm 2019 vì kỳ gốc không có giá trị: số nhiệm vụ mở mới."
    )


def test_the_same_changes_give_the_same_sentences_in_any_order(example):
    figures, changes = example
    shuffled = changes.sample(fraction=1, shuffle=True, seed=3)
    assert narrative(changes, figures) == narrative(shuffled, figures)


SCALES = {"tỷ": 1e9, "bn": 1e9, "triệu": 1e6, "m": 1e6, "%": 0.01, "điểm": 0.01, "pp": 0.01}
NUMBER = {
    "vi": r"([+−]?\d+(?:\.\d{3})*(?:,\d+)?)(?: (tỷ|triệu|%|điểm))?",
    "en": r"([+−]?\d+(?:,\d{3})*(?:\.\d+)?)(?: (bn|m|%|pp)\b| (%))?",
}


def numbers(text, language):
    """The numbers of a sentence and how finely each is written."""
    for match in re.finditer(NUMBER[language], text):
        plain = match[1].replace("−", "-").replace("+", "")
        plain = plain.replace(".", "").replace(",", ".") if language == "vi" else plain.replace(",", "")
        scale = SCALES.get(next((each for each in match.groups()[1:] if each), ""), 1)
        decimals = len(plain.partition(".")[2])
        yield float(plain) * scale, max(10**-decimals, 0.1 if scale == 1e6 else 0.01 if scale == 1e9 else 0.1) * scale


def without_names(sentence, language):
    """The sentence without the names of periods and indicators, which hold digits of their own."""
    text = sentence.text
    names = [each.label(language) for each in sentence.periods] + [
        indicator_named(c).label.text(language) for c in INDICATORS
    ]
    for name in sorted(names, key=len, reverse=True):
        if re.search(r"\d", name):
            text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
    return text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_number_is_told_that_is_not_among_the_figures(example, language):
    figures, changes = example
    parts = pl.DataFrame(
        {
            "indicator": ["tasks.accepted", "tasks.accepted", "funding.undisbursed_vnd"],
            "dimension": "level",
            "group": ["provincial", "national", "provincial"],
            "contribution": [13.0, -1.0, 3.281e9],
        }
    )
    sentences = narrative(changes, figures, language, contributions=parts, most=50).sentences
    assert len(sentences) > 20
    for sentence in sentences:
        known = [each.number for each in sentence.figures]
        found = list(numbers(without_names(sentence, language), language))
        assert len(found) == len(known), sentence.text
        for (number, fineness), figure in zip(found, known, strict=True):
            assert abs(abs(number) - abs(figure)) <= fineness / 2 + 1e-9, (sentence.text, number, figure)
        assert all(each.text in sentence.text for each in sentence.figures)


def test_sentences_begin_with_a_capital_and_end_with_a_full_stop(example):
    figures, changes = example
    for sentence in narrative(changes, figures, most=50).sentences:
        assert sentence.text[0].isupper() or sentence.text[0].isdigit()
        assert sentence.text.endswith(".")
        assert "  " not in sentence.text
        assert "{" not in sentence.text


def test_figures_are_those_of_the_changes(example):
    figures, changes = example
    by_code = {row["indicator"]: row for row in changes.filter(pl.col("period_start").dt.year() == 2024).to_dicts()}
    only = changes.filter(pl.col("period_start").dt.year() == 2024)
    for sentence in narrative(only, figures).sentences:
        for figure in sentence.figures:
            if figure.indicator is not None:
                assert figure.number == by_code[figure.indicator][figure.told]


def test_what_a_break_lies_in_is_not_told_as_a_move():
    figures = of_years(accepted=(36, 41), started=(3, 4))
    new_way = Break("new-way", Label("Cách tính mới.", "A new way."), day("2020-07-01"), affects=("tasks.accepted",))
    found = narrative(with_breaks(change(figures), [new_way]).filter(pl.col("base") > 0), figures)
    assert found.sentences[1].indicators == ("tasks.started",)
    assert found.sentences[2].indicators == ("tasks.accepted",)
    assert "“Cách tính mới”" in found.sentences[2].text


@pytest.mark.parametrize("language", ["fr", "VI", None])
def test_a_language_that_does_not_exist_is_told(language):
    with pytest.raises(UnknownNameError, match="Không có ngôn ngữ"):
        told(of_years(accepted=(20, 25)), language)
