"""Sentences that carry the figures they tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any, Literal

from khcn_analytics.periods import Period
from khcn_analytics.vocabulary.labels import Label, Language

Told = Literal["value", "base", "absolute", "relative", "contribution", "count"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a sentence tells it.

    Attributes:
        told: What the number is: a ``value``, its ``base``, the ``absolute`` or ``relative`` change,
            the ``contribution`` of a group, or a ``count`` of indicators.
        number: The number itself, unrounded; shares from 0 to 1, money in đồng.
        text: How the sentence writes it.
        indicator: Code of the indicator; ``None`` for a count of several.
    """

    told: Told
    number: float
    text: str
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and what it rests on.

    Attributes:
        text: The sentence.
        indicators: Codes of the indicators it names, in order.
        figures: Every number in it, besides those in the names of periods, groups and indicators and in the
            words of a break, which are quoted.
        periods: The periods compared.
        theme: What it is about; ``None`` where it is about all.
    """

    text: str
    indicators: tuple[str, ...]
    figures: tuple[Figure, ...]
    periods: tuple[Period, ...]
    theme: Label | None = None


@dataclass(frozen=True, slots=True)
class Narrative:
    """The sentences on an analysis, in order; shows itself in a notebook as paragraphs by theme.

    Attributes:
        sentences: The sentences.
        language: The language they are in.

    Examples:
        >>> import khcn_analytics as kh
        >>> asked = kh.analyse(kh.example_workspace(), ["2024"], indicators=["tasks.accepted"])
        >>> told = asked.narrative("en", causes=[])
        >>> [each.indicators for each in told.sentences if each.indicators]
        [('tasks.accepted',)]
    """

    sentences: tuple[Sentence, ...]
    language: Language

    @property
    def text(self) -> str:
        """One paragraph for each theme, led by its name."""
        return "\n\n".join(
            " ".join([*([f"{theme}."] if theme else []), *(each.text for each in sentences)])
            for theme, sentences in self._paragraphs()
        )

    def _paragraphs(self) -> Iterable[tuple[str | None, list[Sentence]]]:
        for theme, sentences in groupby(self.sentences, key=lambda each: each.theme):
            yield (None if theme is None else theme.text(self.language)), list(sentences)

    def __str__(self) -> str:
        return self.text

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ARG002, FBT001  # as IPython calls it
        printer.text(self.text)

    def _repr_html_(self) -> str:
        paragraphs = [
            (f"<b>{escape(theme)}.</b> " if theme else "") + " ".join(escape(each.text) for each in sentences)
            for theme, sentences in self._paragraphs()
        ]
        return "".join(f"<p>{each}</p>" for each in paragraphs)
