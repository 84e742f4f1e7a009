"""How often a wrong password, or a login that fails otherwise, may be tried."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

WINDOW = 15 * 60.0
"""Seconds for which a wrong password is remembered."""
TRIES_AS_A_USER, TRIES_FROM_AN_ADDRESS = 5, 30
_MOST_REMEMBERED = 10_000


class Throttle:
    """Wrong passwords of the last quarter of an hour, by user and address and by address.

    A stranger elsewhere can't lock a user out: only tries from the user's own address count
    against it.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._wrong: dict[tuple[str, ...], deque[float]] = {}

    def wait(self, name: str | None, address: str) -> float:
        """Seconds to wait before the next try; 0 if it may be tried now.

        Args:
            name: Name of the user; ``None`` where nobody can be guessed, so that only the address counts.
            address: Address of whoever tries.
        """
        now = self._clock()
        self._forget(now)
        waits = [
            self._wrong[key][-limit] + WINDOW - now
            for key, limit in _keys(name, address)
            if len(self._wrong.get(key, ())) >= limit
        ]
        return max(waits, default=0.0)

    def wrong(self, name: str | None, address: str) -> None:
        """Remember a wrong password."""
        for key, limit in _keys(name, address):
            self._wrong.setdefault(key, deque(maxlen=limit)).append(self._clock())
        # Made-up names must not fill the memory; the oldest go first.
        while len(self._wrong) > _MOST_REMEMBERED:
            del self._wrong[next(iter(self._wrong))]

    def right(self, name: str | None, address: str) -> None:
        """Forget the wrong tries of a user who then knew the password, and that the last was counted as one."""
        if name is not None:
            self._wrong.pop((address, name), None)
        tries = self._wrong.pop((address,), deque())
        if len(tries) > 1:
            tries.pop()
            self._wrong[address,] = tries

    def _forget(self, now: float) -> None:
        for key in [key for key, moments in self._wrong.items() if moments[-1] + WINDOW <= now]:
            del self._wrong[key]


def _keys(name: str | None, address: str) -> tuple[tuple[tuple[str, ...], int], ...]:
    from_address = ((address,), TRIES_FROM_AN_ADDRESS)
    return (from_address,) if name is None else (((address, name), TRIES_AS_A_USER), from_address)
