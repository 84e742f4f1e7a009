"""Which character stands between the cells of a text file."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

DELIMITERS = ",;\t|"
_RECORDS, _CHARACTERS = 100, 2**18
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
# What Excel writes and heeds; a letter or digit would be a header by chance.
_SAID = re.compile(r'"?sep=([^\w"\r\n])"?(?:\r\n?|\n|\Z)', re.IGNORECASE)


def lines(text: str, start: int = 0) -> Iterator[str]:
    r"""The lines with their ends, whichever they are: \n, \r\n or a lone \r."""
    return (each[0] for each in _LINE.finditer(text, start))


def said_delimiter(text: str) -> tuple[str, int] | None:
    r"""The delimiter a first line such as ``sep=;`` says, and where the data start.

    Examples:
        >>> said_delimiter("sep=;\na;b")
        (';', 6)
    """
    said = _SAID.match(text)
    return (said[1], said.end()) if said else None


def likely_delimiter(text: str) -> str:
    r"""The delimiter that cuts the first records into the same number of cells most often.

    Where two do so equally often, the one that gives more cells: a comma inside a sentence cuts
    less than the tabs of a table. A text of one column has a comma, as good as any.

    Examples:
        >>> likely_delimiter("Năm;Tỷ lệ\n2020;1,5\n")
        ';'
        >>> likely_delimiter("Tên\nMột\n")
        ','
    """
    return max(DELIMITERS, key=lambda each: _fitness(text, each))


def _fitness(text: str, delimiter: str) -> tuple[float, bool, int]:
    """The share of records with the most common number of cells, whether the quotes fit, that number."""
    sizes: Counter[int] = Counter()
    is_sound = True
    try:
        # A sample may end within quotes; that is no fault of the delimiter.
        sample = text[:_CHARACTERS]
        for record in islice(csv.reader(lines(sample), delimiter=delimiter, strict=True), _RECORDS):
            if any(record):
                sizes[len(record)] += 1
    except csv.Error:
        is_sound = len(text) > _CHARACTERS and bool(sizes)
    size, count = max(((size, count) for size, count in sizes.items() if size > 1), key=_often, default=(1, 0))
    return count / max(sizes.total(), 1), is_sound, size


def _often(item: tuple[int, int]) -> tuple[int, int]:
    size, count = item
    return count, size
