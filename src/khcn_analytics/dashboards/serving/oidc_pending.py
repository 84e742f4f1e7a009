"""Logins that were sent to the provider and have not come back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from time import monotonic

from khcn_analytics.vocabulary.labels import Language

LASTS = 600.0
"""Seconds in which one must be back from the provider."""
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One login on its way.

    Attributes:
        nonce: What the token must repeat.
        verifier: What shows the provider that the code comes from who asked for it (PKCE).
        following: The choices of the page that was asked for.
        language: Language in which it was asked.
        browser: Digest of the key of the browser that asked.
        until: When it is too late.
    """

    nonce: str
    verifier: str
    following: str
    language: Language
    browser: str
    until: float


class PendingLogins:
    """The logins of one process that are on their way, each known by its ``state`` and good for one return.

    Args:
        clock: Seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._pending: dict[str, Pending] = {}

    def begin(self, browser: str, following: str, language: Language) -> tuple[str, Pending]:
        """A new one of a browser, and its ``state``.

        Args:
            browser: A random key that the browser keeps as a cookie: nobody else's browser can end this login.
            following: The choices of the page that was asked for.
            language: Language in which it was asked.
        """
        state = secrets.token_urlsafe(32)
        pending = Pending(
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(48),
            following=following,
            language=language,
            browser=_digest(browser),
            until=self._clock() + LASTS,
        )
        self._pending[_digest(state)] = pending
        self._forget()
        return state, pending

    def take(self, state: str, browser: str | None) -> Pending | None:
        """The login that came back, once; ``None`` if there is none, it came too late or to another browser."""
        pending = self._pending.pop(_digest(state), None)
        if pending is None or self._clock() >= pending.until:
            return None
        return pending if secrets.compare_digest(pending.browser, _digest(browser or "")) else None

    def _forget(self) -> None:
        now = self._clock()
        for key in [key for key, each in self._pending.items() if each.until <= now]:
            del self._pending[key]
        # Logins nobody comes back to must not fill the memory; the oldest go first.
        while len(self._pending) > _MOST:
            del self._pending[next(iter(self._pending))]


def _digest(key: str) -> str:
    """Only a digest is kept, and looked up: how long that takes tells nothing of the key."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()
