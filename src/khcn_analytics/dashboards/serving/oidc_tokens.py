"""ID tokens: what a provider says of whoever logged in, and whether to believe it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import ECKey, JWKRegistry, RSAKey
from joserfc.jws import JWSRegistry, extract_compact
from joserfc.jwt import decode

from khcn_analytics.dashboards.serving.oidc_allowed import Claims
from khcn_analytics.dashboards.serving.oidc_refusals import untrusted

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by a key that only the provider has. "none" is none, and HS* can be made by whoever knows the key."""
LEEWAY = 60
"""Seconds by which the clocks may differ."""
FETCHED_AGAIN, OLDEST = 60.0, 3600.0
"""Seconds after which keys are fetched again: for one that is not known, and in any case."""

Key = RSAKey | ECKey


class Keys:
    """The keys of the provider, fetched when they are needed.

    Args:
        fetch: Asks the provider for its document of keys.
        clock: Seconds that only grow.
    """

    def __init__(
        self, fetch: Callable[[], Awaitable[Mapping[str, Any]]], clock: Callable[[], float] = monotonic
    ) -> None:
        self._fetch, self._clock = fetch, clock
        self._keys: tuple[Key, ...] = ()
        self._fetched: float | None = None
        self._one_at_a_time = asyncio.Lock()

    async def named(self, name: str | None) -> Key:
        """The key of a name; without a name the only one there is.

        Raises:
            RefusedError: If there is none, or the provider can't be asked.
        """
        async with self._one_at_a_time:
            if self._is_older_than(OLDEST):
                await self._renew()
            found = self._known(name)
            # Made-up names must not make us ask and ask.
            if found is None and self._is_older_than(FETCHED_AGAIN):
                await self._renew()
                found = self._known(name)
        if found is None:
            raise untrusted("the token names a key that the provider does not publish")
        return found

    def _known(self, name: str | None) -> Key | None:
        if name is None:
            return self._keys[0] if len(self._keys) == 1 else None
        return next((each for each in self._keys if each.kid == name), None)

    async def _renew(self) -> None:
        document = await self._fetch()
        given = document.get("keys")
        self._keys = tuple(filter(None, map(_key, given if isinstance(given, list) else [])))
        self._fetched = self._clock()

    def _is_older_than(self, seconds: float) -> bool:
        return self._fetched is None or self._clock() - self._fetched >= seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a token must say.

    Attributes:
        issuer: Who made it.
        client_id: Whom it is for.
        algorithms: How it may be signed.
    """

    issuer: str
    client_id: str
    algorithms: Collection[str]


async def checked(answer: Mapping[str, Any], keys: Keys, expected: Expected, nonce: str) -> Claims:
    """What the ID token says, once signature, issuer, audience, time and nonce are right.

    Args:
        answer: What the provider answered to the code.
        keys: Its keys.
        expected: What the token must say.
        nonce: What was sent with the reader to the provider.

    Raises:
        RefusedError: If anything is wrong with it.
    """
    text = answer.get("id_token")
    if not isinstance(text, str):
        raise untrusted("the provider sent no ID token")
    try:
        header = extract_compact(text.encode()).headers()
        algorithm, name = header.get("alg"), header.get("kid")
    except (JoseError, ValueError, AttributeError) as error:
        raise untrusted("the ID token is none") from error
    # Asked first, so that a token that can't be right makes nobody fetch keys.
    if algorithm not in expected.algorithms:
        raise untrusted("the ID token is not signed in a way that is allowed")
    key = await keys.named(name)
    registry = JWSRegistry(algorithms=list(expected.algorithms), strict_check_header=False)
    try:
        signed = decode(text, key, registry=registry)
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            {
                "iss": {"essential": True, "value": expected.issuer},
                "sub": {"essential": True},
                "aud": {"essential": True, "value": expected.client_id},
                "nonce": {"essential": True, "value": nonce},
            },
            {"client_id": expected.client_id, "nonce": nonce, "access_token": answer.get("access_token")},
        )
        claims.validate(leeway=LEEWAY)
    except ClaimError as error:
        raise untrusted(f"claim “{error.claim}” of the ID token is not as it must be ({error.error})") from error
    except (JoseError, ValueError, TypeError) as error:
        raise untrusted(f"the signature of the ID token is wrong ({type(error).__name__})") from error
    return dict(claims)


def _key(given: object) -> Key | None:
    """A key that signs; others, and those that can't be read, are of no use."""
    if not isinstance(given, dict) or given.get("use", "sig") != "sig" or given.get("kty") not in ("RSA", "EC"):
        return None
    try:
        key = JWKRegistry.import_key(given)
    except (JoseError, ValueError, TypeError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None
