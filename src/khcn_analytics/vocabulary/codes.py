"""Code lists: the values a column may hold, with labels and the spellings people use."""

from __future__ import annotations

from dataclasses import dataclass

from khcn_analytics.errors import UnknownNameError
from khcn_analytics.vocabulary.labels import Label, Language
from khcn_analytics.vocabulary.text import accent_free_key


@dataclass(frozen=True, slots=True)
class Code:
    """One allowed value.

    Attributes:
        code: What is stored, English ``snake_case``.
        label: What is shown.
        aliases: Other spellings an imported table may hold.
    """

    code: str
    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeList:
    """The values a column may hold, in the order they are shown.

    Attributes:
        name: What the list is of.
        entries: The values.
        source: The law, form or report the list is taken from.
    """

    name: Label
    entries: tuple[Code, ...]
    source: str = ""

    @property
    def codes(self) -> list[str]:
        return [each.code for each in self.entries]

    def label(self, code: str, language: Language = "vi") -> str:
        """What to show for a code.

        Raises:
            UnknownNameError: If the list has no such code.
        """
        for each in self.entries:
            if each.code == code:
                return each.label.text(language)
        raise UnknownNameError("mã", "code", code, self.codes)

    def spellings(self) -> dict[str, str]:
        """Accent-free key of every code, label and alias -> code."""
        return {
            accent_free_key(text): each.code
            for each in self.entries
            for text in (each.code, each.label.vi, each.label.en, *each.aliases)
        }
