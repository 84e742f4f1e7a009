"""The provider of an office's accounts: where it is, and what it is asked."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.discovery import get_well_known_url

from khcn_analytics.dashboards.serving.oidc_allowed import Claims
from khcn_analytics.dashboards.serving.oidc_pending import Pending
from khcn_analytics.dashboards.serving.oidc_refusals import STALE, TOO_SLOW, UNREACHABLE, RefusedError, untrusted
from khcn_analytics.dashboards.serving.oidc_settings import OidcSettings, is_safe_address
from khcn_analytics.dashboards.serving.oidc_tokens import ALGORITHMS, Expected, Keys, checked
from khcn_analytics.errors import UnreadableDataError, WrongUseError

PATIENCE = 10.0
"""Seconds in which the provider must have answered."""
_LARGEST = 2**20
_SCOPE = "openid email profile"
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
# The first has no doubt about how the secret is written.
_WAYS_TO_KNOW_US = ("client_secret_post", "client_secret_basic")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the provider says of itself.

    Attributes:
        authorization: Where readers log in.
        token: Where a code is exchanged for what it stands for.
        keys: Where its keys are.
        algorithms: How its tokens may be signed.
        known_by: How we tell it who we are.
        names_itself: Whether it tells who it is when it sends the reader back.
    """

    authorization: str
    token: str
    keys: str
    algorithms: tuple[str, ...]
    known_by: str
    names_itself: bool


