"""What a Vietnamese syllable looks like: an initial, a rhyme, at most one tone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INITIALS = "b|ch|c|d|đ|gh|gi|g|h|kh|kr|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")
_STOPPED_TONES = frozenset("\u0301\u0323")

# The rhymes of the language without tones; those after "qu" and "gi" are among them.
_RHYMES_IN_ORDER = """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong oc op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơc ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya uych uyên uyêt uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
"""
_RHYMES = frozenset(_RHYMES_IN_ORDER.split()) - {"ă", "â"}
_SYLLABLE = re.compile(f"({_INITIALS}|)(.+)")


# A table has the same few thousand syllables over and over.
@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese, in capitals or not; with or without tone.

    Examples:
        >>> [each for each in ("nghiêng", "Quỳnh", "hoà", "hòa", "Néi", "tôt", "café") if is_syllable(each)]
        ['nghiêng', 'Quỳnh', 'hoà', 'hòa']
    """
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [each for each in decomposed if each in _TONES]
    plain = unicodedata.normalize("NFC", "".join(each for each in decomposed if each not in _TONES))
    if len(tones) > 1:
        return False
    # Places of the Central Highlands: Đắk Lắk, Krông.
    plain = re.sub("k$", "c", plain)
    # A stop is only spoken with a rising or a heavy tone.
    if plain.endswith(("c", "ch", "p", "t")) and not _STOPPED_TONES.intersection(tones):
        return False
    return any(_fits(plain, initial) for initial in _splits(plain))


def _splits(plain: str) -> list[str]:
    """The ways to take off an initial: "gi" may be "g" and "i", as in "gì"."""
    longest = _SYLLABLE.match(plain)
    initials = ["", longest[1]] if longest else [""]
    return [*initials, "g"] if initials[-1] == "gi" else initials


def _fits(plain: str, initial: str) -> bool:
    rhyme = plain[len(initial) :]
    # "giêng" is "gi" and "iêng", with one i; "quyên" is "q" and "uyên".
    return (
        rhyme in _RHYMES or (initial == "gi" and "i" + rhyme in _RHYMES) or (initial == "qu" and "u" + rhyme in _RHYMES)
    )
