"""The numbers before the lines of a table -> which line stands under which.

Tables number their lines A, B; I, II; 1, 2; 1.1; a, b; with a dash last. A line stands under the
nearest one above it whose number is of a higher kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khcn_analytics.vocabulary.text import nfc

_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_PARTS = re.compile(r"(?:[A-Z]+|[0-9]+)(?:\.[0-9]+)*")
# Kind of number -> how high it stands; each point within a number is one step lower.
_LETTER, _CAPITALS, _DIGITS, _SMALL, _DASH = 0, 10, 20, 90, 99


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line with a number.

    Attributes:
        code: Its number with those of the lines above it, such as ``I.1.2``.
        parent: The code of the line it stands under; ``None`` at the top.
    """

    code: str
    parent: str | None


def tree_of(numbers: Sequence[str | None]) -> Iterator[Numbered | None]:
    """Codes and parents of lines; ``None`` where there is no number, or none of these kinds.

    Args:
        numbers: The numbers, in the order of the lines.

    Examples:
        >>> [each.code for each in tree_of(["I", "1", "1.1", "2", "II", "1"]) if each]
        ['I', 'I.1', 'I.1.1', 'I.2', 'II', 'II.1']
    """
    above: list[tuple[int, str, str]] = []
    letter = "@"  # what comes before A
    dashes = 0
    for text in numbers:
        number = nfc(text or "").strip(" .)(/:")
        height = _height(number, letter)
        if height is None:
            yield None
            continue
        letter = number if height == _LETTER else letter
        dashes = dashes + 1 if height == _DASH else 0
        while above and above[-1][0] >= height:
            above.pop()
        number = str(dashes) if height == _DASH else number
        code, parent = _code(number, above), above[-1][2] if above else None
        above.append((height, number, code))
        yield Numbered(code, parent)


def _height(number: str, last_letter: str) -> int | None:
    head, *rest = number.split(".")
    if number in {"-", "–", "+", "•", "*"}:
        return _DASH
    if re.fullmatch(r"[a-zđ]", number):
        return _SMALL
    if not _PARTS.fullmatch(number):
        return None
    if head.isdigit():
        return _DIGITS + len(rest)
    # I after H is the letter, else the Roman number; C and D after B and C are letters.
    if len(head) == 1 and ord(head) - ord(last_letter) == (0 if rest else 1):
        return _LETTER + len(rest)
    return _CAPITALS + len(rest) if _ROMAN.fullmatch(head) else None


def _code(number: str, above: Sequence[tuple[int, str, str]]) -> str:
    number = number.replace("đ", "dd")
    if not above:
        return number
    _, own, code = above[-1]
    # "1.2" under "1" is "I.1.2", not "I.1.1.2".
    if number.startswith(f"{code}."):
        return number
    return code + number.removeprefix(own) if number.startswith(f"{own}.") else f"{code}.{number}"
