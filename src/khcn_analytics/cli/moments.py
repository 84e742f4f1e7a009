"""Days and moments on the command line; ``--as-of`` is one, or the version of a workspace."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from khcn_analytics.errors import WrongUseError
from khcn_analytics.store.versions import AsOf

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_VIETNAMESE_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def moment_of(path: Path | None, as_of: str | None) -> AsOf | None:
    """The version, day or moment a workspace is asked for as of.

    Args:
        path: Folder of the workspace; ``None`` is the bundled example.
        as_of: The version, day or moment, as it was typed; ``None`` is now.

    Raises:
        WrongUseError: If it can't be read, or the bundled example is asked for its history.
    """
    if path is None and as_of is not None:
        raise WrongUseError(
            "--as-of cần một kho dữ liệu: hãy nêu thư mục KHO; dữ liệu minh họa không có lịch sử.",
            "--as-of needs a workspace: name the folder WORKSPACE; the bundled example has no history.",
        )
    return None if as_of is None else parse_as_of(as_of)


def parse_as_of(text: str) -> AsOf:
    """A version number, a day or a moment.

    Raises:
        WrongUseError: If it is none of them.

    Examples:
        >>> parse_as_of("12"), parse_as_of("31/12/2025"), parse_as_of("2025-12-31T17:30")
        (12, datetime.date(2025, 12, 31), datetime.datetime(2025, 12, 31, 17, 30))
    """
    given = text.strip()
    if given.isascii() and given.isdecimal() and len(given) <= 8:
        return int(given)
    try:
        return _day(given) or datetime.fromisoformat(given)
    except ValueError as error:
        raise WrongUseError(
            f"Không hiểu --as-of “{text}”. Ví dụ đúng: 12 (số phiên bản), 31/12/2025, 2025-12-31, 2025-12-31T17:30.",
            f"--as-of “{text}” is not understood. Examples: 12 (a version), 31/12/2025, 2025-12-31, 2025-12-31T17:30.",
        ) from error


def parse_day(text: str) -> date:
    """A day.

    Raises:
        WrongUseError: If the text is none.
    """
    try:
        if day := _day(text.strip()):
            return day
    except ValueError:
        pass
    raise WrongUseError(
        f"“{text}” không phải là ngày. Ví dụ đúng: 31/12/2025, 2025-12-31.",
        f"“{text}” is no day. Examples: 31/12/2025, 2025-12-31.",
    )


def _day(text: str) -> date | None:
    """The day a text tells; ``None`` if it is not written as a day, ``ValueError`` if there is no such day."""
    if found := _VIETNAMESE_DATE.fullmatch(text):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    return date.fromisoformat(text) if _ISO_DATE.fullmatch(text) else None
