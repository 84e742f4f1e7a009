"""A font that draws every Vietnamese letter on this machine.

The drawing library carries Liberation Sans, which has them all. An older Liberation Sans among
the fonts of the system comes first, though, and leaves most of them to whatever font is near:
words then mix two faces. So candidates are asked, by drawing the letters and looking at which
fonts were used.
"""

from __future__ import annotations

import re
from functools import cache

import vl_convert

CANDIDATES = ("Liberation Sans", "Arial", "Segoe UI", "Roboto", "Noto Sans", "DejaVu Sans")

LETTERS = (
    "aàáảãạ ăằắẳẵặ âầấẩẫậ eèéẻẽẹ êềếểễệ iìíỉĩị oòóỏõọ ôồốổỗộ ơờớởỡợ uùúủũụ ưừứửữự yỳýỷỹỵ đ "
    "AÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ EÈÉẺẼẸ ÊỀẾỂỄỆ IÌÍỈĨỊ OÒÓỎÕỌ ÔỒỐỔỖỘ ƠỜỚỞỠỢ UÙÚỦŨỤ ƯỪỨỬỮỰ YỲÝỶỸỴ Đ "
    "0123456789 .,:;()%&+−–×₫²“”…"
)

_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="40">'
    '<text x="0" y="30" font-family="{family}" font-weight="{weight}">{letters}</text></svg>'
)
_EMBEDDED = re.compile(rb"/BaseFont\s*/([A-Z]{6}\+[^\s/<>\[\]()]+)")


@cache
def vietnamese_font() -> str:
    """The first candidate that has every letter, plain and bold; else the one that is carried along.

    Where no font of the system has them all, the carried Liberation Sans fills in what its
    namesake lacks, and the two look alike.
    """
    return next((family for family in CANDIDATES if has_every_letter(family)), CANDIDATES[0])


def has_every_letter(family: str) -> bool:
    """Whether a font is there and draws every Vietnamese letter without the help of another."""
    return all(
        len(used) == 1 and next(iter(used)).startswith(family.replace(" ", ""))
        for used in (fonts_used(family, LETTERS, weight) for weight in ("normal", "600"))
    )


def fonts_used(family: str, text: str, weight: str = "normal") -> set[str]:
    """The names of the fonts a text is drawn with when a family is asked for.

    A font that is there twice under one name counts once for each, marked by a number.
    """
    letters = text.replace("&", "&amp;").replace("<", "&lt;")
    drawn = vl_convert.svg_to_pdf(_DRAWING.format(family=family, weight=weight, letters=letters))
    tagged = sorted({name.decode("latin-1") for name in _EMBEDDED.findall(drawn)})
    names = [name.split("+", 1)[1] for name in tagged]
    return {name if names[:place].count(name) == 0 else f"{name}.{place}" for place, name in enumerate(names)}
