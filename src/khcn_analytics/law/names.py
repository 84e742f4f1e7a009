"""Names of people and collectives as records write them: who is the same, and who the authors are."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from khcn_analytics.vocabulary.text import comparable, nfc

_TITLES: Final = (
    *(
        r"(?:p\s?)?gs",
        r"t\.?\s?s(?:\.?\s?kh)?",
        r"th\.?\s?s",
        "ncs",
        r"(?:bs\.?\s?)?ck\s?(?:ii|i|1|2)",
        "cn",
        "ks",
        "kts",
    ),
    *("bs", "ds", "cv(?:c(?:c)?)?", "nghiên cứu (?:viên|sinh)", "phó giáo sư", "giáo sư"),
    *(r"(?:thạc|tiến|bác|dược) (?:sĩ|sỹ)", "kỹ sư", "cử nhân", "chuyên viên(?: chính| cao cấp)?"),
)
_TITLE: Final = rf"(?:{'|'.join(_TITLES)})(?:[.:,]\s*|\s+|$)"
# "Ông" is a family name too: with a middle name behind it, it belongs to the name.
_ADDRESS: Final = (
    r"(?:ông(?!\s+(?:văn|thị|ích|hữu|đức|thế|quốc|ngọc|xuân|minh|thanh|đình|quang)\b)|bà|đồng chí|đ/?c)(?:[.:]\s*|\s+)"
    r"|(?:anh|chị)\s+(?=\S+\s+\S+\s+\S)"
)
_NUMBER: Final = r"\d+\s*[.)/]\s*|[a-zđ]\s*\)\s*|[-–—•*+]\s*"
_BEFORE_A_NAME = re.compile(rf"^(?:{_TITLE}|{_ADDRESS}|{_NUMBER})+", re.IGNORECASE)

_ROLE: Final = (
    r"(?:đồng\s+)?(?:chủ trì|chủ nhiệm|tác giả(?: chính)?|thành viên(?: chính)?|thư ký|phối hợp|tham gia"
    r"|người thực hiện)"
)
_BEFORE_THOSE_NAMED = re.compile(rf"^(?:{_NUMBER})*{_ROLE}\s*:\s*", re.IGNORECASE)
_JOB: Final = (
    r"(?:quyền\s+|nguyên\s+)?(?:phó|trưởng|giám đốc|chánh|chuyên viên|bí thư|chủ tịch|kế toán|nhân viên"
    r"|viên chức|công chức)"
)
_JOB_BEHIND = re.compile(rf"\s*[,–-]\s+{_JOB}\b.*$", re.IGNORECASE)

_SHARE = re.compile(r"[:=–-]?\s*\d+(?:[.,]\d+)?\s*%")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_HARMLESS_ASIDE = re.compile(
    rf"\W*|{_ROLE}|{_JOB}\b.*|(?:phòng|văn phòng|sở|ban|trung tâm|chi cục)\b.*|[\d\s.,/%-]*", re.IGNORECASE
)
_COMRADE = re.compile(r"\bđ/c\b[.:]?\s*", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r"[;,\n\r\t/&+|]|\s+[-–—]\s+|\s+(?:và|cùng|với|and)\s+", re.IGNORECASE)
_NO_NAME_BEGINS = re.compile(
    rf"(?:{_JOB}|phòng|văn phòng|sở|ban|trung tâm|chi cục|viện|trường|tập thể|nhóm|tổ|đội|cộng sự|các|cs|ctv)\b",
    re.IGNORECASE,
)
_IS_A_ROLE = re.compile(rf"{_ROLE}\b", re.IGNORECASE)
_LONGEST_NAME = 5
_LAST_MIDDLE_NAME: Final = 2
"""“Thị”, “Văn” stand second, or third after a double family name; further on they are of a second person."""


class NamesRead(NamedTuple):
    """Who a cell names.

    Attributes:
        keys: The names, see :func:`name_key`.
        all_read: Whether nothing else is written there that may stand for more people.
    """

    keys: tuple[str, ...]
    all_read: bool


def name_key(name: str | None) -> str | None:
    """The same for every spelling of a name: tone marks of open oa, oe, uy, case, spaces and titles aside.

    A post behind the name is left out. A name of nothing but spaces and points is no name.

    Examples:
        >>> name_key("ThS Trần  Thị Hoà, Phó Giám đốc Sở") == name_key("TRẦN THỊ HÒA"), name_key(" – ")
        (True, None)
        >>> name_key("Ông Nguyễn Văn An") == name_key("Nguyễn Văn An"), name_key("Ông Văn Tùng") == name_key("Văn Tùng")
        (True, False)
    """
    return None if name is None else comparable(_JOB_BEHIND.sub("", _bare(name))) or None


def names_in(text: str | None) -> NamesRead:
    """Who a cell names, where names are separated by a semicolon, a comma, a new line, “và” and the like.

    Numbers, titles (ThS., TS, Ông, Bà), roles, shares and what is in brackets are left out. What is
    left and is no plain name (“và cộng sự”, a post, a unit, two names without a separator) is not
    guessed at: it may stand for more people.

    Examples:
        >>> read = names_in("1. ThS Nguyễn Văn A (chủ trì): 60%; Bà Trần Thị B: 40%")
        >>> read == ((name_key("Nguyễn Văn A"), name_key("Trần Thị B")), True)
        True
        >>> names_in("Trần Thị B và cộng sự").all_read
        False
        >>> names_in(None)
        NamesRead(keys=(), all_read=False)
    """
    whole = _SHARE.sub(" ", _COMRADE.sub("", text or ""))
    asides = ["".join(each) for each in _IN_BRACKETS.findall(whole)]
    pieces = [_without_role(each) for each in _BETWEEN_NAMES.split(_IN_BRACKETS.sub(" ", whole))]
    told = [each for each in pieces if any(sign.isalpha() for sign in _bare(each)) or "…" in each or "..." in each]
    keys = tuple(dict.fromkeys(key for each in told if (key := comparable(_bare(each)))))
    known = all(map(_is_plain, told)) and all(_HARMLESS_ASIDE.fullmatch(nfc(each)) for each in asides)
    return NamesRead(keys, bool(keys) and known)


def _bare(name: str) -> str:
    """A name without what stands before it: numbers, titles, a form of address."""
    return _BEFORE_A_NAME.sub("", nfc(name))


def _without_role(piece: str) -> str:
    """A piece without the role before it, and without what follows a bracket that is not closed."""
    return _BEFORE_THOSE_NAMED.sub("", nfc(piece.split("(", maxsplit=1)[0]))


def _is_plain(piece: str) -> bool:
    """Whether a piece is one person's name and nothing else; a pseudonym with a number behind it is one too."""
    name = _bare(piece).rstrip("*")
    name = name if name.endswith("..") else name.removesuffix(".")
    words = name.split()
    if _NO_NAME_BEGINS.match(name):
        return False
    if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)* \d{2,}", name):
        return True
    spelled = all(re.fullmatch(r"[^\W\d_]+(?:['’][^\W\d_]+)?", each) and each[0].isupper() for each in words)
    of_one = not _IS_A_ROLE.match(name) and not {"thị", "văn"} & {
        each.casefold() for each in words[_LAST_MIDDLE_NAME + 1 :]
    }
    return spelled and of_one and 2 <= len(words) <= _LONGEST_NAME
