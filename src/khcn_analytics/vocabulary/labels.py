"""A text in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Label:
    """What a person reads, in Vietnamese and in English.

    Examples:
        >>> Label("nhiệm vụ", "tasks").text("en")
        'tasks'
    """

    vi: str
    en: str

    def text(self, language: Language = "vi") -> str:
        """The text in one language."""
        return self.en if language == "en" else self.vi
