"""Names of people and collectives as records write them: who is the same, and who the authors are."""

from __future__ import annotations

import re

from khcn_analytics.vocabulary.text import comparable, nfc

_BETWEEN_NAMES = re.compile(r"[;,\n\r/&+]|\s+và\s+", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_BEFORE_A_NAME = re.compile(
    r"^(?:\s*(?:\d+\s*[.)]|[-–•*]|(?:ông|bà|đồng chí|đ/c)\b[.:]?|(?:gs|pgs|tskh|ts|ths|cn|ks|bs|bscki|bsckii|ds|cvc|nghiên cứu viên)\.))+\s*",
    re.IGNORECASE,
)


def name_key(name: str | None) -> str | None:
    """The same for every spelling of a name: tone marks of open oa, oe, uy, case, spaces and titles aside.

    A name of nothing but spaces and points is no name.

    Examples:
        >>> name_key("ThS. Trần  Thị Hoà") == name_key("TRẦN THỊ HÒA"), name_key(" – ")
        (True, None)
    """
    return None if name is None else comparable(_BEFORE_A_NAME.sub("", nfc(name))) or None


def names_in(text: str | None) -> tuple[str, ...]:
    """Keys of the names in a cell: separated by semicolons, commas, slashes, new lines or “và”.

    Numbers, titles (ThS., TS., Ông, Bà) before a name and what is in brackets behind it are left
    out. A name that is written without a separator is not guessed at: it stays one long name.

    Examples:
        >>> names_in("1. ThS. Nguyễn Văn A (chủ trì); Bà Trần Thị B") == (name_key("Nguyễn Văn A"), name_key("Trần Thị B"))
        True
        >>> names_in(None)
        ()
    """
    parts = _BETWEEN_NAMES.split(_IN_BRACKETS.sub(" ", text or ""))
    keys = map(name_key, parts)
    return tuple(dict.fromkeys(each for each in keys if each))
