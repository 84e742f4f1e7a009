"""Who is logged in, kept by the server: a cookie holds nothing but a random key."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic

LASTS = 8 * 3600.0
"""Seconds after which one has to log in again: a working day."""
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Login:
    name: str
    still: Callable[[], bool]
    until: float


class Logins:
    """The logins of one process.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._logins: dict[str, _Login] = {}

    def begin(self, name: str, still: Callable[[], bool]) -> str:
        """A new login of who showed who they are; its key, for the cookie.

        Args:
            name: What they are called.
            still: Tells at any time whether they may still come in.
        """
        key = secrets.token_urlsafe(32)
        self._logins[_digest(key)] = _Login(name, still, self._clock() + LASTS)
        self._forget()
        return key

    def user(self, key: str | None) -> str | None:
        """Whose login it is; ``None`` if it ended, or they may no longer come in."""
        login = self._logins.get(_digest(key or ""))
        if login is None or self._clock() >= login.until or not login.still():
            return None
        return login.name

    def end(self, key: str | None) -> None:
        """Log out."""
        self._logins.pop(_digest(key or ""), None)

    def _forget(self) -> None:
        now = self._clock()
        for key in [key for key, login in self._logins.items() if login.until <= now]:
            del self._logins[key]
        while len(self._logins) > _MOST:
            del self._logins[next(iter(self._logins))]


def _digest(key: str) -> str:
    """Only a digest is kept, and looked up: how long that takes tells nothing of the key."""
    return sha256(key.encode()).hexdigest()
