"""Schemes by what people call them: the code of a bundled one, or a file of their own."""

from __future__ import annotations

from pathlib import Path

from khcn_analytics.io.schemes.files import TEXT, WORKBOOK, bundled_scheme, bundled_schemes, read_scheme
from khcn_analytics.scoring.schemes import Scheme

__all__ = ["bundled_scheme", "bundled_schemes", "scheme_named"]


def scheme_named(scheme: Scheme | str | Path) -> Scheme:
    """The scheme meant.

    Args:
        scheme: A scheme, the path of a .toml or .xlsx file, or the code of a bundled scheme.

    Raises:
        DataNotFoundError: If there is no such file.
        UnreadableDataError: If the file can't be read.
        SchemeError: If anything in the scheme is wrong; all of it is told at once.
        UnknownNameError: If no bundled scheme has that code.

    Examples:
        >>> scheme_named("mau_100").maximum
        100.0
    """
    if isinstance(scheme, Scheme):
        return scheme
    if isinstance(scheme, Path) or Path(scheme).suffix.casefold() in (TEXT, WORKBOOK):
        return read_scheme(scheme)
    return bundled_scheme(scheme)
