import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khcn_analytics.vocabulary.legacy import detect_legacy, from_legacy

GRAVE, HOOK, TILDE, ACUTE, DOT = TONES = "\u0300\u0309\u0303\u0301\u0323"
VOWELS = "aăâeêioôơuưy"


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


# Unicode -> TCVN3, written down from a published table in the order of the alphabet: plain letters,
# then each vowel with grave, hook, tilde, acute and dot below.
TO_TCVN3 = {
    **dict(zip("ăâêôơưđĂÂÊÔƠƯĐ", "¨©ª«¬\u00ad®¡¢£¤¥¦§", strict=True)),
    **{
        composed(vowel + tone): sign
        for vowel, signs in {
            "a": "µ¶·¸¹",
            "ă": "»¼½¾Æ",
            "â": "ÇÈÉÊË",
            "e": "ÌÎÏÐÑ",
            "ê": "ÒÓÔÕÖ",
            "i": "×ØÜÝÞ",
            "o": "ßáâãä",
            "ô": "åæçèé",
            "ơ": "êëìíî",
            "u": "ïñòóô",
            "ư": "õö÷øù",
            "y": "úûüýþ",
        }.items()
        for tone, sign in zip(TONES, signs, strict=True)
    },
}
TO_VNI = {
    **{composed(vowel + tone): vowel + sign for vowel in "aeouy" for tone, sign in zip(TONES, "øûõùï", strict=True)},
    **{composed("ă" + tone): "a" + sign for tone, sign in zip(("", *TONES), "êèúüéë", strict=True)},
    **{
        composed(vowel + "\u0302" + tone): vowel + sign
        for vowel in "aeo"
        for tone, sign in zip(("", *TONES), "âàåãáä", strict=True)
    },
    **{composed("ơ" + tone): "ô" + sign for tone, sign in zip(("", *TONES), ("", *"øûõùï"), strict=True)},
    **{composed("ư" + tone): "ö" + sign for tone, sign in zip(("", *TONES), ("", *"øûõùï"), strict=True)},
    **dict(zip("đíìỉĩịỵ", "ñíìæóòî", strict=True)),
}
TO_VNI |= {letter.upper(): signs.upper() for letter, signs in TO_VNI.items()}


def encoded(text: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in text)


LETTERS = [
    *(composed(vowel + tone) for vowel in VOWELS for tone in ("", *TONES)),
    "đ",
]


@pytest.mark.parametrize("letter", [*LETTERS, *map(str.upper, LETTERS)])
def test_every_letter_comes_back_from_vni(letter):
    assert from_legacy(f"x{encoded(letter, TO_VNI)}x", "vni") == f"x{letter}x"


@pytest.mark.parametrize("letter", [*LETTERS, *"ĂÂÊÔƠƯĐ"])
def test_every_letter_of_tcvn3_comes_back(letter):
    assert from_legacy(encoded(letter, TO_TCVN3), "tcvn3") == letter


def test_capitals_with_tone_marks_are_small_letters_in_tcvn3():
    # A font of capitals shows them as capitals; the file holds "Hµ NéI" for "HÀ NỘI".
    assert from_legacy(encoded("HÀ NỘI".replace("À", "à").replace("Ộ", "ộ"), TO_TCVN3), "tcvn3") == "Hà NộI"


PUBLISHED = [
    ("tcvn3", "Hµ Néi", "Hà Nội"),
    ("tcvn3", "hép møt tÕt", "hộp mứt tết"),
    ("tcvn3", "B¶o Th¾ng", "Bảo Thắng"),
    # ư is a soft hyphen: it is there, though nobody sees it.
    ("tcvn3", "M\u00adêng Kh\u00ad¬ng", "Mường Khương"),
    ("tcvn3", "Ninh B×nh: ®Æc s¶n", "Ninh Bình: đặc sản"),
    ("vni", "KHOA HOÏC QUAÛN LYÙ", "KHOA HỌC QUẢN LÝ"),
]


@pytest.mark.parametrize(("encoding", "text", "expected"), PUBLISHED)
def test_published_examples_are_known_and_converted(encoding, text, expected):
    found = detect_legacy([text, "2024", "", "B-12"])

    assert found is not None
    assert (found.encoding, found.count, found.example, found.converted) == (encoding, 1, text, expected)


# Phrases of reports; the words of the second group are all syllables of two letters or more.
PHRASES = [
    "Sở Khoa học và Công nghệ",
    "Nghiên cứu ứng dụng tiến bộ kỹ thuật xây dựng mô hình trồng lúa chất lượng cao",
    "Tổng kinh phí thực hiện (triệu đồng)",
    "Đã nghiệm thu, xếp loại xuất sắc",
    "Chủ nhiệm nhiệm vụ: ThS. Nguyễn Thị Hương Giang",
    "Giải quyết khiếu nại, tố cáo thuộc thẩm quyền",
    "QĐ số 12/QĐ-UBND ngày 05/02/2023 của UBND tỉnh",
    "huyện Krông Pắc, tỉnh Đắk Lắk: đề tài cấp tỉnh",
    "quýt, khuỷu, nguệch ngoạc, giếng nước, gì thế, ý kiến",
]


