"""What is shown of a value, as data: a title, facts, lists and what comes next. Nothing here knows HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from khcn_analytics.vocabulary.labels import Label, Language

Text = str | Label
"""A text that is the same in both languages, or one in each."""
Tone = Literal["plain", "good", "look", "bad"]

ROWS_OF_A_TEXT = 20
_NEXT = Label("Tiếp theo", "Next")
_MORE = Label("… và {count} dòng nữa", "… and {count} more")


@dataclass(frozen=True, slots=True)
class Listing:
    """A list inside a display, folded until somebody opens it.

    Attributes:
        title: What it lists.
        header: What its columns are called.
        rows: The first of its rows, a cell for each column.
        count: How many rows there are in all.
        is_open: Whether it is shown at once; plain text holds only those that are.
        numbers: Columns of figures, counted from 0.
    """

    title: Label
    header: Sequence[Label]
    rows: Sequence[Sequence[Text]]
    count: int
    is_open: bool = False
    numbers: Sequence[int] = ()

    def more(self, language: Language) -> str:
        """Says how many rows are not there; empty if none."""
        left = self.count - len(self.rows)
        return _MORE.text(language).format(count=left) if left > 0 else ""


@dataclass(frozen=True, slots=True)
class Display:
    """What is shown of a value.

    Attributes:
        kind: What it is.
        title: Which one it is.
        code: What programs call it.
        facts: What is known of it, each under its name.
        listings: Lists that belong to it.
        warning: What must not be overlooked.
        then: What people do with it next, as they would type it.
        tone: Whether all is well (``good``), it needs a look (``look``) or it can't be used (``bad``).

    Examples:
        >>> told = Display(Label("Kho dữ liệu", "Workspace"), "Sở A", facts=[(Label("Nhiệm vụ", "Tasks"), "12")])
        >>> print(told.text("en"))
        Workspace: Sở A
          Tasks: 12
        >>> told.line()
        'Kho dữ liệu: Sở A'
    """

    kind: Label
    title: Text
    code: str = ""
    facts: Sequence[tuple[Label, Text]] = ()
    listings: Sequence[Listing] = ()
    warning: Text = ""
    then: Sequence[str] = ()
    tone: Tone = "plain"

    def line(self, language: Language = "vi") -> str:
        """What it is, in one line."""
        return f"{self.kind.text(language)}: {in_language(self.title, language)}"

    def text(self, language: Language = "vi") -> str:
        """All of it but the folded lists, where there is only text."""
        return "\n".join(self._lines(language))

    def _lines(self, language: Language) -> Iterator[str]:
        yield self.line(language) + (f" ({self.code})" if self.code else "")
        if self.warning:
            yield f"  ! {in_language(self.warning, language)}"
        for name, fact in self.facts:
            yield f"  {name.text(language)}: {in_language(fact, language)}"
        for each in self.listings:
            if each.is_open and each.rows:
                yield from _table(each, language)
        if self.then:
            yield f"  {_NEXT.text(language)}: {' | '.join(self.then)}"


def next_label(language: Language) -> str:
    """What stands before that which comes next."""
    return _NEXT.text(language)


def in_language(text: Text, language: Language) -> str:
    """The text in one language."""
    return text.text(language) if isinstance(text, Label) else text


def _table(listing: Listing, language: Language) -> Iterator[str]:
    """The list in columns of text."""
    shown = listing.rows[:ROWS_OF_A_TEXT]
    rows = [[in_language(cell, language) for cell in row] for row in [listing.header, *shown]]
    widths = [max(len(row[place]) for row in rows) for place in range(len(listing.header))]
    yield f"  {listing.title.text(language)}:"
    for row in rows:
        cells = (
            cell.rjust(width) if place in listing.numbers else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"    {'  '.join(cells)}".rstrip()
    left = listing.count - len(shown)
    if left > 0:
        yield f"    {_MORE.text(language).format(count=left)}"
