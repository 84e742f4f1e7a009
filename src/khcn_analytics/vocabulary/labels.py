"""A text in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khcn_analytics.errors import UnknownNameError

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """What a person reads, in Vietnamese and in English.

    Attributes:
        vi: The text in Vietnamese.
        en: The same in English.

    Examples:
        >>> Label("nhiệm vụ", "tasks").text("en")
        'tasks'
    """

    vi: str
    en: str

    def text(self, language: Language = "vi") -> str:
        """The text in one language.

        Raises:
            UnknownNameError: If there is no such language.
        """
        return self.en if known_language(language) == "en" else self.vi


def known_language(language: Language) -> Language:
    """The language, if there is one of that name.

    Raises:
        UnknownNameError: If there is none: nothing is told in another language than was asked for.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("ngôn ngữ", "language", language, LANGUAGES)
    return language
