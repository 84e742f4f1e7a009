"""Texts that every kind of file can hold: what can't be written or seen is named, never lost."""

from __future__ import annotations

import re

_UNWRITABLE = re.compile(
    # Control characters but for tab and line feed, halves of pairs, what is no character, what turns the reading order.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def visible(text: str) -> str:
    r"""A text whose every character can be written to XML and read by people.

    Examples:
        >>> visible("a\x07b"), visible("dòng 1\r\ndòng 2")
        ('a⟨U+0007⟩b', 'dòng 1\ndòng 2')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWRITABLE.sub(lambda found: f"⟨U+{ord(found.group()):04X}⟩", lines)


def unbroken(figure: str) -> str:
    r"""A figure that is not parted from its sign of percent at the end of a line.

    Examples:
        >>> unbroken("+7 (+2,6 %)")
        '+7 (+2,6\xa0%)'
    """
    return figure.replace(" %", "\u00a0%")
