"""A scheme written as TOML -> a scheme, or everything that is wrong with it, each with its line.

The form is shown at the head of ``datasets/schemes/mau_100.toml`` and told in ``docs/schemes.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any

from khcn_analytics.errors import SchemeError, SchemeMistake
from khcn_analytics.scoring.scheme_checks import mistakes_in
from khcn_analytics.scoring.scheme_draft import draft_of, scheme_of
from khcn_analytics.scoring.scheme_entries import Finding
from khcn_analytics.scoring.scheme_lines import line_of, lines_of
from khcn_analytics.scoring.schemes import Scheme

Placed = Callable[[Finding], SchemeMistake | None]

_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def parse_scheme(text: str, name: str = "scheme") -> Scheme:
    """A scheme from TOML.

    Args:
        text: The scheme.
        name: What errors call it.

    Returns:
        The scheme, checked as a whole.

    Raises:
        SchemeError: If anything is wrong; all of it is told at once.

    Examples:
        >>> try:
        ...     parse_scheme("code = 3")
        ... except SchemeError as error:
        ...     print(error.mistakes[0].placed("en"))
        line 1: “code” takes a code of A to Z, digits, “_”, “.”, “-”, not 3.
    """
    text = text.removeprefix("\ufeff")
    try:
        content = tomllib.loads(text)
        lines = lines_of(text)
    except (ValueError, RecursionError) as error:
        raise SchemeError(name, [_not_toml(text, error)]) from error
    return checked_scheme(
        content, name, lambda each: SchemeMistake(line_of(lines, each.path), each.said.vi, each.said.en)
    )


def checked_scheme(content: Mapping[str, Any], name: str, placed: Placed) -> Scheme:
    """A scheme from nested tables, wherever they were read.

    Args:
        content: The scheme, as its TOML is read.
        name: What errors call it.
        placed: Where something wrong stands; ``None`` leaves out what follows from something else that the
            caller tells.

    Raises:
        SchemeError: If anything is wrong; all of it is told at once.
    """
    draft, found = draft_of(content)
    found += mistakes_in(draft)
    if found:
        mistakes = dict.fromkeys(each for each in map(placed, found) if each is not None)
        raise SchemeError(name, sorted(mistakes, key=lambda each: (each.sheet or "", each.line)))
    return scheme_of(draft)


def _not_toml(text: str, error: ValueError | RecursionError) -> SchemeMistake:
    told = _LINE.search(str(error))
    # What is not told is at the end: something was opened and never closed.
    line = int(told[1]) if told else text.count("\n") + 1
    why = "" if isinstance(error, RecursionError) else f" ({error})"
    return SchemeMistake(
        line,
        f"không đúng cú pháp TOML{why}; văn bản đặt trong ngoặc kép, số dùng dấu chấm thập phân.",
        f"not valid TOML{why}; texts take quotes, numbers a decimal point.",
    )