class Provider:
    """Asks the provider.

    Args:
        settings: Where it is and who we are.
        secret: The client secret.

    Raises:
        UnreadableDataError: If ``ca_file`` can't be read, or what the provider says of itself.
        WrongUseError: If the provider can't be used safely; it says why.
    """

    def __init__(self, settings: OidcSettings, secret: str) -> None:
        self._settings, self._secret, self._trust = settings, secret, _trust(settings)
        self.found = _discover(settings, self._trust)
        self._keys = Keys(self._fetch_keys)
        self._expected = Expected(
            issuer=settings.issuer, client_id=settings.client_id, algorithms=self.found.algorithms
        )

    def address(self, state: str, pending: Pending) -> str:
        """Where the reader logs in."""
        address: str = prepare_grant_uri(
            self.found.authorization,
            self._settings.client_id,
            "code",
            redirect_uri=self._settings.redirect,
            scope=_SCOPE,
            state=state,
            nonce=pending.nonce,
            code_challenge=create_s256_code_challenge(pending.verifier),
            code_challenge_method="S256",
            ui_locales=pending.language,
        )
        return address

    def refuse_other(self, issuer: str | None) -> None:
        """Refuse who sent the reader back if it is not the provider, or does not say so though it should.

        Raises:
            RefusedError: If it is another.
        """
        if issuer != self._settings.issuer and (issuer is not None or self.found.names_itself):
            raise untrusted("the reader was sent back by another provider")

    async def account(self, code: str, pending: Pending) -> Claims:
        """Whom a code stands for, by an ID token that was checked.

        Raises:
            RefusedError: If the provider does not know the code, can't be reached, or can't be believed.
        """
        uri, headers, body = ClientAuth(self._settings.client_id, self._secret, self.found.known_by).prepare(
            "POST",
            self.found.token,
            {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"},
            prepare_token_request(
                "authorization_code", redirect_uri=self._settings.redirect, code=code, code_verifier=pending.verifier
            ),
        )
        status, answer = await self._ask("POST", uri, headers=headers, content=body)
        if status == 400 and answer.get("error") == "invalid_grant":
            raise RefusedError(400, STALE, "the provider does not know the code, or it was used before")
        if status != 200:
            raise RefusedError(502, UNREACHABLE, f"the provider answered {status} to the code: {_error(answer)}")
        return await checked(answer, self._keys, self._expected, pending.nonce)

    async def _fetch_keys(self) -> Mapping[str, Any]:
        status, document = await self._ask("GET", self.found.keys)
        if status != 200:
            raise RefusedError(502, UNREACHABLE, f"the provider answered {status} when asked for its keys")
        return document

    async def _ask(
        self, method: str, uri: str, *, headers: Mapping[str, str] | None = None, content: str | None = None
    ) -> tuple[int, Mapping[str, Any]]:
        """Status and JSON; redirects are not followed."""
        try:
            async with (
                asyncio.timeout(PATIENCE),
                httpx.AsyncClient(verify=self._trust, timeout=PATIENCE) as client,
                client.stream(method, uri, headers=headers, content=content) as response,
            ):
                read = bytearray()
                async for chunk in response.aiter_bytes():
                    read += chunk
                    if len(read) > _LARGEST:
                        raise untrusted("the provider sends more than can be right")
        except (TimeoutError, httpx.TimeoutException) as error:
            raise RefusedError(504, TOO_SLOW, f"the provider did not answer within {PATIENCE:.0f} s") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise RefusedError(502, UNREACHABLE, f"the provider can't be reached ({type(error).__name__})") from error
        return response.status_code, _json(bytes(read))


def _trust(settings: OidcSettings) -> ssl.SSLContext:
    """The certificates that count: those of ``ca_file`` alone, or those of the system."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        raise UnreadableDataError(
            settings.ca_file, vi="không phải tệp chứng chỉ PEM", en="it is no PEM file of certificates"
        ) from error


def _discover(settings: OidcSettings, trust: ssl.SSLContext) -> Found:
    address = get_well_known_url(settings.issuer, external=True)
    try:
        with httpx.Client(verify=trust, timeout=PATIENCE) as client:
            response = client.get(address)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        raise WrongUseError(
            f"Không liên lạc được với nơi cấp tài khoản tại {address}: {reason}. Hãy kiểm tra issuer, mạng, tường lửa; "
            "nếu chứng chỉ do cơ quan tự cấp thì ghi ca_file.",
            f"The provider of accounts can't be reached at {address}: {reason}. Check issuer, network and firewall; "
            "if the certificate is one of your own, name ca_file.",
        ) from error
    document = _json(response.content) if response.status_code == 200 else {}
    if wrong := _what_is_wrong(document, settings.issuer):
        vi, en = wrong
        raise WrongUseError(
            f"Không dùng được nơi cấp tài khoản tại {address} (trả lời {response.status_code}): {vi}.",
            f"The provider of accounts at {address} (it answered {response.status_code}) can't be used: {en}.",
        )
    return Found(
        authorization=document["authorization_endpoint"],
        token=document["token_endpoint"],
        keys=document["jwks_uri"],
        algorithms=_algorithms(document),
        known_by=_known_by(document)[0],
        names_itself=document.get("authorization_response_iss_parameter_supported") is True,
    )


def _what_is_wrong(document: Mapping[str, Any], issuer: str) -> tuple[str, str] | None:
    if not document:
        return "đó không phải tài liệu OpenID Connect; hãy kiểm tra issuer", "that is no OpenID Connect; check issuer"
    if document.get("issuer") != issuer:
        told = str(document.get("issuer"))
        return f"nó tự xưng là “{told}”; hãy ghi issuer đúng như vậy", f"it calls itself “{told}”; write issuer just so"
    for name in _ENDPOINTS:
        if not is_safe_address(str(document.get(name, ""))):
            return f"“{name}” không có hoặc không phải https", f"“{name}” is missing or not https"
    if not _algorithms(document):
        listed = ", ".join(ALGORITHMS)
        return f"nó không ký bằng cách nào trong số: {listed}", f"it signs in none of these ways: {listed}"
    if not _known_by(document):
        listed = ", ".join(_WAYS_TO_KNOW_US)
        return f"nó không nhận ứng dụng bằng cách nào trong số: {listed}", f"it knows clients by none of: {listed}"
    return None


def _algorithms(document: Mapping[str, Any]) -> tuple[str, ...]:
    offered = document.get("id_token_signing_alg_values_supported") or ["RS256"]
    return tuple(each for each in ALGORITHMS if each in offered)


def _known_by(document: Mapping[str, Any]) -> list[str]:
    offered = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return [each for each in _WAYS_TO_KNOW_US if each in offered]


def _json(content: bytes) -> dict[str, Any]:
    """An object of JSON; anything else tells nothing."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _error(answer: Mapping[str, Any]) -> str:
    """The code of an error; other texts of the answer are not for the log."""
    code = str(answer.get("error", ""))
    return code if code.isascii() and code.replace("_", "").isalpha() and len(code) < 40 else "?"
