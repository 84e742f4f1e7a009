"""Which line of a TOML text each of its entries stands in, so that a mistake can be shown where it is."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping

EntryPath = tuple[str | int, ...]
"""Where an entry is: names of keys, and places in lists from 0, such as ``("criteria", 2, "rule")``."""

_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_QUOTED = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_OTHER_VALUE = re.compile(r"[^,\]}\n#]+")


def lines_of(text: str) -> Mapping[EntryPath, int]:
    r"""The line, from 1, of every table, entry and member of a list.

    Args:
        text: TOML that :mod:`tomllib` reads; it is not checked here.

    Examples:
        >>> lines_of("a = 1\n[[b]]\nc = [\n  2,\n  3]")[("b", 0, "c", 1)]
        5
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.read_document()
    return scanner.lines


def line_of(lines: Mapping[EntryPath, int], path: EntryPath) -> int:
    """The line of an entry; of one that is not there, that of the table it is missing from."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


class _Scanner:
    """Walks a text once, from token to token; what values mean is of no interest here."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[EntryPath, int] = {(): 1}
        self._starts = [0, *(each.end() for each in re.finditer("\n", text))]
        self._last_of: dict[EntryPath, int] = {}

    def read_document(self) -> None:
        table: EntryPath = ()
        self._skip()
        while self.at < len(self.text):
            table = self._read_header() if self.text[self.at] == "[" else self._read_pair(table)
            self._skip()

    def _read_header(self) -> EntryPath:
        """``[table]``, or ``[[table]]`` which adds one to a list of tables."""
        line, adds = self._line(), self.text.startswith("[[", self.at)
        self.at += 1 + adds
        *above, name = self._read_key()
        path: EntryPath = ()
        for each in above:
            path = (*path, each)
            self.lines.setdefault(path, line)
            # A header below a list of tables belongs to the last of them.
            path = (*path, self._last_of[path]) if path in self._last_of else path
        path = (*path, name)
        self.lines.setdefault(path, line)
        if adds:
            self._last_of[path] = self._last_of.get(path, -1) + 1
            path = (*path, self._last_of[path])
        self.at = self.text.index("]", self.at) + 1 + adds
        self.lines.setdefault(path, line)
        return path

    def _read_pair(self, table: EntryPath) -> EntryPath:
        """``key = value``, the key perhaps with dots; the table it stands in comes back."""
        line, path = self._line(), table
        for name in self._read_key():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self.at = self.text.index("=", self.at) + 1
        self._read_value(path)
        return table

    def _read_key(self) -> list[str]:
        names: list[str] = []
        while True:
            self._skip()
            quoted = _QUOTED.match(self.text, self.at)
            found = quoted or _BARE.match(self.text, self.at)
            if found is None:
                return names
            names.append(tomllib.loads(f"key = {found[0]}")["key"] if quoted else found[0])
            self.at = found.end()
            self._skip()
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1

    def _read_value(self, path: EntryPath) -> None:
        self._skip()
        self.lines.setdefault(path, self._line())
        opening = self.text[self.at]
        if opening in "[{":
            self._read_members(path, "]" if opening == "[" else "}")
        elif found := (_QUOTED.match(self.text, self.at) or _OTHER_VALUE.match(self.text, self.at)):
            self.at = found.end()

    def _read_members(self, path: EntryPath, closing: str) -> None:
        """The members of a list, or the pairs of a table in braces."""
        self.at += 1
        place = 0
        self._skip()
        while self.text[self.at] != closing:
            if closing == "]":
                self._read_value((*path, place))
            else:
                self._read_pair(path)
            place += 1
            self._skip()
            self.at += self.text[self.at] == ","
            self._skip()
        self.at += 1

    def _skip(self) -> None:
        """Over spaces, line ends and comments."""
        if found := _BLANK.match(self.text, self.at):
            self.at = found.end()

    def _line(self) -> int:
        return bisect_right(self._starts, self.at)
