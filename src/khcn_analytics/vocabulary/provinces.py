"""Provinces by date: what a name meant on a day, and what became of it.

A name alone tells no territory: Quảng Ngãi of 2024 is not Quảng Ngãi of 2026, and code 15 was Yên
Bái before it was Lào Cai. So whatever is asked here is asked with a day. The table itself is
bundled data and is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from khcn_analytics.errors import UnknownNameError, WrongUseError
from khcn_analytics.vocabulary.formats import format_date
from khcn_analytics.vocabulary.labels import Label
from khcn_analytics.vocabulary.text import accent_free_key, nfc

_KIND = re.compile(r"^(?:tỉnh|thành phố|tp\b\.?)\s*(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Province:
    """A province, or a city of that rank, with one name and one territory, half-open in days.

    Attributes:
        department: What its department is called in data, for example ``kon_tum``; a change of
            name keeps it.
        code: Two digits of the official list; used again for another province after a merger.
        name: Short name.
        full_name: Name with the kind of unit.
        aliases: Other spellings.
        since: The first day.
        until: The day after the last one; ``None`` while it stands.
        into: ``department`` of the province it belongs to from then on.
        citation: The resolution it began with.
        confidence: How sure that is.
    """

    department: str
    code: str
    name: str
    full_name: str
    aliases: tuple[str, ...]
    since: date
    until: date | None
    into: str | None
    citation: str
    confidence: Literal["verified", "likely", "unverified"]

    def stands(self, first: date, after: date) -> bool:
        """Whether it exists on any day from ``first`` to before ``after``."""
        return self.since < after and (self.until is None or first < self.until)

    def is_called(self, key: str) -> bool:
        """Whether an accent-free key is that of its name, its other spellings or its department."""
        return key in map(accent_free_key, (self.name, self.full_name, self.department, *self.aliases))


@dataclass(frozen=True)
class Territory:
    """Every province there was, each with the days it stood.

    Attributes:
        provinces: In the order of their first day and code.
    """

    provinces: tuple[Province, ...]

    @property
    def since(self) -> date:
        """The first day the table tells about."""
        return min(each.since for each in self.provinces)

    def on(self, day: date) -> tuple[Province, ...]:
        """The provinces of a day.

        Raises:
            WrongUseError: If the table does not reach back to it.
        """
        if day < self.since:
            raise WrongUseError(
                f"Danh mục tỉnh bắt đầu từ {format_date(self.since)}, không có ngày {format_date(day)}. "
                "Hãy chọn ngày muộn hơn.",
                f"The table of provinces begins on {self.since}; {day} is not in it. Choose a later day.",
            )
        return tuple(each for each in self.provinces if each.since <= day and (each.until is None or day < each.until))

    def named(self, name: str, on: date) -> Province:
        """The province that a name meant on a day.

        Args:
            name: Name, code of the department, or another spelling; accents, case and "tỉnh" or
                "TP." before it make no difference.
            on: The day.

        Raises:
            UnknownNameError: If there was none of that name; the province it had become part of, or
                names that look alike, are suggested.
            WrongUseError: If the table does not reach back to the day.
        """
        standing = self.on(on)
        keys = _keys(name)
        found = [each for each in standing if any(map(each.is_called, keys))]
        if found:
            return found[0]
        gone = [each for each in self.provinces if each.since <= on and any(map(each.is_called, keys))]
        heirs = [heir.name for each in gone if (heir := self.heir(each, on)) is not None]
        known = heirs or [each.name for each in standing]
        kind = Label(f"tỉnh, thành phố vào ngày {format_date(on)} tên", f"province on {on} named")
        raise UnknownNameError(kind.vi, kind.en, nfc(name), known)

    def department_of(self, code: str) -> str | None:
        """The ``department`` of the table that a code or name in data stands for; ``None`` if there is none."""
        return self._departments.get(accent_free_key(code))

    def heir(self, province: Province, on: date) -> Province | None:
        """The province that holds, on a day, the territory of another.

        Args:
            province: One of the table.
            on: The day, before or after it.

        Returns:
            ``None`` if the territory was not one province on that day: it was put together later.
        """
        held: Province | None = province
        while held is not None and held.until is not None and held.until <= on:
            held = self._next(held)
        while held is not None and on < held.since:
            before = self._before(held)
            held = before[0] if len(before) == 1 else None
        return held

    def of_department(self, department: str, first: date, after: date) -> tuple[Province, ...]:
        """The provinces of a department on the days from ``first`` to before ``after``.

        Records may be kept under a department longer than it stands: then its last province.
        """
        own = [each for each in self.provinces if each.department == department]
        return tuple(each for each in own if each.stands(first, after)) or tuple(own[-1:])

    def merged(self, province: Province) -> tuple[Province, ...]:
        """The provinces that one was put together from; a new name puts nothing together."""
        before = self._before(province)
        return before if len(before) > 1 else ()

    def mergers(self) -> Iterator[tuple[Province, tuple[Province, ...]]]:
        """Each province that was put together, with its parts."""
        return ((each, parts) for each in self.provinces if (parts := self.merged(each)))

    def _before(self, province: Province) -> tuple[Province, ...]:
        return tuple(
            each for each in self.provinces if (each.into, each.until) == (province.department, province.since)
        )

    def _next(self, province: Province) -> Province:
        return next(each for each in self.provinces if (each.department, each.since) == (province.into, province.until))

    @cached_property
    def _departments(self) -> dict[str, str]:
        """Department by accent-free key of its code, its names and their spellings."""
        every = [(text, each) for each in self.provinces for text in (*each.aliases, each.full_name, each.name)]
        keys = {accent_free_key(text): each.department for text, each in every}
        return keys | {accent_free_key(each.department): each.department for each in self.provinces}


def _keys(name: str) -> set[str]:
    """Keys of a name as written and without the kind of unit before it."""
    text = nfc(name)
    return {accent_free_key(text), accent_free_key(_KIND.sub("", text))}
