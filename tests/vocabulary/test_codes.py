"""Code lists: codes are unique, and no spelling stands for two of them."""

from collections import Counter

import pytest

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.vocabulary import (
    activity_codes,
    award_codes,
    dossier_codes,
    initiative_codes,
    inspection_codes,
    published_codes,
    rating_codes,
    score_codes,
    staff_codes,
    target_codes,
    task_codes,
)
from khcn_analytics.vocabulary.codes import Code, CodeList
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import accent_free_key

ALL = {
    name: value
    for module in (
        *(task_codes, inspection_codes, initiative_codes, published_codes),
        *(activity_codes, dossier_codes, rating_codes),
        *(award_codes, target_codes, staff_codes, score_codes),
    )
    for name, value in vars(module).items()
    if isinstance(value, CodeList)
}
COLOURS = CodeList(
    Label("màu", "colour"),
    (Code("red", Label("đỏ", "red"), ("Đỏ tươi",)), Code("green", Label("xanh lá", "green"))),
)


@pytest.mark.parametrize("codes", ALL.values(), ids=ALL)
class TestEveryList:
    def test_has_no_code_twice(self, codes):
        assert [code for code, times in Counter(codes.codes).items() if times > 1] == []

    def test_has_no_spelling_of_two_codes(self, codes):
        meant: dict[str, set[str]] = {}
        for each in codes.entries:
            for text in (each.code, each.label.vi, each.label.en, *each.aliases):
                meant.setdefault(accent_free_key(text), set()).add(each.code)
        assert {key: found for key, found in meant.items() if len(found) > 1} == {}

    def test_is_worded_in_both_languages(self, codes):
        assert all(label.vi and label.en for label in (codes.name, *(each.label for each in codes.entries)))

    def test_names_its_source(self, codes):
        assert codes.source

    def test_has_codes_of_plain_letters_and_digits(self, codes):
        assert [code for code in codes.codes if not (code.isascii() and code.replace("_", "").isalnum())] == []


def test_codes_keep_the_order_they_are_shown_in():
    assert COLOURS.codes == ["red", "green"]


def test_a_code_is_shown_by_its_label():
    assert (COLOURS.label("red"), COLOURS.label("red", "en")) == ("đỏ", "red")


def test_a_code_that_is_not_in_the_list_is_refused():
    with pytest.raises(UnknownNameError, match=r"There is no code “gren”. Did you mean: green") as caught:
        COLOURS.label("gren")
    assert caught.value.vi == "Không có mã “gren”. Có phải: green?"


@pytest.mark.parametrize("written", ["red", "Đỏ", "ĐỎ", "do", "đỏ  tươi", "RED"])
def test_every_spelling_leads_to_the_code(written):
    assert COLOURS.spellings()[accent_free_key(written)] == "red"
