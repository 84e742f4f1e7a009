"""Vietnamese text: one spelling for comparing, and the order of the dictionary."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.vocabulary.text import accent_free_key, dictionary_order, nfc

VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ÁẮẤĐÉẾÍÓỐỚÚỨÝạặậẹệịọộợụựỵảẳẩ&.-/1", max_size=20)


def ordered(words: list[str]) -> list[str]:
    return sorted(words, key=dictionary_order)


@pytest.mark.parametrize(
    "written",
    [
        "Sở KH&CN",
        "  Sở KH&CN  ",
        "Sở\u00a0KH&CN",
        "Sở \t\n KH&CN",
        "S\u006f\u031b\u0309 KH&CN",  # o, horn, hook above: NFD
        "Sở\u200b KH\u200d&\ufeffCN",
    ],
)
def test_one_text_has_one_form(written):
    assert nfc(written) == "Sở KH&CN"


@given(VIETNAMESE)
def test_text_in_one_form_stays_as_it_is(text):
    assert nfc(nfc(text)) == nfc(text)


def test_a_zero_width_character_between_letter_and_mark_leaves_one_form():
    assert nfc("Sơ\u200b\u0309") == "Sở"


@pytest.mark.parametrize(
    "written",
    [
        "Đơn vị (đồng)",
        "ĐƠN VỊ (ĐỒNG)",
        "Don vi - dong",
        "đơnvịđồng",
        unicodedata.normalize("NFD", "Đơn vị (đồng)"),
        "Đơn\u00a0vị\u200b (đồng)",
        "Đơn vị: đồng.",
    ],
)
def test_spellings_of_one_header_have_one_key(written):
    assert accent_free_key(written) == "donvidong"


def test_the_letter_eth_is_read_as_the_vietnamese_letter():
    assert accent_free_key("Ðơn vị") == accent_free_key("Đơn vị")


def test_different_words_have_different_keys():
    assert len({accent_free_key(each) for each in ("Sở", "Số 1", "Đợt", "Đơn", "402", "")}) == 6


@given(VIETNAMESE)
def test_the_key_does_not_depend_on_case_or_unicode_form(text):
    forms = (text, text.upper(), text.lower(), unicodedata.normalize("NFD", text))
    assert {accent_free_key(each) for each in forms} == {accent_free_key(text)}


@given(VIETNAMESE)
def test_the_key_of_a_key_is_itself(text):
    assert accent_free_key(accent_free_key(text)) == accent_free_key(text)


def test_provinces_are_in_the_order_of_the_dictionary():
    # ă and â after a, đ after d, ê after e; marks decide only where the letters are the same.
    expected = ["An Giang", "Ăn", "Ấm", "Bắc Giang", "Bắc Kạn", "Cà Mau", "Cao Bằng", "Dương", "Đà Nẵng", "Đắk Lắk"]
    assert ordered(expected[::-1]) == expected


def test_tones_are_ordered_none_grave_hook_tilde_acute_dot():
    assert ordered(["mạ", "má", "mã", "mả", "mà", "ma"]) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_letters_decide_before_tones():
    # "má" has the heavier tone but "mai" the longer word: m, a, then i.
    assert ordered(["mai", "má"]) == ["má", "mai"]


def test_the_twelve_vowels_follow_their_base_letters():
    vowels = list("aăâeêioôơuưy")
    assert ordered(vowels[::-1]) == vowels


def test_capital_letters_sort_with_small_ones():
    assert ordered(["đà", "Dương", "ĐÀ NẴNG", "an"]) == ["an", "Dương", "đà", "ĐÀ NẴNG"]


def test_a_shorter_word_comes_before_a_longer_one_and_spaces_before_letters():
    assert ordered(["Hòa", "Hòa An", "Hòan", "Hò"]) == ["Hò", "Hòa", "Hòa An", "Hòan"]


def test_digits_come_before_letters():
    assert ordered(["Phòng A", "Phòng 2", "Phòng 1"]) == ["Phòng 1", "Phòng 2", "Phòng A"]


@given(VIETNAMESE)
def test_the_order_does_not_depend_on_the_unicode_form(text):
    assert dictionary_order(unicodedata.normalize("NFD", text)) == dictionary_order(unicodedata.normalize("NFC", text))
