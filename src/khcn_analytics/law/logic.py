"""Three-valued logic (Kleene): true, false, or not known; what is not known is never taken for false."""

from __future__ import annotations

from collections.abc import Iterable


def all_hold(parts: Iterable[bool | None]) -> bool | None:
    """Whether every part holds: false as soon as one doesn't, unknown if one is and none fails.

    Examples:
        >>> all_hold([True, None]), all_hold([None, False]), all_hold([])
        (None, False, True)
    """
    known = list(parts)
    if False in known:
        return False
    return None if None in known else True


def any_holds(parts: Iterable[bool | None]) -> bool | None:
    """Whether a part holds: true as soon as one does, unknown if one is and none holds.

    Examples:
        >>> any_holds([False, None]), any_holds([None, True]), any_holds([])
        (None, True, False)
    """
    known = list(parts)
    if True in known:
        return True
    return None if None in known else False


def at_least(certain: float, possible: float, wanted: float) -> bool | None:
    """Whether a count reaches a number, when it lies between what is certain and what is possible.

    Examples:
        >>> at_least(2, 5, 2), at_least(1, 2, 2), at_least(1, 1, 2)
        (True, None, False)
    """
    if certain >= wanted:
        return True
    return None if possible >= wanted else False