@pytest.mark.parametrize("phrase", PHRASES)
@pytest.mark.parametrize(("encoding", "table"), [("tcvn3", TO_TCVN3), ("vni", TO_VNI)])
def test_phrases_of_reports_are_known_in_both_encodings(phrase, encoding, table):
    phrase = phrase.lower() if encoding == "tcvn3" else phrase
    text = encoded(phrase, table)

    found = detect_legacy([text])

    assert found is not None
    assert (found.encoding, found.converted) == (encoding, phrase)


UNICODE = [
    *PHRASES,
    *(phrase.upper() for phrase in PHRASES),
    *(unicodedata.normalize("NFD", phrase) for phrase in PHRASES),
    "Cà Mau",
    "Hoà",
    "Hoà Bình, Hòa Bình",
    "Đà Nẵng",
    "thuý, thúy, quý, quí",
    "là và có bé",
    "Nông nghiệp 5 µm",
]
FOREIGN = [
    "The task was completed on time",
    "Où est la bibliothèque ? Là-bas, près du théâtre, très tôt.",
    "été, forêt, hôtel, naïve, façade, cœur, août, maïs, goût, château",
    "où", "tôt", "dès", "dû",
    "Größe, Übergänge, Mädchen, schön, für, Tür, Straße, süß, grün",
    "señor, mañana, niño, años, él, más, qué, así, después",
    "coração, não, São Paulo, informações, três, avó",
    "på, når, bør, Malmö, Ålesund, Smørrebrød",
    "café", "résumé", "Zürich", "Curaçao", "José", "Björn",
]  # fmt: skip
SIGNS = [
    "m²", "5 µm", "10 µg/ml", "½", "¼ kg", "© 2024", "Excel®", "«Hà»", "« a »", "25 °C", "±5", "N·m", "kW·h", "§ 5",
    "1º, 2ª", "m³/h", "£5, ¥100, 5 ¢", "Ghi chú¹", "m¹", "a·b", "200 µl và 5 µm và N·m", "ten@example.com", "×÷¬",
]  # fmt: skip


@pytest.mark.parametrize("text", [*UNICODE, *FOREIGN, *SIGNS])
def test_other_texts_are_left_alone(text):
    assert detect_legacy([text]) is None


@pytest.mark.parametrize("texts", [UNICODE, FOREIGN, SIGNS, [*UNICODE, *FOREIGN, *SIGNS]], ids=range(4))
def test_tables_of_other_texts_are_left_alone(texts):
    assert detect_legacy(texts) is None
    words = [word.strip(",.?") for text in texts for word in text.split()]
    assert detect_legacy(words) is None


def test_columns_in_an_old_font_are_known_among_others():
    texts = [encoded(each.lower(), TO_TCVN3) for each in PHRASES]

    found = detect_legacy([*texts, *texts, "Cà Mau", "5 µm", "Đà Nẵng", "café", "x" * 50])

    assert found is not None
    assert (found.encoding, found.count) == ("tcvn3", len(texts))


def test_proper_unicode_stays_in_a_table_of_an_old_font():
    assert from_legacy("Đà Nẵng, Hoà Vang", "vni") == "Đà Nẵng, Hoà Vang"
    assert from_legacy("Cà Mau", "tcvn3") == "Cà Mau"
    assert from_legacy("“Hµ Néi” – 5 €", "tcvn3") == "“Hà Nội” – 5 €"


def test_mixed_case_follows_the_vowel():
    assert from_legacy("AÙnh, AÅn, Aùnh, ÑAø", "vni") == "Ánh, Ẩn, Ánh, ĐÀ"


syllables = st.sampled_from(
    sorted({word for each in PHRASES for word in each.replace(",", "").split() if word.isalpha()})
)


@given(st.lists(syllables, min_size=1, max_size=6).map(" ".join))
def test_words_come_back(text):
    assert from_legacy(encoded(text, TO_VNI), "vni") == text
    # The capitals of TCVN3 have no tones: such words are stored, and come back, in small letters.
    assert from_legacy(encoded(text.lower(), TO_TCVN3), "tcvn3") == text.lower()


@given(st.text(st.characters(max_codepoint=0x17F), max_size=20))
def test_any_text_is_converted_or_left(text):
    for encoding in ("tcvn3", "vni"):
        assert unicodedata.is_normalized("NFC", from_legacy(text, encoding))
    detect_legacy([text])
