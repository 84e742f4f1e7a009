"""Vietnamese text: one spelling for comparing, and the order of the dictionary."""

from __future__ import annotations

import re
import unicodedata

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Tone marks in dictionary order: none, grave, hook, tilde, acute, dot below.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    r"""One Unicode form (NFC), plain spaces, no zero-width characters, trimmed.

    Examples:
        >>> nfc(" Sở\u00a0KH&CN ")
        'Sở KH&CN'
    """
    visible = re.sub("[\u200b\u200c\u200d\u2060\ufeff]", "", text)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", visible)).strip()


def spelling_key(text: str) -> str:
    """Lower case letters and digits, accents kept: "Mã số" and "Mã sở" stay apart.

    Examples:
        >>> spelling_key("Mã số:") == spelling_key("mã SỐ")
        True
    """
    return "".join(each for each in nfc(text).casefold() if each.isalnum())


def comparable(text: str) -> str:
    """Spelling for comparing: tone marks of open oa, oe, uy on the first vowel, case and spaces aside.

    Stored text keeps the spelling it has. ``text`` is in NFC.

    Examples:
        >>> comparable("Hoà Bình") == comparable("HÒA BÌNH"), comparable("Thuý") == comparable("Thúy")
        (True, True)
        >>> comparable("hoàn"), comparable("quý")
        ('hoàn', 'quý')
    """
    return spelling_key(_OPEN_SYLLABLE.sub(lambda found: _TONE_FIRST[found[0]], text.casefold()))


_TONE_FIRST = {
    first + second: toned + plain
    for first, plain, toned_first, toned_second in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for toned, second in zip(toned_first, toned_second, strict=True)
}
# "quý" is not "qúy": there the u belongs to the consonant.
_OPEN_SYLLABLE = re.compile(rf"(?<!q)(?:{'|'.join(_TONE_FIRST)})(?!\w)")


def accent_free_key(text: str) -> str:
    """Lower case without marks, spaces or punctuation: the same for every spelling of a word.

    ``đ`` does not decompose in Unicode, so it is mapped by hand; so is the Icelandic ``ð`` that
    stands for it in some old documents.

    Examples:
        >>> accent_free_key("Tổng kinh phí (Đồng)") == accent_free_key("TONG KINH PHI - DONG")
        True
    """
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d").replace("ð", "d"))
    return "".join(each for each in decomposed if each.isalnum())


def dictionary_order(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Sort key of the Vietnamese dictionary: letters first (ă after a, đ after d), then tones.

    Examples:
        >>> sorted(["Đà Nẵng", "Dương", "Ấm", "An", "Ăn"], key=dictionary_order)
        ['An', 'Ăn', 'Ấm', 'Dương', 'Đà Nẵng']
    """
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for character in unicodedata.normalize("NFC", text.casefold()):
        decomposed = unicodedata.normalize("NFD", character)
        base, marks = decomposed[0], decomposed[1:]
        letter = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in _TONES))
        place = _ALPHABET.find(letter)
        # Spaces and digits sort before letters, letters of other alphabets after them.
        letters.append((1, place) if place >= 0 else (2 * letter.isalpha(), ord(letter[0])))
        tones.append(next((_TONES[mark] for mark in marks if mark in _TONES), 0))
    return letters, tones
