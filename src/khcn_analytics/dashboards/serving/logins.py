"""Who is logged in, kept by the server: a cookie holds nothing but a random key."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic

from khcn_analytics.dashboards.serving.users import Users, user_key

LASTS = 8 * 3600.0
"""Seconds after which one has to log in again: a working day."""
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class _Login:
    name: str
    kept: str
    until: float


class Logins:
    """The logins of one process.

    Args:
        users: Who may come in.
        clock: Seconds that only grow.
    """

    def __init__(self, users: Users, clock: Callable[[], float] = monotonic) -> None:
        self.users = users
        self._clock = clock
        self._logins: dict[str, _Login] = {}

    def begin(self, name: str) -> str:
        """A new login of a user whose password was right; its key, for the cookie."""
        kept = self.users.hash_of(name)
        if kept is None:
            raise LookupError(name)
        key = secrets.token_urlsafe(32)
        self._logins[_digest(key)] = _Login(user_key(name), kept, self._clock() + LASTS)
        self._forget()
        return key

    def user(self, key: str | None) -> str | None:
        """Whose login it is; ``None`` if it ended, or the user was removed or has another password."""
        login = self._logins.get(_digest(key or ""))
        if login is None or self._clock() >= login.until or self.users.hash_of(login.name) != login.kept:
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
