"""Vietnamese text in a legacy encoding: signs of Windows-1252 that only look right in a font of their own.

Before Unicode, TCVN3 (fonts .Vn…, also called ABC) gave each Vietnamese letter the place of a sign
of Latin-1: "Hà Nội" is stored as "Hµ Néi". VNI (fonts VNI-…) puts a letter after the vowel that
stands for its marks: "QUẢN LÝ" is "QUAÛN LYÙ". Whoever reads such a file sees these signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

from khcn_analytics.vocabulary.syllables import is_syllable

LegacyEncoding = Literal["tcvn3", "vni"]

_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§" "¨©ª«¬\u00ad®" "µ¶·¸¹" "»¼½¾Æ" "ÇÈÉÊË" "ÌÎÏÐÑ" "ÒÓÔÕÖ" "×ØÜÝÞ" "ßáâãä" "åæçèé" "êëìíî" "ïñòóô" "õö÷øù" "úûüýþ",
        "ĂÂÊÔƠƯĐ" "ăâêôơưđ" "àảãáạ" "ằẳẵắặ" "ầẩẫấậ" "èẻẽéẹ" "ềểễếệ" "ìỉĩíị" "òỏõóọ" "ồổỗốộ" "ờởỡớợ" "ùủũúụ" "ừửữứự" "ỳỷỹýỵ",
        strict=True,
    )
)  # fmt: skip

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_TONES = {"ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ù": _ACUTE, "ï": _DOT}
_BREVE = {"ê": "", "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "é": _ACUTE, "ë": _DOT}
_CIRCUMFLEX = {"â": "", "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "á": _ACUTE, "ä": _DOT}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


def _vni() -> dict[str, str]:
    """Every letter of VNI, most of them two signs, in lower case."""
    table = dict(_VNI_ALONE)
    # ô and ö are the letters ơ and ư; the dotted y has a sign of its own.
    for base in "aeouyôö":
        vowel = _VNI_ALONE.get(base, base)
        table |= {base + sign: vowel + mark for sign, mark in _TONES.items()}
    for sign, mark in _BREVE.items():
        table["a" + sign] = "ă" + mark
    for base in "aeo":
        table |= {base + sign: base + "\u0302" + mark for sign, mark in _CIRCUMFLEX.items()}
    return {signs: unicodedata.normalize("NFC", letter) for signs, letter in table.items()}


_VNI = _vni()
_TABLES = {"tcvn3": _TCVN3, "vni": _VNI | {each.upper(): letter.upper() for each, letter in _VNI.items()}}
_PATTERNS = {
    "tcvn3": re.compile("|".join(_TCVN3)),
    # Two signs before one; capitals and small letters are mixed where a font has small marks only.
    "vni": re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE),
}

# A word as it stands in the old text; signs count as letters, for in its font they are.
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_OF_WINDOWS_1252 = frozenset("ŒœŠšŽžŸƒˆ")
# Units and footnotes that would be syllables: "µm" would be "àm", "N·m" would be "Nãm".
_NO_WORDS = re.compile("µ[A-Za-z]{1,2}|[A-Za-z]{1,3}·[A-Za-z]{1,3}|[a-z]{1,3}[¹²³ªº]", re.IGNORECASE)
# "Q§" (QĐ), "H§ND" (HĐND), "®/c": shortened words are no syllables, and no proof of anything.
_SHORTENED = re.compile("[A-ZĂÂÊÔƠƯĐ]+|[bcdđghklmnpqrstvx]+")
_FEWEST_WORDS = 2
# A report has a foreign name or a typing error among its words.
_SHARE_OF_WORDS = 0.75


@dataclass(frozen=True, slots=True)
class LegacyDetection:
    """What was found of a legacy encoding.

    Attributes:
        encoding: ``tcvn3`` or ``vni``.
        count: How many texts are in it.
        example: The first of them.
        converted: That text in Unicode.
    """

    encoding: LegacyEncoding
    count: int
    example: str
    converted: str


def detect_legacy(texts: Iterable[str]) -> LegacyDetection | None:
    """Whether texts are in a legacy Vietnamese encoding.

    A text is if it has words that are no Vietnamese syllables as they stand, and nearly all of them
    are after conversion. At least two different such words are needed in all, and more texts that convert
    than texts with other foreign words: "où" and "tôt" in a French text would convert too.

    Args:
        texts: Texts such as the cells of a table.

    Returns:
        The encoding that explains most texts; ``None`` if there is nothing to convert.

    Examples:
        >>> detect_legacy(["Hµ Néi", "2024"])
        LegacyDetection(encoding='tcvn3', count=1, example='Hµ Néi', converted='Hà Nội')
        >>> detect_legacy(["Cà Mau", "Đà Nẵng", "café", "5 µm"])
    """
    odd = {text: words for text in set(texts) if (words := _odd_words(text))}
    found = [each for encoding in get_args(LegacyEncoding) if (each := _detected(odd, encoding))]
    if not found:
        return None
    encoding, affected = max(found, key=lambda each: len(each[1]))
    # A set has no order of its own: the shortest example is the easiest to compare.
    example = min(affected, key=lambda each: (len(each), each))
    return LegacyDetection(encoding, len(affected), example, from_legacy(example, encoding))


def from_legacy(text: str, encoding: LegacyEncoding) -> str:
    """Text of a legacy encoding in Unicode (NFC).

    A text with a letter that Windows-1252 doesn't have is Unicode already and stays as it is. TCVN3
    has no capitals with tone marks: a font of capitals (.VnTimeH) shows small letters as capitals,
    so titles come out in small letters. What stands for nothing in the encoding stays.

    Args:
        text: The text as it was read.
        encoding: ``tcvn3`` or ``vni``.

    Examples:
        >>> from_legacy("hép møt tÕt", "tcvn3")
        'hộp mứt tết'
        >>> from_legacy("KHOA HOÏC QUAÛN LYÙ", "vni")
        'KHOA HỌC QUẢN LÝ'
        >>> from_legacy("Hà Nội", "vni")
        'Hà Nội'
    """
    text = unicodedata.normalize("NFC", text)
    return _converted(text, encoding) if _may_be_legacy(text) else text


def _converted(text: str, encoding: LegacyEncoding) -> str:
    table = _TABLES[encoding]

    def letter(match: re.Match[str]) -> str:
        signs = match[0]
        if signs in table:
            return table[signs]
        # Of mixed case: that of the vowel counts.
        small = table[signs.lower()]
        return small.upper() if signs[0].isupper() else small

    return unicodedata.normalize("NFC", _PATTERNS[encoding].sub(letter, text))


def _may_be_legacy(text: str) -> bool:
    """Whether every letter is one of Windows-1252, and some are not of ASCII."""
    return not text.isascii() and not any(
        each > "\u00ff" and each not in _OF_WINDOWS_1252 and (each.isalpha() or unicodedata.combining(each))
        for each in text
    )


def _odd_words(text: str) -> list[str]:
    """The words of a text that hold foreign signs and are no Vietnamese syllables as they stand."""
    text = unicodedata.normalize("NFC", text)
    if not _may_be_legacy(text):
        return []
    words = (each for each in _WORD.findall(text) if not each.isascii())
    # A sign alone may be anything: ©, §, ®.
    return [
        each
        for each in words
        if re.search("[A-Za-z]", each) and not _NO_WORDS.fullmatch(each) and not is_syllable(each)
    ]


def _detected(odd: dict[str, list[str]], encoding: LegacyEncoding) -> tuple[LegacyEncoding, list[str]] | None:
    affected, others = list[str](), 0
    convincing = set[str]()
    for text, words in odd.items():
        told = [each for each in words if not _SHORTENED.fullmatch(_word(each, encoding))]
        right = {each.lower() for each in told if is_syllable(_word(each, encoding))}
        if told and len(right) >= _SHARE_OF_WORDS * len({each.lower() for each in told}):
            affected.append(text)
            convincing |= right
        elif told:
            others += 1
    return (encoding, affected) if len(convincing) >= _FEWEST_WORDS and len(affected) > others else None


@lru_cache(maxsize=10_000)
def _word(word: str, encoding: LegacyEncoding) -> str:
    return _converted(word, encoding)
